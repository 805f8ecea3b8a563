//! Opening forms: a new one, or the one for the same secret that was left in the background and is not being sent any
//! more.

use super::form::breaks::Breaks;
use super::form::objection::{Objection, Reason};
use super::form::{Form, Kind, ValueInput};
use super::{Around, Write, words};
use crate::core::{News, Out, RequestKey};
use crate::domain::{Answer, FailureKind, Level, Request, Secret, SecretId};
use crate::words as shared;
use crate::work::write::{Before, Phase, Reply};

impl Write {
    /// Opens a form for a new secret, or the one that the user left before it was created.
    pub fn open_create(&mut self, at: &Around<'_>, out: &mut Out) {
        let left = self.take_left(|form| form.kind == Kind::Create);
        self.open(at, left.unwrap_or_else(|| Form::create(0)), out);
    }

    /// Opens a form for a new secret like one of the list, or the one that the user left before it was created.
    pub fn open_like(&mut self, at: &Around<'_>, id: &SecretId, out: &mut Out) {
        let is_like_it = |form: &Form| form.like().is_some_and(|secret| secret.id == *id);
        let left = self.take_left(|form| form.kind == Kind::Create && is_like_it(form));
        if let Some(form) = left.or_else(|| (at.secret)(id).map(Form::create_like)) {
            self.open(at, form, out);
        }
    }

    /// Opens a form for a secret of the list, and asks for its present metadata meanwhile.
    pub fn open_edit(&mut self, at: &Around<'_>, id: &SecretId, out: &mut Out) {
        // A form with typed text comes back, even if the service has refused something since.
        if let Some(left) = self.take_left_edit(id) {
            return self.open(at, left, out);
        }
        if let Some(secret) = (at.secret)(id).filter(|secret| !is_refused(at, secret, Level::User, out)) {
            self.open_and_look(at, Form::edit(0, secret), out);
        }
    }

    /// Opens a form that deletes a secret of the list.
    pub fn open_delete(&mut self, at: &Around<'_>, id: &SecretId, out: &mut Out) {
        let is_it = |form: &Form| matches!(form.kind, Kind::Delete(_)) && form.subject() == *id;
        if let Some(left) = self.take_left(is_it) {
            return self.open(at, left, out);
        }
        if let Some(secret) = (at.secret)(id).filter(|secret| !is_refused(at, secret, Level::Admin, out)) {
            let mut form = Form::delete(0, secret);
            form.breaks = Breaks::Asked(at.cx.now.instant);
            self.open(at, form, out);
            self.note_pods(at);
        }
    }

    /// Tells the open form which pods its deletion would break, once that is known.
    pub fn note_pods(&mut self, at: &Around<'_>) {
        let Some(form) = self.open.as_mut().filter(|form| form.breaks.is_open()) else { return };
        match form.secret().and_then(|secret| (at.radius)(secret)) {
            None if at.can_ask => {}
            None => form.breaks = Breaks::NotKnown("there is no token".to_owned()),
            Some(Ok((radius, listed))) => form.breaks = Breaks::Known(radius, listed),
            Some(Err(failure)) => form.breaks = Breaks::NotKnown(shared::cause(&failure, &at.cx.site)),
        }
    }

    /// Returns a form from the background, with all that was typed. A form that is being sent stays there: it takes
    /// no keys and closes by itself, and keys typed at that moment would reach the list.
    fn take_left(&mut self, is_it: impl Fn(&Form) -> bool) -> Option<Form> {
        let at = self.parked.iter().position(|form| is_it(form) && !form.is_sending())?;
        Some(self.parked.remove(at))
    }

    fn take_left_edit(&mut self, id: &SecretId) -> Option<Form> {
        self.take_left(|form| matches!(form.kind, Kind::Edit(_)) && form.subject() == *id)
    }

    /// Opens a form, and shows in it whether its change can be undone.
    pub fn open(&mut self, at: &Around<'_>, mut form: Form, out: &mut Out) {
        if form.number() == 0 {
            self.last += 1;
            form.write.renumber(self.last);
        }
        form.reopen();
        form.caution = caution(at, &form);
        out.report(News::FormOpened);
        self.open = Some(Box::new(form));
        self.plan_reading(at);
    }

    /// Opens a form. For a new one, asks for the present metadata.
    fn open_and_look(&mut self, at: &Around<'_>, form: Form, out: &mut Out) {
        let (new, id) = (form.number() == 0, form.subject());
        self.open(at, form, out);
        if new {
            self.look(at, id, out);
        }
    }

    /// Asks for the metadata of `id` on behalf of the open form.
    pub fn look(&self, at: &Around<'_>, id: SecretId, out: &mut Out) {
        if let Some(form) = self.form().filter(|_| at.can_ask) {
            out.call(RequestKey::Look(form.number()), Request::Get(id));
        }
    }

    /// Edits the existing secret with the typed id, and keeps what was typed. Fetches the secret first if the list
    /// does not have it.
    pub(super) fn edit_the_taken(&mut self, at: &Around<'_>, out: &mut Out) {
        let Some(form) = self.form() else { return };
        let (id, number) = (form.subject(), form.number());
        // The reason why it was not created does not concern the edit.
        out.report(News::NoticeRead);
        let known = || (at.secret)(&id).map(|secret| Form::edit(0, secret));
        if let Some(form) = self.take_left_edit(&id).or_else(known) {
            return self.edit_instead(at, form, out);
        }
        if at.must_sign_in(number, out) {
            return;
        }
        if let Some(form) = &mut self.open {
            form.before = Before::Finding(at.cx.now.instant);
        }
        self.look(at, id, out);
    }

    /// Takes the answer to the request for the existing secret.
    pub(super) fn found_taken(&mut self, at: &Around<'_>, number: u64, answer: Reply, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        form.come_back();
        match answer {
            Ok(Answer::Got(secret)) => {
                out.report(News::SecretIs { secret: secret.clone(), follow: false });
                let left = self.take_left_edit(&secret.id);
                self.edit_instead(at, left.unwrap_or_else(|| Form::edit(0, *secret)), out);
                // The answer came at any moment, so the user may be typing.
                if let Some(form) = self.open.as_mut().filter(|form| matches!(form.phase(), Phase::Filling)) {
                    form.come_back();
                }
            }
            Ok(_) => {}
            // The service said that the id is taken, but this user may not see the secret, or it is in another tenant
            // (contract §2).
            Err(failure) if matches!(failure.kind, FailureKind::NotFound | FailureKind::NotPermitted) => {
                form.told = Objection::to_id(Reason::Unseen);
            }
            Err(failure) => self.look_failed(at, failure, out),
        }
    }

    /// Opens `form` in place of the one for a new secret, and moves the typed text over. Text without a place in
    /// `form` waits in the form where it was typed.
    fn edit_instead(&mut self, at: &Around<'_>, mut form: Form, out: &mut Out) {
        let Some(mut typed) = self.open.take() else { return };
        let (value, description) = (typed.value_changed(), typed.description_changed());
        let fixed = matches!(form.value, ValueInput::Fixed);
        let has_room = !(form.is_changed() || value && fixed);
        if has_room && value {
            form.value = std::mem::replace(&mut typed.value, ValueInput::Unchanged);
            form.trimmed = typed.trimmed;
            form.line_added = typed.line_added;
        }
        if has_room && description {
            std::mem::swap(&mut form.description, &mut typed.description);
        }
        let waits = typed.has_another_pod() || !has_room && (value || description);
        self.open_and_look(at, form, out);
        if waits {
            self.parked.push(*typed);
            out.warn(words::WAITS);
        }
    }
}

/// Tells the user if the service has refused this kind of change before; tells whether it has.
fn is_refused(at: &Around<'_>, secret: &Secret, level: Level, out: &mut Out) -> bool {
    let refused = (at.standing)(secret).refused.filter(|refused| refused.needs <= level);
    if let Some(refused) = refused {
        out.warn(shared::refused_before(&secret.id, refused, &at.cx.zone));
    }
    refused.is_some()
}

/// Returns the warning about a missing or unknown permission that a form shows; `None` if the user has it.
fn caution(at: &Around<'_>, form: &Form) -> Option<String> {
    let (secret, level) = match &form.kind {
        Kind::Create => {
            let yours = |like| words::becomes_yours(like, (at.standing)(like).owner);
            return shared::unreferable_owner(&at.cx.site).or_else(|| form.like().and_then(yours));
        }
        Kind::Edit(secret) => (secret, Level::User),
        Kind::Delete(secret) => (secret, Level::Admin),
    };
    let standing = (at.standing)(secret);
    (!standing.has(level)).then(|| shared::takes(standing, level, &at.cx.zone))
}
