//! The choice whether an old value is read before it is lost. The service logs every read, so the user is asked once
//! per session.

use std::sync::Arc;

use super::{Form, Kind, Reading};
use crate::domain::{Scope, SecretValue};
use crate::work::undo::{Since, Undoes};

/// The reason why a value is not read again after a failed deletion.
const GONE: &str = "it may be gone";

impl Form {
    /// Decides whether the old value is read before it is lost. `denied`: reading it was refused; `reads_old`: the user
    /// wants old values read; `spare`: the value from before an earlier, failed deletion.
    pub fn plan_reading(&mut self, denied: bool, reads_old: bool, spare: Option<Arc<SecretValue>>) {
        let reading = self.reading(denied, reads_old);
        let is_lost = !matches!(reading, Reading::NotNeeded | Reading::Have | Reading::Asked(true));
        self.reading = reading;
        if let Some(value) = spare.filter(|_| is_lost) {
            self.reading = Reading::Have;
            self.write.know_old(value);
        }
    }

    fn reading(&self, denied: bool, reads_old: bool) -> Reading {
        let secret = match &self.kind {
            Kind::Edit(secret) if self.value_changed() => secret,
            Kind::Delete(secret) => secret,
            _ => return Reading::NotNeeded,
        };
        let deletes = matches!(self.kind, Kind::Delete(_));
        let unreadable = |undoes: &Undoes| undoes.value == Since::Unreadable;
        match secret.access.readable {
            _ if self.write.old().is_some() || self.loaded.is_some() => Reading::Have,
            _ if self.write.sent().is_some() => {
                Reading::Forbidden(if deletes { GONE } else { "it may be replaced by now" })
            }
            _ if self.undoes.as_ref().is_some_and(unreadable) => Reading::Forbidden(GONE),
            _ if deletes && matches!(secret.scope, Scope::Other(_)) => {
                Reading::Forbidden("nothing of its scope can be created")
            }
            Some(false) => Reading::Forbidden("it cannot be read"),
            None => Reading::Forbidden("the service does not say that it can be read"),
            Some(true) if denied => Reading::Forbidden("reading it was refused"),
            Some(true) => Reading::Asked(reads_old),
        }
    }
}
