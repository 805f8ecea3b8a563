//! The words about undo in a form, and for a form that undoes something.

use crate::domain::SecretId;
use crate::features::write::form::{Form, Kind, Reading};
use crate::text::Sentence;
use crate::words::about;
use crate::work::undo::{Since, Undoes};

/// Says that nothing was sent, because the old value could not be read.
pub(in crate::features::write) fn old_value_not_read(id: &SecretId, cause: &str) -> Sentence {
    about(id, |id| format!("Nothing was sent: {id} was not read, {cause}."))
}

/// Says that nothing was deleted, because somebody has changed the value.
pub(in crate::features::write) fn changed_since(id: &SecretId) -> Sentence {
    about(id, |id| format!("Nothing was deleted: the value of {id} has changed since."))
}

/// Says that an undo has nothing to do.
pub(in crate::features::write) fn is_as_before(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} is as it was before, so nothing was sent."))
}

/// The events that end the 10 minutes early.
const ENDS_IT: &str = "Quitting, another profile or a password lock ends that.";

/// Returns the open form's note whether its change can be undone.
pub(in crate::features::write) fn undo_note(form: &Form) -> Option<String> {
    let reading = &form.reading;
    // For an undo, the old value is the one that it restores.
    let lost = if form.undoes.is_some() { "current" } else { "old" };
    Some(match (&form.kind, reading) {
        (_, Reading::NotNeeded) | (Kind::Create, _) => return None,
        (Kind::Edit(_), Reading::Have | Reading::Asked(true)) => {
            format!("u can bring the {lost} value back for 10 minutes. {ENDS_IT}")
        }
        (Kind::Edit(_), Reading::Asked(false)) => {
            format!("The {lost} value is not read first, so u cannot bring it back.")
        }
        (Kind::Edit(_), Reading::Forbidden(why)) => format!("u cannot bring the {lost} value back: {why}."),
        (Kind::Edit(_), Reading::Failed(cause)) => {
            format!("The {lost} value was not read: {cause}. If you save now, u cannot bring it back.")
        }
        (Kind::Delete(_), Reading::Have | Reading::Asked(true)) => {
            let why = if *reading == Reading::Have { "Its value is held" } else { "It is readable" };
            format!(
                "{why}, so u can create it again for 10 minutes; its creation time and grants are lost. {ENDS_IT}"
            )
        }
        (Kind::Delete(_), Reading::Asked(false)) => {
            "Its value is not read first, so u cannot create it again; value, creation time and grants are lost."
                .to_owned()
        }
        (Kind::Delete(_), Reading::Forbidden(why)) => {
            format!("u cannot create it again: {why}. Its value, creation time and grants are lost.")
        }
        (Kind::Delete(_), Reading::Failed(cause)) => {
            format!("Its value was not read: {cause}. If you delete now, u cannot create it again.")
        }
    })
}

/// Tells whether the form's note about undo is a warning.
pub(in crate::features::write) fn undo_is_lost(form: &Form) -> bool {
    !matches!(form.reading, Reading::NotNeeded | Reading::Have | Reading::Asked(true))
}

/// Says what has changed since the change that is undone; `None` if nothing has.
pub(in crate::features::write) fn differs_since(undoes: &Undoes) -> Option<&'static str> {
    match (&undoes.description, undoes.value) {
        (Some(_), Since::Changed) => Some("Value and description were changed since then."),
        (Some(_), Since::Same) => Some("The description was changed since then."),
        (Some(_), Since::Unknown) => {
            Some("The description was changed since then, and perhaps the value, which was not read.")
        }
        (Some(_), Since::Unreadable) => {
            Some("The description was changed since then, and the value cannot be read: it may be gone.")
        }
        (None, Since::Unreadable) => Some("The value cannot be read: it may be gone."),
        (None, Since::Changed) => Some("The value was changed since then."),
        (None, Since::Unknown) => Some("The value was not read: it may have been changed since then."),
        (None, Since::Same) => None,
    }
}
