//! The words for creating, changing and deleting.

use std::sync::Arc;

mod notes;
mod verify;

pub use crate::words::{created, deleted, half_deleted, overwritten, saved, value_only};
pub use notes::*;
pub use verify::*;

use super::form::objection::Reason;
use super::form::{Form, Kind};
use crate::core::Tone;
use crate::domain::{Failure, SecretId};
use crate::text::Sentence;
use crate::text::unseen::Unseen;
use crate::view::field::{LIMIT, unfit};
use crate::words::{PODS, SENTENCE, about, unwritable};
use crate::work::confirm::is_id_to_type;
use crate::work::write::Fate;

/// For a key that would change something in a view-only session.
pub const VIEW_ONLY: &str = "This session is view only: it changes nothing.";
/// Shown below the id of a new secret that exists already.
const EXISTS: &str = "It exists already; edit it, or choose another id.";
/// Shown below the id of a new secret if somebody else has a secret with this id.
const SOMEBODY_ELSES: &str = "It belongs to somebody else on this site; choose another id.";
/// Shown below the id of a new secret if a secret that cannot be fetched has this id.
const UNSEEN: &str = "It is taken by a secret that you cannot see; choose another id.";
/// For text typed for a new secret that the form of the existing one has no place for.
pub const WAITS: &str = "What you typed waits in the form of the new secret; a opens it.";

/// For a key that would be typed into a value that is kept whole.
pub const WHOLE: &str = "The value is kept whole: pasted text adds to it, Ctrl-u empties it.";
/// For a name that is not the tenant's.
pub const NOT_ITS_NAME: &str = "not its name";
/// For a value that could not be generated.
pub const NO_RANDOM: &str = "Nothing was generated: the system gave no random bytes.";
/// For a key where no field has the focus.
pub const NOWHERE: &str = "No field has the focus, so nothing was typed; Tab goes on.";
/// For a paste where no field has the focus.
pub const NOT_PASTED: &str = "There is no field to paste into; Tab goes to the next one.";
/// For a key that a field has no room for.
pub const FULL: &str = "No more than 64 KiB can be typed; pasted text is still added.";

/// For `Enter` where nothing is typed yet for a value that exists.
pub const UNCHANGED: &str = "The value stays as it is: nothing is typed. Tab goes on.";
/// For `Enter` that has moved to the button that creates.
pub const NOT_CREATED_YET: &str = "Nothing was created yet: Enter here does it, or Ctrl-s anywhere.";
/// For `Enter` that has moved to the button that shows the changes.
pub const NOT_SAVED_YET: &str = "Nothing was saved yet: Enter here shows the changes, or Ctrl-s anywhere.";
/// For `Enter` that has moved to the button that edits the existing secret.
pub const NOT_OPENED_YET: &str = "Nothing was created: the id exists. Enter here edits that secret.";
/// For the confirming key, where it would throw typed text away.
pub const NOT_LEFT: &str = "Nothing was saved or thrown away: one of the two buttons decides.";
/// For the confirming key, where it would send something once more.
pub const NOT_SENT_AGAIN: &str = "Nothing was sent again: the button does that (Tab, Enter).";
/// For the key that removes invisible characters, where there are none.
pub const NOTHING_UNSEEN: &str = "Nothing was removed: the new value has nothing invisible to remove.";

/// Shown below a value whose final newline was removed.
pub const TRIMMED: &str = "The newline that the editor added was removed.";

/// Says why the value typed in a form is not sent.
pub fn only_described(form: &Form) -> Sentence {
    match &form.kind {
        Kind::Edit(secret) => unwritable(&secret.id, secret.access.mode()),
        Kind::Create | Kind::Delete(_) => Sentence::default(),
    }
}

/// Returns the sentence below a field that cannot stay as it is.
pub fn objection(why: &Reason) -> &str {
    match why {
        Reason::Exists => EXISTS,
        Reason::SomebodyElses => SOMEBODY_ELSES,
        Reason::Unseen => UNSEEN,
        Reason::Refused(text) => text,
    }
}

/// Says that nothing has been deleted yet, and what is missing.
pub fn not_deleted_yet(form: &Form) -> String {
    let (wanted, typed) = (form.to_type(), form.confirm.text());
    let left = wanted.chars().count().saturating_sub(typed.chars().count());
    let what = if is_id_to_type(form.subject().as_str()) { "the id" } else { "the word" };
    let missing = match left {
        _ if form.is_confirmed() => {
            return "Nothing was deleted yet: Ctrl-s deletes it, or its button (Tab, Enter).".to_owned();
        }
        _ if typed.is_empty() => format!("type {what} first"),
        _ if !wanted.starts_with(typed) => format!("what is typed is not {what}"),
        1 => format!("1 character of {what} is missing"),
        n => format!("{n} characters of {what} are missing"),
    };
    format!("Nothing was deleted: {missing}.")
}

/// Says which invisible characters were removed from a value.
pub fn removed(unseen: &Unseen) -> String {
    format!("Removed {}.", unseen.removable().note().unwrap_or_default())
}

/// Returns the title, text and buttons of the question about a loaded file.
pub fn unseen_question(unseen: &Unseen) -> (&'static str, String, [&'static str; 2]) {
    let unseen = unseen.removable();
    if unseen.is_final_newline() {
        let text = "The file ends with a newline. Most credentials do not: editors and echo add it.";
        return ("Keep the newline at the end?", text.to_owned(), ["Keep it", "Remove it"]);
    }
    let mut text = format!("The file has {}.", unseen.note().unwrap_or_default());
    if unseen.is_replaced() {
        text.push_str(" Spaces and line ends of other kinds become plain ones.");
    }
    ("Keep what cannot be seen?", text, ["Keep all", "Remove all"])
}

/// Says why a value is kept whole instead of being typed into.
pub fn kept_whole(value: &str) -> &'static str {
    match unfit(value) {
        _ if value.len() > LIMIT => "over 64 KiB, so not typed into",
        Some('\r') => "with a carriage return, so not typed into",
        Some('\0') => "with a NUL character, so not typed into",
        _ => "with a control character, so not typed into",
    }
}

/// Says that a deletion without an answer took effect.
pub fn deleted_after_all(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} was deleted after all."))
}

/// Says that a write without an answer took effect; `value` tells whether it changed a value.
pub fn after_all(id: &SecretId, kind: &Kind, value: bool) -> Sentence {
    let text = about(id, |id| format!("{id} was {} after all.", verb(kind)));
    if value && matches!(kind, Kind::Edit(_)) { text + " " + PODS } else { text }
}

/// Says that a write without a proper answer did not take effect; `fault` is the service's reason.
pub fn did_not(id: &SecretId, kind: &Kind, fault: Option<&str>) -> Sentence {
    if let Some(fault) = fault {
        return about(id, |id| format!("{id} was not {}: {fault}.", verb(kind)));
    }
    about(id, |id| format!("{id} was not {}; the form has all you typed.", verb(kind)))
}

/// Added after a creation that left no trace.
pub const SAFE_AGAIN: &str = " Creating it again is safe.";

/// For a secret that was not deleted and still has its value.
pub const VALUE_IS_THERE: &str = "Its value is still there.";
/// For a secret that was not deleted and whose value somebody has changed.
pub const VALUE_IS_ANOTHER: &str = "Its value was changed meanwhile, and is there.";

/// Says that a secret was not deleted; `found` is a sentence about its value.
pub fn not_deleted(id: &SecretId, fault: Option<&str>, found: &str) -> Sentence {
    let fault = fault.map_or(String::new(), |fault| format!(": {fault}"));
    about(id, |id| format!("{id} was not deleted{fault}.")) + " " + found
}

/// Says that the description was refused, which leaves the fate of the value unknown.
pub fn half_refused(id: &SecretId, cause: &str) -> Sentence {
    let text = about(id, |id| format!("{id}: {cause}; its value may have been saved."));
    if text.around() <= SENTENCE {
        return text;
    }
    // The cause is beside its field, or in the details.
    about(id, |id| format!("{id} was refused; its value may have been saved all the same."))
}

/// The journal's words for a write with an unknown outcome.
pub const UNKNOWN_EFFECT: &str = "unknown whether it took effect";

/// Says that the outcome of a write is unknown.
pub fn doubt(id: &SecretId, kind: &Kind) -> Sentence {
    about(id, |id| format!("Unknown whether {id} was {}.", verb(kind)))
}

/// Says that no proper answer came, and that the program looks at the service.
pub fn looking(id: &SecretId, kind: &Kind, cause: &str) -> Sentence {
    let verb = verb(kind);
    let text = about(id, |id| format!("{id}: {cause}; checking whether it was {verb}."));
    if text.around() <= SENTENCE {
        return text;
    }
    // The cause is in the details.
    about(id, |id| format!("{id}: no proper answer; checking whether it was {verb}."))
}

/// Says that a write goes on in the background.
pub fn under_way(id: &SecretId, kind: &Kind) -> Sentence {
    let verb = match kind {
        Kind::Create => "Creating",
        Kind::Edit(_) => "Saving",
        Kind::Delete(_) => "Deleting",
    };
    about(id, |id| format!("{verb} {id}."))
}

/// Returns the word for a finished write.
pub fn verb(kind: &Kind) -> &'static str {
    match kind {
        Kind::Create => "created",
        Kind::Edit(_) => "saved",
        Kind::Delete(_) => "deleted",
    }
}

/// Says that a write did not take effect, and why.
pub fn not_done(id: &SecretId, kind: &Kind, why: &str) -> Sentence {
    about(id, |id| format!("{id} was not {}: {why}.", verb(kind)))
}

/// Says that nothing was sent, because the look before failed.
pub fn not_sent(id: &SecretId, cause: &str) -> Sentence {
    about(id, |id| format!("{id} was not sent: {cause}."))
}

/// Says how a change ended whose profile the user has left.
pub fn left_behind(
    id: &SecretId,
    tenant: &str,
    kind: &Kind,
    fate: &Fate,
    doubted_by: Option<&Arc<Failure>>,
) -> (Tone, Sentence) {
    let say = |rest: &str| about(id, |id| format!("{id} on {tenant} {rest}"));
    match fate {
        Fate::Applied { .. } | Fate::Replaced(_) => (Tone::Success, say(&format!("was {}.", verb(kind)))),
        Fate::Unknown(_) => {
            let status = doubted_by.and_then(|failure| failure.exchange.status);
            let why = status.map_or("no answer came", |_| "its answer does not tell");
            (Tone::Warning, say(&format!("may have been changed: {why}.")))
        }
        Fate::HalfRefused(_) => (Tone::Warning, say("was refused, but its value may have been saved.")),
        _ => (Tone::Error, say("was not changed: it was refused.")),
    }
}
