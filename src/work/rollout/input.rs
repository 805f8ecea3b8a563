//! The inputs of a rollout, and the surroundings in which it takes them.

use std::sync::Arc;

use jiff::Timestamp;

use super::ids::{Call, QuestionId};
use super::reading::{Reading, Restarted, Unread, Written};
use super::stop::Choice;
use crate::domain::pod::ActionLine;
use crate::domain::{DigestKey, Moment, Secret, SecretId, SecretValue};

/// An event in the life of a rollout.
#[derive(Debug)]
pub enum Input {
    /// The user starts it.
    Start,
    /// The metadata of a secret.
    LookedUp(Call, Result<Box<Secret>, Unread>),
    /// The value of a secret.
    ValueRead(Call, Result<Arc<SecretValue>, Unread>),
    /// The end of a write that this rollout began.
    Written(SecretId, Written),
    /// The state of a pod.
    PodRead(Call, Result<Reading, Unread>),
    /// A pod's action log.
    LogRead(Call, Result<Vec<ActionLine>, Unread>),
    /// The answer to the request for a restart.
    Restarted(Call, Restarted),
    /// The record of this number is on the disk, or could not be written.
    Recorded(u64, bool),
    /// Time has passed.
    Tick,
    /// The user answers the question of this number.
    Chosen(QuestionId, Choice),
    /// The user wants it to stop after the present pod, or not any more. A switch to another profile asks for this
    /// too.
    Hold(bool),
    /// The old value still works at its provider, by a test or by the user's word.
    OldWorks(bool),
    /// The user wants to see what is true now: all pods are read once.
    LookAround,
    /// The user ends it for good, and the record with it.
    Abandon,
    /// There is a token again, of the same user.
    SignedIn,
    /// Nothing more is asked here: the program goes to another place. The record stays.
    SessionOver,
}

/// The surroundings of a step.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The present.
    pub now: Moment,
    /// The present by the service's clock, as far as that is known.
    pub service_time: Timestamp,
    /// The key of the digests that recognise a value.
    pub digests: Option<&'a DigestKey>,
}
