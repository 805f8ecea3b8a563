//! The service's present data for a form that is being filled in: the metadata that is fetched when it opens, and the
//! value that the user loads. Typed text stays.

use std::sync::Arc;

use super::form::{Kind, ValueInput};
use super::outcome::note_failure;
use super::{Around, Write, tell, words};
use crate::core::{Asks, News, Out, Outcome, RequestKey, Tone, Verb};
use crate::domain::{Answer, Failure, Operation, Request, Secret};
use crate::keys::Action;
use crate::words as shared;
use crate::work::write::{Phase, Reply, Work};

impl Write {
    /// `Ctrl-o`: loads the present value into the form, or switches the reading of the old value; `repeats`: the key is
    /// held down.
    pub fn load_at_key(&mut self, at: &Around<'_>, repeats: bool, out: &mut Out) {
        let Some(form) = self.form() else { return };
        let (number, id) = (form.number(), form.reads_from());
        if form.asks_to_read() {
            out.report(News::ReadingToggled);
        } else if !repeats && !out.pending.is_open(&RequestKey::Load(number)) {
            self.load(at, out);
            out.report(News::KeySent(Action::LoadValue, Some(id), Asks::Form(number)));
        }
    }

    /// Loads the present value into the form, or into a new secret that of the one which it is like. The service logs
    /// the read.
    pub fn load(&self, at: &Around<'_>, out: &mut Out) {
        let Some((form, secret)) = self.form().and_then(|form| Some((form, form.source()?))) else { return };
        match (at.forbids_reading)(secret) {
            Some(why) => out.warn(why),
            None if !matches!(form.phase(), Phase::Filling) => {}
            None if form.like().is_some() && form.value_changed() => out.warn(words::HAS_VALUE),
            None if !at.can_ask => out.report(News::NotSignedIn),
            None => out.call(RequestKey::Load(form.number()), Request::GetValue(secret.id.clone())),
        }
    }

    /// Repeats a form's read that failed for the token, if the form still exists.
    pub fn read_again(&self, request_key: RequestKey, request: Request, out: &mut Out) {
        if let RequestKey::Look(number) | RequestKey::Load(number) = request_key
            && self.form_of(number).is_some()
        {
            out.call(request_key, request);
        }
    }

    /// Adds an entry to the journal for a value that a form has read or failed to read.
    pub(super) fn note_read(&self, at: &Around<'_>, request_key: &RequestKey, answer: &Reply, out: &mut Out) {
        let (RequestKey::Look(number) | RequestKey::Load(number)) = request_key else { return };
        let result = match answer {
            Ok(Answer::Value(_)) => Ok(()),
            Err(failure) if failure.operation == Operation::GetValue => Err(failure),
            _ => return,
        };
        let Some(form) = self.form_of(*number) else { return };
        let what_for = match form.phase() {
            Phase::Working(Work::Reading, _) => "to keep it for undo",
            Phase::Working(Work::Fetching, _) => "to compare it before an undo",
            Phase::Working(Work::Checking { .. }, _) if matches!(form.kind, Kind::Delete(_)) => {
                "to see whether it is still there"
            }
            Phase::Working(Work::Checking { .. }, _) => "to compare it with what was sent",
            _ if form.like().is_some() => "to carry it into a new secret",
            _ => "to load it into the form",
        };
        let outcome = match result {
            Ok(()) => Outcome::Done(what_for.to_owned()),
            Err(failure) => words::not_read(failure, &at.cx.site),
        };
        let id = if matches!(request_key, RequestKey::Load(_)) { form.reads_from() } else { form.subject() };
        out.report(News::Done(Verb::Read, id, outcome));
    }

    /// Tells that a look at the service has failed.
    pub fn look_failed(&self, at: &Around<'_>, failure: Arc<Failure>, out: &mut Out) {
        let text = shared::sentence(&failure, &at.cx.site);
        note_failure(&failure, out);
        tell(Tone::Error, text, true, out);
    }

    /// Takes the metadata that was requested when the form was opened.
    pub(super) fn metadata_came(&mut self, at: &Around<'_>, number: u64, now: Secret, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        match form.follow(now) {
            true => self.put_aside(number, out),
            false => self.plan_reading_in_review(at, number, out),
        }
    }

    /// Tells the user that the typed value cannot be sent, and where it is kept.
    pub(super) fn put_aside(&mut self, number: u64, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        // The review showed a change that would not be sent now.
        if !matches!(form.phase(), Phase::Filling | Phase::Leaving) {
            form.come_back();
        }
        out.warn(words::only_described(form));
    }

    /// Takes the answer to the request for the present value.
    pub(super) fn loaded(&mut self, at: &Around<'_>, number: u64, answer: Reply, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        // A change that is being sent is not compared any more.
        if matches!(form.phase(), Phase::Working(..) | Phase::Doubt) {
            return;
        }
        match answer {
            Ok(Answer::Value(value)) => {
                let value = Arc::new(value);
                if form.like().is_some() {
                    if !form.carry(value) {
                        out.warn(words::HAS_VALUE);
                    }
                    return;
                }
                // Text typed meanwhile stays; the review compares it with the loaded value.
                let typed = form.value_changed();
                form.loaded = Some(value.clone());
                match typed {
                    // A fixed value is loaded only to be looked at, and never sent.
                    _ if matches!(form.value, ValueInput::Fixed) => {}
                    true => out.warn("Loaded for the review; what you typed is kept."),
                    false => form.set_value(value),
                }
                self.plan_reading_in_review(at, number, out);
            }
            Ok(_) => {}
            Err(failure) => self.look_failed(at, failure, out),
        }
    }

    /// Updates the note about undo in an open review; closes the review if nothing is changed any more.
    fn plan_reading_in_review(&mut self, at: &Around<'_>, number: u64, out: &mut Out) {
        let open = self.open.as_mut().filter(|form| form.number() == number);
        let Some(form) = open.filter(|form| matches!(form.phase(), Phase::Review)) else { return };
        if form.change().is_empty() {
            form.come_back();
            return out.warn(shared::nothing_changed(&form.subject()));
        }
        self.plan_reading(at);
    }
}
