//! The ids that were printed: when a list comes once more because it broke off, no row is printed twice.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::domain::rows::Row;

/// The rows of the attempts so far, by 64 bits each.
#[derive(Default)]
pub(super) struct Seen {
    hasher: RandomState,
    printed: HashSet<u64>,
    /// The list came more than once, so that rows can come again.
    again: bool,
}

impl Seen {
    /// Tells whether a row comes for the first time. Two rows of the same id in one list are two rows.
    pub(super) fn is_new(&mut self, row: Row<'_>) -> bool {
        let is_new = self.printed.insert(self.hasher.hash_one(row.id()));
        is_new || !self.again
    }

    /// Notes that the list begins anew.
    pub(super) fn begin_again(&mut self) {
        self.again = true;
    }
}
