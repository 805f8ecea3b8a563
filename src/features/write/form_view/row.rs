//! The rows of a form, and the room for them.

use super::last::{Button, Hint};
use crate::features::write::form::Spot;
use crate::text::fit::wrap;
use crate::view::canvas::Span;
use crate::view::theme::Name;

/// The width of the labels beside fields, in columns.
pub const LABEL: u16 = 12;

/// The rows of a form, with its buttons and keys.
pub(super) type Rows = (Vec<Row>, Vec<Button>, Vec<Hint>);

/// One row of a form.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The field was changed.
    pub mark: bool,
    /// The label.
    pub label: &'static str,
    /// The row is a field with a background of its own.
    pub field: bool,
    /// The text.
    pub spans: Vec<Span>,
    /// The column of the cursor in the text.
    pub cursor: Option<usize>,
    /// Text at the right end.
    pub right: Option<Span>,
    /// The place of the focus that the row belongs to.
    pub spot: Option<Spot>,
    /// Of the rows of its place, this one stays in sight.
    pub here: bool,
    /// The row begins at the labels, not at the fields.
    pub wide: bool,
}

impl Row {
    pub(super) fn blank() -> Self {
        Self::default()
    }

    /// Returns a line of text over the whole width.
    pub(super) fn text(text: impl Into<String>, name: Name) -> Self {
        Self { spans: vec![Span::new(text, name)], wide: true, ..Self::default() }
    }

    /// Returns a line of text below a field.
    pub(super) fn note(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }
}

/// The room for the rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The columns of the content.
    pub(super) columns: usize,
    /// Labels stand above their fields.
    pub(super) stacked: bool,
}

impl Room {
    /// Returns the columns of the text in a field.
    pub(super) fn field(self) -> usize {
        self.columns.saturating_sub(if self.stacked { 4 } else { usize::from(LABEL) + 2 })
    }
}

pub(super) fn buttons(safe: &'static str, go: &'static str) -> Vec<Button> {
    [(safe, Spot::Safe), (go, Spot::Go)].map(|(word, spot)| Button { word, spot, awake: true }).into()
}

pub(super) fn paragraph(text: &str, columns: usize, name: Name) -> impl Iterator<Item = Row> {
    wrap(text, columns, usize::MAX).into_iter().map(move |line| Row::text(line, name))
}
