//! The state of undo: the changes of the last ten minutes, with all that is needed to take them back. They are held in
//! memory only.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::core::RequestId;
use crate::domain::{Deadline, DigestKey, Print, Secret, SecretId, SecretValue};

/// The time in which a change can be undone.
pub const HELD_FOR: Duration = Duration::from_secs(10 * 60);
/// The changes in the menu, one for each digit that chooses a line.
pub const OFFERED: usize = 9;

/// The changes that can be undone, the key of digests, and the user's choice about reading old values.
#[derive(Debug, Default)]
pub struct Undo {
    pub(super) held: Vec<Held>,
    pub(super) last: u64,
    /// The numbers of the changes that a form is about to undo: these are kept until the form closes.
    pub(super) in_forms: Vec<u64>,
    /// The user chose to have old values read before they are lost.
    pub(super) reads_old: bool,
    /// The reason why the last change is not held, if it is not.
    pub(super) lost: Option<Loss>,
    /// The pending request for the key of this session's digests.
    pub(super) key_asked: Option<RequestId>,
    /// The key of this session's digests, once the system has given it.
    pub(super) key: Option<DigestKey>,
}

/// The reason why changes are not held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// The user pressed `X`.
    Wish,
    /// The screen was locked.
    Lock,
    /// The user left the profile.
    Leaving,
    /// The last change, of this secret, replaced an old value that was not read.
    Unread(SecretId),
    /// The last change, which created this secret, may not have taken effect.
    Unsettled(SecretId),
    /// The ten minutes are over.
    Time,
}

/// One change that can be undone.
#[derive(Debug)]
pub struct Held {
    /// The number of the change.
    pub number: u64,
    /// The form that made it.
    pub(super) form: u64,
    /// The secret: after the change, or before it was deleted.
    pub secret: Secret,
    /// The kind of change.
    pub act: Act,
    /// The time at which it was sent.
    pub at: Timestamp,
    pub(super) until: Deadline,
    /// The certainty of the change.
    pub certainty: Certainty,
}

/// The certainty of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It took effect.
    Certain,
    /// It may have taken effect.
    Doubtful,
    /// A deletion failed: the secret exists, but its value may be gone.
    Half,
    /// A deletion failed, and the value cannot be written back.
    HalfAndFixed,
}

/// A change, with what is needed to take it back.
#[derive(Debug)]
pub enum Act {
    /// The secret was created.
    Created {
        /// The digest of the value.
        print: Option<Print>,
    },
    /// The secret was changed.
    Changed {
        /// The description before and after.
        description: Option<(String, String)>,
        /// The value before, if it was read.
        value: Option<Arc<SecretValue>>,
        /// Whether the value was replaced, read or not.
        had_value: bool,
        /// The digest of the value after.
        print: Option<Print>,
    },
    /// The secret was deleted.
    Deleted {
        /// The value that it had.
        value: Arc<SecretValue>,
    },
}

/// The secrets whose values would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtStake {
    /// The secret, or the last one if there are several.
    pub(super) id: SecretId,
    /// The secret was deleted.
    pub(super) deleted: bool,
    /// The number of other secrets.
    pub(super) others: usize,
}
