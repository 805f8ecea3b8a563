//! The choice whether an old value is read before it is lost. The service logs every read, so the user is asked once
//! per session.

use std::sync::Arc;

use super::super::App;
use super::Act;
use crate::domain::{Scope, SecretValue};
use crate::features::write::form::past::{Reading, Since};
use crate::features::write::form::{Form, Kind};

/// The reason why a value is not read again after a failed deletion.
const GONE: &str = "it may be gone";

impl App {
    /// Shows in the open form whether its change can be undone, or asks if that is the user's choice.
    pub(in crate::app) fn plan_reading(&mut self) {
        let Some(reading) = self.form.as_ref().map(|form| self.reading_for(form)) else { return };
        let is_lost = !matches!(reading, Reading::NotNeeded | Reading::Have | Reading::Asked(true));
        let held = self.form.as_ref().filter(|_| is_lost).and_then(|form| self.held_for_deletion(form));
        if let Some(form) = &mut self.form {
            form.past.reading = if held.is_some() { Reading::Have } else { reading };
            held.into_iter().for_each(|value| form.write.know_old(value));
        }
    }

    /// Returns the value that undo holds from an earlier, failed deletion of the same secret.
    pub(in crate::app) fn held_for_deletion(&self, form: &Form) -> Option<Arc<SecretValue>> {
        let Kind::Delete(secret) = &form.kind else { return None };
        match &self.half_deleted_of(&secret.id)?.act {
            Act::Deleted { value } => Some(value.clone()),
            Act::Created { .. } | Act::Changed { .. } => None,
        }
    }

    fn reading_for(&self, form: &Form) -> Reading {
        let secret = match &form.kind {
            Kind::Edit(secret) if form.value_changed() => secret,
            Kind::Delete(secret) => secret,
            _ => return Reading::NotNeeded,
        };
        if form.write.old().is_some() || form.loaded.is_some() {
            return Reading::Have;
        }
        if form.write.sent().is_some() {
            let deletes = matches!(form.kind, Kind::Delete(_));
            return Reading::Forbidden(if deletes { GONE } else { "it may be replaced by now" });
        }
        if form.past.undoes.as_ref().is_some_and(|undoes| undoes.value == Since::Unreadable) {
            return Reading::Forbidden(GONE);
        }
        if matches!((&form.kind, &secret.scope), (Kind::Delete(_), Scope::Other(_))) {
            return Reading::Forbidden("nothing of its scope can be created");
        }
        match secret.access.readable {
            Some(false) => Reading::Forbidden("it cannot be read"),
            None => Reading::Forbidden("the service does not say that it can be read"),
            Some(true) if self.forbids_reading(secret).is_some() => {
                Reading::Forbidden("reading it was refused")
            }
            Some(true) => Reading::Asked(self.undo.reads_old),
        }
    }

    /// Switches the reading of old values on or off for this session. Tells whether the open form has that choice.
    pub(in crate::app) fn toggle_reading(&mut self) -> bool {
        let Some(form) = self.form.as_mut().filter(|form| form.asks_to_read()) else { return false };
        self.undo.reads_old = !self.undo.reads_old;
        form.past.reading = Reading::Asked(self.undo.reads_old);
        true
    }
}
