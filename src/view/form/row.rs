//! The rows of a form, and the room for them.

use crate::view::theme::Name;

/// The width of the labels beside fields, in columns.
pub const LABEL: u16 = 12;

/// A text with the name of its style: rows are laid out before a theme is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span(pub String, pub Name);

impl Span {
    /// Makes a text in a style.
    pub fn new(text: impl Into<String>, name: Name) -> Self {
        Self(text.into(), name)
    }
}

/// One row of a form.
#[derive(Clone, Debug, Default)]
pub struct Row<S> {
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
    pub spot: Option<S>,
    /// Of the rows of its place, this one stays in sight.
    pub here: bool,
    /// The row begins at the labels, not at the fields.
    pub wide: bool,
}

impl<S: Default> Row<S> {
    /// Returns a blank row.
    pub fn blank() -> Self {
        Self::default()
    }

    /// Returns a line of text over the whole width.
    pub fn text(text: impl Into<String>, name: Name) -> Self {
        Self { spans: vec![Span::new(text, name)], wide: true, ..Self::default() }
    }

    /// Returns a line of text below a field.
    pub fn note(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }
}

/// The room for the rows.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The columns of the content.
    pub columns: usize,
    /// Labels stand above their fields.
    pub stacked: bool,
}

impl Room {
    /// Returns the columns of the text in a field.
    pub fn field(self) -> usize {
        self.columns.saturating_sub(if self.stacked { 4 } else { usize::from(LABEL) + 2 })
    }
}
