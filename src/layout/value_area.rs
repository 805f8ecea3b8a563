//! The room for a revealed value in the detail.

/// The room for a shown value, under its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueArea {
    /// Rows of the detail above the surface.
    pub top: usize,
    /// Columns for the text.
    pub columns: usize,
    /// Rows for the text.
    pub rows: usize,
    /// Blank rows of the surface above and below the text.
    pub pad: usize,
    /// Columns for the numbers of lines and the gap after them.
    pub numbers: usize,
}

/// Returns the most rows that the note on a shown value takes on a screen of this height: the value matters
/// more.
pub fn note_rows(screen_rows: u16) -> usize {
    if screen_rows < 30 { 2 } else { 4 }
}
