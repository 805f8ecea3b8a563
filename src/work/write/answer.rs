//! The answer to a draft that was sent: it took effect, it was refused, or the answer does not tell.

use std::sync::Arc;
use std::time::Instant;

use super::draft::Draft;
use super::input::Reply;
use super::machine::{Step, Write};
use super::news::{Fate, Seen, Why};
use super::state::State;
use crate::domain::{Answer, Failure, FailureKind, Field};

impl Write {
    pub(super) fn written(&mut self, step: &mut Step<'_>, draft: Draft, answer: Reply) -> State {
        match answer {
            Ok(answer) => match fate_of(answer) {
                Some(fate) => self.done(step, fate),
                None => State::Sending(draft, step.now()),
            },
            // The name was free in the look before: this very write may have taken it.
            Err(failure) if failure.leaves_open() || failure.kind == FailureKind::AlreadyExists => {
                self.in_doubt(step, draft, failure)
            }
            Err(failure) => self.failed(step, &draft, failure),
        }
    }

    /// Takes the same answer after the session is over, when nothing is looked at or sent any more.
    pub(super) fn written_unseen(
        &mut self,
        step: &mut Step<'_>,
        since: Instant,
        in_halves: bool,
        answer: Reply,
    ) -> State {
        let fate = match answer {
            Ok(answer) => fate_of(answer),
            // The name was looked up as free, and nobody sees who has taken it.
            Err(failure) if failure.leaves_open() || failure.kind == FailureKind::AlreadyExists => {
                self.past.failure = Some(failure);
                Some(Fate::Unknown(Seen::Nothing))
            }
            Err(failure) if in_halves && spares_the_value(&failure) => Some(Fate::HalfRefused(failure)),
            Err(failure) => Some(self.not_this_time(Why::Refused(failure))),
        };
        fate.map_or(State::Left { since, in_halves }, |fate| self.done(step, fate))
    }

    fn failed(&mut self, step: &mut Step<'_>, draft: &Draft, failure: Arc<Failure>) -> State {
        let is_gone = failure.kind == FailureKind::NotFound && matches!(draft, Draft::Delete { .. });
        if is_gone && self.past.was_in_doubt() {
            // The earlier deletion, whose outcome was unknown, has removed the secret.
            return self.took_effect(step, None);
        }
        if is_gone && self.past.old.is_some() {
            return self.done(step, Fate::Gone(failure));
        }
        self.refused(step, draft, failure)
    }

    /// Ends a write that the service refused, or that was certainly not sent.
    pub(super) fn refused(&mut self, step: &mut Step<'_>, draft: &Draft, failure: Arc<Failure>) -> State {
        // A refusal may have changed the value all the same.
        let fate = match draft.goes_in_halves() && spares_the_value(&failure) {
            true => Fate::HalfRefused(failure),
            false => self.not_this_time(Why::Refused(failure)),
        };
        self.settle(step, fate);
        State::Filling
    }
}

fn fate_of(answer: Answer) -> Option<Fate> {
    let now = match answer {
        Answer::Created { secret, replaced: true } => return Some(Fate::Replaced(secret)),
        Answer::Created { secret, replaced: false } | Answer::Updated(secret) => Some(secret),
        Answer::Deleted(_) => None,
        _ => return None,
    };
    Some(Fate::Applied { now, found: false })
}

/// Tells whether the service refused something other than the value.
fn spares_the_value(failure: &Failure) -> bool {
    let FailureKind::Rejected(faults) = &failure.kind else { return false };
    !faults.iter().any(|fault| fault.field == Some(Field::Value))
}
