//! What a deletion would break: the form waits until the pods are known or cannot be, but not for long.

use std::time::{Duration, Instant};

use crate::domain::uses::Radius;

/// The longest wait for the pods.
const MOST: Duration = Duration::from_secs(5);

/// The pods that a deletion would break, as far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Breaks {
    /// The form deletes nothing that existed before, or nothing at all.
    #[default]
    NotAsked,
    /// The pods were asked for at this time.
    Asked(Instant),
    /// They are known: those that refer to the secret, and the number of those that the user can list.
    Known(Radius, usize),
    /// They are not known: the cause, as the end of a sentence.
    NotKnown(String),
}

impl Breaks {
    /// Returns the time at which the wait is over.
    pub fn due(&self) -> Option<Instant> {
        if let Self::Asked(since) = self { Some(*since + MOST) } else { None }
    }

    /// Tells whether the pods are still waited for.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Asked(_))
    }

    /// Ends the wait when it is over.
    pub fn tick(&mut self, now: Instant) {
        if self.due().is_some_and(|due| due <= now) {
            *self = Self::NotKnown(format!("no answer within {} s", MOST.as_secs()));
        }
    }
}
