//! Taking a change back: the service is looked at again, then a form shows what would be done and asks. From
//! there on it is a form like any other, and its write goes the one way that writes go.

use std::sync::Arc;

use super::super::field::Field;
use super::super::form::past::{Differing, Since, Undoes};
use super::super::form::{Form, Kind, Phase, ValueInput, Work};
use super::super::modal::Modal;
use super::super::notice::Tone;
use super::super::{App, words};
use super::Act;
use crate::domain::{Answer, Failure, FailureKind, Operation, Print, Request, Scope, Secret, SecretValue};

use crate::text::SafeText;
use crate::text::format::clock_seconds;

type Result<T> = std::result::Result<T, Arc<Failure>>;

/// How many changes the menu offers: as many as there are digits to choose one by.
pub const OFFERED: usize = 9;

impl App {
    /// `u`: undoes the change that is held, or asks which.
    pub(in crate::app) fn open_undo(&mut self) {
        match self.undo.held.as_slice() {
            [] => self.warn(words::nothing_held(self.undo.lost)),
            [one] => {
                let number = one.number;
                self.start_undo(number);
            }
            _ => self.modal = Some(Modal::Undo { cursor: 0 }),
        }
    }

    /// The menu's line `at` is chosen, counted from the newest.
    pub(in crate::app) fn undo_offered(&mut self, at: usize) {
        let Some(number) = self.undo.held.iter().rev().nth(at).map(|held| held.number) else { return };
        self.modal = None;
        self.start_undo(number);
    }

    fn start_undo(&mut self, number: u64) {
        if self.must_sign_in() {
            return;
        }
        let Some(held) = self.held_of(number) else { return };
        let clock = clock_seconds(held.at, &self.zone);
        let owner = words::owner_again(&self.site, &held.secret);
        let without_value = matches!(held.act, Act::Changed { value: None, had_value: true, .. });
        let undoes = Undoes {
            number,
            clock,
            without_value,
            owner,
            description: None,
            value: Since::Same,
            gone: false,
            over: false,
        };
        let (secret, act) = (held.secret.clone(), &held.act);
        let mut form = match act {
            Act::Deleted { value } => again(&secret, value.clone()),
            Act::Changed { .. } => Form::edit(0, secret.clone()),
            Act::Created { .. } => Form::delete(0, secret.clone()),
        };
        let creates = form.kind == Kind::Create;
        form.past.undoes = Some(undoes);
        match creates {
            true => form.enter(Phase::Review),
            false => form.phase = Phase::Working(Work::Fetching, self.now.instant),
        }
        self.open(form);
        if !creates {
            self.look(secret.id);
        }
    }

    /// What the service has before an undo.
    pub(in crate::app) fn fetched(&mut self, number: u64, answer: Result<Answer>) {
        match answer {
            Ok(Answer::Got(now)) => self.looked_before_undo(number, *now),
            Ok(Answer::Value(value)) => self.compared_before_undo(number, value),
            Ok(_) => {}
            Err(failure) => self.undo_failed(number, failure),
        }
    }

    /// The held change that the form of this number undoes; closes the form when it is gone.
    fn undone_by(&mut self, form: u64) -> Option<u64> {
        let number = self.form_of(form)?.past.undoes.as_ref()?.number;
        if self.held_of(number).is_none() {
            self.close_form(form);
            self.warn("What undo held is wiped, so nothing was undone.");
            return None;
        }
        Some(number)
    }

    fn looked_before_undo(&mut self, form_number: u64, now: Secret) {
        let Some(number) = self.undone_by(form_number) else { return };
        let Some(held) = self.held_of(number) else { return };
        let (left, old_description, old_value) = match &held.act {
            Act::Changed { description, value, .. } => {
                let left = description.as_ref().map(|(_, after)| after.clone());
                let old = description.as_ref().map(|(before, _)| before.clone());
                (left, old, value.clone())
            }
            _ => (Some(held.secret.description.original().to_owned()), None, None),
        };
        let may_read = self.undo.reads_old && self.forbids_reading(&now).is_none();
        let Some(form) = self.form_of(form_number) else { return };
        let theirs = left.as_ref().is_some_and(|left| left != now.description.original());
        if let Some(undoes) = &mut form.past.undoes {
            let left = SafeText::from(left.unwrap_or_default());
            undoes.description = theirs.then(|| Differing { left, now: now.description.clone() });
        }
        let id = now.id.clone();
        if matches!(form.kind, Kind::Delete(_)) {
            form.kind = Kind::Delete(Box::new(now));
            form.enter(Phase::Filling);
            let unread = !may_read;
            if let Some(undoes) = form.past.undoes.as_mut().filter(|_| unread) {
                undoes.value = Since::Unknown;
            }
            return self.plan_reading();
        }
        form.description = Field::paragraph(old_description.as_deref().unwrap_or(now.description.original()));
        form.kind = Kind::Edit(Box::new(now));
        let restores = old_value.is_some() && !matches!(form.value, ValueInput::Fixed);
        if let Some(value) = old_value.filter(|_| restores) {
            form.set_value(value);
        }
        match restores && may_read {
            true => self.look_for(form_number, Request::GetValue(id)),
            false => self.review_undo(form_number, if restores { Since::Unknown } else { Since::Same }),
        }
    }

    fn compared_before_undo(&mut self, form_number: u64, value: SecretValue) {
        let Some(number) = self.undone_by(form_number) else { return };
        let (left, now) = (self.print_left_by(number), self.print(&value));
        let since = match (left, now) {
            (Some(left), Some(now)) if left == now => Since::Same,
            (Some(_), Some(_)) => Since::Changed,
            _ => Since::Unknown,
        };
        let Some(form) = self.form_of(form_number) else { return };
        form.loaded = Some(Arc::new(value));
        self.review_undo(form_number, since);
    }

    /// By what the value is known that a held change left.
    pub(super) fn print_left_by(&self, number: u64) -> Option<Print> {
        match &self.held_of(number)?.act {
            Act::Created { print } | Act::Changed { print, .. } => print.clone(),
            Act::Deleted { .. } => None,
        }
    }

    /// Shows what the undo would do.
    fn review_undo(&mut self, form_number: u64, since: Since) {
        let Some(form) = self.form_of(form_number) else { return };
        if let Some(undoes) = &mut form.past.undoes {
            undoes.value = since;
        }
        if form.change().is_empty() {
            let (id, number) = (form.subject(), form.past.undoes.as_ref().map(|undoes| undoes.number));
            if let Some(number) = number {
                self.release(number);
            }
            self.close_form(form_number);
            return self.tell_of_write(Tone::Warning, words::is_as_before(&id), false);
        }
        form.enter(Phase::Review);
        self.plan_reading();
    }

    fn undo_failed(&mut self, form_number: u64, failure: Arc<Failure>) {
        let Some(form) = self.form_of(form_number) else { return };
        let (id, number) = (form.subject(), form.past.undoes.as_ref().map(|undoes| undoes.number));
        let deletes = matches!(form.kind, Kind::Delete(_));
        if failure.operation == Operation::GetValue {
            // It can be undone without having been compared; the review says so.
            self.note_denial(&id, &failure);
            if !matches!(failure.kind, FailureKind::SignedOut(_)) {
                return self.review_undo(form_number, Since::Unknown);
            }
        }
        let gone = failure.kind == FailureKind::NotFound;
        let again = number.filter(|_| gone && !deletes).and_then(|number| self.again_after_change(number));
        let undoes = form_undoes(self.form_of(form_number));
        self.close_form(form_number);
        match (again, undoes) {
            (Some(mut form), Some(undoes)) => {
                form.past.undoes = Some(Undoes { gone: true, ..undoes });
                form.enter(Phase::Review);
                self.open(form);
            }
            // What was created is gone already, or only its description was held: nothing is left to undo.
            (_, Some(undoes)) if gone => self.release(undoes.number),
            _ => {}
        }
        self.look_failed(failure);
    }

    /// The form that creates a secret again which was deleted after the held change of this number, as it
    /// was before that; nothing where the old value is not held, or nothing of its scope can be created.
    fn again_after_change(&self, number: u64) -> Option<Form> {
        let held = self.held_of(number)?;
        let Act::Changed { value: Some(value), description, .. } = &held.act else { return None };
        if matches!(held.secret.scope, Scope::Other(_)) {
            return None;
        }
        let mut form = again(&held.secret, value.clone());
        if let Some((before, _)) = description {
            form.description = Field::paragraph(before);
        }
        Some(form)
    }
}

fn form_undoes(form: Option<&mut Form>) -> Option<Undoes> {
    form?.past.undoes.take()
}

/// The form that creates `secret` again, as it was.
fn again(secret: &Secret, value: Arc<SecretValue>) -> Form {
    let mut form = Form::create(0);
    form.id = Field::text_line(secret.id.as_str());
    form.set_value(value);
    form.description = Field::paragraph(secret.description.original());
    if let Scope::Pod(pod) = &secret.scope {
        form.of_pod = true;
        form.pod = Field::text_line(pod.original());
    }
    form.access = secret.access.mode();
    form
}
