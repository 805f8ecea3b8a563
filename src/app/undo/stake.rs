//! What only undo still has: an old value, a deleted secret. Nobody can have it again, so whatever wipes it
//! asks before, or tells of it.

use std::collections::HashSet;

use super::super::form::Form;
use super::super::modal::{About, Modal};
use super::super::{App, words};
use super::{Act, Fate, Held};
use crate::core::{Notice, Tone};
use crate::domain::SecretId;
use crate::text::Sentence;

/// What would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stake {
    /// The secret, the last one where there are several.
    pub id: SecretId,
    /// It was deleted.
    pub deleted: bool,
    /// So many other secrets.
    pub others: usize,
}

impl Stake {
    /// Of these secrets, the last first; with whether each was deleted.
    fn of(mut all: impl Iterator<Item = (SecretId, bool)>) -> Option<Self> {
        let (id, deleted) = all.next()?;
        let others: HashSet<_> = all.map(|(other, _)| other).filter(|other| *other != id).collect();
        Some(Self { id, deleted, others: others.len() })
    }
}

impl Held {
    /// The secret that it has the only value of, and whether that is known to be deleted. A description, or that
    /// something was created, is no such loss.
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
    /// What nobody could have again without undo, or without the old value of a change that is on its way.
    pub(in crate::app) fn stake(&self) -> Option<Stake> {
        let sent = self.forms().filter(|form| form.is_sending() && form.write.old().is_some());
        let sent = sent.map(|form: &Form| (form.subject(), false));
        Stake::of(sent.chain(self.undo.held.iter().rev().filter_map(Held::stake)))
    }

    /// The time of these changes is over.
    pub(super) fn tell_of_end(&mut self, over: &[Held]) {
        let Some(stake) = Stake::of(over.iter().rev().filter_map(Held::stake)) else { return };
        self.tell_of_loss(words::hold_ended(&stake));
        // A question about what is gone is none.
        let about = self.modal.as_ref().and_then(Modal::about);
        let asks = matches!(about, Some(About::Quit | About::Switch(_)));
        if asks && self.stake().is_none() && self.left_form().is_none() && !self.is_busy() {
            self.leave_wish();
        }
    }

    /// Tells of a loss now, and at the next key once more if it is not on the screen then.
    pub(in crate::app) fn tell_of_loss(&mut self, text: Sentence) {
        self.undo.untold = Some(text.clone());
        if !(self.is_locked() && self.notices.has_worse_news()) {
            self.show_loss(text);
        }
    }

    fn show_loss(&mut self, text: Sentence) {
        self.notices.show_over(self.cx.now.instant, Notice::new(Tone::Warning, text).about_loss());
    }

    /// Somebody is there: tells of a loss that went by unseen.
    pub(in crate::app) fn tell_of_unseen_loss(&mut self) {
        self.show_untold();
        self.undo.untold = None;
    }

    fn show_untold(&mut self) {
        // The newest loss is the one that is on the screen, if any is.
        let text =
            self.undo.untold.clone().filter(|_| !self.notices.latest().is_some_and(|latest| latest.of_loss));
        if let Some(text) = text {
            self.show_loss(text);
        }
    }

    /// The screen is unlocked: other news that nobody has seen so far comes first.
    pub(in crate::app) fn tell_of_loss_at_unlock(&mut self) {
        if self.notices.latest().is_none() {
            self.show_untold();
        }
    }
}
