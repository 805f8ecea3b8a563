//! The value of the selected secret: hidden, being read, shown for a while, or failed.
//!
//! At most one value is shown, and only with the secret that it belongs to. `features::value` asks for values.

use std::sync::Arc;
use std::time::Instant;

use super::target::Target;
use crate::core::Context;
use crate::core::copy::has_room_for;
use crate::core::settings::ClipboardWay;
use crate::domain::{Deadline, Failure, SecretId, SecretValue};
use crate::text::format::size;
use crate::text::reveal::{self, Row, layout};

/// The state of the value area. Every state except `Hidden` is about one secret.
#[derive(Debug, Default)]
pub enum ValueState {
    /// Nothing is known, nothing is asked.
    #[default]
    Hidden,
    /// The value was asked for.
    Reading {
        /// The secret.
        id: SecretId,
        /// The time of asking.
        since: Instant,
        /// The value will be shown alone on the screen.
        alone: bool,
        /// The user may change it.
        editable: bool,
    },
    /// The value is on the screen.
    Shown(Shown),
    /// The value could not be read.
    Failed {
        /// The secret.
        id: SecretId,
        /// The failure.
        failure: Arc<Failure>,
    },
}

/// A value on the screen.
pub struct Shown {
    /// The secret.
    pub id: SecretId,
    /// The value.
    pub value: Arc<SecretValue>,
    /// The time at which the value is hidden again.
    pub until: Deadline,
    /// The value is alone on the screen.
    pub alone: bool,
    /// The user may change it.
    pub editable: bool,
    /// Rows that are scrolled away.
    pub scroll: usize,
    rows: Vec<Row>,
    columns: usize,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shown({:?}, …)", self.id)
    }
}

impl Shown {
    /// Makes the state for a value that was just read.
    pub fn new(id: SecretId, value: Arc<SecretValue>, until: Deadline, alone: bool, editable: bool) -> Self {
        Self { id, value, until, alone, editable, scroll: 0, rows: Vec::new(), columns: 0 }
    }

    /// Lays the value out for this width, and keeps it scrolled no farther than its end. When the width
    /// changes, the row at the top stays at the top.
    pub fn fit(&mut self, columns: usize, height: usize) {
        if self.columns != columns {
            let top = self.rows.get(self.scroll).map(|row| row.range.start);
            self.rows = layout(self.value.expose(), columns);
            self.columns = columns;
            if let Some(top) = top {
                self.scroll = self.rows.partition_point(|row| row.range.end <= top && row.range.start < top);
            }
        }
        self.scroll = self.scroll.min(self.rows.len().saturating_sub(height));
    }

    /// Returns all rows of the layout.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns the text of a row.
    pub fn text(&self, row: &Row) -> &str {
        self.value.expose().get(row.range.clone()).unwrap_or("")
    }
}

impl Shown {
    /// Returns a note about the value: characters that cannot be seen, as `text::unseen` finds them, or that
    /// the value is longer than the screen shows.
    pub fn note(&self, cx: &Context) -> Option<String> {
        let (value, note) = (self.value.expose(), self.value.facts().unseen.note());
        let part = reveal::shown_part(value);
        if part.len() == value.len() {
            return note;
        }
        let copies =
            cx.settings.clipboard != ClipboardWay::Off && has_room_for(cx.settings.clipboard, value.len());
        let (part, all) = (size(part.len() as u64), size(value.len() as u64));
        let rest = match (copies, self.editable) {
            (true, _) => "; y copies all of it",
            (false, true) => "; E opens all of it in your editor",
            (false, false) => "",
        };
        let text = format!("These are the first {part} of {all}{rest}.");
        Some(note.map_or(text.clone(), |note| format!("{text} It has {note}.")))
    }

    /// Returns the secret, to ask for its value.
    pub(super) fn target(&self) -> Target {
        Target { editable: self.editable, ..Target::unknown(self.id.clone()) }
    }
}

impl ValueState {
    /// Returns the secret that the state is about.
    pub fn id(&self) -> Option<&SecretId> {
        match self {
            Self::Hidden => None,
            Self::Reading { id, .. } | Self::Failed { id, .. } => Some(id),
            Self::Shown(shown) => Some(&shown.id),
        }
    }

    /// Returns the value on the screen.
    pub fn shown(&self) -> Option<&Shown> {
        match self {
            Self::Shown(shown) => Some(shown),
            _ => None,
        }
    }

    /// Tells whether a value is being read that will be alone on the screen.
    pub fn is_read_alone(&self) -> bool {
        matches!(self, Self::Reading { alone: true, .. })
    }

    /// Tells whether a value is alone on the screen.
    pub fn is_alone(&self) -> bool {
        self.shown().is_some_and(|shown| shown.alone)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::Moment;

    fn now() -> Deadline {
        let now = Moment { instant: Instant::now(), wall: Timestamp::UNIX_EPOCH };
        Deadline::after(now, std::time::Duration::ZERO)
    }

    #[test]
    fn the_top_row_stays_when_the_width_changes() {
        let value = Arc::new(SecretValue::new("0123456789\nabcdefghij\n".into()));
        let mut shown = Shown::new("a".into(), value, now(), false, true);
        shown.fit(5, 1);
        shown.scroll = 2;
        assert_eq!(shown.text(&shown.rows()[2]), "abcde");
        shown.fit(10, 1);
        assert_eq!((shown.scroll, shown.text(&shown.rows()[1])), (1, "abcdefghij"));
        shown.fit(10, 9);
        assert_eq!(shown.scroll, 0);
    }

    #[test]
    fn a_shown_value_does_not_print_itself() {
        let value = Arc::new(SecretValue::new("hunter2".into()));
        let shown = ValueState::Shown(Shown::new("a".into(), value, now(), false, true));
        assert!(!format!("{shown:?}").contains("hunter2"));
    }
}
