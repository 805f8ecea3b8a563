//! The end of a write: what undo holds of it from then on. Every write comes by here, including those whose outcome
//! stays unknown.

use std::sync::Arc;

use super::state::{Act, Certainty, HELD_FOR, Held, Loss, Undo};
use crate::core::{Context, Notice};
use crate::domain::{Deadline, Secret, SecretId, SecretValue};
use crate::work::undo::Ended;
use crate::work::write::{Fate, Why};

impl Act {
    /// Returns the change, if it can be undone.
    fn of(ended: &Ended) -> Option<Self> {
        let (old, sent) = (ended.old.clone(), &ended.sent);
        let print = sent.print.clone();
        match &ended.before {
            None => Some(Self::Created { print }),
            Some(_) if ended.deletes => old.map(|value| Self::Deleted { value }),
            Some(_) => {
                let (value, description) = (old.filter(|_| sent.value), sent.description.clone());
                let any = value.is_some() || description.is_some();
                any.then_some(Self::Changed { description, value, had_value: sent.value, print })
            }
        }
    }
}

impl Undo {
    /// Takes the end of a write; `locked`: behind a lock that wipes, no change is kept.
    pub fn write_ended(&mut self, cx: &Context, ended: Ended, fate: &Fate, locked: bool) {
        let (secret, undone) = (ended.before.clone(), ended.undone);
        match fate {
            Fate::Applied { now, .. } => {
                let deleted = ended.deletes.then(|| ended.id.clone());
                self.keep(cx, now.as_deref().cloned().or(secret), ended, Certainty::Certain, locked);
                undone.into_iter().for_each(|number| self.release(number));
                deleted.into_iter().for_each(|id| self.forget_creation(&id));
            }
            // A change that may have been made can be taken back.
            Fate::Gone(_) | Fate::ValueOnly => self.keep(cx, secret, ended, Certainty::Certain, locked),
            Fate::Unknown(_) | Fate::HalfRefused(_) => {
                self.keep(cx, secret, ended, Certainty::Doubtful, locked);
            }
            Fate::HalfDeleted => {
                let is_fixed = secret.as_ref().is_some_and(|secret| secret.access.writable == Some(false));
                let certainty = if is_fixed { Certainty::HalfAndFixed } else { Certainty::Half };
                self.keep(cx, secret, ended, certainty, locked);
                undone.into_iter().for_each(|number| self.release(number));
            }
            Fate::NotApplied(why) => {
                if matches!(why, Why::Undeleted { .. }) {
                    self.take_half_deleted(&ended.id);
                }
                // A part of it may have taken effect before.
                self.held.retain(|held| held.form != ended.form || held.certainty == Certainty::Certain);
            }
            Fate::NotThisTime(_) => {}
            Fate::Replaced(_) => self.lost = Some(Loss::Unread(ended.id)),
        }
    }

    /// Holds the change of a write, if it can be undone, in place of an earlier change by the same form. A second
    /// deletion after a failed one cannot read the value any more, so it inherits the value that was held for the
    /// first.
    fn keep(
        &mut self,
        cx: &Context,
        secret: Option<Secret>,
        ended: Ended,
        certainty: Certainty,
        locked: bool,
    ) {
        let Some(secret) = secret else {
            self.lost = Some(Loss::Unsettled(ended.id));
            return;
        };
        let former = ended.deletes.then(|| self.take_half_deleted(&secret.id)).flatten();
        let act = Act::of(&ended).or(former);
        self.held.retain(|held| held.form != ended.form);
        self.lost = match act {
            _ if locked && cx.settings.lock_wipes() => Some(Loss::Lock),
            None => Some(Loss::Unread(secret.id)),
            Some(act) => {
                self.last += 1;
                let (number, until) = (self.last, Deadline::after(cx.now, HELD_FOR));
                let at = ended.sent_at.unwrap_or(cx.now).wall;
                self.held.push(Held { number, form: ended.form, secret, act, at, until, certainty });
                None
            }
        };
    }

    /// Returns the value that is held from an earlier, failed deletion of `id`.
    pub fn value_of_half_deleted(&self, id: &SecretId) -> Option<Arc<SecretValue>> {
        match &self.half_deleted_of(id)?.act {
            Act::Deleted { value } => Some(value.clone()),
            Act::Created { .. } | Act::Changed { .. } => None,
        }
    }

    /// Removes and returns the change held for a failed deletion of `id`.
    fn take_half_deleted(&mut self, id: &SecretId) -> Option<Act> {
        let number = self.half_deleted_of(id)?.number;
        let at = self.held.iter().position(|held| held.number == number)?;
        Some(self.held.remove(at).act)
    }

    fn half_deleted_of(&self, id: &SecretId) -> Option<&Held> {
        let deletes =
            |held: &&Held| held.certainty != Certainty::Certain && matches!(held.act, Act::Deleted { .. });
        self.held.iter().filter(deletes).rfind(|held| held.secret.id == *id)
    }

    /// Drops the creation of a secret that is gone, because it cannot be undone any more.
    fn forget_creation(&mut self, id: &SecretId) {
        self.held.retain(|held| held.secret.id != *id || !matches!(held.act, Act::Created { .. }));
    }

    fn held_by(&self, form: u64) -> Option<&Held> {
        self.held.iter().rfind(|held| held.form == form)
    }

    /// Tells whether the change of this form can be undone.
    pub fn holds_of(&self, form: u64) -> bool {
        self.held_by(form).is_some()
    }

    /// Adds to a notice about a form's write the offer to undo exactly this one, if it is held.
    pub fn offering(&self, form: u64, notice: Notice) -> Notice {
        match self.held_by(form) {
            Some(held) => notice.undoing(held.number, held.offered_as()),
            None => notice,
        }
    }
}
