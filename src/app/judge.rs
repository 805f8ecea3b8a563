//! What became of a write without a proper answer, judged by looking at the service: it took effect, it
//! did not, or nobody can tell. Nothing is claimed that was not seen.

use std::sync::Arc;
use std::time::Duration;

use super::form::{Form, Kind, Phase, Work};
use super::notice::Tone;
use super::undo::Settled;
use super::write::LOOK_AGAIN;
use super::{App, words};
use crate::domain::{Answer, Failure, FailureKind, NewScope, NewSecret, Request, Scope, Secret, SecretValue};
use crate::text::SafeText;

/// How far the service's clock may be from ours when it tells when a secret was created.
const CLOCKS_DIFFER: Duration = Duration::from_secs(10 * 60);

/// The look after which no other follows.
const LAST_LOOK: u32 = LOOK_AGAIN.len() as u32;

type Result<T> = std::result::Result<T, Arc<Failure>>;

impl App {
    /// A look after a write without an answer.
    pub(super) fn looked_after(&mut self, number: u64, looks: u32, answer: Result<Answer>) {
        let me = self.site.claims.user.clone();
        let Some(form) = self.form_of(number) else { return };
        let verdict = match (&form.kind, &answer) {
            // It was not there before; if it is not as it was to be, it may still be ours.
            (Kind::Create, Ok(Answer::Got(secret))) => match is_mine(secret, form, &me) {
                true => Verdict::TookEffect,
                false if secret.owner == me => Verdict::CannotTell,
                false => Verdict::DidNot,
            },
            (Kind::Create, Err(failure)) if failure.kind == FailureKind::NotFound => Verdict::NotYet,
            (Kind::Edit(_), Ok(Answer::Got(secret))) => {
                match secret.description.original() == form.description.joined() {
                    true => Verdict::TookEffect,
                    false => Verdict::NotYet,
                }
            }
            (Kind::Delete(_), Err(failure)) if failure.kind == FailureKind::NotFound => Verdict::TookEffect,
            (Kind::Delete(_), Ok(Answer::Got(_))) => Verdict::NotYet,
            _ => Verdict::CannotTell,
        };
        // Of a value alone the metadata tells nothing: a comparison that failed is not made up for by it.
        if matches!(form.kind, Kind::Edit(_)) && !form.description_changed() {
            return self.doubt(number);
        }
        let again = LOOK_AGAIN.get(looks as usize - 1);
        match (verdict, again) {
            (Verdict::TookEffect, _) => self.took_effect(number, answer.ok()),
            (Verdict::DidNot, _) | (Verdict::NotYet, None) => self.did_not(number),
            (Verdict::NotYet | Verdict::CannotTell, Some(wait)) => {
                let next = Some(self.now.instant + *wait);
                if let Some(form) = self.form_of(number)
                    && let Phase::Working(work, _) = &mut form.phase
                {
                    *work = Work::Checking { looks, next };
                }
            }
            (Verdict::CannotTell, None) => self.doubt(number),
        }
    }

    fn took_effect(&mut self, number: u64, answer: Option<Answer>) {
        let Some(form) = self.form_of(number) else { return };
        let (id, kind) = (form.subject(), form.kind.clone());
        if matches!(kind, Kind::Delete(_)) {
            return self.deleted(number, true);
        }
        let after = match answer {
            Some(Answer::Got(secret)) => Some(secret),
            _ => None,
        };
        self.settled(number, Settled::AfterAll(after.clone()));
        if let Some(secret) = after {
            self.put_into_list(*secret);
        }
        self.close_form(number);
        self.tell_of_success(&id, words::after_all(&id, kind == Kind::Create));
    }

    fn did_not(&mut self, number: u64) {
        let Some(form) = self.form_of(number) else { return };
        // The value is written before the description is: it may be there although the rest is not.
        if matches!(form.kind, Kind::Edit(_)) && form.value_changed() {
            return self.doubt(number);
        }
        form.come_back();
        let (id, kind) = (form.subject(), form.kind.clone());
        // The value was compared and is there; only the description is not.
        let value_is_there = form.loaded.is_some() && form.new_value() == form.loaded;
        self.stay();
        let partly = matches!(kind, Kind::Edit(_)) && value_is_there;
        let not = Settled::Not("no answer came; found not to be so".to_owned());
        self.settled(number, if partly { Settled::ValueOnly } else { not });
        if partly {
            return self.tell_of_write(Tone::Warning, words::value_only(&id), true);
        }
        self.tell_of_write(Tone::Error, words::did_not(&id, &kind), true);
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
        let now = self.now.instant;
        let Some(form) = &mut self.form else { return };
        match &form.kind {
            Kind::Edit(secret) if secret.access.mode().readable() && form.value_changed() => {
                let (number, id) = (form.number, secret.id.clone());
                form.phase = Phase::Working(Work::Checking { looks: 0, next: None }, now);
                self.look_for(number, Request::GetValue(id));
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

    /// The value was read to be compared with what was sent.
    pub(super) fn compared(&mut self, number: u64, present: &SecretValue) {
        let Some(form) = self.form_of(number) else { return };
        let saved = form.new_value().is_some_and(|sent| *sent == *present);
        if !saved {
            form.come_back();
            let text = words::did_not(&form.subject(), &form.kind);
            self.settled(number, Settled::Not("compared with the service".to_owned()));
            self.stay();
            return self.tell_of_write(Tone::Error, text, true);
        }
        if form.description_changed() {
            // The value is there; whether the description is has still to be seen.
            form.loaded = form.new_value();
            let id = form.subject();
            if let Phase::Working(work, _) = &mut form.phase {
                *work = Work::Checking { looks: LAST_LOOK, next: None };
            }
            return self.look_for(number, Request::Get(id));
        }
        self.took_effect(number, None);
    }
}

enum Verdict {
    TookEffect,
    DidNot,
    /// Not so far; it may be under way still.
    NotYet,
    CannotTell,
}

/// Whether `secret` is what the form wanted to create: owner, time and all metadata.
fn is_mine(secret: &Secret, form: &Form, me: &SafeText) -> bool {
    let NewSecret { description, scope, access, .. } = form.draft();
    let same_scope = match (&secret.scope, &scope) {
        (Scope::User, NewScope::User) => true,
        (Scope::Pod(theirs), NewScope::Pod(mine)) => theirs.original() == mine,
        _ => false,
    };
    let in_time = match (secret.created, form.sent_at) {
        (Some(created), Some(sent)) => created.duration_since(sent).unsigned_abs() < CLOCKS_DIFFER,
        _ => false,
    };
    let mode = secret.access.mode();
    secret.owner == *me
        && secret.description.original() == description
        && same_scope
        && mode == access
        && in_time
}
