//! Rows of keys: each key with the word for its effect, such as `v reveal   y copy`.

use std::borrow::Cow;

use ratatui::prelude::{Buffer, Line, Rect, Span};

use super::draw::{Draw, after};
use super::theme::{Name, Theme};
use crate::keys::keymap::{self, Place};
use crate::keys::{Action, Context, Entry};
use crate::text::fit::width;

/// The columns between two keys with their words.
pub const GAP: u16 = 3;

/// Keys that do the same, side by side, and the word for their effect.
#[derive(Clone, Debug)]
pub struct Hint<'a> {
    /// The keys, with a blank between two.
    pub keys: Cow<'a, str>,
    /// The word.
    pub word: Cow<'a, str>,
    /// The action, for keys of the table.
    pub action: Option<Action>,
    /// The keys do nothing now.
    pub off: bool,
}

impl<'a> Hint<'a> {
    /// Makes a hint that `keys` do what `word` says.
    pub fn new(keys: impl Into<Cow<'a, str>>, word: impl Into<Cow<'a, str>>) -> Self {
        Self { keys: keys.into(), word: word.into(), action: None, off: false }
    }

    /// Makes a hint from an entry of the table.
    pub fn of(theme: Theme, entry: &Entry, word: &'a str) -> Self {
        let keys: Vec<_> = entry.keys.iter().map(|(key, _)| theme.key_name(*key)).collect();
        let action = entry.keys.first().map(|(_, action)| *action);
        Self { action, ..Self::new(keys.join(" "), word) }
    }

    /// Returns the columns.
    pub fn columns(&self) -> u16 {
        (width(&self.keys) + 1 + width(&self.word)) as u16
    }

    /// Returns its text, such as `v reveal`.
    pub fn spans(&self, theme: Theme) -> [Span<'a>; 3] {
        let (keys, word) = if self.off { (Name::Off, Name::Off) } else { (Name::Accent, Name::Muted) };
        [theme.span(self.keys.clone(), keys), theme.span(" ", word), theme.span(self.word.clone(), word)]
    }

    /// Draws it at the start of `area`; returns the rest, after a gap.
    pub fn draw(&self, theme: Theme, area: Rect, buf: &mut Buffer) -> Rect {
        after(buf.spans(area, &self.spans(theme)), GAP)
    }
}

/// Returns the columns of keys, with a gap between two.
pub fn columns(hints: &[Hint<'_>]) -> usize {
    let columns: usize = hints.iter().map(|hint| usize::from(hint.columns() + GAP)).sum();
    columns.saturating_sub(GAP.into())
}

/// Returns keys as one line, with a gap between two.
pub fn line_of<'a>(theme: Theme, hints: &[Hint<'a>]) -> Line<'a> {
    let mut line = Line::default();
    for hint in hints {
        if !line.spans.is_empty() {
            line.push_span(theme.span("   ", Name::Muted));
        }
        line.spans.extend(hint.spans(theme));
    }
    line
}

/// Returns the keys for the last row of a dialog, as far as `works` accepts them.
pub fn of_dialog(theme: Theme, context: Context, works: impl Fn(Action) -> bool) -> Vec<Hint<'static>> {
    let hint = |entry: &'static Entry| {
        let footer = entry.footer.filter(|footer| footer.place == Place::Left)?;
        Some(Hint::of(theme, entry, footer.word))
    };
    keymap::working(context, works).filter_map(hint).collect()
}
