//! Taking a change back: what undo, which holds the change, and the form that takes it back tell each other.

use std::sync::Arc;

use super::write::Sent;
use crate::domain::{Deadline, Moment, Print, Secret, SecretId, SecretValue};
use crate::text::SafeText;

/// The end of a write, with all that is needed to take the change back.
#[derive(Debug)]
pub struct Ended {
    /// The form that made the change.
    pub form: u64,
    /// The id of the secret.
    pub id: SecretId,
    /// The secret before the change; `None` if it was created.
    pub before: Option<Secret>,
    /// The secret was to be deleted.
    pub deletes: bool,
    /// Everything that was sent.
    pub sent: Sent,
    /// The time of the last sending.
    pub sent_at: Option<Moment>,
    /// The value before the change, if it is known.
    pub old: Option<Arc<SecretValue>>,
    /// The number of the change that this one took back.
    pub undone: Option<u64>,
}

/// A change that is taken back, and the form that does it.
#[derive(Debug)]
pub struct Restoration {
    /// The secret: after the change, or before it was deleted.
    pub secret: Secret,
    /// The change, for the form.
    pub undoes: Undoes,
    /// The kind of the form.
    pub by: By,
}

/// The kind of form that takes a change back.
#[derive(Debug)]
pub enum By {
    /// It creates the secret again.
    Creating {
        /// The value.
        value: Arc<SecretValue>,
        /// The description.
        description: String,
    },
    /// It deletes the secret, once the service has told the present state.
    Deleting,
    /// It changes the secret, once the service has told the present state; if need be it deletes the secret.
    Changing,
}

/// The way in which a change is taken back, now that the present state of the secret is known.
#[derive(Debug)]
pub struct Plan {
    /// The secret now.
    pub now: Secret,
    /// The two descriptions, if the present one is not the one that the change left.
    pub description: Option<Differing>,
    /// The state of the value, as far as it is known without reading it.
    pub since: Since,
    /// What the form does.
    pub does: Does,
}

/// What a form does to take a change back.
#[derive(Debug)]
pub enum Does {
    /// It deletes the secret; `old` is its value, if undo has it.
    Delete {
        /// The value.
        old: Option<Arc<SecretValue>>,
    },
    /// It writes the former content back.
    WriteBack {
        /// The description.
        description: String,
        /// The value, if it comes back.
        value: Option<Arc<SecretValue>>,
        /// The present value is read first, to be compared with the one that the change left.
        compares: bool,
    },
}

/// The change that a form undoes, and what the service has now.
#[derive(Clone, Debug)]
pub struct Undoes {
    /// The number of the change.
    pub number: u64,
    /// The time of the change, as text.
    pub clock: String,
    /// The end of the time for undoing it.
    pub until: Deadline,
    /// The digest of the value that the change left, to recognise it. Another value is not deleted unseen.
    pub left: Option<Print>,
    /// The change replaced the value too, and the old one was not read, so it cannot come back.
    pub without_value: bool,
    /// The change is a deletion that may have removed only the value.
    pub half_done: bool,
    /// The owner of the secret that is created again.
    pub owner: String,
    /// The two descriptions, if the present one is not the one that the change left.
    pub description: Option<Differing>,
    /// The value since the change.
    pub value: Since,
    /// The secret was deleted since, so it is created again.
    pub gone: bool,
    /// The time for undoing is over, and the change is kept only while the form is open.
    pub over: bool,
}

impl Undoes {
    /// Compares the present value with the one that the change left; `now` is its digest.
    pub fn compare(&mut self, now: Option<Print>) {
        self.value = match (&self.left, now) {
            (Some(left), Some(now)) if *left == now => Since::Same,
            (Some(_), Some(_)) => Since::Changed,
            _ => Since::Unknown,
        };
    }
}

/// A description that was changed since.
#[derive(Clone, Debug)]
pub struct Differing {
    /// The description that the change left.
    pub left: SafeText,
    /// The description now.
    pub now: SafeText,
}

/// The state of a value compared with the one that a change left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The value is the same, or there was none.
    Same,
    /// The value is a different one.
    Changed,
    /// Unknown, because the value was not read.
    Unknown,
    /// Reading the value failed, as happens after a deletion that was half done.
    Unreadable,
}
