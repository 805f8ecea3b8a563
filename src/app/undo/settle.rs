//! What follows when the fate of a write is known: what undo holds, what can be verified, what the journal
//! says. Every write comes by here, also those whose fate cannot be told.

use super::super::form::past::Sent;
use super::super::form::{Form, Kind};
use super::super::journal::{Outcome, Verb};
use super::super::notice::{Notice, Tone};
use super::super::{App, words};
use super::Act;
use crate::domain::{Secret, SecretId};
use crate::input::Action;
use crate::text::Sentence;

/// The fate of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The service said yes; for a new or changed secret, this is how it is now.
    Done(Option<Box<Secret>>),
    /// No answer came, but it was found to have taken effect.
    AfterAll(Option<Box<Secret>>),
    /// The value was saved, the description was not.
    ValueOnly,
    /// The description was refused, the value may have been saved: why, as the end of a sentence.
    Half(String),
    /// An older service overwrote what was there.
    Replaced,
    /// It did not take effect: why, as the end of a sentence.
    Not(String),
    /// Nobody can tell.
    Unknown,
}

impl App {
    /// Notes what the open form is about to send.
    pub(in crate::app) fn note_sent(&mut self) {
        let Some(form) = &self.form else { return };
        let value = matches!(form.kind, Kind::Create) || form.value_changed();
        let print = form.new_value().filter(|_| value).and_then(|value| self.print(&value));
        let description = match &form.kind {
            Kind::Edit(secret) if form.description_changed() => {
                Some((secret.description.original().to_owned(), form.description.joined()))
            }
            Kind::Create => Some((String::new(), form.description.joined())),
            _ => None,
        };
        let earlier = form.past.sent.clone().unwrap_or_default();
        let description = match (earlier.description, description) {
            (Some((before, _)), Some((_, after))) => Some((before, after)),
            (earlier, now) => now.or(earlier),
        };
        let print = if value { print } else { earlier.print };
        let sent = Sent { description, value: value || earlier.value, print };
        let (number, verb, id) = (form.number, verb(form), form.subject());
        if let Some(form) = &mut self.form {
            form.past.sent = Some(sent);
        }
        self.note_write(number, verb, id);
    }

    /// The fate of the write of this form is known. Comes before the form is closed.
    pub(in crate::app) fn settled(&mut self, number: u64, fate: Settled) {
        let Some(form) = self.form_of(number) else { return };
        let Some(mut sent) = form.past.sent.clone() else { return };
        form.past.doubted = matches!(fate, Settled::Unknown | Settled::Half(_));
        if matches!(fate, Settled::ValueOnly | Settled::Half(_)) {
            sent.description = None;
            form.past.sent = Some(sent.clone());
        }
        let act = Act::of(form, &sent);
        let undone = form.past.undoes.as_ref().map(|undoes| undoes.number);
        let (kind, id) = (form.kind.clone(), form.subject());
        let found = form.inquiry.judged("found to be so");
        self.note_outcome(number, outcome(&kind, &sent, &fate, &found));
        match &fate {
            Settled::Not(why) => self.note_for_the_end(&words::not_done(&id, &kind, why)),
            Settled::Half(why) => self.note_for_the_end(&words::half_refused(&id, why)),
            Settled::ValueOnly => self.note_for_the_end(&words::value_only(&id)),
            Settled::Replaced => self.note_for_the_end(&words::overwritten(&id)),
            Settled::Done(_) | Settled::AfterAll(_) | Settled::Unknown => {}
        }
        let before = match kind {
            Kind::Edit(secret) | Kind::Delete(secret) => Some(*secret),
            Kind::Create => None,
        };
        match fate {
            Settled::Done(after) | Settled::AfterAll(after) => {
                if let Some(undone) = undone {
                    self.release(undone);
                }
                self.note_saved(after.as_deref().or(before.as_ref()), &sent);
                self.hold_change(number, after.map(|secret| *secret).or(before), act, true);
            }
            // What may have been done can be taken back.
            Settled::ValueOnly => self.hold_change(number, before, act, true),
            Settled::Unknown | Settled::Half(_) => self.hold_change(number, before, act, false),
            Settled::Not(_) => self.nothing_was_done(number),
            Settled::Replaced => {}
        }
    }

    /// Shows the notice of a write that took effect, with what can be done about it.
    pub(in crate::app) fn tell_of_success(&mut self, id: &SecretId, text: impl Into<Sentence>) {
        let verify = self.can_verify(id).then_some(Action::Verify);
        let undo = self.undo.held.last().is_some_and(|held| held.secret.id == *id).then_some(Action::Undo);
        let notice = Notice::new(Tone::Success, text).offering(verify.into_iter().chain(undo).collect());
        self.notices.show(self.now.instant, notice);
    }

    /// A write did not take effect: nothing of it is to be undone, unless a part of it went before.
    fn nothing_was_done(&mut self, number: u64) {
        self.undo.held.retain(|held| held.form != number || held.certain);
        let partly = self.undo.held.iter().any(|held| held.form == number);
        if let Some(form) = self.form_of(number).filter(|_| !partly) {
            form.past.sent = None;
        }
    }
}

/// What the journal calls what the form does.
fn verb(form: &Form) -> Verb {
    match (&form.kind, &form.past.undoes) {
        (Kind::Create, None) => Verb::Create,
        (Kind::Create, Some(_)) => Verb::CreateAgain,
        (Kind::Edit(_), None) => Verb::Change,
        (Kind::Edit(_), Some(_)) => Verb::Restore,
        (Kind::Delete(_), _) => Verb::Delete,
    }
}

fn outcome(kind: &Kind, sent: &Sent, fate: &Settled, found: &str) -> Outcome {
    let done = match kind {
        Kind::Edit(_) => words::what_changed(sent.value, sent.description.is_some()),
        Kind::Create | Kind::Delete(_) => "done",
    };
    match fate {
        Settled::Done(_) | Settled::ValueOnly => Outcome::Done(done.to_owned()),
        Settled::AfterAll(_) => Outcome::Done(format!("{done} ({found})")),
        Settled::Replaced => Outcome::Doubtful("it was there; the service replaced its value".to_owned()),
        Settled::Not(why) => Outcome::Failed(format!("not done: {why}")),
        Settled::Half(why) => Outcome::Doubtful(format!("refused: {why}; the value may have been saved")),
        Settled::Unknown => Outcome::Doubtful("nobody can tell whether it took effect".to_owned()),
    }
}
