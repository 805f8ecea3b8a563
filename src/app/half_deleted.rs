//! What a deletion that failed has left. The service takes the value out of its store before it removes the
//! row (contract §8): that the secret is still there does not tell that its value is.

use std::sync::Arc;

use super::form::inquiry::Proof;
use super::form::{Form, Kind, Phase, Work};
use super::judge::LAST_LOOK;
use super::undo::Settled;
use super::{App, words};
use crate::core::{Notice, Tone};
use crate::domain::{Answer, Failure, FailureKind, Request, Secret};

type Result<T> = std::result::Result<T, Arc<Failure>>;

impl App {
    /// Whether the value of `secret` may be looked at after a write of `form`: it can be read, and the user said
    /// that old values are, in this session or for this form.
    pub(super) fn may_look_at_value(&self, form: &Form, secret: &Secret) -> bool {
        let agreed = self.reads_old() || form.past.value.is_some();
        agreed && secret.access.readable == Some(true) && self.forbids_reading(secret).is_none()
    }

    /// Reads the value on behalf of a form that judges by it; nothing else is read before.
    pub(super) fn look_at_value(&mut self, number: u64, looks: u32) {
        let now = self.cx.now.instant;
        let Some(form) = self.form_of(number) else { return };
        let id = form.subject();
        form.inquiry.by = Proof::Value;
        form.phase = match form.phase {
            Phase::Working(_, since) => Phase::Working(Work::Checking { looks, next: None }, since),
            _ => Phase::Working(Work::Checking { looks, next: None }, now),
        };
        self.look_for(number, Request::GetValue(id));
    }

    /// The secret that a form was to delete is still there: looks whether its value is, where it may.
    pub(super) fn not_deleted(&mut self, number: u64) {
        let may_look = |app: &Self, form: &Form| match &form.kind {
            Kind::Delete(secret) => app.may_look_at_value(form, secret),
            _ => false,
        };
        match self.seen_form(number).is_some_and(|form| may_look(self, form)) {
            true => self.look_at_value(number, LAST_LOOK),
            false => self.half_deleted(number),
        }
    }

    /// The value of a secret that was not deleted was read, or could not be.
    pub(super) fn value_after_deletion(&mut self, number: u64, answer: Result<Answer>) {
        let value = match answer {
            Ok(Answer::Value(value)) => value,
            Ok(_) => return,
            Err(failure) if failure.kind == FailureKind::NotFound => return self.deleted(number, true),
            Err(failure) => {
                let Some(id) = self.form_of(number).map(|form| form.subject()) else { return };
                self.value.note_denial(&id, &failure);
                return self.half_deleted(number);
            }
        };
        let Some(form) = self.form_of(number) else { return };
        let is_another = form.past.value.as_ref().is_some_and(|held| **held != value);
        form.past.value = Some(Arc::new(value));
        form.come_back();
        let (id, cause) = (form.subject(), form.inquiry.fault().map(str::to_owned));
        let found = if is_another { words::VALUE_IS_ANOTHER } else { words::VALUE_IS_THERE };
        let text = words::not_deleted(&id, cause.as_deref(), found);
        let not = Settled::Not(form.inquiry.judged("the secret and its value are still there"));
        self.take_half_deleted(&id);
        self.stay();
        self.settled(number, not);
        self.tell_of_write(Tone::Error, text, true);
    }

    /// Nobody has seen that the value is still there. Where it is held the form has nothing more to do: `u`
    /// brings the value back.
    fn half_deleted(&mut self, number: u64) {
        let Some(form) = self.form_of(number) else { return };
        form.come_back();
        let (id, cause) = (form.subject(), form.inquiry.judged("the secret is still there"));
        self.stay();
        self.settled(number, Settled::HalfDeleted(cause));
        let notice = Notice::new(Tone::Warning, words::half_deleted(&id)).with_details();
        match self.holds_of(number) {
            true => {
                self.close_form(number);
                self.show_with_undo(number, notice);
            }
            false => self.notices.show(self.cx.now.instant, notice),
        }
    }
}
