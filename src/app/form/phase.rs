//! The phase of a form: the progress of its write, or its own before that.

use std::time::Instant;

use crate::text::SafeText;
use crate::work::write::{State, Wait, Write};

/// The phase of a form.
#[derive(Clone, Debug)]
pub enum Phase {
    /// It is being filled in.
    Filling,
    /// The user wants to leave a changed form.
    Leaving,
    /// The changes are shown before they are sent.
    Review,
    /// Somebody else changed the description meanwhile, to this.
    Theirs(SafeText),
    /// Something is under way.
    Working(Work, Instant),
    /// Nobody can tell whether the change took effect.
    Doubt,
}

/// The work that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The service is looked at before anything is sent.
    Looking,
    /// The service is looked at before an undo is shown.
    Fetching,
    /// The secret that has the name already is fetched, to be edited in place of a new one.
    Finding,
    /// The old value is read before it is lost.
    Reading,
    /// The change has been sent.
    Sending,
    /// The service is looked at because no proper answer came: how often, and when again.
    Checking {
        /// Looks so far.
        looks: u32,
        /// When it is looked at next; `None` while a look is under way.
        next: Option<Instant>,
    },
}

/// The phase of a form whose write has not begun.
#[derive(Clone, Copy, Debug)]
pub enum Before {
    /// It is being filled in.
    Open,
    /// The user wants to leave it, changed as it is.
    Leaving,
    /// The secret is fetched for an undo, since this moment.
    Fetching(Instant),
    /// The secret that has the name already is fetched, since this moment.
    Finding(Instant),
}

impl Phase {
    /// Returns the phase of a form with this write, which does `before` until that begins.
    pub fn of(before: Before, write: &Write) -> Self {
        match write.state() {
            State::Filling | State::Done => match before {
                Before::Open => Self::Filling,
                Before::Leaving => Self::Leaving,
                Before::Fetching(since) => Self::Working(Work::Fetching, since),
                Before::Finding(since) => Self::Working(Work::Finding, since),
            },
            State::Review => Self::Review,
            State::Conflict(theirs) => Self::Theirs(theirs.clone()),
            State::ReadingOld(_, since) => Self::Working(Work::Reading, *since),
            State::Looking(_, since) => Self::Working(Work::Looking, *since),
            State::Sending(_, since) | State::Left { since, .. } => Self::Working(Work::Sending, *since),
            State::Verifying(_, check) => {
                let next = match check.wait {
                    Wait::Until(next) => Some(next),
                    Wait::Answer | Wait::SignIn => None,
                };
                Self::Working(Work::Checking { looks: check.looks, next }, check.since)
            }
            State::Unknown(_) => Self::Doubt,
        }
    }
}
