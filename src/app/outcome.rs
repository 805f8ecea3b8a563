//! What becomes of a write: its answer, or, where none came, what looking at the service tells.
//!
//! Every write ends as "took effect", "did not", or "does not tell". Nothing is claimed that was not
//! seen, and the form keeps what was typed until it is certain that the service has it.

use std::sync::Arc;

use super::form::inquiry::{Inquiry, Proof};
use super::form::objection::{Objection, Reason};
use super::form::{Form, Kind, Phase, Work};
use super::undo::Settled;
use super::{App, words};
use crate::core::{Notice, Slot, Tone};
use crate::domain::{Answer, Failure, FailureKind, Field as Name, Request, Secret};

type Result<T> = std::result::Result<T, Arc<Failure>>;

impl App {
    /// The answer to a write.
    pub(super) fn written(&mut self, number: u64, answer: Result<Answer>) {
        match answer {
            Ok(Answer::Created { secret, replaced }) => self.created(number, *secret, replaced),
            Ok(Answer::Updated(secret)) => self.updated(number, *secret),
            Ok(Answer::Deleted(_)) => self.deleted(number, false),
            Ok(_) => {}
            // The name was looked up as free: it may be this very write that has taken it.
            Err(failure) if failure.leaves_open() || failure.kind == FailureKind::AlreadyExists => {
                self.check(number, failure);
            }
            Err(failure) if failure.kind == FailureKind::NotFound => self.was_gone(number, failure),
            Err(failure) => self.refused(number, failure),
        }
        self.quit_if_asked();
    }

    /// What was to be changed or deleted is not there. After a deletion of which nobody could tell, that one has
    /// done it; somebody else's does not take the value along that was read just before.
    fn was_gone(&mut self, number: u64, failure: Arc<Failure>) {
        let Some(form) = self.form_of(number) else { return };
        match &form.kind {
            Kind::Delete(_) if form.past.doubted_before => self.deleted(number, true),
            Kind::Delete(_) if form.past.value.is_some() => {
                let text = words::sentence(&failure, &self.cx.site);
                self.settled(number, Settled::Gone);
                self.last_failure = Some(failure);
                self.load_list();
                self.close_form(number);
                self.stay();
                self.show_with_undo(number, Notice::new(Tone::Error, text).with_details());
            }
            _ => self.refused(number, failure),
        }
    }

    /// The value is written before the description is looked at (contract §2): a refusal of both may have
    /// changed the value, unless it is the value that was refused.
    fn may_be_half_done(&mut self, number: u64, failure: &Failure) -> bool {
        let FailureKind::Rejected(faults) = &failure.kind else { return false };
        let both = |form: &mut Form| {
            matches!(form.kind, Kind::Edit(_)) && form.value_changed() && form.description_changed()
        };
        !faults.iter().any(|fault| fault.field == Some(Name::Value)) && self.form_of(number).is_some_and(both)
    }

    fn created(&mut self, number: u64, secret: Secret, replaced: bool) {
        let id = secret.id.clone();
        let after = Box::new(secret.clone());
        self.settled(number, if replaced { Settled::Replaced } else { Settled::Done(Some(after)) });
        self.list_written(number, secret);
        self.close_form(number);
        match replaced {
            false => self.tell_of_success(number, &id, words::created(&id)),
            true => self.tell_of_write(Tone::Warning, words::overwritten(&id), false),
        }
    }

    fn updated(&mut self, number: u64, secret: Secret) {
        let Some(change) = self.form_of(number).map(|form| form.change()) else { return };
        let (value, description) = (change.value.is_some(), change.description.is_some());
        let undoes = self.form_of(number).is_some_and(|form| form.past.undoes.is_some());
        let text = match undoes {
            true => words::restored(&secret.id, value, description),
            false => words::saved(&secret.id, value, description),
        };
        self.settled(number, Settled::Done(Some(Box::new(secret.clone()))));
        let id = secret.id.clone();
        self.list_written(number, secret);
        self.close_form(number);
        self.tell_of_success(number, &id, text);
    }

    pub(super) fn deleted(&mut self, number: u64, after_all: bool) {
        let Some(id) = self.form_of(number).map(|form| form.subject()) else { return };
        self.settled(number, if after_all { Settled::AfterAll(None) } else { Settled::Done(None) });
        self.forget_creation(&id);
        self.list.remove(&self.cx, &id, &mut self.out);
        self.relay();
        self.close_form(number);
        let text = if after_all { words::deleted_after_all(&id) } else { words::deleted(&id) };
        self.tell_of_success(number, &id, text);
    }

    /// The service said no: the form stays, with the fault where it belongs.
    pub(super) fn refused(&mut self, number: u64, failure: Arc<Failure>) {
        self.last_failure = Some(failure.clone());
        let cause = words::cause(&failure, &self.cx.site);
        let text = match (&failure.subject, self.may_be_half_done(number, &failure)) {
            (Some(id), true) => {
                let text = words::half_refused(id, &cause);
                self.settled(number, Settled::Half(cause));
                text
            }
            _ => {
                self.settled(number, Settled::Refused(cause));
                words::sentence(&failure, &self.cx.site)
            }
        };
        if failure.kind == FailureKind::NotFound {
            self.load_list();
        }
        self.stay();
        if self.cannot_be_written_back(number, &failure) {
            return;
        }
        if let Some(form) = self.form_of(number) {
            form.come_back();
            form.told = Objection::of(&failure);
        }
        self.tell_of_write(Tone::Error, text, true);
    }

    /// No answer to go by came: looks whether the write took effect.
    fn check(&mut self, number: u64, failure: Arc<Failure>) {
        self.last_failure = Some(failure.clone());
        let (now, cause) = (self.cx.now.instant, words::cause(&failure, &self.cx.site));
        let Some(form) = self.form_of(number) else { return };
        let (id, kind) = (form.subject(), form.kind.clone());
        form.inquiry = Inquiry::of(&failure, cause.clone());
        // Of a value alone the metadata tells nothing.
        if matches!(form.kind, Kind::Edit(_)) && !form.description_changed() {
            self.tell_of_write(Tone::Warning, words::looking(&id, &kind, &cause), false);
            return self.compare_or_doubt(number);
        }
        form.phase = Phase::Working(Work::Checking { looks: 0, next: None }, now);
        self.look_for(number, Request::Get(id.clone()));
        self.tell_of_write(Tone::Warning, words::looking(&id, &kind, &cause), false);
    }

    /// What a look at the service brought.
    pub(super) fn looked(&mut self, number: u64, answer: Result<Answer>) {
        let Some(form) = self.form_of(number) else { return };
        match (&form.phase, answer) {
            (Phase::Filling, Err(failure)) => self.look_failed(failure),
            (Phase::Working(Work::Fetching, _), answer) => self.fetched(number, answer),
            (Phase::Working(Work::Finding, _), answer) => self.found_taken(number, answer),
            (Phase::Working(Work::Reading, _), answer) => self.old_value_came(number, answer),
            (Phase::Working(Work::Looking, _), answer) => self.looked_before(number, answer),
            (Phase::Working(Work::Checking { looks, .. }, _), answer) => {
                let looks = looks + 1;
                match form.inquiry.by {
                    Proof::Metadata => self.looked_after(number, looks, answer),
                    Proof::Value => self.compared(number, looks, answer),
                }
            }
            (Phase::Filling | Phase::Review | Phase::Theirs(_) | Phase::Leaving, Ok(Answer::Got(secret))) => {
                self.metadata_came(number, *secret)
            }
            _ => {}
        }
        self.quit_if_asked();
    }

    pub(super) fn look_failed(&mut self, failure: Arc<Failure>) {
        let text = words::sentence(&failure, &self.cx.site);
        if failure.kind == FailureKind::NotFound {
            self.load_list();
        }
        self.last_failure = Some(failure);
        self.tell_of_write(Tone::Error, text, true);
    }

    /// The look before a write: is the name free, is the description still the one that was changed.
    fn looked_before(&mut self, number: u64, answer: Result<Answer>) {
        if let Ok(Answer::Got(secret)) = &answer
            && self.is_there_already(number, secret)
        {
            return self.took_effect(number, answer.ok());
        }
        let Some(form) = self.form_of(number) else { return };
        let creates = form.kind == Kind::Create;
        match answer {
            Ok(Answer::Got(secret)) if creates => {
                form.come_back();
                form.told = Objection::to_id(Reason::Exists);
                // The list did not know it; the button that edits it needs it there.
                self.put_into_list(*secret);
                self.held_back(number, "it exists already");
            }
            Err(failure) if creates && failure.kind == FailureKind::NotFound => self.send_form(number),
            Err(failure) if creates && failure.kind == FailureKind::NotPermitted => {
                form.come_back();
                form.told = Objection::to_id(Reason::SomebodyElses);
                self.held_back(number, "somebody else has this id");
            }
            Ok(Answer::Got(theirs)) => {
                let mine = form.description.joined();
                let Kind::Edit(base) = &form.kind else { return };
                let (now, then) = (theirs.description.clone(), base.description.original());
                let differs = now.original() != then && now.original() != mine;
                if form.follow((*theirs).clone()) {
                    self.put_aside(number);
                    return self.held_back(number, "its value cannot be changed");
                }
                // What is there already is not sent, and later proves nothing.
                form.kind = Kind::Edit(theirs);
                if differs {
                    form.enter(Phase::Theirs(now));
                    self.held_back(number, "somebody changed its description");
                    return;
                }
                if form.change().is_empty() {
                    form.come_back();
                    let text = words::nothing_changed(&form.subject());
                    return self.warn(text);
                }
                self.send_form(number);
            }
            Err(failure) => {
                form.come_back();
                let text = words::not_sent(&form.subject(), &words::cause(&failure, &self.cx.site));
                self.last_failure = Some(failure);
                self.note_for_the_end(&text);
                self.tell_of_write(Tone::Error, text, true);
                self.stay();
            }
            Ok(_) => {}
        }
    }

    /// A change was not sent after all: who has left its form is told so.
    pub(super) fn held_back(&mut self, number: u64, why: &str) {
        self.stay();
        let Some(id) = self.form_of(number).map(|form| form.subject()) else { return };
        let text = words::not_sent(&id, why);
        self.note_for_the_end(&text);
        if self.parked.iter().any(|form| form.number == number) {
            self.tell_of_write(Tone::Warning, text, false);
        }
    }

    /// A form that was left while the service was looked at is sent all the same: the user has said so.
    fn send_form(&mut self, number: u64) {
        self.in_front(number, Self::send);
    }

    /// Does `act` with the form of this number as the open one, wherever it is.
    pub(super) fn in_front(&mut self, number: u64, act: impl FnOnce(&mut Self)) {
        let open = self.form.as_ref().is_some_and(|form| form.number == number);
        if open {
            return act(self);
        }
        let Some(at) = self.parked.iter().position(|form| form.number == number) else { return };
        let other = self.form.replace(Box::new(self.parked.remove(at)));
        act(self);
        let parked = std::mem::replace(&mut self.form, other);
        self.parked.extend(parked.map(|form| *form));
    }

    /// Whether a look or a write in these slots is the app's own to take.
    pub(super) fn write_replied(&mut self, slot: &Slot, answer: Result<Answer>) {
        self.note_form_read(slot, &answer);
        match slot {
            Slot::Write(number) => self.written(*number, answer),
            Slot::Look(number) => self.looked(*number, answer),
            Slot::Load(number) => self.loaded(*number, answer),
            _ => {}
        }
    }
}
