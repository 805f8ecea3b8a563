//! The keys of the open form: typing, the buttons, going on and going back. `form::keys` knows what a key does to a
//! field; this file carries out what concerns more than that.

use super::form::keys::Wish;
use super::form::{Form, Kind, Spot, ValueInput};
use super::{Around, Write, say, words};
use crate::core::{Asks, News, Notice, Out, RequestKey, Tone};
use crate::keys::{Action, Key, keymap};
use crate::view::Step;
use crate::words as shared;
use crate::work::write::{Phase, Work};

impl Write {
    /// Takes a key in the form that is not bound to an action.
    pub fn press(&mut self, at: &Around<'_>, key: Key, out: &mut Out) {
        let Some(form) = &mut self.open else { return };
        match form.press(key) {
            Wish::Go => self.go(at, out),
            Wish::Safe => self.press_safe(at, out),
            Wish::Keep => out.report(News::ReadingToggled),
            Wish::Say(why) => say(why, out),
            Wish::NotDeleted => say(&words::not_deleted_yet(form), out),
            Wish::Scroll(rows) => self.scroll(at, Step::Rows(rows)),
            Wish::Unbound => out.report(News::Unbound(key)),
            Wish::Nothing => self.note_taken(at),
        }
    }

    /// Pastes text into the form.
    pub fn paste(&mut self, at: &Around<'_>, text: &str, out: &mut Out) {
        let Some(form) = &mut self.open else { return };
        if form.paste(text) {
            self.note_taken(at);
        } else {
            say(words::NOT_PASTED, out);
        }
    }

    /// Notes whether the list has a secret with the id that is typed for a new one.
    fn note_taken(&mut self, at: &Around<'_>) {
        let Some(form) = self.open.as_mut().filter(|form| form.kind == Kind::Create) else { return };
        if form.focus == Spot::Id {
            form.taken = (at.secret)(&form.subject()).is_some();
        }
    }

    /// Scrolls the form.
    pub fn scroll(&mut self, at: &Around<'_>, step: Step) {
        if let (Some(under), Some(form)) = (at.under, &mut self.open) {
            form.scroll(step, &at.cx.site, under);
        }
    }

    /// Shows or masks the value.
    pub fn toggle_shown(&mut self, at: &Around<'_>) {
        self.open.iter_mut().for_each(|form| form.toggle_shown(&at.cx.site, at.under));
    }

    /// Handles the confirming key, `Ctrl-s`; `held_down`: it would only send the same again. Only a button throws typed
    /// text away or sends something once more, and a deletion that came back with news needs a second press.
    pub fn save(&mut self, at: &Around<'_>, held_down: bool, out: &mut Out) {
        let Some(form) = &mut self.open else { return };
        match form.phase() {
            _ if held_down => {}
            Phase::Leaving => say(words::NOT_LEFT, out),
            Phase::Doubt => say(words::NOT_SENT_AGAIN, out),
            Phase::Filling if std::mem::take(&mut form.came_back) && form.may_delete() => {
                say(&words::not_deleted_yet(form), out);
            }
            _ => {
                self.go(at, out);
                if let Some(form) = self.form().filter(|form| form.working_since().is_some()) {
                    out.report(News::KeySent(Action::Save, Some(form.subject()), Asks::Form(form.number())));
                }
            }
        }
    }

    /// Goes on once the user has typed the tenant's name.
    pub fn tenant_typed(&mut self, at: &Around<'_>, out: &mut Out) {
        self.tenant_typed = true;
        self.go(at, out);
        self.tenant_typed = false;
    }

    /// Asks for what has to come before a change is sent: signing in, and in production the tenant's name. Tells
    /// whether the form has to wait for that.
    fn is_held_up(&mut self, at: &Around<'_>, number: u64, out: &mut Out) -> bool {
        if at.must_sign_in(number, out) {
            return true;
        }
        if !at.cx.site.danger || std::mem::take(&mut self.tenant_typed) {
            return false;
        }
        out.report(News::TenantWanted);
        true
    }

    /// Presses the button that goes on.
    fn go(&mut self, at: &Around<'_>, out: &mut Out) {
        let Some(form) = &self.open else { return };
        let (number, refused) = (form.number(), form.was_refused(at.unsent));
        if form.is_about_to_send() && self.is_held_up(at, number, out)
            || refused && at.must_sign_in(number, out)
        {
            return;
        }
        let Some(form) = &mut self.open else { return };
        if form.working_since().is_none() {
            out.report(News::NoticeRead);
        }
        match (form.phase(), &form.kind) {
            (Phase::Working(..), _) => {
                at.must_sign_in(number, out);
            }
            (Phase::Leaving, _) => self.open = None,
            (Phase::Filling, Kind::Delete(_)) if !form.may_delete() => {
                form.focus = Spot::Confirm;
                out.warn(words::not_deleted_yet(form));
            }
            (Phase::Filling, _) | (Phase::Review, Kind::Create) => self.review(at, out),
            (Phase::Doubt, _) => self.settle_doubt(at, out),
            (Phase::Review | Phase::Theirs(_), _) => self.confirm(at, out),
        }
    }

    /// Presses the safe button.
    fn press_safe(&mut self, at: &Around<'_>, out: &mut Out) {
        let Some(form) = &mut self.open else { return };
        match (form.phase(), &form.kind) {
            (Phase::Filling, Kind::Create) => self.edit_the_taken(at, out),
            (Phase::Filling, _) => self.back(at, out),
            // Undo keeps the change.
            (Phase::Review, _) if form.only_undoes() => self.open = None,
            _ => form.step_back(),
        }
    }

    /// Goes one step back; asks before it leaves a changed form.
    pub fn back(&mut self, at: &Around<'_>, out: &mut Out) {
        let Some(form) = &mut self.open else { return };
        match form.phase() {
            Phase::Review if form.only_undoes() => self.open = None,
            Phase::Working(Work::Fetching, _) => self.drop_open(out),
            Phase::Working(Work::Finding, _) => {
                form.fill_in();
                out.cancel(&RequestKey::Look(form.number()));
            }
            // The write goes on in the background, and the form waits there with all that was typed.
            Phase::Working(..) => {
                form.left_at = at.acts;
                self.parked.extend(self.open.take().map(|form| *form));
            }
            Phase::Filling if form.holds_something() => form.ask_to_leave(),
            Phase::Filling => self.drop_open(out),
            _ => form.step_back(),
        }
    }

    /// Closes the open form, which holds nothing that could be lost.
    fn drop_open(&mut self, out: &mut Out) {
        let Some(form) = self.open.take() else { return };
        out.cancel(&RequestKey::Look(form.number()));
        out.cancel(&RequestKey::Load(form.number()));
    }

    /// Shows the changes of a filled-in form, or sends a form that needs no review.
    pub fn review(&mut self, at: &Around<'_>, out: &mut Out) {
        let Some(form) = &mut self.open else { return };
        form.tried = true;
        // The objections to the last attempt do not block the next one.
        form.told.clear();
        if let Some(spot) = form.first_fault() {
            if matches!(form.phase(), Phase::Review) {
                form.fill_in();
            }
            form.focus = spot;
            return;
        }
        let number = form.number();
        let asks = matches!(form.phase(), Phase::Filling) && !matches!(form.kind, Kind::Edit(_));
        if asks && self.is_held_up(at, number, out) {
            return;
        }
        let Some(form) = &mut self.open else { return };
        match form.kind {
            Kind::Edit(_) if form.change().is_empty() => out.warn(match form.aside {
                Some(_) => words::only_described(form),
                None => shared::nothing_changed(&form.subject()),
            }),
            Kind::Edit(_) => {
                form.review();
                self.plan_reading(at);
            }
            Kind::Create | Kind::Delete(_) => self.confirm(at, out),
        }
    }

    /// Shows in the open form whether its change can be undone, or asks if that is the user's choice.
    pub fn plan_reading(&mut self, at: &Around<'_>) {
        let Some(form) = &mut self.open else { return };
        let (denied, spare) = (form.secret().is_some_and(|secret| at.denies(secret)), spare_for(at, form));
        form.plan_reading(denied, at.reads_old, spare);
    }

    /// Removes invisible characters from the value; an open review is shown again.
    pub fn remove_unseen(&mut self, at: &Around<'_>, out: &mut Out) {
        let Some(form) = &mut self.open else { return };
        let Some(value) = form.remove_unseen() else { return say(words::NOTHING_UNSEEN, out) };
        out.tell(Notice::new(Tone::Success, words::removed(&value.facts().unseen)));
        if matches!(form.phase(), Phase::Review) {
            form.fill_in();
            self.review(at, out);
        }
    }

    /// Tells whether the confirming key signs in first; `unsent` is the form whose change was not sent without a token.
    pub fn save_signs_in(&self, unsent: Option<u64>) -> bool {
        let sends_nothing = |form: &Form| {
            matches!(
                (&form.kind, form.phase()),
                (Kind::Delete(_), _) | (_, Phase::Leaving | Phase::Doubt) | (Kind::Edit(_), Phase::Filling)
            )
        };
        self.form().is_some_and(|form| !sends_nothing(form) || form.was_refused(unsent))
    }

    /// Tells whether a key does something in the open form, with the focus on the field concerned.
    pub fn works(&self, action: Action) -> bool {
        let Some(form) = self.form() else { return true };
        let fills = matches!(form.phase(), Phase::Filling);
        let is_sent = form.working_since().is_some();
        let of_value = !matches!(form.value, ValueInput::Fixed);
        match action {
            Action::Save => !is_sent && !matches!(form.phase(), Phase::Leaving | Phase::Doubt),
            Action::Next | Action::Previous => !is_sent && form.spots().len() > 1,
            Action::ShowValue if matches!(form.kind, Kind::Delete(_)) => form.undoes.is_some(),
            Action::ShowValue => {
                of_value && (fills || matches!(form.phase(), Phase::Review) && form.value_changed())
            }
            Action::LoadValue => form.asks_to_read() || of_value && fills && form.source().is_some(),
            Action::Generate | Action::LoadFile | Action::RemoveUnseen | Action::EditInEditor => {
                form.takes_value()
            }
            _ => true,
        }
    }
}

impl Form {
    /// Tells whether the form is a change that was not sent because the token was refused: its review needs a token.
    fn was_refused(&self, unsent: Option<u64>) -> bool {
        unsent == Some(self.number()) && matches!((&self.kind, self.phase()), (Kind::Edit(_), Phase::Filling))
    }

    /// Returns the focused part, as far as it has keys of its own.
    pub fn spot(&self) -> keymap::Spot {
        match (self.focus, &self.value) {
            _ if self.working_since().is_some() => keymap::Spot::Other,
            (Spot::Value, ValueInput::Typed(_)) => keymap::Spot::Lines,
            (Spot::Value, _) | (Spot::Nowhere, _) => keymap::Spot::Other,
            (Spot::Scope | Spot::Access, _) => keymap::Spot::Choice,
            (Spot::Keep, _) => keymap::Spot::Box,
            (Spot::Safe | Spot::Go, _) => keymap::Spot::Button,
            (Spot::Id | Spot::Description | Spot::PodId | Spot::Confirm, _) => keymap::Spot::Line,
        }
    }
}

/// Returns the value that undo holds from an earlier, failed deletion of the secret that the form deletes.
pub(super) fn spare_for(at: &Around<'_>, form: &Form) -> Option<std::sync::Arc<crate::domain::SecretValue>> {
    match &form.kind {
        Kind::Delete(secret) => (at.spare)(&secret.id),
        Kind::Create | Kind::Edit(_) => None,
    }
}
