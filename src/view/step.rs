//! Steps: the distances that a key moves a cursor or a text.

/// A distance to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This many rows down; up where negative.
    Rows(isize),
    /// This many halves of a page down; up where negative.
    HalfPages(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// To this row, counted from 0.
    To(usize),
}

impl Step {
    /// Returns the row that the step leads to from `row`, with pages of `page` rows. The caller does not go
    /// past the last row, which is unknown here.
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
