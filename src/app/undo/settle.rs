//! The consequences of the end of a write for undo, verifying and the journal. Every write comes by here, including
//! those whose outcome stays unknown.

use super::super::{App, words};
use super::{Act, Fate as Hold, Held, Loss};
use crate::core::{Notice, Outcome, Tone, Verb};
use crate::domain::{Secret, SecretId};
use crate::features::write::form::{Form, Kind};
use crate::keys::Action;
use crate::text::Sentence;
use crate::work::write::{Fate, Sent, Why};

impl App {
    /// Notes that the write of this form is being sent.
    pub(in crate::app) fn note_sending(&mut self, number: u64) {
        let Some(form) = self.seen_form(number) else { return };
        let (verb, id) = (verb(form), form.subject());
        self.value.forget_size(&id);
        self.journal.write_began(&self.cx, number, verb, id);
    }

    /// Keeps all that undo, verifying and the journal need of the end of a write. Must run before the form is closed.
    pub(in crate::app) fn settled(&mut self, number: u64, fate: &Fate) {
        let Some(form) = self.seen_form(number) else { return };
        let sent = form.write.sent().cloned().unwrap_or_default();
        let act = Act::of(form, &sent);
        let undone = form.past.undoes.as_ref().map(|undoes| undoes.number);
        let (kind, id, before) = (form.kind.clone(), form.subject(), form.secret().cloned());
        let bytes = form.new_value().filter(|_| sent.value).map(|value| value.len());
        let why = self.why(form, fate);
        self.journal.write_ended(number, outcome(&kind, &sent, fate, &why));
        match fate {
            Fate::NotApplied(_) | Fate::NotThisTime(_) => {
                self.note_for_the_end(&words::not_done(&id, &kind, &why));
            }
            Fate::HalfRefused(_) => self.note_for_the_end(&words::half_refused(&id, &why)),
            Fate::HalfDeleted => self.note_for_the_end(&words::half_deleted(&id)),
            Fate::ValueOnly => self.note_for_the_end(&words::value_only(&id)),
            Fate::Replaced(_) => self.note_for_the_end(&words::overwritten(&id)),
            Fate::Applied { .. } | Fate::Gone(_) | Fate::Unknown(_) => {}
        }
        match fate {
            Fate::Applied { now, .. } => {
                let now = now.as_deref();
                bytes.into_iter().for_each(|bytes| self.value.note_size(id.clone(), bytes));
                self.note_saved(now.or(before.as_ref()), &sent);
                self.keep_for_undo(number, now.cloned().or(before), act, Hold::Certain);
                self.release_all(undone);
            }
            // A change that may have been made can be taken back.
            Fate::Gone(_) | Fate::ValueOnly => self.keep_for_undo(number, before, act, Hold::Certain),
            Fate::Unknown(_) | Fate::HalfRefused(_) => {
                self.keep_for_undo(number, before, act, Hold::Doubtful);
            }
            Fate::HalfDeleted => {
                let is_fixed = before.as_ref().is_some_and(|secret| secret.access.writable == Some(false));
                let fate = if is_fixed { Hold::HalfAndFixed } else { Hold::Half };
                self.keep_for_undo(number, before, act, fate);
                self.release_all(undone);
            }
            Fate::NotApplied(_) => self.nothing_was_done(number),
            Fate::NotThisTime(_) => {}
            Fate::Replaced(_) => self.undo.lost = Some(Loss::Unread(id)),
        }
    }

    /// Returns the evidence for the fate of a write, as the end of a sentence.
    fn why(&self, form: &Form, fate: &Fate) -> String {
        let inquiry = &form.inquiry;
        match fate {
            Fate::NotApplied(why) | Fate::NotThisTime(why) => match why {
                Why::Refused(failure) => words::cause(failure, &self.cx.site),
                // A stored value without a secret does not stop another creation (contract §8).
                Why::NotSo { is_free: true } => {
                    inquiry.judged("there is no such secret; its value may have been stored")
                }
                Why::NotSo { .. } if form.kind == Kind::Create => {
                    inquiry.judged("the secret there is not yours")
                }
                Why::NotSo { .. } => inquiry.judged("the service does not show the change"),
                Why::Compared => "compared with the service".to_owned(),
                Why::Undeleted { .. } => inquiry.judged("the secret and its value are still there"),
            },
            Fate::HalfRefused(failure) => words::cause(failure, &self.cx.site),
            Fate::HalfDeleted => inquiry.judged("the secret is still there"),
            Fate::Applied { .. } => inquiry.judged("the service confirms it"),
            Fate::Replaced(_) | Fate::ValueOnly | Fate::Gone(_) | Fate::Unknown(_) => String::new(),
        }
    }

    /// Holds the change of a write. A second deletion after a failed one cannot read the value any more, so it
    /// inherits the value that was held for the first.
    fn keep_for_undo(&mut self, form: u64, secret: Option<Secret>, act: Option<Act>, fate: Hold) {
        let Some(of) = self.form_of(form) else { return };
        let deletes = matches!(of.kind, Kind::Delete(_));
        let Some(secret) = secret else {
            self.undo.lost = Some(Loss::Unsettled(of.subject()));
            return;
        };
        let former = deletes.then(|| self.take_half_deleted(&secret.id)).flatten();
        self.hold_change(form, secret, act.or(former), fate);
    }

    /// Removes and returns the change held for a failed deletion of `id`.
    pub(in crate::app) fn take_half_deleted(&mut self, id: &SecretId) -> Option<Act> {
        let number = self.half_deleted_of(id)?.number;
        let at = self.undo.held.iter().position(|held| held.number == number)?;
        Some(self.undo.held.remove(at).act)
    }

    /// Returns the change held for a failed deletion of `id`.
    pub(super) fn half_deleted_of(&self, id: &SecretId) -> Option<&Held> {
        let deletes = |held: &&Held| held.fate != Hold::Certain && matches!(held.act, Act::Deleted { .. });
        self.undo.held.iter().filter(deletes).rfind(|held| held.secret.id == *id)
    }

    fn release_all(&mut self, undone: Option<u64>) {
        undone.into_iter().for_each(|number| self.release(number));
    }

    fn held_by(&self, form: u64) -> Option<&Held> {
        self.undo.held.iter().rfind(|held| held.form == form)
    }

    /// Shows the notice of a successful write, which offers to verify the change and to undo exactly this one.
    pub(in crate::app) fn tell_of_success(&mut self, form: u64, id: &SecretId, text: impl Into<Sentence>) {
        let verify = self.can_verify(id).then_some(Action::Verify);
        let notice = Notice::new(Tone::Success, text).offering(verify.into_iter().collect());
        self.show_with_undo(form, notice);
    }

    /// Shows a notice about a form's write, with the offer to undo the write if it is held.
    pub(in crate::app) fn show_with_undo(&mut self, form: u64, notice: Notice) {
        let notice = match self.held_by(form) {
            Some(held) => notice.undoing(held.number, held.offered_as()),
            None => notice,
        };
        self.notices.show(self.cx.now.instant, notice);
    }

    /// Tells whether undo holds the change of this form.
    pub(in crate::app) fn holds_of(&self, form: u64) -> bool {
        self.held_by(form).is_some()
    }

    /// Drops the change of a write that did not take effect, unless a part of it did before.
    fn nothing_was_done(&mut self, number: u64) {
        self.undo.held.retain(|held| held.form != number || held.fate == Hold::Certain);
    }
}

/// Returns the journal's verb for the form.
fn verb(form: &Form) -> Verb {
    match (&form.kind, &form.past.undoes) {
        (Kind::Create, None) => Verb::Create,
        (Kind::Create, Some(_)) => Verb::CreateAgain,
        (Kind::Edit(_), None) => Verb::Change,
        (Kind::Edit(_), Some(_)) => Verb::Restore,
        (Kind::Delete(_), _) => Verb::Delete,
    }
}

fn outcome(kind: &Kind, sent: &Sent, fate: &Fate, why: &str) -> Outcome {
    let done = match kind {
        Kind::Edit(_) => words::what_changed(sent.value, sent.description.is_some()),
        Kind::Create | Kind::Delete(_) => "done",
    };
    match fate {
        Fate::Applied { found: false, .. } | Fate::ValueOnly => Outcome::Done(done.to_owned()),
        Fate::Applied { found: true, .. } => Outcome::Done(format!("{done} ({why})")),
        Fate::Replaced(_) => {
            Outcome::Doubtful("the secret existed already; the service replaced its value".to_owned())
        }
        Fate::HalfDeleted => Outcome::Doubtful(format!("not deleted: {why}; its value may be gone")),
        Fate::Gone(_) => Outcome::Doubtful("the secret was gone already".to_owned()),
        Fate::NotApplied(_) | Fate::NotThisTime(_) => {
            Outcome::Failed(format!("not {}: {why}", words::verb(kind)))
        }
        Fate::HalfRefused(_) => Outcome::Doubtful(format!("refused: {why}; the value may have been saved")),
        Fate::Unknown(_) => Outcome::Doubtful(words::UNKNOWN_EFFECT.to_owned()),
    }
}
