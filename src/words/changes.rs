//! Sentences about changes.

use super::failure::about;
use crate::domain::uses::Radius;
use crate::domain::{AccessMode, SecretId};
use crate::text::Sentence;
use crate::text::format::count;

/// The consequence of a changed value.
pub const PODS: &str = "Running pods keep the old value until they are restarted.";

/// Says that a secret was created.
pub fn created(id: &SecretId) -> Sentence {
    about(id, |id| format!("Created {id}."))
}

/// Says that the service replaced a secret: an older service answers "updated" to such a create (contract §2).
pub fn overwritten(id: &SecretId) -> Sentence {
    about(id, |id| format!("The service says it updated {id} instead of creating it."))
}

/// Says that a change was saved, and how many of the pods that use the secret run the old value, where that is known.
pub fn saved(id: &SecretId, value: bool, description: bool, pods: Option<Radius>) -> Sentence {
    let what = match (value, description) {
        (true, true) => "value and description",
        (true, false) => "value",
        _ => return about(id, |id| format!("Saved {id}: description.")),
    };
    match pods {
        Some(Radius { pods, running, .. }) if pods > 0 => about(id, |id| {
            format!("Saved {id}: {what}; {} of {} pods run the old one.", count(running), count(pods))
        }),
        _ => about(id, |id| format!("Saved {id}: {what}.")) + " " + PODS,
    }
}

/// Says why a secret is not changed now.
pub fn is_being_rolled_out(id: &SecretId) -> Sentence {
    about(id, |id| {
        format!("{id} is being rolled out, so nothing else changes it: r looks at it, X there ends it.")
    })
}

/// Says that a secret has no row whose value could be looked at.
pub fn is_not_listed(id: &SecretId) -> Sentence {
    about(id, |id| {
        format!("{id} is not in the list, so its value cannot be looked at; R lists the secrets again.")
    })
}

/// Says that a secret was deleted.
pub fn deleted(id: &SecretId) -> Sentence {
    about(id, |id| format!("Deleted {id}."))
}

/// Says that a secret was not deleted, and that its value may be gone.
pub fn half_deleted(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} was not deleted, but its value may be gone."))
}

/// Says that the value was saved but the description was not.
pub fn value_only(id: &SecretId) -> Sentence {
    about(id, |id| format!("The value of {id} was saved, its description was not."))
}

/// Says that there was nothing to send.
pub fn nothing_changed(id: &SecretId) -> Sentence {
    about(id, |id| format!("Nothing was changed in {id}, so nothing was sent."))
}

/// Says that the value of a secret with this mode cannot be edited.
pub fn unwritable(id: &SecretId, mode: AccessMode) -> Sentence {
    about(id, |id| format!("{id} is {}: only its description can be changed.", mode.name()))
}
