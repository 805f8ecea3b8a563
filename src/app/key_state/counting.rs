//! Numbers before a key that moves (`5j`, `3G`), and the pause between messages about keys that do nothing.

use std::time::{Duration, Instant};

/// A number is forgotten if no key follows within this time.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(2);
/// The shortest time between two messages that a key does nothing.
const SAID_ONCE_IN: Duration = Duration::from_secs(1);
/// No list is longer.
const MOST: usize = 9_999_999;

/// The number that is being typed, and the last message about a key that does nothing.
#[derive(Debug, Default)]
pub(in crate::app) struct Counting {
    count: Option<Count>,
    /// The time of the last message that a key does nothing.
    told: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    number: usize,
    /// The time of the last digit.
    last: Instant,
}

impl Counting {
    pub(in crate::app) fn push(&mut self, now: Instant, digit: usize) {
        let number = self.number(now).unwrap_or(0).saturating_mul(10).saturating_add(digit).min(MOST);
        self.count = Some(Count { number, last: now });
    }

    /// Returns the typed number, unless it is too old.
    pub(in crate::app) fn number(&self, now: Instant) -> Option<usize> {
        let count = self.count?;
        (now.saturating_duration_since(count.last) < FORGOTTEN_AFTER).then_some(count.number)
    }

    pub(in crate::app) fn forget(&mut self) {
        self.count = None;
    }

    /// Notes that the user is told now that a key does nothing.
    pub(in crate::app) fn note_told(&mut self, now: Instant) {
        self.told = Some(now);
    }

    /// Tells whether it is time for another message that a key does nothing.
    pub(in crate::app) fn may_tell(&self, now: Instant) -> bool {
        self.told.is_none_or(|at| now.saturating_duration_since(at) >= SAID_ONCE_IN)
    }
}
