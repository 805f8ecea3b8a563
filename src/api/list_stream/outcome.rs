//! The results of reading a list, and the limits of the reading. The parent reads it.

use crate::domain::FailureKind;
use crate::text::SafeText;

/// Limits for what is taken of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListLimits {
    /// Size of the body in bytes; 256 MiB.
    pub bytes: u64,
    /// Rows, readable or not; 2,000,000.
    pub rows: usize,
}

impl Default for ListLimits {
    fn default() -> Self {
        Self { bytes: 256 * 1024 * 1024, rows: 2_000_000 }
    }
}

/// A list that arrived whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows that were read.
    pub rows: usize,
    /// Entries that could not be read as what the list is of.
    pub unreadable: usize,
    /// Size of the body in bytes.
    pub bytes: u64,
    /// Set when the service has merged templates into the pods.
    pub merged: bool,
    /// Rows that the service left out by its own account.
    pub left_out: usize,
}

/// A list that cannot be taken for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoList {
    /// The kind of failure.
    pub kind: FailureKind,
    /// The service's message, if there was one.
    pub message: SafeText,
}

impl NoList {
    pub(super) fn of(kind: FailureKind) -> Self {
        Self { kind, message: SafeText::default() }
    }
}
