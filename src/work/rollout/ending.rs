//! The ends that a restart can come to. Causes are types; words are made elsewhere.

use std::sync::Arc;

use crate::domain::Failure;
use crate::domain::pod::ScreenOnly;
use crate::text::SafeText;

/// The end of a pod in a rollout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It came up anew, and stayed up.
    Done,
    /// It came down, or did not stay up.
    Failed(Fault),
    /// A pod that was down is down still, and nothing tells why.
    DidNotStart,
    /// The service took the request and lost it.
    Vanished,
    /// The outcome of the request was unknown, and the pod is as it was before.
    NotBegun,
    /// It is stopped, or about to be.
    StoppedBySomebody,
    /// There is no such pod any more.
    Gone,
    /// The user may not read it any more.
    CannotBeWatched,
    /// The service refused the restart; the reason, unless an earlier run of the program had it.
    Refused(Option<Arc<Failure>>),
    /// The restart was certainly not sent; the reason, likewise.
    NotSent(Option<Arc<Failure>>),
    /// The user left it out.
    LeftOut,
}

/// The faults of a pod that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `ERROR`, with the message of its container.
    Error(ScreenOnly),
    /// `COMPLETE`: the container ended; with its message.
    Complete(ScreenOnly),
    /// The line of the action log that tells why it did not start.
    HealthFailed(SafeText),
    /// Its container was restarted during the soak.
    RestartedByItself,
    /// It was not ready at the end of the soak.
    NotReady,
    /// The service asked for the container once more: the first one did not come up.
    RequestedAgain,
    /// It failed while an earlier run of the program watched it, which left no more than this word.
    Earlier,
}

impl Ending {
    /// Tells whether it stops the rollout.
    pub fn is_trouble(&self) -> bool {
        !matches!(self, Self::Done | Self::LeftOut)
    }

    /// Tells whether a person may have the pod restarted once more: not one that somebody stopped, since that would
    /// start it, nor one that cannot be read.
    pub fn allows_restart(&self) -> bool {
        match self {
            Self::Failed(_)
            | Self::DidNotStart
            | Self::Vanished
            | Self::NotBegun
            | Self::Refused(_)
            | Self::NotSent(_) => true,
            Self::Done | Self::StoppedBySomebody | Self::Gone | Self::CannotBeWatched | Self::LeftOut => {
                false
            }
        }
    }

    /// Tells whether a person may go on without the pod: its trouble says nothing about the new value.
    pub fn allows_leaving_out(&self) -> bool {
        matches!(
            self,
            Self::StoppedBySomebody
                | Self::Gone
                | Self::CannotBeWatched
                | Self::Refused(_)
                | Self::NotSent(_)
        )
    }

    /// Reads the word of a record.
    pub(super) fn from_word(word: &str) -> Self {
        let plain = [
            Self::Done,
            Self::DidNotStart,
            Self::Vanished,
            Self::NotBegun,
            Self::StoppedBySomebody,
            Self::Gone,
            Self::CannotBeWatched,
            Self::Refused(None),
            Self::NotSent(None),
            Self::LeftOut,
        ];
        plain.into_iter().find(|ending| ending.word() == word).unwrap_or(Self::Failed(Fault::Earlier))
    }

    /// Returns the word for the record and the journal.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed(fault) => fault.word(),
            Self::DidNotStart => "did_not_start",
            Self::Vanished => "vanished",
            Self::NotBegun => "not_begun",
            Self::StoppedBySomebody => "stopped_by_somebody",
            Self::Gone => "gone",
            Self::CannotBeWatched => "cannot_be_watched",
            Self::Refused(_) => "refused",
            Self::NotSent(_) => "not_sent",
            Self::LeftOut => "left_out",
        }
    }
}

impl Fault {
    /// Returns the word for the record and the journal, which never have the message of a container.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Error(_) => "error",
            Self::Complete(_) => "complete",
            Self::HealthFailed(_) => "health_failed",
            Self::RestartedByItself => "restarted_by_itself",
            Self::NotReady => "not_ready",
            Self::RequestedAgain => "requested_again",
            Self::Earlier => "failed",
        }
    }
}
