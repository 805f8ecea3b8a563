//! Steps: how far a key moves whatever has the keyboard.

/// How far to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many rows down; up where negative.
    Rows(isize),
    /// So many halves of a page down; up where negative.
    HalfPages(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// To this row, counted from 0.
    To(usize),
}

impl Step {
    /// Returns the row that the step leads to from `row`, with pages of `page` rows. Nothing is known here of the
    /// last row: the caller does not go past it.
    pub fn from(self, row: usize, page: usize) -> usize {
        match self {
            Self::Rows(rows) => row.saturating_add_signed(rows),
            Self::HalfPages(halves) => {
                let rows = halves * isize::try_from(page / 2).unwrap_or(1).max(1);
                row.saturating_add_signed(rows)
            }
            Self::First => 0,
            Self::Last => usize::from(u16::MAX),
            Self::To(row) => row,
        }
    }
}
