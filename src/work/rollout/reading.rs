//! What the service answers to the requests of a rollout, as far as a rollout needs it.

use std::sync::Arc;

use crate::domain::pod::{Container, PodStatus, Requested, ScreenOnly, Start};
use crate::domain::{Failure, FailureKind, Pod};
use crate::work::write::Fate;

/// A pod as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The state that it is in.
    pub status: PodStatus,
    /// The state that somebody asked for.
    pub requested: Requested,
    /// The start of the present run.
    pub start: Start,
    /// Its container.
    pub container: Container,
}

impl Reading {
    /// Tells whether it runs and nobody has asked for anything else.
    pub fn is_up(&self) -> bool {
        self.status == PodStatus::Available && self.requested == Requested::On
    }

    /// Tells whether it failed or ended, although it is to run.
    pub fn is_down(&self) -> bool {
        is_down(&self.status) && self.requested == Requested::On
    }

    /// Returns the message of its container.
    pub fn message(&self) -> &ScreenOnly {
        &self.container.message
    }
}

/// Tells whether a pod in this state has no container that runs, and gets none by itself.
pub(super) fn is_down(status: &PodStatus) -> bool {
    matches!(status, PodStatus::Error | PodStatus::Complete)
}

impl From<&Pod> for Reading {
    fn from(pod: &Pod) -> Self {
        Self {
            status: pod.status.clone(),
            requested: pod.requested.clone(),
            start: pod.started,
            container: pod.container.clone(),
        }
    }
}

/// The reasons why a read says nothing about its subject, or that it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The token is missing or not accepted.
    Token,
    /// There is no such pod or secret.
    Gone,
    /// The user may not read it.
    NotAllowed,
    /// No answer, or one that says nothing: slow, broken, a fault of the service.
    NoAnswer,
}

impl From<&Failure> for Unread {
    fn from(failure: &Failure) -> Self {
        match &failure.kind {
            kind if kind.is_of_token() => Self::Token,
            FailureKind::NotFound => Self::Gone,
            FailureKind::NotPermitted | FailureKind::NotReadable => Self::NotAllowed,
            _ => Self::NoAnswer,
        }
    }
}

/// The answer to the request for a restart.
#[derive(Clone, Debug)]
pub enum Restarted {
    /// The service has noted it.
    Accepted,
    /// The service refused it.
    Refused(Arc<Failure>),
    /// It is certain that nothing of it was sent.
    NotSent(Arc<Failure>),
    /// The token was not accepted, so that nothing was done.
    Token,
    /// Nobody can tell.
    NoAnswer,
}

impl From<Arc<Failure>> for Restarted {
    fn from(failure: Arc<Failure>) -> Self {
        match &failure.kind {
            kind if kind.is_of_token() => Self::Token,
            _ if failure.leaves_open() => Self::NoAnswer,
            _ if !failure.exchange.may_have_arrived => Self::NotSent(failure),
            _ => Self::Refused(failure),
        }
    }
}

/// The end of a write of a value, by the write machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The value is saved.
    Saved,
    /// It is certain that the value was not saved.
    NotSaved,
    /// The token was not accepted, so that nothing was saved.
    Token,
    /// Nobody can tell.
    Unknown,
}

impl From<&Fate> for Written {
    fn from(fate: &Fate) -> Self {
        use crate::work::write::Why;
        match fate {
            Fate::Applied { .. } | Fate::Replaced(_) | Fate::ValueOnly => Self::Saved,
            Fate::NotApplied(Why::Refused(failure)) if failure.kind.is_of_token() => Self::Token,
            Fate::NotApplied(_) => Self::NotSaved,
            Fate::HalfRefused(_)
            | Fate::HalfDeleted
            | Fate::Gone(_)
            | Fate::NotThisTime(_)
            | Fate::Unknown(_) => Self::Unknown,
        }
    }
}
