//! The words for undo, the journal and verifying, and the notes about undo in a form.

use super::about;
use crate::app::form::past::{Reading, Since, Undoes};
use crate::app::form::{Form, Kind};
use crate::app::undo::{Loss, Stake};
use crate::domain::{Secret, SecretId, Site};
use crate::text::Sentence;
use crate::text::format::count;

/// Returns the journal's words for a saved change.
pub fn what_changed(value: bool, description: bool) -> &'static str {
    match (value, description) {
        (true, true) => {
            "saved: value and description; running pods keep the old value until they are restarted."
        }
        (true, false) => "saved: value; running pods keep the old value until they are restarted.",
        (false, _) => "saved: description",
    }
}

/// Says that an undo of a change is saved.
pub fn restored(id: &SecretId, value: bool, description: bool) -> Sentence {
    match (value, description) {
        (true, true) => about(id, |id| format!("Restored value and description of {id}.")),
        (true, false) => about(id, |id| format!("Restored the value of {id}.")),
        (false, _) => about(id, |id| format!("Restored the description of {id}.")),
    }
}

/// Says that the changes held for undo were wiped.
pub fn wiped(changes: usize) -> String {
    format!("Wiped what undo held: {}.", so_many(changes))
}

/// Says that a lock wiped changes which can all be restored in another way.
pub fn so_many_wiped(changes: usize) -> String {
    format!("The lock wiped what undo held: {}.", so_many(changes))
}

/// Says that a lock wiped values which cannot be restored.
pub fn wiped_by_lock(stake: &Stake) -> Sentence {
    about(&stake.id, |id| format!("The lock wiped what undo held: {}.", what_is_at_stake(stake, id)))
}

/// Says which values cannot be restored, and what would wipe them.
pub fn at_stake(stake: &Stake, wipes: &str) -> Sentence {
    let them = if stake.others > 0 { "them" } else { "it" };
    about(&stake.id, |id| format!("Undo holds {}; {wipes} wipes {them}.", what_is_at_stake(stake, id)))
}

/// Says that the time to undo is over.
pub fn hold_ended(stake: &Stake) -> Sentence {
    about(&stake.id, |id| {
        let what = match (stake.others, stake.deleted) {
            (0, false) => "its old value is wiped".to_owned(),
            (0, true) => "its value is wiped".to_owned(),
            _ => "their old values are wiped".to_owned(),
        };
        format!("The time to undo {id}{} is over: {what}.", and_others(stake.others))
    })
}

fn what_is_at_stake(stake: &Stake, id: &str) -> String {
    let what = if stake.deleted { "the deleted secret" } else { "the old value of" };
    format!("{what} {id}{}", and_others(stake.others))
}

fn and_others(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => " and another".to_owned(),
        _ => format!(" and {} others", count(others)),
    }
}

fn so_many(changes: usize) -> String {
    if changes == 1 { "one change".to_owned() } else { format!("{} changes", count(changes)) }
}

/// Says that there is nothing to undo, and why.
pub fn nothing_held(lost: Option<&Loss>) -> &'static str {
    match lost {
        None => "Nothing to undo: changes can be undone for 10 minutes.",
        Some(Loss::Wish) => "Nothing to undo: X wiped what was held.",
        Some(Loss::Lock) => "Nothing to undo: the lock wiped what was held.",
        Some(Loss::Time) => "Nothing to undo: the last change was more than 10 minutes ago.",
        Some(Loss::Unread(_)) => "The last change cannot be undone: the old value was not read.",
        Some(Loss::Unsettled(_)) => "Nothing to undo: it is unknown whether the last change took effect.",
        Some(Loss::Leaving) => "Nothing to undo: switching profiles wiped what was held.",
    }
}

/// Returns the menu's words for the last change if it cannot be undone: the secret and the reason.
pub fn not_offered(lost: &Loss) -> Option<(&SecretId, &'static str)> {
    match lost {
        Loss::Unread(id) => Some((id, "cannot be undone")),
        Loss::Unsettled(id) => Some((id, "perhaps not created")),
        Loss::Wish | Loss::Lock | Loss::Leaving | Loss::Time => None,
    }
}

/// Says why the menu offers only changes older than the last one.
pub fn not_the_last(lost: &Loss) -> Option<Sentence> {
    match lost {
        Loss::Unread(id) => {
            Some(about(id, |id| format!("The change of {id} cannot be undone; these are older.")))
        }
        Loss::Unsettled(id) => {
            Some(about(id, |id| format!("Unknown whether {id} was created; these changes are older.")))
        }
        Loss::Wish | Loss::Lock | Loss::Leaving | Loss::Time => None,
    }
}

/// Says that nothing was sent, because the old value could not be read.
pub fn old_value_not_read(id: &SecretId, cause: &str) -> Sentence {
    about(id, |id| format!("Nothing was sent: {id} was not read, {cause}."))
}

/// Says that nothing was deleted, because somebody has changed the value.
pub fn changed_since(id: &SecretId) -> Sentence {
    about(id, |id| format!("Nothing was deleted: the value of {id} has changed since."))
}

/// Says that an undo has nothing to do.
pub fn is_as_before(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} is as it was before, so nothing was sent."))
}

/// The events that end the 10 minutes early.
const ENDS_IT: &str = "Quitting, another profile or a password lock ends that.";

/// Returns the open form's note whether its change can be undone.
pub fn undo_note(form: &Form) -> Option<String> {
    let reading = &form.past.reading;
    // For an undo, the old value is the one that it restores.
    let lost = if form.past.undoes.is_some() { "current" } else { "old" };
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
        (Kind::Delete(_), Reading::Have) => {
            format!(
                "Its value is held, so u can create it again for 10 minutes; its creation time and grants are \
                 lost. {ENDS_IT}"
            )
        }
        (Kind::Delete(_), Reading::Asked(true)) => {
            format!(
                "It is readable, so u can create it again for 10 minutes; its creation time and grants are \
                 lost. {ENDS_IT}"
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
pub fn undo_is_lost(form: &Form) -> bool {
    !matches!(form.past.reading, Reading::NotNeeded | Reading::Have | Reading::Asked(true))
}

/// Says what has changed since the change that is undone; `None` if nothing has.
pub fn differs_since(undoes: &Undoes) -> Option<&'static str> {
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

/// Says who will own a secret that is created again, and who owned it before.
pub fn owner_again(site: &Site, was: &Secret) -> String {
    let (me, owner) = (site.user(), &was.owner);
    match site.owns(was) {
        Some(false) => format!("{me} (you); it was {owner}'s, so references to it end."),
        // References name the user only.
        Some(true) | None => format!("{me} (you)"),
    }
}

/// Says that the last save is being read back.
pub fn reading_back(id: &SecretId) -> Sentence {
    about(id, |id| format!("Reading {id} back."))
}

/// Says that the service has what was saved.
pub fn verified(id: &SecretId) -> Sentence {
    about(id, |id| format!("Verified {id}: the service holds what you saved."))
}

/// Says that the service has the saved description, and that the value cannot be read.
pub fn verified_description(id: &SecretId) -> Sentence {
    about(id, |id| format!("Verified the description of {id}; its value cannot be read."))
}

/// Says how the service's data differ from the save: all differences, or as many as fit and where to find the rest.
pub fn differs(id: &SecretId, what: &[String]) -> Sentence {
    let sentence = |what: &str| about(id, |id| format!("{id} is not as you saved it: {what}."));
    let short = |what: &str| about(id, |id| format!("{id} differs: {what}."));
    let part = |so_many: usize| format!("{}; J tells all", what[..so_many].join("; "));
    let all = what.join("; ");
    let parts = (1..what.len()).rev().map(|so_many| short(&part(so_many)));
    let mut candidates = [sentence(&all), short(&all)].into_iter().chain(parts);
    candidates.find(|text| text.around() <= super::SENTENCE).unwrap_or_else(|| short("J tells how"))
}

/// Says that a save cannot be verified, because there is no digest.
pub fn no_digest(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} cannot be verified: the system gave no random key."))
}

/// Returns words such as `27 characters, not 32`.
pub fn not_so_many(what: &str, now: usize, then: usize) -> String {
    let s = if now == 1 { "" } else { "s" };
    format!("{} {what}{s}, not {}", count(now), count(then))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_no_room_for_is_in_the_journal_and_that_is_said() {
        let id: SecretId = "a_name_of_more_than_thirty_letters_in_all".into();
        let facts =
            ["14 characters, not 13", "2 lines, not 1", "a newline at the end", "another description"];
        let facts = facts.map(str::to_owned);
        let told = differs(&id, &facts);
        assert_eq!(
            told,
            format!("{id} differs: 14 characters, not 13; 2 lines, not 1; J tells all.").as_str()
        );
        let told = differs(&"aaa_rw".into(), &facts[..3]);
        assert_eq!(told, "aaa_rw differs: 14 characters, not 13; 2 lines, not 1; a newline at the end.");
    }
}
