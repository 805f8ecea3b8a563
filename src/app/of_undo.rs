//! Calls on the undo slice, with the facts about forms and other slices that it needs.

use std::sync::Arc;

use super::App;
use super::modal::{About, Modal};
use crate::core::life::Stake;
use crate::core::{Asks, Notice, RequestKey};
use crate::domain::{Answer, Failure, FailureKind, Operation, Request};
use crate::features::undo::{Choice, Undo};
use crate::features::write::{Form, Kind, is_as_before};
use crate::keys::Action;
use crate::text::Sentence;
use crate::view::Dialog;
use crate::work::undo::By;

type Result<T> = std::result::Result<T, Arc<Failure>>;

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
        let id = restoration.secret.id.clone();
        let looks = !matches!(restoration.by, By::Creating { .. });
        if looks && self.repeats(Action::Undo, Some(&id)) {
            return;
        }
        let form = Form::undoing(restoration, self.cx.now.instant);
        self.writes(|write, at, out| write.open(at, form, out));
        if let Some(form) = self.form().map(Form::number).filter(|_| looks) {
            self.note_sent_by(Action::Undo, Some(id.clone()), Asks::Form(form));
            self.writes(|write, at, out| write.look(at, id, out));
        }
    }

    /// Takes the state of the secret before an undo.
    pub(super) fn fetched(&mut self, number: u64, answer: Result<Answer>) {
        let Some(change) = self.write.form_of(number).and_then(Form::undone) else { return };
        match answer {
            Ok(Answer::Got(_) | Answer::Value(_)) if !self.undo.holds(change) => {
                self.write.close(number);
                self.warn("What undo held is wiped, so nothing was undone.");
            }
            Ok(Answer::Got(now)) => {
                let (id, readable) = (now.id.clone(), self.forbids_reading(&now).is_none());
                let plan = self.undo.plan(change, *now, readable);
                let (Some(plan), Some(form)) = (plan, self.write.form_of_mut(number)) else { return };
                match form.follow_plan(plan) {
                    true => self.out.call(RequestKey::Look(number), Request::GetValue(id)),
                    false => self.review_undo(number),
                }
            }
            Ok(Answer::Value(value)) => {
                let print = self.undo.print(&value);
                if let Some(form) = self.write.form_of_mut(number) {
                    form.compare(value, print);
                }
                self.review_undo(number);
            }
            Ok(_) => {}
            Err(failure) => self.undo_failed(number, failure),
        }
    }

    /// Shows what a form will do to undo a change, unless there is nothing to do.
    fn review_undo(&mut self, number: u64) {
        let Some(form) = self.write.form_of_mut(number) else { return };
        if matches!(form.kind, Kind::Edit(_)) {
            if form.change().is_empty() {
                let (id, change) = (form.subject(), form.undone());
                change.into_iter().for_each(|change| self.undo.release(change));
                self.write.close(number);
                return self.warn(is_as_before(&id));
            }
            form.review();
        }
        self.writes(|write, at, _| write.plan_reading(at));
    }

    fn undo_failed(&mut self, number: u64, failure: Arc<Failure>) {
        let Some(form) = self.write.form_of_mut(number) else { return };
        let (id, undoes) = (form.subject(), form.past.undoes.clone());
        if failure.operation == Operation::GetValue {
            self.value.note_denial(&id, &failure);
            // The undo works without a comparison; the review says so.
            if !matches!(failure.kind, FailureKind::SignedOut(_) | FailureKind::NotFound) {
                self.write.form_of_mut(number).into_iter().for_each(Form::cannot_compare);
                return self.review_undo(number);
            }
        }
        self.write.close(number);
        let gone = undoes.filter(|_| failure.kind == FailureKind::NotFound);
        if let Some(again) = gone.and_then(|undoes| self.undo.is_gone(undoes)) {
            let form = Form::undoing(again, self.cx.now.instant);
            self.writes(|write, at, out| write.open(at, form, out));
        }
        self.writes(|write, at, out| write.look_failed(at, failure, out));
    }

    /// Lets undo take note of the writes that have ended.
    pub(super) fn change_ended(&mut self) {
        let locked = self.is_locked();
        for (ended, fate) in self.write.take_ended() {
            self.undo.write_ended(&self.cx, ended, &fate, locked);
        }
    }

    /// Offers to delete and create a secret, because the service refuses to write its value back.
    pub(super) fn cannot_write_back(&mut self, change: u64, failure: &Failure) {
        if let Some(notice) = self.undo.write_back_refused(&self.cx, change, failure) {
            self.notices.show(self.cx.now.instant, notice);
        }
    }

    /// Shows a notice about a form's write, with the offer to undo the write if it is held.
    pub(super) fn show_with_undo(&mut self, form: u64, notice: Notice) {
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

    /// Tells that the time to undo is over. A question about leaving needs no answer once nothing can be lost.
    pub(super) fn hold_ended(&mut self, text: Sentence) {
        self.notices.tell_of_loss(self.cx.now.instant, text);
        let asks = matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Quit | About::Switch(_)));
        let matters = |stake: &Stake| stake.is_under_way() || stake.is_held() || *stake == Stake::Left;
        if asks && !self.at_stake().iter().any(matters) {
            self.leave_wish();
        }
    }
}
