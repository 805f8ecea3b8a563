//! When the form that signs in opens, and what its keys do. What comes of it is `app::session`.

use std::time::Instant;

use super::App;
use super::form::{Form, Kind, Phase};
use super::modal::Modal;
use super::session::{By, SignedOutReason};
use super::sign_in::{SignIn, Stage};
use crate::core::Asks;
use crate::core::profile::TokenSource;
use crate::domain::TokenWay;
use crate::keys::{Action, Key};

impl App {
    /// `s`: signs in, with the profile's own source first. A command has the terminal meanwhile: it may ask.
    pub(super) fn sign_in(&mut self) {
        if self.modal.is_some() {
            return;
        }
        self.open_password_form();
        let way = match self.source() {
            TokenSource::Command => TokenWay::AtTerminal,
            TokenSource::File => TokenWay::Sources,
            TokenSource::Given | TokenSource::Password => return,
        };
        let since = self.cx.now.instant;
        if let Some(Modal::SignIn(form)) = &mut self.modal {
            form.stage = Stage::AskingSource(since);
        }
        self.get_token(way);
    }

    pub(super) fn open_password_form(&mut self) {
        if self.value().shown().is_some() {
            self.hide();
        }
        let user = match self.cx.site.user() {
            "" => self.profile().map_or("", |profile| profile.username.shown()),
            user => user,
        };
        let form = SignIn::new(user, self.remembers().is_some());
        self.modal = Some(Modal::SignIn(form.into()));
    }

    /// Signs in first, where the form that is to be sent could not be; tells whether it has to wait.
    pub(super) fn must_sign_in(&mut self) -> bool {
        if self.here.lack.is_none() {
            return false;
        }
        self.here.unsent = self.form.as_ref().map(|form| form.number());
        if self.getting_token().is_some() {
            self.warn("There is no token yet; it is being asked for.");
        } else {
            self.sign_in();
        }
        true
    }

    /// `R`: the list anew; without a token that takes signing in.
    pub(super) fn refresh_or_sign_in(&mut self) {
        if self.here.lack.is_none() {
            return self.refresh();
        }
        if self.getting_token().is_none() {
            self.here.wants_list = true;
            self.sign_in();
            if self.here.lack.as_ref().is_some_and(SignedOutReason::is_refusal) {
                // The service may have been wrong, and to ask again costs nothing.
                self.load_list();
            }
        }
    }

    /// `Enter` in the form.
    pub(super) fn send_sign_in(&mut self) {
        let Some(Modal::SignIn(form)) = &mut self.modal else { return };
        if form.stage == Stage::SignedIn {
            self.modal = None;
            return self.offer_again();
        }
        if form.stage == Stage::Filling && self.repeats(Action::Choose, None) {
            return;
        }
        let Some(Modal::SignIn(form)) = &mut self.modal else { return };
        if let Some(credentials) = form.enter() {
            form.stage = Stage::Asking(self.cx.now.instant);
            form.show = false;
            self.get_token(TokenWay::Password(credentials));
            self.note_sent_by(Action::Choose, None, Asks::Token);
        }
    }

    /// `Esc` in the form: gives up what is under way, or leaves it. The password goes with it.
    pub(super) fn leave_sign_in(&mut self) {
        let Some(Modal::SignIn(form)) = &mut self.modal else { return };
        if matches!(form.stage, Stage::Filling | Stage::SignedIn) {
            self.modal = None;
            self.here.wants_list = false;
        } else {
            form.stage = Stage::Filling;
            self.here.give_up();
        }
    }

    /// There is a token, got in this way: closes the form if it has waited for that one; tells whether it
    /// has. A token that came by itself takes no form away from under the fingers.
    pub(super) fn end_sign_in(&mut self, by: By) -> bool {
        let Some(Modal::SignIn(form)) = &mut self.modal else { return false };
        match (&form.stage, by) {
            (Stage::AskingSource(_), By::Sources) if self.here.touched => form.stage = Stage::SignedIn,
            (Stage::AskingSource(_), By::Sources) | (Stage::Asking(_), By::Password) => {
                self.modal = None;
                return true;
            }
            _ => {}
        }
        false
    }

    /// Whether `Ctrl-s` in the open form signs in first.
    pub fn save_signs_in(&self) -> bool {
        let sends_nothing = |form: &Form| {
            matches!(
                (&form.kind, form.phase()),
                (Kind::Delete(_), _) | (_, Phase::Leaving | Phase::Doubt) | (Kind::Edit(_), Phase::Filling)
            )
        };
        let saves = self.form().is_some_and(|form| !sends_nothing(form) || self.was_refused(form));
        self.here.lack.is_some() && saves
    }

    /// Whether this is a change that is filled in again because the token was refused: its review needs one.
    pub(super) fn was_refused(&self, form: &Form) -> bool {
        self.here.unsent == Some(form.number())
            && matches!((&form.kind, form.phase()), (Kind::Edit(_), Phase::Filling))
    }

    /// A key that no binding claims.
    pub(super) fn type_sign_in(&mut self, key: Key) {
        if let Some(Modal::SignIn(form)) = &mut self.modal {
            form.press(key);
        }
    }

    pub(super) fn move_sign_in(&mut self, step: isize) {
        if let Some(Modal::SignIn(form)) = &mut self.modal
            && form.stage == Stage::Filling
        {
            form.move_focus(step);
        }
    }

    /// `Ctrl-r`: shows or masks the password.
    pub(super) fn toggle_password(&mut self) {
        if let Some(Modal::SignIn(form)) = &mut self.modal
            && form.stage == Stage::Filling
        {
            form.show = !form.show;
        }
    }

    /// Since when the form waits for an answer.
    pub(super) fn signing_in_since(&self) -> Option<Instant> {
        match &self.modal {
            Some(Modal::SignIn(form)) => form.asking_since(),
            _ => None,
        }
    }
}
