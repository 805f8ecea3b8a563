//! Calls on the value slice, with the facts about other slices that it needs.

use std::sync::Arc;

use super::App;
use super::modal::Modal;
use crate::core::{Purpose, RequestId, RequestKey};
use crate::domain::listing::{Form, Wanted, Written};
use crate::domain::{Failure, Level, Secret, SecretId, SecretValue};
use crate::features::value::view::ValueIs;
use crate::features::value::{CopyAs, PublicText, Subject, Target, ValueState, Wish};
use crate::keys::{Action, OnSecret};
use crate::text::Sentence;

impl App {
    /// Returns the state of the value area.
    pub fn value(&self) -> &ValueState {
        self.value.state()
    }

    /// Returns the reason why the program would not read the value of `secret`; `None` if it would.
    pub fn forbids_reading(&self, secret: &Secret) -> Option<Sentence> {
        self.value.forbids_reading(secret, &self.cx.site)
    }

    /// Tells whether the selected secret rules out an action, so that its key is off.
    pub fn forbids(&self, action: Action) -> bool {
        self.list.selected().is_some_and(|secret| match action.properties().on_secret {
            OnSecret::Nothing => false,
            OnSecret::ReadValue => self.forbids_reading(secret).is_some(),
            OnSecret::Update => self.refusal(&secret.id, Level::User).is_some(),
            OnSecret::Delete => self.refusal(&secret.id, Level::Admin).is_some(),
        })
    }

    /// Reveals or copies the value of the selected secret.
    pub(super) fn ask_value(&mut self, purpose: Purpose) {
        let id = self.list.selected_id();
        let repeats = match purpose {
            Purpose::Copy(_) => self.repeats(purpose.key(), id.as_ref()),
            Purpose::Reveal | Purpose::RevealAlone => self.reads_again(purpose),
        };
        let signed_in = self.session.can_ask();
        let wish = Wish { secret: self.list.selected(), purpose, repeats, signed_in };
        match purpose {
            Purpose::Copy(form) => self.value.copy_value(&self.cx, &wish, form, &mut self.out),
            Purpose::Reveal | Purpose::RevealAlone => self.value.toggle(&self.cx, &wish, &mut self.out),
        }
        self.relay();
    }

    /// Reads a value that the service may refuse, after the user agreed.
    pub(super) fn agree(&mut self, id: SecretId, purpose: Purpose) {
        let target = self.target(id);
        self.value.agree(&self.cx, target, purpose, &mut self.out);
        self.relay();
    }

    /// Repeats a read that failed because there was no token.
    pub(super) fn read_value_again(&mut self, id: SecretId, purpose: Purpose) {
        let target = self.target(id);
        self.value.ask_again(&self.cx, target, purpose, &mut self.out);
    }

    fn target(&self, id: SecretId) -> Target {
        let secret = self.list.rows().by_id(&id);
        secret.map_or(Target::unknown(id), |secret| Target::new(&secret, &self.cx))
    }

    /// Copies what was chosen in the menu.
    pub(super) fn copy_as_chosen(&mut self, what: CopyAs) {
        self.modal = None;
        match what {
            CopyAs::Public(text) => self.copy_about(text),
            CopyAs::Value(form) => self.ask_value(Purpose::Copy(form)),
        }
    }

    /// Copies something about the selected secret, other than its value.
    pub(super) fn copy_about(&mut self, what: PublicText) {
        if !self.list.marked().is_empty() {
            if !self.repeats(Action::CopyId, None) {
                self.copy_marked(Form::Ids);
            }
            return;
        }
        let Some(secret) = self.list.selected().cloned() else {
            return self.warn("No secret is selected.");
        };
        // The menu closes with each choice, so only the key of the id can repeat itself.
        if what == PublicText::Id && self.repeats(Action::CopyId, Some(&secret.id)) {
            return;
        }
        self.value.copy_about(&self.cx, &secret, what, &mut self.out);
        self.relay();
    }

    /// Tells what the menu of texts to copy says of the value of `secret`.
    pub(super) fn value_is(&self, secret: &Secret) -> ValueIs {
        match self.value().shown() {
            _ if self.forbids_reading(secret).is_some() => ValueIs::Forbidden,
            Some(_) => ValueIs::Shown,
            None => ValueIs::Readable,
        }
    }

    /// Opens the menu of texts to copy.
    pub(super) fn open_copy_as(&mut self) {
        match self.list.selected() {
            _ if !self.list.marked().is_empty() => self.modal = Some(Modal::copy_marked()),
            Some(_) => self.modal = Some(Modal::copy_as()),
            None => self.warn("No secret is selected."),
        }
    }

    /// Copies a text about the marked secrets.
    pub(super) fn copy_marked(&mut self, form: Form) {
        self.modal = None;
        let (rows, marked) = (self.list.rows().clone(), self.list.marked().clone());
        self.value.copy_list(&self.cx, Wanted { rows, marked, form }, &mut self.out);
        self.relay();
    }

    /// Takes a text about marked secrets that was to be copied.
    pub(super) fn list_written(&mut self, request: RequestId, written: Written) {
        self.value.list_written(&self.cx, request, written, &mut self.out);
        self.relay();
    }

    /// Copies the text of the details.
    pub(super) fn copy_text(&mut self, text: String) {
        self.copy_as("the details", text);
    }

    /// Copies a text that is no value.
    pub(super) fn copy_as(&mut self, what: &'static str, text: String) {
        let value = Arc::new(SecretValue::new(text));
        self.value.copy(&self.cx, Subject::Text(what.into()), value, &mut self.out);
        self.relay();
    }

    /// Hides the value, or stops waiting for it.
    pub(super) fn hide(&mut self) {
        self.value.hide(&mut self.out);
        self.relay();
    }

    /// Notes the size of a value that was read for any purpose.
    pub(super) fn note_size(&mut self, request_key: &RequestKey, value: &SecretValue) {
        let id = self.subject_of(request_key);
        id.into_iter().for_each(|id| self.value.note_size(id, value.len()));
    }

    pub(super) fn value_came(&mut self, id: &SecretId, value: SecretValue) {
        self.value.came(&self.cx, id, value, &mut self.out);
        self.relay();
    }

    pub(super) fn value_failed(&mut self, id: &SecretId, failure: Arc<Failure>) {
        let signed_out = self.session.signed_out().is_some();
        self.value.failed(&self.cx, id, failure, signed_out, &mut self.out);
        self.relay();
    }

    pub(super) fn value_retried(&mut self, id: &SecretId, attempt: u32, of: u32) {
        self.value.retried(&self.cx, id, attempt, of, &mut self.out);
        self.relay();
    }

    /// Hides the value once another secret is selected.
    pub(super) fn tick_value(&mut self) {
        let selected = self.list.selected().map(|secret| &secret.id);
        self.value.follow(selected, &mut self.out);
        self.relay();
    }
}
