//! Typeahead: keys that wait for a search, because it decides what they act on, and all keys after them.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::features::list::HeldFor;
use crate::keys::{Action, Key};

/// The wait after which `Esc` and `q` end the waiting instead of joining the keys.
const GIVES_UP_AFTER: Duration = Duration::from_secs(1);

/// Something that can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Typed {
    /// A key.
    Key(Key),
    /// An action without a key, which was chosen in the palette.
    Chosen(Action),
}

/// The keys that wait.
#[derive(Debug, Default)]
pub(in crate::app) struct Typeahead {
    keys: VecDeque<Typed>,
    /// The start of the wait.
    since: Option<Instant>,
    waits_for: HeldFor,
}

impl Typeahead {
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(in crate::app) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Returns the reason of the wait; `None` if no key waits.
    pub(in crate::app) fn waits_for(&self) -> Option<HeldFor> {
        (!self.is_empty()).then_some(self.waits_for)
    }

    /// Returns the start of the wait if the last key satisfies `is_it`.
    pub(in crate::app) fn since_for(&self, is_it: impl Fn(&Key) -> bool) -> Option<Instant> {
        self.since.filter(|_| matches!(self.keys.back(), Some(Typed::Key(key)) if is_it(key)))
    }

    /// Adds a key after the others. The first key determines the reason of the wait.
    pub(in crate::app) fn push(&mut self, now: Instant, typed: Typed, waits_for: impl FnOnce() -> HeldFor) {
        if self.is_empty() {
            self.since = Some(now);
            self.waits_for = waits_for();
        }
        self.keys.push_back(typed);
    }

    /// Adds a key before the others.
    pub(in crate::app) fn push_front(&mut self, typed: Typed) {
        self.keys.push_front(typed);
    }

    /// Returns the key that has waited longest. The list has come, so the next keys can only wait for a search.
    pub(in crate::app) fn pop(&mut self) -> Option<Typed> {
        let typed = self.keys.pop_front()?;
        self.waits_for = HeldFor::Search;
        Some(typed)
    }

    pub(in crate::app) fn clear(&mut self) -> bool {
        !std::mem::take(&mut self.keys).is_empty()
    }

    /// Tells whether the user, who has seen for a while that keys wait, wants to end that. Keys typed without a pause
    /// keep their order: `/pg`, `Enter`, `y`, `q` copies before it quits.
    pub(in crate::app) fn is_given_up(&self, now: Instant, action: Option<Action>) -> bool {
        !self.is_empty()
            && matches!(action, Some(Action::Back | Action::Quit))
            && self.since.is_some_and(|since| now.saturating_duration_since(since) >= GIVES_UP_AFTER)
    }
}
