//! The words for deleting several secrets.

use super::state::{Plan, Stage, State};
use crate::domain::SecretId;
use crate::text::Sentence;
use crate::text::format::count;
use crate::words::{about, secrets};

/// Says that a secret of the plan cannot be deleted, and what to do.
pub(super) fn unmark_first(id: &SecretId, why: &str) -> String {
    about(id, |id| format!("{id} cannot be deleted: {why}. Unmark it first.")).into()
}

/// Says how a run has ended.
pub(super) fn ended(plan: &Plan) -> Sentence {
    let (deleted, all) = (plan.count(&State::Deleted), plan.items.len());
    let so_far = match deleted {
        0 => "Nothing was deleted".to_owned(),
        deleted if deleted == all => return format!("Deleted {}.", secrets(all)).into(),
        deleted => format!("Deleted {} of {}", count(deleted), secrets(all)),
    };
    match plan.first_wrong() {
        Some(item) => {
            let why = match &item.state {
                State::Failed(_) => "was not deleted",
                _ => "is in doubt",
            };
            about(&item.secret.id, |id| format!("{so_far}: {id} {why}. The rest is still marked."))
        }
        None => format!("{so_far}, then stopped. The rest is still marked.").into(),
    }
}

/// Returns what became of a secret, for its row.
pub(super) fn state(state: &State, stage: Stage) -> String {
    match state {
        State::Left if stage == Stage::Over => "not begun".to_owned(),
        State::Left => String::new(),
        State::Working => "being deleted".to_owned(),
        State::Deleted => "deleted".to_owned(),
        State::Failed(why) | State::Unknown(why) => why.clone(),
    }
}
