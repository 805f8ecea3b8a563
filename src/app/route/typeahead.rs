//! Typeahead: keys that wait for the search which decides what they act on, and all that was typed after them.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::features::list::HeldFor;
use crate::keys::{Action, Key};

/// How long keys have waited before `Esc` and `q` mean the waiting.
const GIVES_UP_AFTER: Duration = Duration::from_secs(1);

/// The keys that wait.
#[derive(Debug, Default)]
pub(in crate::app) struct Typeahead {
    keys: VecDeque<Key>,
    /// Since when the first of them waits.
    since: Option<Instant>,
    waits_for: HeldFor,
}

impl Typeahead {
    /// Whether no key waits.
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// How many keys wait.
    pub(in crate::app) fn len(&self) -> usize {
        self.keys.len()
    }

    /// What the keys wait for; `None` where there are none.
    pub(in crate::app) fn waits_for(&self) -> Option<HeldFor> {
        (!self.is_empty()).then_some(self.waits_for)
    }

    /// Since when keys wait of which the last is `is_it`.
    pub(in crate::app) fn since_for(&self, is_it: impl Fn(&Key) -> bool) -> Option<Instant> {
        self.since.filter(|_| self.keys.back().is_some_and(is_it))
    }

    /// Takes a key after those that wait. The first of them says what all wait for.
    pub(in crate::app) fn push(&mut self, now: Instant, key: Key, waits_for: impl FnOnce() -> HeldFor) {
        if self.is_empty() {
            self.since = Some(now);
            self.waits_for = waits_for();
        }
        self.keys.push_back(key);
    }

    /// Takes a key before those that wait.
    pub(in crate::app) fn push_front(&mut self, key: Key) {
        self.keys.push_front(key);
    }

    /// Gives out the key that has waited longest. The list is there: what comes next is but searched for.
    pub(in crate::app) fn pop(&mut self) -> Option<Key> {
        let key = self.keys.pop_front()?;
        self.waits_for = HeldFor::Search;
        Some(key)
    }

    /// Forgets the keys; tells whether there were any.
    pub(in crate::app) fn clear(&mut self) -> bool {
        !std::mem::take(&mut self.keys).is_empty()
    }

    /// Whether the user, who has seen for a while that keys wait, wants to get away from that. What is typed
    /// in one go keeps its order: `/pg`, `Enter`, `y`, `q` copies before it quits.
    pub(in crate::app) fn is_given_up(&self, now: Instant, action: Option<Action>) -> bool {
        !self.is_empty()
            && matches!(action, Some(Action::Back | Action::Quit))
            && self.since.is_some_and(|since| now.saturating_duration_since(since) >= GIVES_UP_AFTER)
    }
}
