//! Opening forms: a new one, or the one that was left in the background for the same secret.

use super::App;
use super::form::{Form, Kind, ValueInput};
use super::words;
use crate::domain::SecretId;

impl App {
    /// `a`: a new secret, or the one whose form was left while it was being sent.
    pub(super) fn open_create(&mut self) {
        if self.refuses_changes() {
            return;
        }
        let parked = self.parked.iter().position(|form| form.kind == Kind::Create);
        let form = parked.map_or_else(|| Form::create(0), |at| self.parked.remove(at));
        self.open(form);
    }

    /// `e`: changes the selected secret. Its metadata is asked for anew meanwhile.
    pub(super) fn open_edit(&mut self) {
        if let Some(id) = self.changeable() {
            self.open_edit_of(&id);
        }
    }

    pub(super) fn open_edit_of(&mut self, id: &SecretId) {
        let is_it = |form: &Form| matches!(form.kind, Kind::Edit(_)) && form.subject() == *id;
        if let Some(at) = self.parked.iter().position(is_it) {
            let form = self.parked.remove(at);
            return self.open(form);
        }
        let Some(secret) = self.list.rows().by_id(id) else { return };
        self.open(Form::edit(0, secret));
        self.look(id.clone());
    }

    /// `D`: deletes the selected secret, once that is allowed.
    pub(super) fn open_delete(&mut self) {
        let Some(id) = self.changeable() else { return };
        let is_it = |form: &Form| matches!(form.kind, Kind::Delete(_)) && form.subject() == id;
        if let Some(at) = self.parked.iter().position(is_it) {
            let form = self.parked.remove(at);
            return self.open(form);
        }
        if let Some(secret) = self.list.selected().cloned() {
            self.open(Form::delete(0, secret));
        }
    }

    pub(super) fn open(&mut self, mut form: Form) {
        if form.number == 0 {
            self.last_form += 1;
            form.number = self.last_form;
        }
        form.reopen();
        self.hide();
        self.form = Some(Box::new(form));
        self.plan_reading();
    }

    /// The selected secret, if it can be changed at all.
    pub(super) fn changeable(&mut self) -> Option<SecretId> {
        if self.refuses_changes() {
            return None;
        }
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

    fn refuses_changes(&mut self) -> bool {
        let refuses = self.settings.view_only;
        if refuses {
            self.warn("This session is view only: it changes nothing.");
        }
        refuses
    }

    /// The id of a new secret exists: edits that one, with what was typed so far.
    pub(super) fn edit_the_taken(&mut self) {
        let Some(typed) = self.form.take() else { return };
        self.open_edit_of(&typed.subject());
        let Some(form) = self.form.as_mut() else {
            self.form = Some(typed);
            return self.warn("It is not in the list yet; R refreshes that.");
        };
        if form.is_changed() {
            return;
        }
        if typed.value_changed() && !matches!(form.value, ValueInput::Fixed) {
            form.value = typed.value;
        }
        if !typed.description.is_empty() {
            form.description = typed.description;
        }
    }
}
