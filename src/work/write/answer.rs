//! The answer to a draft that was sent: it took effect, it was refused, or the answer does not tell.

use std::sync::Arc;
use std::time::Instant;

use super::news::{Fate, News, Seen, Why};
use super::{Draft, Reply, State, Step, Write};
use crate::domain::{Answer, Failure, FailureKind, Field, Secret};

impl Write {
    pub(super) fn written(&mut self, step: &mut Step<'_>, draft: Draft, answer: Reply) -> State {
        match answer {
            Ok(answer) => match fate_of(answer) {
                Some(fate) => self.done(step, fate),
                None => State::Sending(draft, step.now()),
            },
            // The name was looked up as free: it may be this very write that has taken it.
            Err(failure) if failure.leaves_open() || failure.kind == FailureKind::AlreadyExists => {
                self.in_doubt(step, draft, failure)
            }
            Err(failure) => self.failed(step, &draft, failure),
        }
    }

    /// Takes the same answer after the session is over: nobody looks any more, or sends again.
    pub(super) fn written_unseen(&mut self, step: &mut Step<'_>, since: Instant, answer: Reply) -> State {
        let fate = match answer {
            Ok(answer) => fate_of(answer),
            Err(failure) if failure.leaves_open() => {
                self.past.failure = Some(failure);
                Some(Fate::Unknown(Seen::Nothing))
            }
            Err(failure) => Some(self.not_this_time(Why::Refused(failure))),
        };
        fate.map_or(State::Left(since), |fate| self.done(step, fate))
    }

    fn failed(&mut self, step: &mut Step<'_>, draft: &Draft, failure: Arc<Failure>) -> State {
        let is_gone = failure.kind == FailureKind::NotFound && matches!(draft, Draft::Delete { .. });
        if is_gone && self.past.was_in_doubt() {
            // The deletion of which nobody could tell has done it.
            return self.took_effect(step, None);
        }
        if is_gone && self.past.old.is_some() {
            return self.done(step, Fate::Gone(failure));
        }
        self.refused(step, draft, failure)
    }

    /// Ends a write that the service refused, or of which certainly nothing was sent.
    pub(super) fn refused(&mut self, step: &mut Step<'_>, draft: &Draft, failure: Arc<Failure>) -> State {
        let fate = match may_be_half_done(draft, &failure) {
            true => Fate::HalfRefused(failure),
            false => self.not_this_time(Why::Refused(failure)),
        };
        self.settle(step, fate);
        State::Filling
    }

    /// Returns the fate of a write that did not take effect, whatever became of an earlier one.
    pub(super) fn not_this_time(&self, why: Why) -> Fate {
        if self.past.was_in_doubt() { Fate::NotThisTime(why) } else { Fate::NotApplied(why) }
    }

    pub(super) fn took_effect(&mut self, step: &mut Step<'_>, now: Option<Box<Secret>>) -> State {
        self.done(step, Fate::Applied { now, found: true })
    }

    pub(super) fn done(&mut self, step: &mut Step<'_>, fate: Fate) -> State {
        self.settle(step, fate);
        State::Done
    }

    /// Leaves the outcome unknown.
    pub(super) fn doubt(&mut self, step: &mut Step<'_>, draft: Draft, seen: Seen) -> State {
        self.settle(step, Fate::Unknown(seen));
        State::Unknown(draft)
    }

    pub(super) fn settle(&mut self, step: &mut Step<'_>, fate: Fate) {
        self.past.note_fate(&fate);
        step.tell(News::Settled(fate));
    }
}

fn fate_of(answer: Answer) -> Option<Fate> {
    let now = match answer {
        Answer::Created { secret, replaced: true } => return Some(Fate::Replaced(secret)),
        Answer::Created { secret, replaced: false } | Answer::Updated(secret) => Some(secret),
        Answer::Deleted(_) => None,
        Answer::Listed { .. } | Answer::Got(_) | Answer::Value(_) => return None,
    };
    Some(Fate::Applied { now, found: false })
}

/// Tells whether a refusal may have changed the value all the same. The service writes the value before it looks
/// at the description (contract §2).
fn may_be_half_done(draft: &Draft, failure: &Failure) -> bool {
    let (Draft::Edit { change, .. }, FailureKind::Rejected(faults)) = (draft, &failure.kind) else {
        return false;
    };
    let both = change.value.is_some() && change.description.is_some();
    both && !faults.iter().any(|fault| fault.field == Some(Field::Value))
}
