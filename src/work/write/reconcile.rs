//! Reconciling a write without a proper answer by looking at the service: it took effect, it did not, or its
//! outcome stays unknown. Nothing is claimed that was not seen.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::draft::Draft;
use super::input::Reply;
use super::judge::Verdict;
use super::machine::{Step, Write};
use super::news::{Fate, Namesake, News, Seen, Why};
use super::state::{Check, Proof, State, Wait};
use crate::domain::{Answer, Change, Failure, FailureKind, Request};

/// The waits between the looks at the service.
const LOOK_AGAIN: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(10)];

/// The number of looks after which no other follows.
pub(super) const LAST_LOOK: u32 = LOOK_AGAIN.len() as u32;

impl Write {
    /// Begins to find out whether a write without a proper answer took effect.
    pub(super) fn in_doubt(&mut self, step: &mut Step<'_>, draft: Draft, failure: Arc<Failure>) -> State {
        (self.past.failure, self.past.seen) = (Some(failure.clone()), Seen::Nothing);
        step.tell(News::InDoubt(failure.clone()));
        let refusal = (failure.kind == FailureKind::AlreadyExists).then_some(failure);
        let check = Check { refusal, ..Check::begin(step.now()) };
        match draft {
            // The metadata say nothing about a value alone.
            Draft::Edit { change: Change { description: None, .. }, .. } => {
                self.compare_or_doubt(step, draft, check)
            }
            _ => self.look_at_metadata(step, draft, check),
        }
    }

    pub(super) fn look_at_metadata(&self, step: &mut Step<'_>, draft: Draft, check: Check) -> State {
        self.look(step, Request::Get(draft.id().clone()));
        State::Verifying(draft, Check { proof: Proof::Metadata, wait: Wait::Answer, ..check })
    }

    pub(super) fn look_at_value(&self, step: &mut Step<'_>, draft: Draft, check: Check) -> State {
        self.look(step, Request::GetValue(draft.id().clone()));
        State::Verifying(draft, Check { proof: Proof::Value, wait: Wait::Answer, ..check })
    }

    pub(super) fn look_when_due(&self, step: &mut Step<'_>, draft: Draft, check: Check) -> State {
        match check.wait {
            Wait::Until(at) if at <= step.now() => self.look_once_more(step, draft, check),
            _ => State::Verifying(draft, check),
        }
    }

    pub(super) fn look_signed_in(&self, step: &mut Step<'_>, draft: Draft, check: Check) -> State {
        match check.wait {
            Wait::SignIn => self.look_once_more(step, draft, check),
            Wait::Answer | Wait::Until(_) => State::Verifying(draft, check),
        }
    }

    fn look_once_more(&self, step: &mut Step<'_>, draft: Draft, check: Check) -> State {
        match check.proof {
            Proof::Metadata => self.look_at_metadata(step, draft, check),
            Proof::Value => self.look_at_value(step, draft, check),
        }
    }

    pub(super) fn checked(
        &mut self,
        step: &mut Step<'_>,
        draft: Draft,
        mut check: Check,
        answer: Reply,
    ) -> State {
        if matches!(&answer, Err(failure) if failure.kind.is_of_token()) {
            return State::Verifying(draft, Check { wait: Wait::SignIn, ..check });
        }
        check.looks += 1;
        match (check.proof, &draft) {
            (Proof::Metadata, _) => self.seen(step, draft, check, answer),
            (Proof::Value, Draft::Delete { .. }) => self.value_after_deletion(step, draft, check, answer),
            (Proof::Value, _) => self.compared(step, draft, check, answer),
        }
    }

    fn seen(&mut self, step: &mut Step<'_>, draft: Draft, mut check: Check, answer: Reply) -> State {
        let (verdict, seen) = self.judge(step.cx, &draft, &answer);
        // A user who may not see the secret gets this answer when the name is taken, which confirms the
        // refusal.
        let is_shown = match &answer {
            Err(failure) if failure.kind == FailureKind::NotPermitted => true,
            _ => !matches!(seen, Seen::NoAnswer(_)),
        };
        check.seen = seen;
        if verdict != Verdict::TookEffect
            && is_shown
            && let Some(refusal) = check.refusal.take()
        {
            return self.taken(step, &draft, refusal, answer);
        }
        match (verdict, wait_after(&check)) {
            (Verdict::TookEffect, _) => {
                let now = match answer {
                    Ok(Answer::Got(secret)) => Some(secret),
                    _ => None,
                };
                self.took_effect(step, now)
            }
            (Verdict::DidNot, _) | (Verdict::NotYet, None) => self.did_not(step, draft, check, verdict),
            (Verdict::NotYet | Verdict::CannotTell, Some(wait)) => look_again(step.now(), draft, check, wait),
            (Verdict::CannotTell, None) => self.doubt(step, draft, check.seen),
        }
    }

    /// Believes the refusal: the name that was free is taken, and not by the draft.
    fn taken(&mut self, step: &mut Step<'_>, draft: &Draft, refusal: Arc<Failure>, answer: Reply) -> State {
        let state = self.refused(step, draft, refusal);
        let namesake = match answer {
            Ok(Answer::Got(secret)) => Namesake::Seen(secret),
            Err(failure) if failure.kind == FailureKind::NotPermitted => Namesake::Hidden,
            _ => Namesake::Unseen,
        };
        step.tell(News::Taken(namesake));
        state
    }

    fn did_not(&mut self, step: &mut Step<'_>, draft: Draft, check: Check, verdict: Verdict) -> State {
        let is_free = match &draft {
            Draft::Delete { .. } if self.may_look_at_value(step.cx, &draft) => {
                return self.look_at_value(step, draft, check);
            }
            Draft::Delete { .. } => return self.half_deleted(step),
            // The value is written before the description: it may be there although the description is not.
            Draft::Edit { change, .. } if change.value.is_some() => {
                return self.compare_or_doubt(step, draft, check);
            }
            Draft::Edit { .. } => false,
            Draft::Create(_) => verdict == Verdict::NotYet,
        };
        let fate = if check.value_seen { Fate::ValueOnly } else { Fate::NotApplied(Why::NotSo { is_free }) };
        self.settle(step, fate);
        State::Filling
    }

    /// Ends a deletion that failed, without having seen the value.
    pub(super) fn half_deleted(&mut self, step: &mut Step<'_>) -> State {
        self.settle(step, Fate::HalfDeleted);
        State::Filling
    }
}

/// Returns the wait before the next look; nothing after the last.
pub(super) fn wait_after(check: &Check) -> Option<Duration> {
    LOOK_AGAIN.get(check.looks.checked_sub(1)? as usize).copied()
}

pub(super) fn look_again(now: Instant, draft: Draft, check: Check, wait: Duration) -> State {
    State::Verifying(draft, Check { wait: Wait::Until(now + wait), ..check })
}
