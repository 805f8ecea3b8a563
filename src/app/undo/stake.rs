//! Values that only undo still has: old values, deleted secrets. They cannot be restored from anywhere else, so the
//! program asks before it wipes them, or tells the user.

use std::collections::HashSet;

use super::super::modal::{About, Modal};
use super::super::{App, words};
use super::{Act, Fate, Held};
use crate::core::{Notice, Tone};
use crate::domain::SecretId;
use crate::features::write::form::Form;
use crate::text::Sentence;

/// The secrets whose values would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stake {
    /// The secret, or the last one if there are several.
    pub id: SecretId,
    /// The secret was deleted.
    pub deleted: bool,
    /// The number of other secrets.
    pub others: usize,
}

impl Stake {
    /// Returns the stake of these secrets, the last one first; the `bool` tells whether the secret was deleted.
    fn of(mut all: impl Iterator<Item = (SecretId, bool)>) -> Option<Self> {
        let (id, deleted) = all.next()?;
        let others: HashSet<_> = all.map(|(other, _)| other).filter(|other| *other != id).collect();
        Some(Self { id, deleted, others: others.len() })
    }
}

impl Held {
    /// Returns the secret whose value is held here alone, and whether that secret is known to be deleted. Losing a
    /// description, or the undo of a creation, does not count.
    fn stake(&self) -> Option<(SecretId, bool)> {
        let deleted = match &self.act {
            Act::Deleted { .. } => self.fate == Fate::Certain,
            Act::Changed { value: Some(_), .. } => false,
            Act::Created { .. } | Act::Changed { .. } => return None,
        };
        Some((self.secret.id.clone(), deleted))
    }
}

impl App {
    /// Returns the secrets whose values only undo has, or only a change that is being sent.
    pub(in crate::app) fn stake(&self) -> Option<Stake> {
        let sent = self.forms().filter(|form| form.is_sending() && form.write.old().is_some());
        let sent = sent.map(|form: &Form| (form.subject(), false));
        Stake::of(sent.chain(self.undo.held.iter().rev().filter_map(Held::stake)))
    }

    /// Tells the user that the time of these changes is over.
    pub(super) fn tell_of_end(&mut self, over: &[Held]) {
        let Some(stake) = Stake::of(over.iter().rev().filter_map(Held::stake)) else { return };
        self.tell_of_loss(words::hold_ended(&stake));
        // A question about leaving needs no answer once nothing can be lost.
        let about = self.modal.as_ref().and_then(Modal::about);
        let asks = matches!(about, Some(About::Quit | About::Switch(_)));
        if asks && self.stake().is_none() && self.left_form().is_none() && !self.is_busy() {
            self.leave_wish();
        }
    }

    /// Tells of a loss now, and at the next key again if the notice is not on the screen then.
    pub(in crate::app) fn tell_of_loss(&mut self, text: Sentence) {
        self.undo.untold = Some(text.clone());
        if !(self.is_locked() && self.notices.has_worse_news()) {
            self.show_loss(text);
        }
    }

    fn show_loss(&mut self, text: Sentence) {
        self.notices.show_over(self.cx.now.instant, Notice::new(Tone::Warning, text).about_loss());
    }

    /// Tells of a loss that the user may not have seen, because a key shows that somebody is there.
    pub(in crate::app) fn tell_of_unseen_loss(&mut self) {
        self.show_untold();
        self.undo.untold = None;
    }

    fn show_untold(&mut self) {
        // If a loss is on the screen, it is the newest.
        let text =
            self.undo.untold.clone().filter(|_| !self.notices.latest().is_some_and(|latest| latest.of_loss));
        if let Some(text) = text {
            self.show_loss(text);
        }
    }

    /// Tells of a loss after unlocking, unless there is other news.
    pub(in crate::app) fn tell_of_loss_at_unlock(&mut self) {
        if self.notices.latest().is_none() {
            self.show_untold();
        }
    }
}
