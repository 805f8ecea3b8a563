//! The words of undo.

use super::state::{Act, AtStake, Certainty, Held, Loss};
use crate::domain::{Secret, SecretId, Site};
use crate::text::Sentence;
use crate::text::format::count;
use crate::words::about;

impl Held {
    /// Returns the word for the change.
    pub fn word(&self) -> &'static str {
        match (&self.act, self.certainty) {
            (Act::Created { .. }, Certainty::Certain) => "created",
            (Act::Created { .. }, _) => "created?",
            (Act::Changed { .. }, Certainty::Certain) => "changed",
            (Act::Changed { .. }, _) => "changed?",
            (Act::Deleted { .. }, Certainty::Certain) => "deleted",
            (Act::Deleted { .. }, _) => "deleted?",
        }
    }

    /// Returns the words for the effect of undoing.
    pub fn brings_back(&self) -> &'static str {
        match (&self.act, self.certainty) {
            (Act::Created { .. }, _) => "delete it",
            (Act::Changed { value: Some(_), description: Some(_), .. }, _) => "value, description",
            (Act::Changed { value: Some(_), .. }, _) => "old value",
            (Act::Changed { .. }, _) => "old description",
            (Act::Deleted { .. }, Certainty::Half) => "write its value back",
            (Act::Deleted { .. }, Certainty::HalfAndFixed) => "delete and create it",
            (Act::Deleted { .. }, Certainty::Doubtful) => "bring it back",
            (Act::Deleted { .. }, Certainty::Certain) => "create it again",
        }
    }

    /// Returns the words for the undo in a notice.
    pub(super) fn offered_as(&self) -> &'static str {
        match (&self.act, self.certainty) {
            (Act::Deleted { .. }, Certainty::Half) => "write it back",
            (Act::Deleted { .. }, Certainty::HalfAndFixed) => "delete and create it again",
            (Act::Changed { value: None, had_value: true, .. }, _) => "undo description",
            _ => "undo",
        }
    }
}

impl AtStake {
    /// Says which values cannot be restored, and what would wipe them.
    pub fn question(&self, wipes: &str) -> Sentence {
        let them = if self.others > 0 { "them" } else { "it" };
        about(&self.id, |id| format!("Undo holds {}; {wipes} wipes {them}.", what_is_at_stake(self, id)))
    }
}

/// Says that the changes held for undo were wiped.
pub(super) fn wiped(changes: usize) -> String {
    format!("Wiped what undo held: {}.", so_many(changes))
}

/// Says that a lock wiped changes which can all be restored in another way.
pub(super) fn so_many_wiped(changes: usize) -> String {
    format!("The lock wiped what undo held: {}.", so_many(changes))
}

/// Says that a lock wiped values which cannot be restored.
pub(super) fn wiped_by_lock(stake: &AtStake) -> Sentence {
    about(&stake.id, |id| format!("The lock wiped what undo held: {}.", what_is_at_stake(stake, id)))
}

/// Says that the time to undo is over.
pub(super) fn hold_ended(stake: &AtStake) -> Sentence {
    about(&stake.id, |id| {
        let what = match (stake.others, stake.deleted) {
            (0, false) => "its old value is wiped".to_owned(),
            (0, true) => "its value is wiped".to_owned(),
            _ => "their old values are wiped".to_owned(),
        };
        format!("The time to undo {id}{} is over: {what}.", and_others(stake.others))
    })
}

fn what_is_at_stake(stake: &AtStake, id: &str) -> String {
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
pub(super) fn nothing_held(lost: Option<&Loss>) -> &'static str {
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
pub(super) fn not_offered(lost: &Loss) -> Option<(&SecretId, &'static str)> {
    match lost {
        Loss::Unread(id) => Some((id, "cannot be undone")),
        Loss::Unsettled(id) => Some((id, "perhaps not created")),
        Loss::Wish | Loss::Lock | Loss::Leaving | Loss::Time => None,
    }
}

/// Says why the menu offers only changes older than the last one.
pub(super) fn not_the_last(lost: &Loss) -> Option<Sentence> {
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

/// Says who will own a secret that is created again, and who owned it before.
pub(super) fn owner_again(site: &Site, was: &Secret) -> String {
    let (me, owner) = (site.user(), &was.owner);
    match site.owns(was) {
        Some(false) => format!("{me} (you); it was {owner}'s, so references to it end."),
        // References name the user only.
        Some(true) | None => format!("{me} (you)"),
    }
}
