//! Text with the name of its style, for rows that are laid out before a theme is known.

use super::theme::Name;

/// A part of a line: text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span(pub String, pub Name);

impl Span {
    /// Makes a text in a style.
    pub fn new(text: impl Into<String>, name: Name) -> Self {
        Self(text.into(), name)
    }
}
