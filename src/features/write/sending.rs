//! Sending: feeds the write of a form, and carries out its outputs. `work::write` decides what is sent and when.

use std::sync::Arc;

use super::form::{Form, Kind, Reading, Spot};
use super::pressing::spare_for;
use super::{Around, Write};
use crate::core::{Out, RequestKey};
use crate::domain::{Answer, Failure};
use crate::work::write::{Context, Draft, Input, Old, Output, Phase, Reply, Work};

impl Write {
    /// Sends the change of the open form, which the user has confirmed.
    pub(super) fn confirm(&mut self, at: &Around<'_>, out: &mut Out) {
        let Some(form) = &self.open else { return };
        self.step(at, form.number(), Input::Confirmed(draft_of(at, form), old_of(form)), out);
    }

    /// Goes on from a write in doubt: reads the value and compares it, or sends the change again.
    pub(super) fn settle_doubt(&mut self, at: &Around<'_>, out: &mut Out) {
        match &self.open {
            Some(form) if form.write.can_compare() => self.step(at, form.number(), Input::Compare, out),
            _ => self.confirm(at, out),
        }
    }

    /// Feeds the write of this form, and carries out the outputs.
    pub(super) fn step(&mut self, at: &Around<'_>, number: u64, input: Input, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        let before = form.phase();
        let surroundings = Context {
            now: at.cx.now,
            service_time: at.service_time,
            site: &at.cx.site,
            digests: at.digests,
            agreed: at.reads_old,
            denied: form.secret().is_some_and(|secret| at.denies(secret)),
        };
        let outputs = form.write.step(&surroundings, input);
        form.follow_write(&before);
        for output in outputs {
            match output {
                Output::Call(request_key, request) => out.call(request_key, request),
                Output::Abort(request_key) => out.cancel(&request_key),
                Output::News(news) => self.tell_news(at, number, news, out),
            }
        }
    }

    /// Takes the answer to a request of a form, or to the last save being read back.
    pub fn replied(&mut self, at: &Around<'_>, request_key: &RequestKey, answer: Reply, out: &mut Out) {
        self.note_read(at, request_key, &answer, out);
        match request_key {
            RequestKey::Write(number) => self.step(at, *number, Input::Written(answer), out),
            RequestKey::Look(number) => self.looked(at, *number, answer, out),
            RequestKey::Load(number) => self.loaded(at, *number, answer, out),
            RequestKey::Verify => self.verify_replied(at, answer, out),
            RequestKey::Read(..)
            | RequestKey::Value(_)
            | RequestKey::RolloutRead(..)
            | RequestKey::Restart(..)
            | RequestKey::Search => {}
        }
    }

    /// Takes the answer to a look at the service.
    fn looked(&mut self, at: &Around<'_>, number: u64, answer: Reply, out: &mut Out) {
        let Some(form) = self.form_of(number) else { return };
        match (form.phase(), answer) {
            (Phase::Filling, Err(failure)) => self.look_failed(at, failure, out),
            (Phase::Working(Work::Fetching, _), answer) => self.fetched(at, number, answer, out),
            (Phase::Working(Work::Finding, _), answer) => self.found_taken(at, number, answer, out),
            (Phase::Working(..), answer) => self.step(at, number, Input::Looked(answer), out),
            (Phase::Filling | Phase::Review | Phase::Theirs(_) | Phase::Leaving, Ok(Answer::Got(secret))) => {
                self.metadata_came(at, number, *secret, out);
            }
            _ => {}
        }
    }

    /// Takes the failure of the look that should show whether the write of this form took effect.
    pub fn check_failed(&mut self, at: &Around<'_>, number: u64, failure: Arc<Failure>, out: &mut Out) {
        self.step(at, number, Input::Looked(Err(failure)), out);
    }

    /// There is a token again: looks what became of changes.
    pub fn signed_in(&mut self, at: &Around<'_>, out: &mut Out) {
        for number in self.forms().map(Form::number).collect::<Vec<_>>() {
            self.step(at, number, Input::SignedIn, out);
        }
    }

    /// Brings back the form whose change was not sent without a token, with the focus on the button that sends it. In a
    /// deletion the focus is on the safe button. `may_open`: nothing else takes keys.
    pub fn offer_again(&mut self, number: u64, may_open: bool) {
        if self.open.is_none()
            && may_open
            && let Some(at) = self.parked.iter().position(|form| form.number() == number)
        {
            self.open = Some(self.parked.remove(at).into());
        }
        let Some(form) = self.open.as_mut().filter(|form| form.number() == number) else { return };
        match (&form.kind, form.phase()) {
            (Kind::Edit(_), Phase::Filling) if !form.change().is_empty() && form.first_fault().is_none() => {
                form.review();
                form.focus = Spot::Go;
            }
            (Kind::Delete(_), Phase::Filling) => form.focus = Spot::Safe,
            (Kind::Create, Phase::Filling) | (Kind::Edit(_), Phase::Review | Phase::Theirs(_)) => {
                form.focus = Spot::Go;
            }
            _ => {}
        }
    }
}

/// Returns the draft of the form.
pub(super) fn draft_of(at: &Around<'_>, form: &Form) -> Draft {
    match &form.kind {
        Kind::Create => Draft::Create(form.draft()),
        Kind::Edit(secret) => Draft::Edit { base: secret.clone(), change: form.change() },
        Kind::Delete(secret) => Draft::Delete {
            secret: secret.clone(),
            expected: form.value_expected(),
            spare: spare_for(at, form),
        },
    }
}

/// Decides what becomes of the old value, which the write of the form loses.
pub(super) fn old_of(form: &Form) -> Old {
    match &form.loaded {
        Some(value) => Old::Known(value.clone()),
        None if form.reading == Reading::Asked(true) => Old::Read,
        None => Old::Lost,
    }
}
