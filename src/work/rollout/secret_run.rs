//! One secret of a rollout: its values, and the step that its write has reached.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ids::Call;
use crate::domain::{DigestKey, Print, Secret, SecretId, SecretValue};
use crate::text::SafeText;

/// A secret in a rollout. The values belong to the rollout: they are held until its end.
#[derive(Debug)]
pub struct SecretRun {
    /// Its id.
    pub id: SecretId,
    /// The value that it holds, as far as that is certain.
    pub holds: Holds,
    /// It gets a new value; otherwise that was saved before, and nothing is written.
    pub is_written: bool,
    pub(super) at: At,
    /// The value that it held before the write under way.
    pub(super) held: Holds,
    pub(super) new: Option<Arc<SecretValue>>,
    pub(super) old: Option<Arc<SecretValue>>,
    /// The old value is to be held.
    pub(super) wants_old: bool,
    /// The digest of the new value.
    pub(super) print: Option<Print>,
    /// The secret before the write.
    pub(super) base: Option<Box<Secret>>,
    /// The request under way.
    pub(super) call: Option<Call>,
    /// The place of its last write among the requests.
    pub(super) sent: Call,
}

/// The value that a secret holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// The old one.
    Old,
    /// The new one.
    New {
        /// It was read back.
        verified: bool,
    },
    /// Another one: somebody else has written.
    Another,
    /// Nobody can tell.
    Unknown,
}

/// The step that the write of a value has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// The metadata are to be looked up.
    LookUp,
    /// The old value is to be read.
    ReadOld,
    /// Before going back: the value is to be read and compared.
    Check,
    /// It can be written.
    Ready,
    /// The record of this number is being written; the value is sent after that.
    Recording(Option<u64>),
    /// The write machine is at it.
    Writing,
    /// The value is to be read back.
    ReadBack {
        /// The outcome of the write is unknown.
        in_doubt: bool,
    },
    /// Nothing is left to do.
    Settled,
}

impl SecretRun {
    /// Makes a secret that gets `new`, or one whose value was saved before.
    pub(super) fn new(id: SecretId, new: Option<Arc<SecretValue>>, wants_old: bool) -> Self {
        let is_written = new.is_some();
        let holds = if is_written { Holds::Old } else { Holds::New { verified: false } };
        Self {
            id,
            holds,
            held: holds,
            is_written,
            at: if is_written { At::LookUp } else { At::Settled },
            new,
            old: None,
            wants_old,
            print: None,
            base: None,
            call: None,
            sent: Call(0),
        }
    }

    /// Recognises a value that it was found to hold.
    pub(super) fn recognise(&self, digests: Option<&DigestKey>, present: &SecretValue) -> Holds {
        let has_print =
            digests.zip(self.print.as_ref()).is_some_and(|(key, print)| key.print(present) == *print);
        match (&self.new, &self.old) {
            _ if has_print => Holds::New { verified: true },
            (Some(new), _) if **new == *present => Holds::New { verified: true },
            (_, Some(old)) if **old == *present => Holds::Old,
            (_, Some(_)) => Holds::Another,
            (_, None) => Holds::Unknown,
        }
    }

    /// Tells whether its metadata or its value are being read.
    pub fn is_read(&self) -> bool {
        self.call.is_some()
    }

    /// Returns its owner, once it was looked up.
    pub fn owner(&self) -> Option<&SafeText> {
        self.base.as_ref().map(|secret| &secret.owner)
    }

    /// Tells whether its old value can be written back.
    pub fn has_old(&self) -> bool {
        self.old.is_some() && self.base.is_some()
    }

    /// Tells whether going back has to write it, as far as that is known.
    pub fn needs_old(&self) -> bool {
        self.is_written && self.holds != Holds::Old
    }

    /// Wipes what is held of its values.
    pub(super) fn wipe(&mut self) {
        (self.new, self.old, self.print) = (None, None, None);
    }
}
