//! Calls on the undo slice, with the facts about other slices that it needs.

use super::modal::{About, Modal};
use super::{App, words};
use crate::core::Notice;
use crate::core::life::Stake;
use crate::features::undo::{Choice, Undo};
use crate::keys::Action;
use crate::text::Sentence;
use crate::view::Dialog;
use crate::work::undo::By;

impl App {
    /// Returns the changes that can be undone.
    pub fn undo(&self) -> &Undo {
        &self.undo
    }

    /// Undoes the only change that is held, or opens the menu of the changes.
    pub(super) fn open_undo(&mut self) {
        let on_offer = self.notice().and_then(|notice| notice.undoes).map(|(change, _)| change);
        match self.undo.choose(on_offer, &mut self.out) {
            Some(Choice::This(change)) => self.start_undo(change),
            Some(Choice::Menu(menu)) => self.modal = Some(Modal::menu(About::Undo, menu)),
            None => {}
        }
        self.relay();
    }

    /// Undoes the change in this line of the menu.
    pub(super) fn undo_in_line(&mut self, line: usize) {
        if let Some(change) = self.undo.in_line(line) {
            self.modal = None;
            self.start_undo(change);
        }
    }

    fn start_undo(&mut self, change: u64) {
        if self.must_sign_in() {
            return;
        }
        let Some(restoration) = self.undo.restore(&self.cx, change) else { return };
        if self.rollouts.concerns(&restoration.secret.id) {
            return self.warn(words::is_being_rolled_out(&restoration.secret.id));
        }
        let looks = !matches!(restoration.by, By::Creating { .. });
        if looks && self.repeats(Action::Undo, Some(&restoration.secret.id)) {
            return;
        }
        self.writes(|write, at, out| write.take_back(at, restoration, out));
    }

    /// Lets undo take note of the writes that have ended.
    pub(super) fn change_ended(&mut self) {
        let locked = self.is_locked();
        for (ended, fate) in self.write.take_ended() {
            self.undo.write_ended(&self.cx, ended, &fate, locked);
        }
    }

    /// Shows a notice about a form's write. If undo holds the change, the notice offers to undo it, and the form closes.
    pub(super) fn show_with_undo(&mut self, form: u64, notice: Notice) {
        if self.undo.holds_of(form) {
            self.write.close(form);
        }
        self.notices.show(self.cx.now.instant, self.undo.offering(form, notice));
    }

    /// Wipes all values that undo holds, including those in forms.
    pub(super) fn wipe_held(&mut self) {
        self.undo.wipe_now(&mut self.out);
        self.write.forget_old_values();
        self.relay();
    }

    /// Brings forms, offers and the menu up to date with the changes that are held.
    pub(super) fn tick_undo(&mut self) {
        let held = &self.undo;
        self.notices.withdraw_undo(|change| held.holds(change));
        // The oldest changes are last in the menu, so the other lines stay in place.
        let offered = held.offered();
        if let Some(Modal::Dialog(About::Undo, Dialog::Menu(menu))) = &mut self.modal {
            *menu = menu.clone().of_lines(offered);
            menu.select(menu.cursor());
            self.modal.take_if(|_| offered == 0);
        }
    }

    /// Tells that something is lost for good. A question about leaving needs no answer once nothing can be lost.
    pub(super) fn tell_of_loss(&mut self, text: Sentence) {
        self.notices.tell_of_loss(self.cx.now.instant, text);
        let asks = matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Quit | About::Switch(_)));
        let matters = |stake: &Stake| stake.is_under_way() || stake.is_held() || *stake == Stake::Left;
        if asks && !self.at_stake().iter().any(matters) {
            self.leave_wish();
        }
    }
}
