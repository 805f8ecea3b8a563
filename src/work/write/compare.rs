//! Judging a write by the value. The service logs the read, so this takes a readable value and the user's
//! consent.

use std::sync::Arc;

use super::draft::Draft;
use super::input::{Context, Reply};
use super::machine::{Step, Write};
use super::news::{Fate, News, Seen, Why};
use super::reconcile::{LAST_LOOK, look_again, wait_after};
use super::state::{Check, State};
use crate::domain::{Answer, FailureKind};

impl Write {
    /// Reads the value back, with the user's consent. Without it the outcome stays unknown, because the
    /// metadata say nothing about a value.
    pub(super) fn compare_or_doubt(&mut self, step: &mut Step<'_>, draft: Draft, check: Check) -> State {
        match draft.value().is_some() && self.may_look_at_value(step.cx, &draft) {
            true => self.look_at_value(step, draft, Check { looks: 0, ..check }),
            false => self.doubt(step, draft, check.seen),
        }
    }

    /// Tells whether the value may be read after a write: it is readable, and the user has agreed, in this
    /// session or for this write.
    pub(super) fn may_look_at_value(&self, cx: &Context<'_>, draft: &Draft) -> bool {
        let agreed = cx.agreed || self.past.old.is_some();
        agreed && !cx.denied && draft.before().is_some_and(|secret| secret.access.readable == Some(true))
    }

    pub(super) fn compared(
        &mut self,
        step: &mut Step<'_>,
        mut draft: Draft,
        mut check: Check,
        answer: Reply,
    ) -> State {
        let present = match answer {
            Ok(Answer::Value(present)) => present,
            Ok(_) => return State::Verifying(draft, check),
            Err(failure) => {
                step.tell(News::NotCompared(failure.clone()));
                return self.doubt(step, draft, Seen::NoAnswer(failure));
            }
        };
        let is_saved = draft.value().is_some_and(|sent| **sent == present);
        match (is_saved, wait_after(&check), &mut draft) {
            // The value is there; the description has still to be seen.
            (true, _, Draft::Edit { change, .. }) if change.description.is_some() => {
                change.value = None;
                step.tell(News::ValueFound);
                check.value_seen = true;
                check.looks = LAST_LOOK;
                self.look_at_metadata(step, draft, check)
            }
            (true, ..) => self.took_effect(step, None),
            // The write may still be under way.
            (false, Some(wait), _) => look_again(step.now(), draft, check, wait),
            (false, None, _) => {
                // A third value may come from an earlier sending.
                let is_as_before = self.past.old.as_deref() == Some(&present);
                let fate = match is_as_before {
                    true => Fate::NotApplied(Why::Compared),
                    false => self.not_this_time(Why::Compared),
                };
                self.settle(step, fate);
                State::Filling
            }
        }
    }

    /// Judges a deletion by the value: the service takes the value out of its store before it removes the row
    /// (contract §8), so a secret that is still there may have lost it.
    pub(super) fn value_after_deletion(
        &mut self,
        step: &mut Step<'_>,
        draft: Draft,
        check: Check,
        answer: Reply,
    ) -> State {
        match answer {
            Ok(Answer::Value(value)) => {
                let is_another = self.past.old.as_ref().is_some_and(|old| **old != value);
                self.past.old = Some(Arc::new(value));
                self.settle(step, Fate::NotApplied(Why::Undeleted { is_another }));
                State::Filling
            }
            Ok(_) => State::Verifying(draft, check),
            Err(failure) if failure.kind == FailureKind::NotFound => self.took_effect(step, None),
            Err(failure) => {
                step.tell(News::ValueNotRead(failure));
                self.half_deleted(step)
            }
        }
    }
}
