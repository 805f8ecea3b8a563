//! The lines about the value in the detail: a heading with the state, and the rows below it.
//!
//! ```text
//! Value ─────────────────────── 1-8 of 27 · hides in 24 s
//! ```

use crate::domain::Secret;
use crate::features::value::{Shown, Value, ValueLine, ValueState};
use crate::text::fit::width;
use crate::text::format::count;
use crate::text::reveal;
use crate::view::keys::line_of;
use crate::view::prelude::*;

/// A hidden value always has the same number of dots, so that they tell nothing.
const DOTS: &str = "••••••••••••";
const SHORT_DOTS: &str = "••••••••";

/// The state of the value of the selected secret, in lines.
pub(crate) struct StateLines<'a> {
    pub(crate) value: &'a Value,
    pub(crate) secret: &'a Secret,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl<'a> StateLines<'a> {
    /// Returns the heading, in this many columns: `Value ─── state`. `rows` of a shown value are on the screen.
    pub(crate) fn heading(&self, columns: u16, rows: usize) -> Line<'a> {
        let (theme, columns) = (self.theme, usize::from(columns));
        let warm = self.value.state().shown().is_some();
        let (title, name) = if warm { (Name::Warning, Name::Warning) } else { (Name::Text, Name::Muted) };
        let bold = if warm { Modifier::BOLD } else { Modifier::empty() };
        let (lines, short) = self.state(rows);
        // If there is no room for both, the seconds matter more than the place in the value.
        let state = match lines.map(|lines| format!("{lines} · {short}")) {
            Some(long) if width(&long) + width("Value ") <= columns => long,
            _ => short,
        };
        heading(theme, theme.span("Value", title).patch_style(bold), theme.span(state, name), columns)
    }

    /// Returns the range of lines on the screen, if there is more than one line, and the state of the value.
    fn state(&self, rows: usize) -> (Option<String>, String) {
        let state = match self.value.state() {
            ValueState::Shown(shown) if shown.value.is_empty() => {
                return (Some("shown".to_owned()), "empty".to_owned());
            }
            ValueState::Shown(shown) => {
                let lines = lines_on_screen(shown, rows)
                    .map(|(first, last, all)| format!("{}-{} of {}", count(first), count(last), count(all)));
                return (lines, format!("hides in {} s", shown.until.seconds_left(self.cx.now)));
            }
            ValueState::Reading { since, .. } if self.cx.spinner_frame(*since).is_some() => "reading",
            ValueState::Failed { .. } => "not read",
            _ if self.is_unreadable() => "not readable",
            _ => "hidden",
        };
        (None, state.to_owned())
    }

    fn is_unreadable(&self) -> bool {
        self.value.forbids_reading(self.secret, &self.cx.site).is_some()
    }

    /// Returns the value as a row among the facts: `•••••••• v reveal`.
    pub(crate) fn fact(&self) -> Line<'a> {
        let theme = self.theme;
        match self.value.state() {
            ValueState::Reading { since, .. } => {
                let spinner = theme.spinner(self.cx, *since);
                spinner.map_or(Line::default(), |spinner| {
                    theme.span(format!("{spinner} reading"), Name::Muted).into()
                })
            }
            ValueState::Failed { .. } => theme.span("not read", Name::Text).into(),
            _ if self.is_unreadable() => theme.span("not readable", Name::Muted).into(),
            _ => self.dots(SHORT_DOTS, "  ", &[Hint::new("v", "reveal")]),
        }
    }

    /// Returns the rows below the heading.
    pub(crate) fn rows(&self, columns: u16) -> Vec<Line<'a>> {
        let theme = self.theme;
        let line = |line| match (line, self.value.state()) {
            (ValueLine::Dots, _) => {
                self.dots(DOTS, "   ", &[Hint::new("v", "reveal"), Hint::new("y", "copy")])
            }
            (ValueLine::Reading, ValueState::Reading { since, .. }) => {
                // The wait has to be long enough to show.
                let spinner = theme.spinner(self.cx, *since).into_iter();
                let reading = |spinner| theme.span(format!("{spinner} Reading the value"), Name::Muted);
                spinner.map(reading).collect()
            }
            (ValueLine::Reading, _) => Line::default(),
            (ValueLine::Text(text), ValueState::Failed { .. }) => theme.span(text, Name::ErrorText).into(),
            (ValueLine::Text(text), _) => theme.span(text, Name::Muted).into(),
            (ValueLine::TryAgain, _) => {
                line_of(theme, &[Hint::new("v", "try again"), Hint::new("!", "details")])
            }
        };
        self.value.lines(self.cx, self.secret, columns.into()).into_iter().map(line).collect()
    }

    /// Returns the dots, and the keys that fetch the value.
    fn dots(&self, dots: &'static str, gap: &'static str, keys: &[Hint<'a>]) -> Line<'a> {
        let mut line = Line::from_iter([self.theme.span(dots, Name::Border), gap.into()]);
        line.spans.extend(line_of(self.theme, keys));
        line
    }
}

/// Returns the first and last line on the screen and the number of lines; `None` for a single line.
fn lines_on_screen(shown: &Shown, height: usize) -> Option<(usize, usize, usize)> {
    let all = reveal::lines(shown.value.expose());
    let rows = shown.rows();
    let first = rows.get(shown.scroll)?.line;
    let last = rows.get((shown.scroll + height).min(rows.len()).checked_sub(1)?)?.line;
    (all > 1).then_some((first, last, all))
}
