//! Numbers before a key that moves (`5j`, `3G`), and keys that mean nothing.

use std::time::{Duration, Instant};

/// A number is forgotten when nothing follows it for so long.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(2);
/// That a key does nothing is said no more often than this.
const SAID_ONCE_IN: Duration = Duration::from_secs(1);
/// No list is longer.
const MOST: usize = 9_999_999;

/// The number that is being typed, and what was said of keys that mean nothing.
#[derive(Debug, Default)]
pub(in crate::app) struct Counting {
    count: Option<Count>,
    /// When it was last said that a key does nothing.
    told: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    number: usize,
    /// When its last digit came.
    last: Instant,
}

impl Counting {
    /// Takes a digit.
    pub(in crate::app) fn push(&mut self, now: Instant, digit: usize) {
        let number = self.number(now).unwrap_or(0).saturating_mul(10).saturating_add(digit).min(MOST);
        self.count = Some(Count { number, last: now });
    }

    /// The number that was typed, unless that was too long ago.
    pub(in crate::app) fn number(&self, now: Instant) -> Option<usize> {
        let count = self.count?;
        (now.saturating_duration_since(count.last) < FORGOTTEN_AFTER).then_some(count.number)
    }

    /// No number precedes the next key.
    pub(in crate::app) fn forget(&mut self) {
        self.count = None;
    }

    /// Notes that it is said now that a key does nothing.
    pub(in crate::app) fn note_told(&mut self, now: Instant) {
        self.told = Some(now);
    }

    /// Whether it may be said now that a key does nothing.
    pub(in crate::app) fn may_tell(&self, now: Instant) -> bool {
        self.told.is_none_or(|at| now.saturating_duration_since(at) >= SAID_ONCE_IN)
    }
}
