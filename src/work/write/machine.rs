//! A write with its memory: the questions that it answers, and the parts that all of its steps share.

use std::sync::Arc;
use std::time::Instant;

use super::draft::Draft;
use super::input::Context;
use super::news::{Fate, News, Output, Seen, Why};
use super::past::{Past, Sent};
use super::state::{Check, State, Wait};
use crate::core::RequestKey;
use crate::domain::{Failure, Moment, Request, Secret, SecretValue};

/// A step that is being taken: its surroundings, and the outputs so far.
pub(super) struct Step<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) out: Vec<Output>,
}

impl Step<'_> {
    pub(super) fn tell(&mut self, news: News) {
        self.out.push(Output::News(news));
    }

    pub(super) fn now(&self) -> Instant {
        self.cx.now.instant
    }
}

/// A write, with everything that was sent for it so far.
#[derive(Debug)]
pub struct Write {
    pub(super) number: u64,
    pub(super) state: State,
    pub(super) past: Past,
}

impl Write {
    /// Returns a write of which nothing is sent; its requests carry this number.
    pub fn new(number: u64) -> Self {
        Self { number, state: State::Filling, past: Past::default() }
    }

    /// Gives its requests this number from here on.
    pub fn renumber(&mut self, number: u64) {
        self.number = number;
    }

    /// Returns the number that its requests carry.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Returns its progress.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Shows the draft before it is sent.
    pub fn review(&mut self) {
        if matches!(self.state, State::Filling | State::Conflict(_)) {
            self.state = State::Review;
        }
    }

    /// Goes back to the draft, unless something was sent whose outcome is open; returns the read to abort.
    #[must_use = "a read for a write that is given up has to be aborted"]
    pub fn cancel(&mut self) -> Option<Output> {
        match self.state {
            State::Filling | State::Review | State::Conflict(_) | State::Unknown(_) => {
                self.state = State::Filling;
                None
            }
            State::Looking(..) | State::ReadingOld(..) => {
                self.state = State::Filling;
                Some(self.abort())
            }
            State::Sending(..) | State::Verifying(..) | State::Left { .. } | State::Done => None,
        }
    }

    pub(super) fn look(&self, step: &mut Step<'_>, request: Request) {
        step.out.push(Output::Call(RequestKey::Look(self.number), request));
    }

    pub(super) fn abort(&self) -> Output {
        Output::Abort(RequestKey::Look(self.number))
    }

    /// Tells whether a write that the user has confirmed is under way: about to be sent, or sent with an open
    /// outcome.
    pub fn is_under_way(&self) -> bool {
        match self.state {
            State::Looking(..)
            | State::ReadingOld(..)
            | State::Sending(..)
            | State::Verifying(..)
            | State::Left { .. } => true,
            State::Filling | State::Review | State::Conflict(_) | State::Unknown(_) | State::Done => false,
        }
    }

    /// Tells whether [`super::Input::Compare`] can find out the outcome.
    pub fn can_compare(&self) -> bool {
        matches!(&self.state, State::Unknown(draft) if draft.can_be_compared())
    }

    /// Returns the moment at which [`super::Input::Tick`] is due.
    pub fn next_due(&self) -> Option<Instant> {
        match self.state {
            State::Verifying(_, Check { wait: Wait::Until(at), .. }) => Some(at),
            _ => None,
        }
    }

    /// Tells whether something that was sent may have taken effect, and nobody could tell.
    pub fn is_in_doubt(&self) -> bool {
        self.past.is_in_doubt()
    }

    /// Returns everything that was sent so far, unless it is certain that nothing of it took effect.
    pub fn sent(&self) -> Option<&Sent> {
        self.past.sent.as_ref()
    }

    /// Returns the moment of the last sending.
    pub fn sent_at(&self) -> Option<Moment> {
        self.past.sent_at
    }

    /// Returns the failure that left the outcome of the last sending open.
    pub fn doubted_by(&self) -> Option<&Arc<Failure>> {
        self.past.failure.as_ref()
    }

    /// Returns the result of the last look, where the outcome stays unknown.
    pub fn last_seen(&self) -> &Seen {
        &self.past.seen
    }

    /// Returns the old value, if it is known.
    pub fn old(&self) -> Option<&Arc<SecretValue>> {
        self.past.old.as_ref()
    }

    /// Learns the old value from elsewhere.
    pub fn know_old(&mut self, value: Arc<SecretValue>) {
        self.past.old = Some(value);
    }

    /// Wipes the old value.
    pub fn forget_old(&mut self) {
        self.past.old = None;
        if let State::ReadingOld(draft, _) = &mut self.state {
            draft.forget_spare();
        }
    }

    /// Returns the fate of a write that did not take effect, whatever the outcome of an earlier one.
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
