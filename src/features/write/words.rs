//! The words for creating, changing and deleting.

mod ended;
mod notes;
mod verify;

pub use ended::doubt;
pub(super) use ended::{left_behind, settled, verb};
pub(super) use notes::*;
pub(super) use verify::*;

use super::form::objection::Reason;
use super::form::{Form, Kind};
use crate::domain::{Secret, SecretId};
use crate::text::Sentence;
use crate::text::unseen::Unseen;
use crate::view::field::{LIMIT, unfit};
use crate::words::{SENTENCE, about, unwritable};
use crate::work::confirm::is_id_to_type;

/// For a key that would change something in a view-only session.
pub const VIEW_ONLY: &str = "This session is view only: it changes nothing.";
/// Shown below the id of a new secret that exists already.
const EXISTS: &str = "It exists already; edit it, or choose another id.";
/// Shown below the id of a new secret if somebody else has a secret with this id.
const SOMEBODY_ELSES: &str = "It belongs to somebody else on this site; choose another id.";
/// Shown below the id of a new secret if a secret that cannot be fetched has this id.
const UNSEEN: &str = "It is taken by a secret that you cannot see; choose another id.";
/// For text typed for a new secret that the form of the existing one has no place for.
pub(super) const WAITS: &str = "What you typed waits in the form of the new secret; a opens it.";

/// For a value that would replace what was typed.
pub(super) const HAS_VALUE: &str = "The value is not empty, so none was loaded; empty it first.";

/// For a key that would be typed into a value that is kept whole.
pub(super) const WHOLE: &str = "The value is kept whole: pasted text adds to it, Ctrl-u empties it.";
/// For a name that is not the tenant's.
pub const NOT_ITS_NAME: &str = "not its name";
/// For a key where no field has the focus.
pub const NOWHERE: &str = "No field has the focus, so nothing was typed; Tab goes on.";
/// For a paste where no field has the focus.
pub const NOT_PASTED: &str = "There is no field to paste into; Tab goes to the next one.";
/// For a key that a field has no room for.
pub(super) const FULL: &str = "No more than 64 KiB can be typed; pasted text is still added.";

/// For `Enter` where nothing is typed yet for a value that exists.
pub(super) const UNCHANGED: &str = "The value stays as it is: nothing is typed. Tab goes on.";
/// For `Enter` that has moved to the button that creates.
pub(super) const NOT_CREATED_YET: &str = "Nothing was created yet: Enter here does it, or Ctrl-s anywhere.";
/// For `Enter` that has moved to the button that shows the changes.
pub(super) const NOT_SAVED_YET: &str =
    "Nothing was saved yet: Enter here shows the changes, or Ctrl-s anywhere.";
/// For `Enter` that has moved to the button that edits the existing secret.
pub(super) const NOT_OPENED_YET: &str = "Nothing was created: the id exists. Enter here edits that secret.";
/// For the confirming key, where it would throw typed text away.
pub(super) const NOT_LEFT: &str = "Nothing was saved or thrown away: one of the two buttons decides.";
/// For the confirming key, where it would send something once more.
pub(super) const NOT_SENT_AGAIN: &str = "Nothing was sent again: the button does that (Tab, Enter).";
/// For the key that removes invisible characters, where there are none.
pub(super) const NOTHING_UNSEEN: &str = "Nothing was removed: the new value has nothing invisible to remove.";

/// Shown below a value whose final newline was removed.
pub(super) const TRIMMED: &str = "The newline that the editor added was removed.";

/// Says why the value typed in a form is not sent.
pub(super) fn only_described(form: &Form) -> Sentence {
    match &form.kind {
        Kind::Edit(secret) => unwritable(&secret.id, secret.access.mode()),
        Kind::Create | Kind::Delete(_) => Sentence::default(),
    }
}

/// Returns the sentence below a field that cannot stay as it is.
pub(super) fn objection(why: &Reason) -> &str {
    match why {
        Reason::Exists => EXISTS,
        Reason::SomebodyElses => SOMEBODY_ELSES,
        Reason::Unseen => UNSEEN,
        Reason::Refused(text) => text,
    }
}

/// Says that nothing has been deleted yet, and what is missing.
pub(super) fn not_deleted_yet(form: &Form) -> String {
    let (wanted, typed) = (form.to_type(), form.confirm.text());
    let left = wanted.chars().count().saturating_sub(typed.chars().count());
    let what = if is_id_to_type(form.subject().as_str()) { "the id" } else { "the word" };
    let missing = match left {
        _ if form.is_confirmed() && form.breaks.is_open() => {
            return "Nothing was deleted yet: the pods that use it are looked for first.".to_owned();
        }
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
pub(super) fn removed(unseen: &Unseen) -> String {
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
pub(super) fn kept_whole(value: &str) -> &'static str {
    match unfit(value) {
        _ if value.len() > LIMIT => "over 64 KiB, so not typed into",
        Some('\r') => "with a carriage return, so not typed into",
        Some('\0') => "with a NUL character, so not typed into",
        _ => "with a control character, so not typed into",
    }
}

/// The journal's words for a write with an unknown outcome.
pub(super) const UNKNOWN_EFFECT: &str = "unknown whether it took effect";

/// Says that no proper answer came, and that the program looks at the service.
pub(super) fn looking(id: &SecretId, kind: &Kind, cause: &str) -> Sentence {
    let verb = verb(kind);
    let text = about(id, |id| format!("{id}: {cause}; checking whether it was {verb}."));
    if text.around() <= SENTENCE {
        return text;
    }
    // The cause is in the details.
    about(id, |id| format!("{id}: no proper answer; checking whether it was {verb}."))
}

/// Returns the word for a write that is under way.
pub(super) fn doing(kind: &Kind) -> &'static str {
    match kind {
        Kind::Create => "Creating",
        Kind::Edit(_) => "Saving",
        Kind::Delete(_) => "Deleting",
    }
}

/// Says that nothing was sent, because the look before failed.
pub(super) fn not_sent(id: &SecretId, cause: &str) -> Sentence {
    about(id, |id| format!("{id} was not sent: {cause}."))
}

/// Says whom a new secret belongs to that begins with what somebody else's has; `is_own` tells whether it is the user's.
pub(super) fn becomes_yours(like: &Secret, is_own: Option<bool>) -> Option<String> {
    let owner = like.owner.shown();
    (is_own == Some(false) && !owner.is_empty())
        .then(|| format!("It will belong to you: a reference to it has your name, not {owner}."))
}
