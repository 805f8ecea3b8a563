//! The outputs of a rollout: requests, the record, questions, and events for the journal and the screen. Facts, never
//! words.

use super::ending::Ending;
use super::ids::{Call, QuestionId};
use super::record::Record;
use super::stop::{Choice, Stop};
use crate::domain::pod::{PodStatus, Requested};
use crate::domain::{PodId, SecretId};
use crate::work::write::{Draft, Old};

/// An output of a step.
#[derive(Debug)]
pub enum Output {
    /// Read the metadata of a secret.
    LookUp(Call, SecretId),
    /// Read the value of a secret, which the service logs.
    ReadValue(Call, SecretId),
    /// Write this draft by the write machine. The user has agreed to the reading back of its value.
    Write(Draft, Old),
    /// Read a pod.
    ReadPod(Call, PodId),
    /// Read the action log of a pod.
    ReadLog(Call, PodId),
    /// Ask for the restart of a pod: once, never again by itself.
    Restart(Call, PodId),
    /// Write the record of this number and sync it; what is waiting for it is sent after [`super::Input::Recorded`].
    Record(u64, Box<Record>),
    /// Remove the record.
    DropRecord,
    /// Ask the user.
    Ask(QuestionId, Stop),
    /// The question is open no more.
    Withdraw(QuestionId),
    /// Tell the user and the journal.
    Tell(Event),
}

/// A step of a rollout, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It begins.
    Began,
    /// The old value of a secret is held from here on.
    OldHeld(SecretId),
    /// A value is being written: the old one, when `back` is set.
    Writing {
        /// The secret.
        secret: SecretId,
        /// It is the old value.
        back: bool,
    },
    /// A value is saved.
    Saved {
        /// The secret.
        secret: SecretId,
        /// It was read back and is the same.
        verified: bool,
    },
    /// Going back found that the secret holds its old value already.
    OldAlready(SecretId),
    /// The pod is looked at before its restart.
    Looking(PodId),
    /// A start of the pod is under way, which is waited for.
    Settling(PodId),
    /// A restart of the pod is on its way already; nothing is sent.
    Joined(PodId),
    /// The restart of the pod was asked for.
    RestartSent(PodId),
    /// The service has taken the request.
    RestartTaken(PodId),
    /// No proper answer came.
    RestartInDoubt(PodId),
    /// The pod was seen in another state.
    Seen(PodId, PodStatus, Requested),
    /// The pod has come up and must stay up.
    Soaking(PodId),
    /// The pod came to this end.
    Ended(PodId, Ending),
    /// The rollout stopped and asks.
    Stopped(Stop),
    /// A person has chosen this.
    Chosen(Choice),
    /// The rollout is to stop after the present pod, or not any more.
    Hold(bool),
    /// A token is missing: nothing is sent until sign-in.
    Paused,
    /// It goes on after the sign-in.
    Resumed,
    /// No record is kept from here on.
    NoRecord,
    /// It is over.
    Over(End),
}

/// The end of a rollout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All that was planned and not left out is done.
    Done,
    /// It went back: the old values are restored, and the pods are restarted.
    WentBack,
    /// A person has ended it.
    Abandoned,
    /// The program goes elsewhere; the record stays.
    Left,
}

impl End {
    /// Returns the word for the journal and for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::WentBack => "went_back",
            Self::Abandoned => "abandoned",
            Self::Left => "left",
        }
    }
}
