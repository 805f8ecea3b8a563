//! The phase of a form that makes a draft: the state of its write, or of the form itself before the write begins.

use std::time::Instant;

use super::machine::Write;
use super::state::{State, Wait};
use crate::text::SafeText;

/// The phase of a form.
#[derive(Clone, Debug)]
pub enum Phase {
    /// The user is filling in the form.
    Filling,
    /// The user wants to leave a changed form.
    Leaving,
    /// The changes are shown before they are sent.
    Review,
    /// Somebody else changed the description meanwhile, to this text.
    Theirs(SafeText),
    /// Work that has been under way since this moment.
    Working(Work, Instant),
    /// It is unknown whether the change took effect.
    Doubt,
}

/// The work that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The program looks at the service before it sends anything.
    Looking,
    /// The program fetches the secret before it shows an undo.
    Fetching,
    /// The program fetches the existing secret, to edit that instead of creating one.
    Finding,
    /// The program reads the old value before it is lost.
    Reading,
    /// The change has been sent.
    Sending,
    /// The program looks at the service, because no proper answer came.
    Checking {
        /// The number of looks so far.
        looks: u32,
        /// The time of the next look; `None` while one is under way.
        next: Option<Instant>,
    },
}

/// The state of a form before its write begins.
#[derive(Clone, Copy, Debug)]
pub enum Before {
    /// The user is filling in the form.
    Open,
    /// The user wants to leave a changed form.
    Leaving,
    /// The program has been fetching the secret for an undo since this moment.
    Fetching(Instant),
    /// The program has been fetching the existing secret since this moment.
    Finding(Instant),
}

impl Phase {
    /// Returns the phase of a form with this write; `before` counts until the write begins.
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
