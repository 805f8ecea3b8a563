//! A text that lies among others.

use crate::domain::char_mask::CharMask;

/// The texts of a row that the filter searches, as they are drawn.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    /// Its id.
    pub id: StrSpan<'a>,
    /// Its description.
    pub description: StrSpan<'a>,
}

/// A text where it lies among others: to read past its end costs less than to stop there.
#[derive(Clone, Copy)]
pub struct StrSpan<'a> {
    /// All of them.
    pub all: &'a str,
    /// Its beginning, in bytes.
    pub from: usize,
    /// Its end, in bytes.
    pub to: usize,
    /// The characters in it.
    pub letters: CharMask,
}

impl<'a> StrSpan<'a> {
    /// Returns the text.
    pub fn text(self) -> &'a str {
        &self.all[self.from..self.to]
    }

    /// Returns its length in bytes.
    pub fn len(self) -> usize {
        self.to - self.from
    }

    /// Tells whether it is empty.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
