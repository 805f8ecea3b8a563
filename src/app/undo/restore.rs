//! Taking a change back: the program looks at the service again, then a form shows the effect and asks. From there on
//! the form works like any other, and its write goes the way of all writes.

use std::sync::Arc;

use super::super::modal::{About, Modal};
use super::super::{App, words};
use super::{Act, Fate};
use crate::core::{Asks, Notice, RequestKey, Tone};
use crate::domain::{Answer, Failure, FailureKind, Operation, Print, Request, Scope, Secret, SecretValue};
use crate::features::write::form::past::{Differing, Since, Undoes};
use crate::features::write::form::{Before, Form, Kind, Spot, ValueInput};
use crate::keys::Action;
use crate::text::SafeText;
use crate::text::format::clock_seconds;
use crate::view::Menu;
use crate::view::field::Field;

type Result<T> = std::result::Result<T, Arc<Failure>>;

/// The changes in the menu, one for each digit that chooses a line.
pub const OFFERED: usize = 9;

impl App {
    /// Undoes the change that undo holds, or opens a menu of the changes. If the last change is not held, an older
    /// one is not undone without asking.
    pub(in crate::app) fn open_undo(&mut self) {
        match (self.undo.held.as_slice(), &self.undo.lost) {
            ([], lost) => self.warn(words::nothing_held(lost.as_ref())),
            ([one], None) => {
                let number = one.number;
                self.start_undo(number);
            }
            (_, lost) => {
                let not_this = lost.as_ref().and_then(words::not_the_last);
                let menu = Menu::with_letters("123456789", self.undo_on_offer().unwrap_or(0));
                self.modal = Some(Modal::menu(About::Undo, menu.of_lines(self.undo.offered())));
                not_this.into_iter().for_each(|text| self.warn(text));
            }
        }
    }

    /// Returns the menu line for the undo that the present notice offers.
    fn undo_on_offer(&self) -> Option<usize> {
        let (change, _) = self.notice()?.undoes?;
        self.undo.held.iter().rev().take(OFFERED).position(|held| held.number == change)
    }

    /// Undoes the change in the menu line `at`, counted from the newest.
    pub(in crate::app) fn undo_offered(&mut self, at: usize) {
        let Some(number) = self.undo.held.iter().rev().nth(at).map(|held| held.number) else { return };
        self.modal = None;
        self.start_undo(number);
    }

    fn start_undo(&mut self, number: u64) {
        if self.must_sign_in() {
            return;
        }
        let Some(held) = self.held_of(number) else { return };
        let clock = clock_seconds(held.at, &self.cx.zone);
        let owner = words::owner_again(&self.cx.site, &held.secret);
        let without_value = matches!(held.act, Act::Changed { value: None, had_value: true, .. });
        let half_done = matches!(held.act, Act::Deleted { .. }) && held.fate != Fate::Certain;
        let undoes = Undoes {
            number,
            clock,
            without_value,
            half_done,
            owner,
            description: None,
            value: Since::Same,
            gone: false,
            over: false,
        };
        let (secret, act) = (held.secret.clone(), &held.act);
        let mut form = match act {
            Act::Deleted { value } if !half_done => again(&secret, value.clone()),
            // The form is decided once the service has told what is left of the secret.
            Act::Deleted { .. } | Act::Changed { .. } => Form::edit(0, secret.clone()),
            Act::Created { .. } => Form::delete(0, secret.clone()),
        };
        let creates = form.kind == Kind::Create;
        if !creates && self.repeats(Action::Undo, Some(&secret.id)) {
            return;
        }
        form.past.undoes = Some(undoes);
        match creates {
            true => form.review(),
            false => form.before = Before::Fetching(self.cx.now.instant),
        }
        self.open(form);
        if !creates {
            self.note_sent_by(Action::Undo, Some(secret.id.clone()), Asks::Form(self.last_form));
            self.look(secret.id);
        }
    }

    /// Takes the state of the secret before an undo.
    pub(in crate::app) fn fetched(&mut self, number: u64, answer: Result<Answer>) {
        match answer {
            Ok(Answer::Got(now)) => self.looked_before_undo(number, *now),
            Ok(Answer::Value(value)) => self.compared_before_undo(number, value),
            Ok(_) => {}
            Err(failure) => self.undo_failed(number, failure),
        }
    }

    /// Returns the number of the change that a form undoes; closes the form if undo does not hold the change any
    /// more.
    fn undone_by(&mut self, form: u64) -> Option<u64> {
        let number = self.form_of(form)?.past.undoes.as_ref()?.number;
        if self.held_of(number).is_none() {
            self.close_form(form);
            self.warn("What undo held is wiped, so nothing was undone.");
            return None;
        }
        Some(number)
    }

    fn looked_before_undo(&mut self, form_number: u64, now: Secret) {
        let Some(number) = self.undone_by(form_number) else { return };
        let Some(held) = self.held_of(number) else { return };
        let is_fixed = held.fate == Fate::HalfAndFixed || now.access.writable == Some(false);
        let (left, old_description, old_value) = match &held.act {
            Act::Deleted { value } if is_fixed => {
                let value = value.clone();
                return self.offer_to_create_anew(form_number, now, value);
            }
            Act::Deleted { value } => {
                (Some(held.secret.description.original().to_owned()), None, Some(value.clone()))
            }
            Act::Changed { description, value, .. } => {
                let left = description.as_ref().map(|(_, after)| after.clone());
                let old = description.as_ref().map(|(before, _)| before.clone());
                (left, old, value.clone())
            }
            Act::Created { .. } => (Some(held.secret.description.original().to_owned()), None, None),
        };
        let may_read = self.undo.reads_old && self.forbids_reading(&now).is_none();
        let Some(form) = self.form_of(form_number) else { return };
        let theirs = left.as_ref().is_some_and(|left| left != now.description.original());
        if let Some(undoes) = &mut form.past.undoes {
            let left = SafeText::from(left.unwrap_or_default());
            undoes.description = theirs.then(|| Differing { left, now: now.description.clone() });
        }
        let id = now.id.clone();
        if matches!(form.kind, Kind::Delete(_)) {
            form.kind = Kind::Delete(Box::new(now));
            form.fill_in();
            let unread = !may_read;
            if let Some(undoes) = form.past.undoes.as_mut().filter(|_| unread) {
                undoes.value = Since::Unknown;
            }
            return self.plan_reading();
        }
        form.description = Field::paragraph(old_description.as_deref().unwrap_or(now.description.original()));
        form.kind = Kind::Edit(Box::new(now));
        let restores = old_value.is_some() && !matches!(form.value, ValueInput::Fixed);
        if let Some(value) = old_value.filter(|_| restores) {
            form.set_value(value);
        }
        match restores && may_read {
            true => self.out.call(RequestKey::Look(form_number), Request::GetValue(id)),
            false => self.review_undo(form_number, if restores { Since::Unknown } else { Since::Same }),
        }
    }

    /// Offers to delete the secret and create it again, because a failed deletion may have removed its value, which
    /// cannot be written back.
    fn offer_to_create_anew(&mut self, form_number: u64, now: Secret, value: Arc<SecretValue>) {
        let Some(form) = self.form_of(form_number) else { return };
        (form.kind, form.value) = (Kind::Delete(Box::new(now)), ValueInput::Fixed);
        form.write.know_old(value);
        form.focus = Spot::Confirm;
        form.fill_in();
        self.plan_reading();
    }

    /// Closes a form that was to write back a value if the service refuses that, and offers to delete and create the
    /// secret instead. Tells whether it was such a form.
    pub(in crate::app) fn cannot_be_written_back(&mut self, form_number: u64, failure: &Failure) -> bool {
        let refused = matches!(failure.kind, FailureKind::NotWritable | FailureKind::NotPermitted);
        let Some(form) = self.form_of(form_number).filter(|_| refused) else { return false };
        let edits = matches!(form.kind, Kind::Edit(_));
        let Some(undoes) = form.past.undoes.as_ref().filter(|undoes| edits && undoes.half_done) else {
            return false;
        };
        let number = undoes.number;
        let Some(held) = self.undo.held.iter_mut().find(|held| held.number == number) else { return false };
        held.fate = Fate::HalfAndFixed;
        let notice = Notice::new(Tone::Error, words::sentence(failure, &self.cx.site));
        let notice = notice.undoing(number, held.offered_as());
        self.close_form(form_number);
        self.notices.show(self.cx.now.instant, notice.with_details());
        true
    }

    fn compared_before_undo(&mut self, form_number: u64, value: SecretValue) {
        let Some(number) = self.undone_by(form_number) else { return };
        let (left, now) = (self.print_left_by(number), self.print(&value));
        let since = match (left, now) {
            (Some(left), Some(now)) if left == now => Since::Same,
            (Some(_), Some(_)) => Since::Changed,
            _ => Since::Unknown,
        };
        let Some(form) = self.form_of(form_number) else { return };
        form.loaded = Some(Arc::new(value));
        self.review_undo(form_number, since);
    }

    /// Returns the digest of the value that undoing a creation expects, so that another value is not deleted unseen.
    /// `None` if the user was told of the other value.
    pub(in crate::app) fn value_expected_by(&self, form: &Form) -> Option<Print> {
        let undoes = form.past.undoes.as_ref().filter(|undoes| undoes.value != Since::Changed)?;
        self.print_left_by(undoes.number)
    }

    /// Returns the digest of the value that a change left.
    fn print_left_by(&self, number: u64) -> Option<Print> {
        match &self.held_of(number)?.act {
            Act::Created { print } | Act::Changed { print, .. } => print.clone(),
            Act::Deleted { .. } => None,
        }
    }

    fn review_undo(&mut self, form_number: u64, since: Since) {
        let Some(form) = self.form_of(form_number) else { return };
        if let Some(undoes) = &mut form.past.undoes {
            undoes.value = since;
        }
        if form.change().is_empty() {
            let (id, number) = (form.subject(), form.past.undoes.as_ref().map(|undoes| undoes.number));
            if let Some(number) = number {
                self.release(number);
            }
            self.close_form(form_number);
            return self.tell_of_write(Tone::Warning, words::is_as_before(&id), false);
        }
        form.review();
        self.plan_reading();
    }

    fn undo_failed(&mut self, form_number: u64, failure: Arc<Failure>) {
        let Some(form) = self.form_of(form_number) else { return };
        let (id, number) = (form.subject(), form.past.undoes.as_ref().map(|undoes| undoes.number));
        let deletes = matches!(form.kind, Kind::Delete(_));
        if failure.operation == Operation::GetValue {
            // The undo works without a comparison; the review says so.
            self.value.note_denial(&id, &failure);
            let half_done = self
                .form_of(form_number)
                .is_some_and(|form| form.past.undoes.as_ref().is_some_and(|undoes| undoes.half_done));
            let since = if half_done { Since::Unreadable } else { Since::Unknown };
            if !matches!(failure.kind, FailureKind::SignedOut(_) | FailureKind::NotFound) {
                return self.review_undo(form_number, since);
            }
        }
        let gone = failure.kind == FailureKind::NotFound;
        let again = number.filter(|_| gone && !deletes).and_then(|number| self.again_after_change(number));
        let undoes = form_undoes(self.form_of(form_number));
        self.close_form(form_number);
        match (again, undoes) {
            (Some(mut form), Some(undoes)) => {
                form.past.undoes = Some(Undoes { gone: true, ..undoes });
                form.review();
                self.open(form);
            }
            // The created secret is gone, or only a description was held, so nothing is left to undo.
            (_, Some(undoes)) if gone => self.release(undoes.number),
            _ => {}
        }
        self.look_failed(failure);
    }

    /// Returns a form that creates a deleted secret again, as it was before the change of this number; `None` if the
    /// old value is not held, or the scope cannot be created.
    fn again_after_change(&self, number: u64) -> Option<Form> {
        let held = self.held_of(number)?;
        let (value, before) = match &held.act {
            Act::Changed { value: Some(value), description, .. } => (value, description.as_ref()),
            Act::Deleted { value } => (value, None),
            Act::Changed { .. } | Act::Created { .. } => return None,
        };
        if matches!(held.secret.scope, Scope::Other(_)) {
            return None;
        }
        let mut form = again(&held.secret, value.clone());
        if let Some((before, _)) = before {
            form.description = Field::paragraph(before);
        }
        Some(form)
    }
}

fn form_undoes(form: Option<&mut Form>) -> Option<Undoes> {
    form?.past.undoes.take()
}

/// Returns a form that creates `secret` again.
fn again(secret: &Secret, value: Arc<SecretValue>) -> Form {
    let mut form = Form::create(0);
    form.id = Field::text_line(secret.id.as_str());
    form.set_value(value);
    form.description = Field::paragraph(secret.description.original());
    if let Scope::Pod(pod) = &secret.scope {
        form.of_pod = true;
        form.pod = Field::text_line(pod.original());
    }
    form.access = secret.access.mode();
    form
}
