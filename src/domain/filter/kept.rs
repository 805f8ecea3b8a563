//! The filters that a file keeps from one session to the next, where the user wants that.

use std::fmt;

/// Something to be done with the file of kept filters.
#[derive(Clone, PartialEq, Eq)]
pub enum KeptFilters {
    /// Read those of this place and user.
    Read,
    /// Keep this one as the newest.
    Keep(String),
}

/// Leaves the filter out.
impl fmt::Debug for KeptFilters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "Read",
            Self::Keep(_) => "Keep(…)",
        })
    }
}
