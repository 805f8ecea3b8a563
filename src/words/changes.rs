//! Sentences about changes that are not made.

use super::failure::about;
use crate::domain::{AccessMode, SecretId};
use crate::text::Sentence;

/// Says that there was nothing to send.
pub fn nothing_changed(id: &SecretId) -> Sentence {
    about(id, |id| format!("Nothing was changed in {id}, so nothing was sent."))
}

/// Says that the value of a secret with this mode cannot be edited.
pub fn unwritable(id: &SecretId, mode: AccessMode) -> Sentence {
    about(id, |id| format!("{id} is {}: only its description can be changed.", mode.name()))
}
