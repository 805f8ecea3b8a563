//! What follows when the fate of a write is known: what undo holds, what can be verified, what the journal
//! says. Every write comes by here, also those whose fate cannot be told.

use super::super::form::past::Sent;
use super::super::form::{Form, Kind};
use super::super::{App, words};
use super::{Act, Fate, Held, Loss};
use crate::core::{Notice, Outcome, Tone, Verb};
use crate::domain::{Secret, SecretId};
use crate::keys::Action;
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
    /// The secret was not deleted, its value may be gone: why, as the end of a sentence.
    HalfDeleted(String),
    /// What was to be deleted was gone already, and its value had been read just before.
    Gone,
    /// It did not take effect: why, as the end of a sentence.
    Not(String),
    /// The same of this write, which tells nothing of an earlier one of the form.
    Refused(String),
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
            form.past.doubted_before |= form.past.doubted;
        }
        self.value.forget_size(&id);
        self.note_write(number, verb, id);
    }

    /// The fate of the write of this form is known. Comes before the form is closed.
    pub(in crate::app) fn settled(&mut self, number: u64, fate: Settled) {
        let Some(form) = self.form_of(number) else { return };
        let Some(mut sent) = form.past.sent.clone() else { return };
        let fate = match fate {
            Settled::Refused(why) if !form.past.doubted_before => Settled::Not(why),
            fate => fate,
        };
        let open = matches!(fate, Settled::Unknown | Settled::Half(_) | Settled::Refused(_));
        form.past.doubted = open;
        form.past.doubted_before &= open;
        if matches!(fate, Settled::ValueOnly | Settled::Half(_)) {
            sent.description = None;
            form.past.sent = Some(sent.clone());
        }
        let act = Act::of(form, &sent);
        let undone = form.past.undoes.as_ref().map(|undoes| undoes.number);
        let (kind, id) = (form.kind.clone(), form.subject());
        let bytes = form.new_value().filter(|_| sent.value).map(|value| value.len());
        let found = form.inquiry.judged("the service confirms it");
        self.note_outcome(number, outcome(&kind, &sent, &fate, &found));
        match &fate {
            Settled::Not(why) | Settled::Refused(why) => {
                self.note_for_the_end(&words::not_done(&id, &kind, why));
            }
            Settled::Half(why) => self.note_for_the_end(&words::half_refused(&id, why)),
            Settled::HalfDeleted(_) => self.note_for_the_end(&words::half_deleted(&id)),
            Settled::ValueOnly => self.note_for_the_end(&words::value_only(&id)),
            Settled::Replaced => self.note_for_the_end(&words::overwritten(&id)),
            Settled::Done(_) | Settled::AfterAll(_) | Settled::Gone | Settled::Unknown => {}
        }
        let before = match kind {
            Kind::Edit(secret) | Kind::Delete(secret) => Some(*secret),
            Kind::Create => None,
        };
        match fate {
            Settled::Done(after) | Settled::AfterAll(after) => {
                bytes.into_iter().for_each(|bytes| self.value.note_size(id.clone(), bytes));
                self.note_saved(after.as_deref().or(before.as_ref()), &sent);
                self.keep_for_undo(number, after.map(|secret| *secret).or(before), act, Fate::Certain);
                self.release_all(undone);
            }
            Settled::Gone => self.keep_for_undo(number, before, act, Fate::Certain),
            // What may have been done can be taken back.
            Settled::ValueOnly => self.keep_for_undo(number, before, act, Fate::Certain),
            Settled::Unknown | Settled::Half(_) => self.keep_for_undo(number, before, act, Fate::Doubtful),
            Settled::HalfDeleted(_) => {
                let is_fixed = before.as_ref().is_some_and(|secret| secret.access.writable == Some(false));
                self.keep_for_undo(
                    number,
                    before,
                    act,
                    if is_fixed { Fate::HalfAndFixed } else { Fate::Half },
                );
                self.release_all(undone);
            }
            Settled::Not(_) => self.nothing_was_done(number),
            Settled::Refused(_) => {}
            Settled::Replaced => self.undo.lost = Some(Loss::Unread(id)),
        }
    }

    /// Holds what a write has done. The value of a secret whose deletion was half done before is still that of
    /// a further deletion, which cannot read it any more.
    fn keep_for_undo(&mut self, form: u64, secret: Option<Secret>, act: Option<Act>, fate: Fate) {
        let Some(of) = self.form_of(form) else { return };
        let deletes = matches!(of.kind, Kind::Delete(_));
        let Some(secret) = secret else {
            self.undo.lost = Some(Loss::Unsettled(of.subject()));
            return;
        };
        let former = deletes.then(|| self.take_half_deleted(&secret.id)).flatten();
        self.hold_change(form, secret, act.or(former), fate);
    }

    /// What is held of a deletion of `id` that was half done, which is over.
    pub(in crate::app) fn take_half_deleted(&mut self, id: &SecretId) -> Option<Act> {
        let number = self.half_deleted_of(id)?.number;
        let at = self.undo.held.iter().position(|held| held.number == number)?;
        Some(self.undo.held.remove(at).act)
    }

    /// The same, which stays held.
    pub(super) fn half_deleted_of(&self, id: &SecretId) -> Option<&Held> {
        let deletes = |held: &&Held| held.fate != Fate::Certain && matches!(held.act, Act::Deleted { .. });
        self.undo.held.iter().filter(deletes).rfind(|held| held.secret.id == *id)
    }

    fn release_all(&mut self, undone: Option<u64>) {
        undone.into_iter().for_each(|number| self.release(number));
    }

    /// What is held of the write of this form.
    fn held_by(&self, form: u64) -> Option<&Held> {
        self.undo.held.iter().rfind(|held| held.form == form)
    }

    /// Shows the notice of a write that took effect, with what can be done about it: to verify it, and to undo
    /// it and no other change.
    pub(in crate::app) fn tell_of_success(&mut self, form: u64, id: &SecretId, text: impl Into<Sentence>) {
        let verify = self.can_verify(id).then_some(Action::Verify);
        let notice = Notice::new(Tone::Success, text).offering(verify.into_iter().collect());
        self.show_with_undo(form, notice);
    }

    /// Shows a notice of what a form's write has come to, with the undo of what is held of it.
    pub(in crate::app) fn show_with_undo(&mut self, form: u64, notice: Notice) {
        let notice = match self.held_by(form) {
            Some(held) => notice.undoing(held.number, held.offered_as()),
            None => notice,
        };
        self.notices.show(self.cx.now.instant, notice);
    }

    /// Whether anything is held of the write of this form.
    pub(in crate::app) fn holds_of(&self, form: u64) -> bool {
        self.held_by(form).is_some()
    }

    /// A write did not take effect: nothing of it is to be undone, unless a part of it went before.
    fn nothing_was_done(&mut self, number: u64) {
        self.undo.held.retain(|held| held.form != number || held.fate == Fate::Certain);
        if !self.holds_of(number)
            && let Some(form) = self.form_of(number)
        {
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
        Settled::Replaced => {
            Outcome::Doubtful("the secret existed already; the service replaced its value".to_owned())
        }
        Settled::HalfDeleted(why) => Outcome::Doubtful(format!("not deleted: {why}; its value may be gone")),
        Settled::Gone => Outcome::Doubtful("the secret was gone already".to_owned()),
        Settled::Not(why) | Settled::Refused(why) => {
            let done = match kind {
                Kind::Create => "created",
                Kind::Edit(_) => "saved",
                Kind::Delete(_) => "deleted",
            };
            Outcome::Failed(format!("not {done}: {why}"))
        }
        Settled::Half(why) => Outcome::Doubtful(format!("refused: {why}; the value may have been saved")),
        Settled::Unknown => Outcome::Doubtful("unknown whether it took effect".to_owned()),
    }
}
