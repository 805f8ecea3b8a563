//! The sign-in form: when it opens, its keys, and when it closes.

use std::time::Instant;

use super::form::{SignIn, Stage};
use super::state::{Attempt, By, Session, SignedOutReason};
use super::words;
use crate::core::profile::TokenSource;
use crate::core::{Asks, Context, News, Out};
use crate::domain::TokenWay;
use crate::keys::{Action, Key};

impl Session {
    /// Returns the sign-in form, if it is open.
    pub fn form(&self) -> Option<&SignIn> {
        self.here.form.as_deref()
    }

    /// Returns the time since which the form waits for an answer.
    pub fn signing_in_since(&self) -> Option<Instant> {
        self.form().and_then(SignIn::asking_since)
    }

    /// `s`: signs in, with the source of the profile first. A command has the terminal meanwhile, because it
    /// may ask the user.
    pub fn sign_in(&mut self, cx: &Context, out: &mut Out) {
        self.open_form(cx, out);
        let way = match self.source() {
            TokenSource::Command => TokenWay::AtTerminal,
            TokenSource::File => TokenWay::Sources,
            TokenSource::Given | TokenSource::Password => return,
        };
        if let Some(form) = &mut self.here.form {
            form.stage = Stage::AskingSource(cx.now.instant);
        }
        self.get_token(cx, way, out);
    }

    /// Opens the form without asking anything.
    pub fn open_form(&mut self, cx: &Context, out: &mut Out) {
        let user = match cx.site.user() {
            "" => self.profile().map_or("", |profile| profile.username.shown()),
            user => user,
        };
        self.here.form = Some(SignIn::new(user, self.remembers().is_some()).into());
        out.report(News::SignInOpened);
    }

    /// Closes the form, because something else takes its place; the typed text is wiped.
    pub fn drop_form(&mut self) {
        self.here.form = None;
    }

    fn close_form(&mut self, out: &mut Out) {
        self.here.form = None;
        out.report(News::SignInClosed);
    }

    /// Signs in before the change of this form is sent, where there is no token; tells whether the change has
    /// to wait.
    pub fn must_sign_in(&mut self, form: Option<u64>, out: &mut Out) -> bool {
        if self.here.signed_out.is_none() {
            return false;
        }
        self.here.retry.form = form;
        match self.getting_token() {
            Some(_) => out.warn("There is no token yet; it is being asked for."),
            None => out.report(News::SignInWanted),
        }
        true
    }

    /// `R` without a token: signs in, then reads the list.
    pub fn want_list(&mut self, out: &mut Out) {
        if self.getting_token().is_some() {
            return;
        }
        self.here.retry.list = true;
        out.report(News::SignInWanted);
        if self.here.signed_out.as_ref().is_some_and(SignedOutReason::is_refusal) {
            // The service may have been wrong, and asking again costs nothing.
            out.report(News::ListIsStale);
        }
    }

    /// `Enter` in the form. `repeats`: the key is held down, and sends nothing.
    pub fn submit(&mut self, cx: &Context, repeats: bool, out: &mut Out) {
        let Some(form) = &mut self.here.form else { return };
        if form.stage == Stage::SignedIn {
            self.close_form(out);
            return self.offer_again(out);
        }
        if let Some(credentials) = (!repeats).then(|| form.enter()).flatten() {
            form.stage = Stage::Asking(cx.now.instant);
            form.show = false;
            self.get_token(cx, TokenWay::Password(credentials), out);
            out.report(News::KeySent(Action::Choose, None, Asks::Token));
        }
    }

    /// `Esc` in the form: gives up the attempt under way, or closes the form. The password is wiped.
    pub fn leave_form(&mut self, out: &mut Out) {
        let Some(form) = &mut self.here.form else { return };
        if matches!(form.stage, Stage::Filling | Stage::SignedIn) {
            self.here.retry.list = false;
            self.close_form(out);
        } else {
            form.stage = Stage::Filling;
            self.here.attempt = None;
        }
    }

    /// Closes the form if it has waited for the token that came from this attempt; tells whether it has. A
    /// token that came by itself does not close a form in which the user is typing.
    pub(super) fn end_form(&mut self, attempt: Attempt, out: &mut Out) -> bool {
        let Some(form) = &mut self.here.form else { return false };
        match (&form.stage, attempt.by) {
            (Stage::AskingSource(_), by) if by.is_source() && attempt.touched => form.stage = Stage::SignedIn,
            (Stage::AskingSource(_), By::Source | By::SourceAtTerminal)
            | (Stage::Asking(_), By::Password) => {
                self.close_form(out);
                return true;
            }
            _ => {}
        }
        false
    }

    /// Takes a key that no binding claims.
    pub fn press(&mut self, key: Key) {
        if let Some(form) = &mut self.here.form {
            form.press(key);
        }
    }

    /// Takes pasted text; tells whether there is a field for it.
    pub fn paste(&mut self, text: &str) -> bool {
        self.here.form.as_mut().is_some_and(|form| form.paste(text))
    }

    fn filling(&mut self) -> Option<&mut SignIn> {
        self.here.form.as_deref_mut().filter(|form| form.stage == Stage::Filling)
    }

    /// Moves the focus by `step`, and from the last field to the first.
    pub fn move_focus(&mut self, step: isize) {
        if let Some(form) = self.filling() {
            form.move_focus(step);
        }
    }

    /// `Ctrl-r`: shows or masks the password.
    pub fn toggle_password(&mut self) {
        if let Some(form) = self.filling() {
            form.show = !form.show;
        }
    }

    /// Returns the reason for the form, as a sentence. `unlocks`: the form is on the locked screen.
    pub fn why_form(&self, cx: &Context, unlocks: bool) -> String {
        match self.signed_out() {
            _ if self.form().is_some_and(|form| form.stage == Stage::SignedIn) => {
                words::signed_in(&cx.site, self.token_left(cx))
            }
            _ if unlocks => "tapis-secrets is locked; sign in to go on.".to_owned(),
            Some(reason) => words::signed_out(reason, &cx.site, &cx.zone),
            None if cx.site.user().is_empty() => "You are signed in; this gets another token.".to_owned(),
            None => format!("You are signed in as {}; this gets another token.", cx.site.user()),
        }
    }
}
