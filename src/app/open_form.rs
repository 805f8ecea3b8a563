//! Opening forms: a new one, or the one for the same secret that was left in the background and is not being sent any
//! more.

use std::sync::Arc;

use super::{App, words};
use crate::domain::{Answer, Failure, FailureKind, Level, SecretId};
use crate::features::write::form::objection::{Objection, Reason};
use crate::features::write::form::{Before, Form, Kind, Phase, ValueInput};

impl App {
    /// Opens a form for a new secret, or the one that the user left before it was created.
    pub(super) fn open_create(&mut self) {
        let left = self.take_left(|form| form.kind == Kind::Create);
        self.open(left.unwrap_or_else(|| Form::create(0)));
    }

    /// Opens a form for the selected secret, and asks for its present metadata meanwhile.
    pub(super) fn open_edit(&mut self) {
        if let Some(id) = self.changeable() {
            self.open_edit_of(&id);
        }
        self.drop_keys_for_form();
    }

    pub(super) fn open_edit_of(&mut self, id: &SecretId) {
        if let Some(form) = self.form_to_edit(id) {
            // A form with typed text comes back, even if the service has refused something since.
            if form.number() == 0 && self.is_refused(id, Level::User) {
                return;
            }
            self.open_and_look(form);
        }
    }

    /// Returns the form that was left for this secret, or a new one.
    fn form_to_edit(&mut self, id: &SecretId) -> Option<Form> {
        let is_it = |form: &Form| matches!(form.kind, Kind::Edit(_)) && form.subject() == *id;
        self.take_left(is_it).or_else(|| self.list.rows().by_id(id).map(|secret| Form::edit(0, secret)))
    }

    /// Opens a form. For a new one, asks for the present metadata.
    fn open_and_look(&mut self, form: Form) {
        let (new, id) = (form.number() == 0, form.subject());
        self.open(form);
        if new {
            self.look(id);
        }
    }

    /// Opens a form that deletes the selected secret.
    pub(super) fn open_delete(&mut self) {
        if let Some(id) = self.changeable() {
            self.open_delete_of(&id);
        }
        self.drop_keys_for_form();
    }

    fn open_delete_of(&mut self, id: &SecretId) {
        let is_it = |form: &Form| matches!(form.kind, Kind::Delete(_)) && form.subject() == *id;
        if let Some(form) = self.take_left(is_it) {
            return self.open(form);
        }
        if self.is_refused(id, Level::Admin) {
            return;
        }
        if let Some(secret) = self.list.selected().cloned() {
            self.open(Form::delete(0, secret));
        }
    }

    /// Returns a form from the background, with all that was typed. A form that is being sent stays there: it takes
    /// no keys and closes by itself, and keys typed at that moment would reach the list.
    fn take_left(&mut self, is_it: impl Fn(&Form) -> bool) -> Option<Form> {
        let at = self.parked.iter().position(|form| is_it(form) && !form.is_sending())?;
        Some(self.parked.remove(at))
    }

    pub(super) fn open(&mut self, mut form: Form) {
        if form.number() == 0 {
            self.last_form += 1;
            form.write.renumber(self.last_form);
        }
        form.reopen();
        form.caution = self.caution(&form);
        self.hide();
        self.form = Some(Box::new(form));
        self.plan_reading();
    }

    /// Returns the selected secret, unless it cannot be changed at all.
    pub(super) fn changeable(&mut self) -> Option<SecretId> {
        let Some(id) = self.list.selected_id() else {
            self.warn("No secret is selected.");
            return None;
        };
        if !id.is_addressable() {
            self.warn(words::unaddressable(&id));
            return None;
        }
        Some(id)
    }

    /// Edits the existing secret with the typed id, and keeps what was typed. Fetches the secret first if the list
    /// does not have it.
    pub(super) fn edit_the_taken(&mut self) {
        let Some(id) = self.form.as_ref().map(|form| form.subject()) else { return };
        // The reason why it was not created does not concern the edit.
        self.notices.dismiss();
        if let Some(form) = self.form_to_edit(&id) {
            return self.edit_instead(form);
        }
        if self.must_sign_in() {
            return;
        }
        if let Some(form) = &mut self.form {
            form.before = Before::Finding(self.cx.now.instant);
            self.look(id);
        }
    }

    /// Takes the answer to the request for the existing secret.
    pub(super) fn found_taken(&mut self, number: u64, answer: Result<Answer, Arc<Failure>>) {
        let Some(form) = self.form_of(number) else { return };
        form.come_back();
        match answer {
            Ok(Answer::Got(secret)) => {
                self.put_into_list((*secret).clone());
                let left = self.form_to_edit(&secret.id);
                self.edit_instead(left.unwrap_or_else(|| Form::edit(0, *secret)));
                // The answer came at any moment, so the user may be typing.
                if let Some(form) = self.form.as_mut().filter(|form| matches!(form.phase(), Phase::Filling)) {
                    form.come_back();
                }
            }
            Ok(_) => {}
            // The service said that the id is taken, but this user may not see the secret, or it is in another tenant
            // (contract §2).
            Err(failure) if matches!(failure.kind, FailureKind::NotFound | FailureKind::NotPermitted) => {
                form.told = Objection::to_id(Reason::Unseen);
            }
            Err(failure) => self.look_failed(failure),
        }
    }

    /// Opens `form` in place of the one for a new secret, and moves the typed text over. Text without a place in
    /// `form` waits in the form where it was typed.
    fn edit_instead(&mut self, mut form: Form) {
        let Some(mut typed) = self.form.take() else { return };
        let (value, description) = (typed.value_changed(), typed.description_changed());
        let fixed = matches!(form.value, ValueInput::Fixed);
        let has_room = !(form.is_changed() || value && fixed);
        if has_room && value {
            form.value = std::mem::replace(&mut typed.value, ValueInput::Unchanged);
            form.trimmed = typed.trimmed;
            form.line_added = typed.line_added;
        }
        if has_room && description {
            std::mem::swap(&mut form.description, &mut typed.description);
        }
        let waits = !typed.pod.is_empty() || !has_room && (value || description);
        self.open_and_look(form);
        if waits {
            self.parked.push(*typed);
            self.warn(words::WAITS);
        }
    }
}
