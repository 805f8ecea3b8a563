//! What became of a write without a proper answer, judged by looking at the service: it took effect, it
//! did not, or nobody can tell. Nothing is claimed that was not seen.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;

use super::form::inquiry::{Proof, Seen};
use super::form::objection::{Objection, Reason};
use super::form::{Form, Kind, Phase, Work};
use super::undo::Settled;
use super::write::LOOK_AGAIN;
use super::{App, words};
use crate::core::Tone;
use crate::domain::{Answer, Failure, FailureKind, Moment, NewScope, NewSecret, Request, Scope, Secret};

/// How far the time of a secret's creation may be from when it was sent, both by the service's clock as far as
/// that is known.
const CLOCKS_DIFFER: Duration = Duration::from_secs(10 * 60);

/// The look after which no other follows.
pub(super) const LAST_LOOK: u32 = LOOK_AGAIN.len() as u32;

type Result<T> = std::result::Result<T, Arc<Failure>>;

impl App {
    /// The present, with the time of day by the service's clock as far as that is known.
    fn by_the_service(&self) -> Moment {
        Moment { wall: self.service_time(), ..self.cx.now }
    }

    /// A look after a write without an answer to go by.
    pub(super) fn looked_after(&mut self, number: u64, looks: u32, answer: Result<Answer>) {
        let site = self.cx.site.clone();
        let now = self.by_the_service();
        let cause = answer.as_ref().err().map(|failure| words::cause(failure, &self.cx.site));
        let Some(form) = self.form_of(number) else { return };
        let (verdict, seen) = match (&form.kind, &answer) {
            // It was not there before; if it is not as it was to be, it may still be ours.
            (Kind::Create, Ok(Answer::Got(secret))) => match site.owns(secret) {
                Some(true) if is_as_sent(secret, form, now) => (Verdict::TookEffect, Seen::Nothing),
                Some(true) | None => (Verdict::CannotTell, Seen::Another),
                Some(false) => (Verdict::DidNot, Seen::NotSo),
            },
            (Kind::Edit(_), Ok(Answer::Got(secret))) => {
                match secret.description.original() == form.description.joined() {
                    true => (Verdict::TookEffect, Seen::Nothing),
                    false => (Verdict::NotYet, Seen::NotSo),
                }
            }
            (Kind::Delete(_), Ok(Answer::Got(_))) => (Verdict::NotYet, Seen::NotSo),
            (Kind::Create, Err(failure)) if failure.kind == FailureKind::NotFound => {
                (Verdict::NotYet, Seen::NotSo)
            }
            (Kind::Delete(_), Err(failure)) if failure.kind == FailureKind::NotFound => {
                (Verdict::TookEffect, Seen::Nothing)
            }
            _ => (Verdict::CannotTell, Seen::NoAnswer(cause.unwrap_or_default())),
        };
        // Who may not see it is told by whom the name is taken, which bears the refusal out.
        let shown = !matches!(seen, Seen::NoAnswer(_))
            || matches!(&answer, Err(failure) if failure.kind == FailureKind::NotPermitted);
        form.inquiry.seen = seen;
        if verdict != Verdict::TookEffect
            && shown
            && let Some(refusal) = form.inquiry.refusal.take()
        {
            return self.is_taken(number, refusal, answer);
        }
        match (verdict, LOOK_AGAIN.get(looks as usize - 1)) {
            (Verdict::TookEffect, _) => self.took_effect(number, answer.ok()),
            (Verdict::DidNot, _) | (Verdict::NotYet, None) => self.did_not(number, verdict),
            (Verdict::NotYet | Verdict::CannotTell, Some(wait)) => self.look_again(number, looks, *wait),
            (Verdict::CannotTell, None) => self.doubt(number),
        }
    }

    fn look_again(&mut self, number: u64, looks: u32, wait: Duration) {
        let next = Some(self.cx.now.instant + wait);
        if let Some(form) = self.form_of(number)
            && let Phase::Working(work, _) = &mut form.phase
        {
            *work = Work::Checking { looks, next };
        }
    }

    /// A name that was free is refused as taken, and not by what was sent.
    fn is_taken(&mut self, number: u64, refusal: Arc<Failure>, answer: Result<Answer>) {
        self.refused(number, refusal);
        match answer {
            // The button that edits it needs it there.
            Ok(Answer::Got(secret)) => self.put_into_list(*secret),
            Err(failure) if failure.kind == FailureKind::NotPermitted => {
                if let Some(form) = self.form_of(number) {
                    form.told = Objection::to_id(Reason::SomebodyElses);
                }
            }
            _ => {}
        }
    }

    /// Whether the look before something is sent once more, of which nobody could tell, shows that it has
    /// taken effect.
    pub(super) fn is_there_already(&mut self, number: u64, secret: &Secret) -> bool {
        let mine = self.cx.site.owns(secret) == Some(true);
        let now = self.by_the_service();
        let Some(form) = self.form_of(number) else { return false };
        let Some(sent) = form.past.sent.clone() else { return false };
        match form.kind {
            Kind::Create if mine && is_as_sent(secret, form, now) => {
                let value = form.new_value();
                // Of a value that was typed anew the metadata tells nothing.
                sent.print.is_some() && sent.print == value.and_then(|value| self.print(&value))
            }
            Kind::Edit(_) => {
                !form.value_changed() && secret.description.original() == form.description.joined()
            }
            _ => false,
        }
    }

    pub(super) fn took_effect(&mut self, number: u64, answer: Option<Answer>) {
        let Some(form) = self.form_of(number) else { return };
        let (id, kind) = (form.subject(), form.kind.clone());
        let value = form.past.sent.as_ref().is_some_and(|sent| sent.value);
        if matches!(kind, Kind::Delete(_)) {
            return self.deleted(number, true);
        }
        let after = match answer {
            Some(Answer::Got(secret)) => Some(secret),
            _ => None,
        };
        self.settled(number, Settled::AfterAll(after.clone()));
        match after {
            Some(secret) => self.list_written(number, *secret),
            None => {
                self.follow_work(number, id.clone());
                self.list.search(&mut self.out);
            }
        }
        self.close_form(number);
        self.tell_of_success(number, &id, words::after_all(&id, &kind, value));
    }

    fn did_not(&mut self, number: u64, verdict: Verdict) {
        let Some(form) = self.form_of(number) else { return };
        match form.kind {
            Kind::Delete(_) => return self.not_deleted(number),
            // The value is written before the description is: it may be there although the rest is not.
            Kind::Edit(_) if form.value_changed() => return self.compare_or_doubt(number),
            _ => {}
        }
        form.come_back();
        let (id, kind) = (form.subject(), form.kind.clone());
        // The value was compared and is there; only the description is not.
        let value_is_there = form.loaded.is_some() && form.new_value() == form.loaded;
        let mut found = match (&kind, verdict) {
            (Kind::Create, Verdict::NotYet) => "there is no such secret",
            (Kind::Create, _) => "the secret there is not yours",
            _ => "the service does not show the change",
        }
        .to_owned();
        let mut text = words::did_not(&id, &kind, form.inquiry.fault());
        // A value without a row is in nobody's way (contract §8).
        if kind == Kind::Create && verdict == Verdict::NotYet {
            found.push_str("; its value may have been stored");
            text = text + words::SAFE_AGAIN;
        }
        let not = Settled::Not(form.inquiry.judged(&found));
        self.stay();
        let partly = matches!(kind, Kind::Edit(_)) && value_is_there;
        self.settled(number, if partly { Settled::ValueOnly } else { not });
        if partly {
            return self.tell_of_write(Tone::Warning, words::value_only(&id), true);
        }
        self.tell_of_write(Tone::Error, text, true);
    }

    /// Of a value the metadata tells nothing: reads it, where the user has said that values are, or says that
    /// nobody can tell.
    pub(super) fn compare_or_doubt(&mut self, number: u64) {
        let may_look = |form: &Form| match &form.kind {
            Kind::Edit(secret) => form.value_changed() && self.may_look_at_value(form, secret),
            _ => false,
        };
        match self.seen_form(number).is_some_and(may_look) {
            true => self.look_at_value(number, 0),
            false => self.doubt(number),
        }
    }

    /// Nobody can tell.
    pub(super) fn doubt(&mut self, number: u64) {
        let Some(form) = self.form_of(number) else { return };
        form.enter(Phase::Doubt);
        let text = words::doubt(&form.subject(), &form.kind);
        self.settled(number, Settled::Unknown);
        self.stay();
        self.tell_of_write(Tone::Warning, text, true);
    }

    /// The user goes on from a doubt: reads the value and compares it, or sends it again.
    pub(super) fn settle_doubt(&mut self) {
        let now = self.cx.now.instant;
        let Some(form) = &mut self.form else { return };
        match &form.kind {
            Kind::Edit(secret) if secret.access.mode().readable() && form.value_changed() => {
                let number = form.number;
                form.inquiry = form.inquiry.by_value();
                self.look_at_value(number, 0);
            }
            // Sending again begins with the same look as sending.
            Kind::Create => {
                let id = form.subject();
                form.phase = Phase::Working(Work::Looking, now);
                self.look(id);
            }
            Kind::Edit(_) => self.save_edit(),
            Kind::Delete(_) => self.send(),
        }
    }

    /// The value was read to be compared with what was sent, or could not be.
    pub(super) fn compared(&mut self, number: u64, looks: u32, answer: Result<Answer>) {
        if self.form_of(number).is_some_and(|form| matches!(form.kind, Kind::Delete(_))) {
            return self.value_after_deletion(number, answer);
        }
        let present = match answer {
            Ok(Answer::Value(present)) => present,
            Ok(_) => return,
            Err(failure) => return self.not_compared(number, failure),
        };
        let Some(form) = self.form_of(number) else { return };
        let saved = form.new_value().is_some_and(|sent| *sent == present);
        match (saved, LOOK_AGAIN.get(looks as usize - 1)) {
            // The value is there; whether the description is has still to be seen.
            (true, _) if form.description_changed() => {
                form.loaded = form.new_value();
                form.inquiry.by = Proof::Metadata;
                let id = form.subject();
                if let Phase::Working(work, _) = &mut form.phase {
                    *work = Work::Checking { looks: LAST_LOOK, next: None };
                }
                self.look_for(number, Request::Get(id));
            }
            (true, _) => self.took_effect(number, None),
            // It may be under way still.
            (false, Some(wait)) => self.look_again(number, looks, *wait),
            (false, None) => {
                form.come_back();
                let text = words::did_not(&form.subject(), &form.kind, form.inquiry.fault());
                let is_as_before = form.past.value.as_deref() == Some(&present);
                let why = "compared with the service".to_owned();
                // What is neither may be what was sent before.
                self.settled(number, if is_as_before { Settled::Not(why) } else { Settled::Refused(why) });
                self.stay();
                self.tell_of_write(Tone::Error, text, true);
            }
        }
    }

    /// A comparison that failed tells nothing, and the metadata does not make up for it.
    fn not_compared(&mut self, number: u64, failure: Arc<Failure>) {
        let cause = words::cause(&failure, &self.cx.site);
        let Some(form) = self.form_of(number) else { return };
        form.inquiry.seen = Seen::NoAnswer(cause);
        self.last_failure = Some(failure);
        self.doubt(number);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    TookEffect,
    DidNot,
    /// Not so far; it may be under way still.
    NotYet,
    CannotTell,
}

/// Whether `secret` is as the form wanted to create it: time and all metadata. Whose it is, is another question.
/// `now` is the present by the service's clock.
fn is_as_sent(secret: &Secret, form: &Form, now: Moment) -> bool {
    let NewSecret { description, scope, access, .. } = form.draft();
    let same_scope = match (&secret.scope, &scope) {
        (Scope::User, NewScope::User) => true,
        (Scope::Pod(theirs), NewScope::Pod(mine)) => theirs.original() == mine,
        _ => false,
    };
    let in_time = match (secret.created, form.sent_at) {
        (Some(created), Some(sent)) => {
            // Counted back, since either clock may have been set, or found to be wrong, after it was sent.
            let since_created = now.wall.duration_since(created);
            let since_sent = SignedDuration::try_from(now.instant.saturating_duration_since(sent.instant));
            since_sent.is_ok_and(|sent| since_created.saturating_sub(sent).unsigned_abs() < CLOCKS_DIFFER)
        }
        _ => false,
    };
    let mode = secret.access.mode();
    secret.description.original() == description && same_scope && mode == access && in_time
}
