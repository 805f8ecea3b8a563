//! A write: creating, changing or deleting one secret, from the draft to the certainty of what became of it.
//!
//! ```text
//! Filling ─► Review ─► ReadingOld ─► Looking ─► Sending ─► Done
//!    ▲                                 │           │ no answer to go by
//!    ├─────────── Conflict ◄───────────┘           ▼
//!    └──────────────── Unknown ◄──────────────── Verifying ─► Done
//! ```
//!
//! The machine sends a draft once per confirmation. When no proper answer comes it looks at the service, and
//! where that does not tell, the outcome stays unknown until somebody confirms again. The kind of the draft
//! decides which states a write passes. Words for its news are made by whoever shows them.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use crate::core::Slot;
use crate::domain::{Answer, DigestKey, Failure, Moment, Print, Request, SecretValue, Site};
use crate::text::SafeText;

mod answer;
mod before;
mod compare;
mod draft;
mod judge;
mod news;
mod past;
mod reconcile;

pub use draft::Draft;
pub use news::{Fate, Namesake, News, Obstacle, Output, Seen, Why};
use past::Past;
pub use past::Sent;
pub use reconcile::{Check, Wait};

/// The answer to a request.
pub type Reply = Result<Answer, Arc<Failure>>;

/// The surroundings of a step.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The present.
    pub now: Moment,
    /// The present by the service's clock, as far as that is known.
    pub service_time: Timestamp,
    /// The address of the secrets and the user of the token.
    pub site: &'a Site,
    /// The key of the digests that recognise a value.
    pub digests: Option<&'a DigestKey>,
    /// The user lets values be read, which the service logs.
    pub agreed: bool,
    /// It is known that the service does not give this secret's value.
    pub denied: bool,
}

impl Context<'_> {
    fn print(&self, value: &SecretValue) -> Option<Print> {
        self.digests.map(|key| key.print(value))
    }
}

/// A step that is being taken: its surroundings, and the outputs so far.
struct Step<'a> {
    cx: &'a Context<'a>,
    out: Vec<Output>,
}

impl Step<'_> {
    fn tell(&mut self, news: News) {
        self.out.push(Output::News(news));
    }

    fn now(&self) -> Instant {
        self.cx.now.instant
    }
}

/// The way of the old value before it is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Old {
    /// It is lost.
    Lost,
    /// It is read before.
    Read,
    /// It was read already.
    Known(Arc<SecretValue>),
}

/// An event in the life of a write.
#[derive(Debug)]
pub enum Input {
    /// The user wants this to be sent.
    Confirmed(Draft, Old),
    /// The user lets the value be read, to learn what became of the write.
    Compare,
    /// The answer to a look at the service, or to the reading of a value.
    Looked(Reply),
    /// The answer to the draft that was sent.
    Written(Reply),
    /// Time has passed.
    Tick,
    /// There is a token again.
    SignedIn,
    /// Nothing more is asked here: the program goes elsewhere.
    SessionOver,
}

/// The progress of a write.
#[derive(Debug, Default)]
pub enum State {
    /// The draft is being made.
    #[default]
    Filling,
    /// The draft is shown before it is sent.
    Review,
    /// Somebody else has changed the description meanwhile, to this.
    Conflict(SafeText),
    /// The old value is read before it is lost, since this moment.
    ReadingOld(Draft, Instant),
    /// The service is looked at before anything is sent, since this moment.
    Looking(Draft, Instant),
    /// The draft was sent at this moment.
    Sending(Draft, Instant),
    /// No answer to go by came: the service is looked at.
    Verifying(Draft, Check),
    /// It is unknown whether the draft took effect.
    Unknown(Draft),
    /// The draft was sent at this moment, and nobody looks at the service any more: only its answer counts.
    Left(Instant),
    /// The draft took effect, or nobody is left to send it again.
    Done,
}

/// A write, with all that was sent for it so far.
#[derive(Debug)]
pub struct Write {
    number: u64,
    state: State,
    past: Past,
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

    /// Goes back to the draft, unless something was sent whose outcome is to come; returns the read to abort.
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
            State::Sending(..) | State::Verifying(..) | State::Left(_) | State::Done => None,
        }
    }

    /// Takes an input; returns requests and news, in order.
    #[must_use = "a request that is dropped is never answered"]
    pub fn step(&mut self, cx: &Context<'_>, input: Input) -> Vec<Output> {
        let mut step = Step { cx, out: Vec::new() };
        let state = std::mem::take(&mut self.state);
        self.state = self.next(&mut step, state, input);
        step.out
    }

    fn next(&mut self, step: &mut Step<'_>, state: State, input: Input) -> State {
        match (state, input) {
            (
                State::Filling | State::Review | State::Conflict(_) | State::Unknown(_),
                Input::Confirmed(draft, old),
            ) => self.begin(step, draft, old),
            (State::Looking(..) | State::ReadingOld(..), Input::SessionOver) => {
                step.out.push(self.abort());
                State::Filling
            }
            (State::Looking(draft, _), Input::Looked(answer)) => self.looked(step, draft, answer),
            (State::ReadingOld(draft, _), Input::Looked(answer)) => self.old_read(step, draft, answer),
            (State::Sending(draft, _), Input::Written(answer)) => self.written(step, draft, answer),
            (State::Sending(_, since), Input::SessionOver) => State::Left(since),
            (State::Left(since), Input::Written(answer)) => self.written_unseen(step, since, answer),
            (State::Verifying(draft, check), Input::Looked(answer)) if check.wait == Wait::Answer => {
                self.checked(step, draft, check, answer)
            }
            (State::Verifying(draft, check), Input::Tick) => self.look_when_due(step, draft, check),
            (State::Verifying(draft, check), Input::SignedIn) => self.look_signed_in(step, draft, check),
            (State::Verifying(_, check), Input::SessionOver) => {
                step.out.push(self.abort());
                self.done(step, Fate::Unknown(check.seen))
            }
            (State::Unknown(draft), Input::Compare) if draft.can_be_compared() => {
                self.look_at_value(step, draft, Check::begin(step.now()))
            }
            // An answer that nobody waits for, a key that means nothing there.
            (state, _) => state,
        }
    }

    fn look(&self, step: &mut Step<'_>, request: Request) {
        step.out.push(Output::Call(Slot::Look(self.number), request));
    }

    fn abort(&self) -> Output {
        Output::Abort(Slot::Look(self.number))
    }

    /// Tells whether a write that the user has confirmed is under way: about to be sent, or sent and its outcome
    /// not known yet.
    pub fn is_under_way(&self) -> bool {
        match self.state {
            State::Looking(..)
            | State::ReadingOld(..)
            | State::Sending(..)
            | State::Verifying(..)
            | State::Left(_) => true,
            State::Filling | State::Review | State::Conflict(_) | State::Unknown(_) | State::Done => false,
        }
    }

    /// Tells whether [`Input::Compare`] can find out the outcome.
    pub fn can_compare(&self) -> bool {
        matches!(&self.state, State::Unknown(draft) if draft.can_be_compared())
    }

    /// Returns the moment at which [`Input::Tick`] is due.
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

    /// Returns what was sent so far, unless it is certain that nothing of it took effect.
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
        if let State::ReadingOld(Draft::Delete { spare, .. }, _) = &mut self.state {
            *spare = None;
        }
    }
}

#[cfg(test)]
mod tests;
