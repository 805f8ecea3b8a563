//! Calls on the undo slice, with the facts about forms and other slices that it needs.

use std::sync::Arc;

use super::modal::{About, Modal};
use super::{App, words};
use crate::core::life::Stake;
use crate::core::{Asks, Notice, RequestKey, Tone};
use crate::domain::{Answer, Failure, FailureKind, Operation, Request, SecretId, SecretValue};
use crate::features::undo::{Choice, Undo};
use crate::features::write::form::{Form, Kind};
use crate::keys::Action;
use crate::text::Sentence;
use crate::view::Dialog;
use crate::work::undo::By;
use crate::work::write::Fate;

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
        self.open(Form::undoing(restoration, self.cx.now.instant));
        if looks {
            self.note_sent_by(Action::Undo, Some(id.clone()), Asks::Form(self.last_form));
            self.look(id);
        }
    }

    /// Takes the state of the secret before an undo.
    pub(super) fn fetched(&mut self, number: u64, answer: Result<Answer>) {
        let Some(change) = self.seen_form(number).and_then(Form::undone) else { return };
        match answer {
            Ok(Answer::Got(_) | Answer::Value(_)) if !self.undo.holds(change) => {
                self.close_form(number);
                self.warn("What undo held is wiped, so nothing was undone.");
            }
            Ok(Answer::Got(now)) => {
                let (id, readable) = (now.id.clone(), self.forbids_reading(&now).is_none());
                let plan = self.undo.plan(change, *now, readable);
                let (Some(plan), Some(form)) = (plan, self.form_of(number)) else { return };
                match form.follow_plan(plan) {
                    true => self.out.call(RequestKey::Look(number), Request::GetValue(id)),
                    false => self.review_undo(number),
                }
            }
            Ok(Answer::Value(value)) => {
                let print = self.undo.print(&value);
                if let Some(form) = self.form_of(number) {
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
        let Some(form) = self.form_of(number) else { return };
        if matches!(form.kind, Kind::Edit(_)) {
            if form.change().is_empty() {
                let (id, change) = (form.subject(), form.undone());
                change.into_iter().for_each(|change| self.undo.release(change));
                self.close_form(number);
                return self.tell_of_write(Tone::Warning, words::is_as_before(&id), false);
            }
            form.review();
        }
        self.plan_reading();
    }

    fn undo_failed(&mut self, number: u64, failure: Arc<Failure>) {
        let Some(form) = self.form_of(number) else { return };
        let (id, undoes) = (form.subject(), form.past.undoes.clone());
        if failure.operation == Operation::GetValue {
            self.value.note_denial(&id, &failure);
            // The undo works without a comparison; the review says so.
            if !matches!(failure.kind, FailureKind::SignedOut(_) | FailureKind::NotFound) {
                self.form_of(number).into_iter().for_each(Form::cannot_compare);
                return self.review_undo(number);
            }
        }
        self.close_form(number);
        let gone = undoes.filter(|_| failure.kind == FailureKind::NotFound);
        if let Some(again) = gone.and_then(|undoes| self.undo.is_gone(undoes)) {
            self.open(Form::undoing(again, self.cx.now.instant));
        }
        self.look_failed(failure);
    }

    /// Closes a form that was to write back a value if the service refuses that, and offers to delete and create the
    /// secret instead. Tells whether it was such a form.
    pub(super) fn cannot_be_written_back(&mut self, number: u64, failure: &Failure) -> bool {
        let change = self.seen_form(number).and_then(Form::writes_back);
        let notice = change.and_then(|change| self.undo.write_back_refused(&self.cx, change, failure));
        let Some(notice) = notice else { return false };
        self.close_form(number);
        self.notices.show(self.cx.now.instant, notice);
        true
    }

    /// Notes that the write of this form is being sent.
    pub(super) fn note_sending(&mut self, number: u64) {
        let Some(form) = self.seen_form(number) else { return };
        let (verb, id) = (form.verb(), form.subject());
        self.value.forget_size(&id);
        self.journal.write_began(&self.cx, number, verb, id);
    }

    /// Keeps all that undo, verifying and the journal need of the end of a write. Must run before the form is closed.
    pub(super) fn settled(&mut self, number: u64, fate: &Fate) {
        let Some(form) = self.seen_form(number) else { return };
        let ended = form.ended();
        let bytes = form.new_value().filter(|_| ended.sent.value).map(|value| value.len());
        let (outcome, last) = (form.outcome(fate, &self.cx.site), form.last_words(fate, &self.cx.site));
        self.journal.write_ended(number, outcome);
        last.into_iter().for_each(|text| self.note_for_the_end(&text));
        if let Fate::Applied { now, .. } = fate {
            bytes.into_iter().for_each(|bytes| self.value.note_size(ended.id.clone(), bytes));
            self.note_saved(now.as_deref().or(ended.before.as_ref()), &ended.sent);
        }
        let locked = self.is_locked();
        self.undo.write_ended(&self.cx, ended, fate, locked);
    }

    /// Shows the notice of a successful write, which offers to verify the change and to undo exactly this one.
    pub(super) fn tell_of_success(&mut self, form: u64, id: &SecretId, text: impl Into<Sentence>) {
        let verify = self.can_verify(id).then_some(Action::Verify);
        let notice = Notice::new(Tone::Success, text).offering(verify.into_iter().collect());
        self.show_with_undo(form, notice);
    }

    /// Shows a notice about a form's write, with the offer to undo the write if it is held.
    pub(super) fn show_with_undo(&mut self, form: u64, notice: Notice) {
        self.notices.show(self.cx.now.instant, self.undo.offering(form, notice));
    }

    /// Shows in the open form whether its change can be undone, or asks if that is the user's choice.
    pub(super) fn plan_reading(&mut self) {
        let Some(form) = self.form() else { return };
        let denied = form.secret().is_some_and(|secret| self.forbids_reading(secret).is_some());
        let (reads_old, spare) = (self.undo.reads_old(), self.spare_for(form));
        self.form.iter_mut().for_each(|form| form.plan_reading(denied, reads_old, spare.clone()));
    }

    /// Returns the value that undo holds from an earlier, failed deletion of the secret that the form deletes.
    pub(super) fn spare_for(&self, form: &Form) -> Option<Arc<SecretValue>> {
        let Kind::Delete(secret) = &form.kind else { return None };
        self.undo.value_of_half_deleted(&secret.id)
    }

    /// Switches the reading of old values on or off for this session. Tells whether the open form has that choice.
    pub(super) fn toggle_reading(&mut self) -> bool {
        let asks = self.form().is_some_and(Form::asks_to_read);
        if asks {
            self.undo.toggle_reading();
            self.plan_reading();
        }
        asks
    }

    /// Wipes all values that undo holds, including those in forms.
    pub(super) fn wipe_held(&mut self) {
        self.undo.wipe_now(&mut self.out);
        self.forget_old_values();
        self.relay();
    }

    /// Wipes the old values in forms. A form that would undo something closes, unless it is being sent.
    pub(super) fn forget_old_values(&mut self) {
        let unsent = |form: &Form| form.undone().is_some() && !form.is_sending();
        self.form.take_if(|form| unsent(form));
        self.parked.retain(|form| !unsent(form));
        for form in self.form.iter_mut().map(|form| &mut **form).chain(&mut self.parked) {
            form.write.forget_old();
        }
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
