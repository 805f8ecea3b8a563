//! Reading the old value before it is lost, where the user said so. The service logs every read, so it is
//! asked once per session, and where the value does not come the change waits for another yes.

use std::sync::Arc;

use super::super::form::past::{Reading, Since};
use super::super::form::{Form, Kind, Phase, Work};
use super::super::{App, words};
use super::Act;
use crate::core::Tone;
use crate::domain::{Answer, Failure, FailureKind, Request, Scope, SecretValue};

type Result<T> = std::result::Result<T, Arc<Failure>>;

/// Why a value is not read again after a deletion that failed.
const GONE: &str = "it may be gone";

impl App {
    /// Says in the open form whether its change can be undone, and asks where that is the user's to say.
    pub(in crate::app) fn plan_reading(&mut self) {
        let Some(reading) = self.form.as_ref().map(|form| self.reading_for(form)) else { return };
        let is_lost = !matches!(reading, Reading::NotNeeded | Reading::Have | Reading::Asked(true));
        let held = self.form.as_ref().filter(|_| is_lost).and_then(|form| self.held_for_deletion(form));
        if let Some(form) = &mut self.form {
            form.past.reading = if held.is_some() { Reading::Have } else { reading };
            form.past.value = held.or(form.past.value.take());
        }
    }

    /// The value that is held of an earlier deletion of the same secret, which failed.
    fn held_for_deletion(&self, form: &Form) -> Option<Arc<SecretValue>> {
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
        if form.past.value.is_some() || form.loaded.is_some() {
            return Reading::Have;
        }
        if form.past.sent.is_some() {
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

    /// `Ctrl-o` or the box: old values are read in this session, or are not. Tells whether the open form
    /// asks that.
    pub(in crate::app) fn toggle_reading(&mut self) -> bool {
        let Some(form) = self.form.as_mut().filter(|form| form.asks_to_read()) else { return false };
        self.undo.reads_old = !self.undo.reads_old;
        form.past.reading = Reading::Asked(self.undo.reads_old);
        true
    }

    /// Whether the open form, about to be sent, reads the old value first; asks for it then.
    pub(in crate::app) fn reads_old_first(&mut self) -> bool {
        let now = self.cx.now.instant;
        let Some(form) = &mut self.form else { return false };
        if form.past.value.is_none() {
            form.past.value = form.loaded.clone();
        }
        let wanted = form.past.reading == Reading::Asked(true);
        if !wanted || form.past.value.is_some() || form.past.sent.is_some() {
            return false;
        }
        form.phase = Phase::Working(Work::Reading, now);
        let (number, id) = (form.number, form.subject());
        self.look_for(number, Request::GetValue(id));
        true
    }

    /// The old value came: the change goes on. Or it did not: then the user is asked again.
    pub(in crate::app) fn old_value_came(&mut self, number: u64, answer: Result<Answer>) {
        match answer {
            Ok(Answer::Value(value)) => self.keep(number, value),
            Ok(_) => {}
            Err(failure) => self.old_value_failed(number, failure),
        }
    }

    fn keep(&mut self, number: u64, value: SecretValue) {
        let print = self.print(&value);
        let left =
            self.form_of(number).and_then(|form| form.past.undoes.as_ref()).map(|undoes| undoes.number);
        let left = left.and_then(|number| self.print_left_by(number));
        let Some(form) = self.form_of(number) else { return };
        form.past.value = Some(Arc::new(value));
        // A deletion that undoes a creation: what somebody put in since is not deleted unseen.
        let deletes = matches!(form.kind, Kind::Delete(_));
        if let Some(undoes) = form.past.undoes.as_mut().filter(|_| deletes)
            && left.is_some()
        {
            let was_known = undoes.value == Since::Changed;
            undoes.value = if left == print { Since::Same } else { Since::Changed };
            if undoes.value == Since::Changed && !was_known {
                form.past.reading = Reading::Have;
                form.enter(Phase::Filling);
                form.came_back = true;
                let text = words::changed_since(&form.subject());
                self.stay();
                self.note_for_the_end(&text);
                return self.tell_of_write(Tone::Warning, text, false);
            }
        }
        self.in_front(number, |app| match app.form.as_ref().map(|form| &form.kind) {
            Some(Kind::Edit(_)) => app.save_edit(),
            _ => app.send(),
        });
    }

    fn old_value_failed(&mut self, number: u64, failure: Arc<Failure>) {
        let held = self.seen_form(number).and_then(|form| self.held_for_deletion(form));
        if held.is_some() && failure.kind != FailureKind::NotFound {
            let Some(form) = self.form_of(number) else { return };
            form.past.value = held;
            return self.in_front(number, Self::send);
        }
        let cause = words::cause(&failure, &self.cx.site);
        let Some(form) = self.form_of(number) else { return };
        let id = form.subject();
        form.past.reading = Reading::Failed(cause.clone());
        form.came_back = matches!(form.kind, Kind::Delete(_));
        form.enter(if form.came_back { Phase::Filling } else { Phase::Review });
        self.value.note_denial(&id, &failure);
        if failure.kind == FailureKind::NotFound {
            self.load_list();
        }
        self.last_failure = Some(failure);
        self.stay();
        let text = words::old_value_not_read(&id, &cause);
        self.note_for_the_end(&text);
        self.tell_of_write(Tone::Error, text, true);
    }
}
