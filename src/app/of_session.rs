//! Calls on the session slice, with the facts about other slices that it needs.

use jiff::Timestamp;

use super::App;
use super::modal::Modal;
use crate::core::profile::{Profile, TokenSource};
use crate::core::{SessionId, Ticket};
use crate::domain::{Claims, Failure, Granted, ProfileId, SignInFault};
use crate::features::session::{Screen, Session, Stage};
use crate::features::write::{Form, Write};
use crate::keys::Action;

impl App {
    /// Returns the program with these profiles, of which `present` is in use. If only a password gives a token, the
    /// sign-in form is open from the first frame on.
    pub fn with_profiles(mut self, profiles: Vec<Profile>, present: ProfileId) -> Self {
        self.session = Session::new(profiles);
        self.arrive(present);
        if self.session.source() == &TokenSource::Password {
            self.session.open_form(&self.cx, &mut self.out);
            self.relay();
        }
        self.tick_all();
        self
    }

    /// Takes over the settings of a profile.
    pub(super) fn arrive(&mut self, to: ProfileId) {
        let Some(profile) = self.session.arrive(to) else { return };
        self.cx.site = profile.site.clone();
        self.cx.settings = profile.settings;
    }

    /// Returns the profiles and the state of signing in.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Returns a sentence why the sign-in form is open.
    pub fn why_sign_in(&self) -> String {
        self.session.why_form(&self.cx, self.signs_in_to_unlock())
    }

    /// Returns the time by the service's clock, as far as that is known.
    pub fn service_time(&self) -> Timestamp {
        self.session.service_time(&self.cx)
    }

    /// Starts signing in, unless a dialog is open.
    pub(super) fn sign_in(&mut self) {
        if self.modal.is_none() {
            self.hide_for_sign_in();
            self.session.sign_in(&self.cx, &mut self.out);
            self.relay();
        }
    }

    /// Opens the sign-in form.
    pub(super) fn open_password_form(&mut self) {
        self.session.open_form(&self.cx, &mut self.out);
        self.relay();
    }

    /// Shows the sign-in form and hides a revealed value.
    pub(super) fn sign_in_opened(&mut self) {
        self.hide_for_sign_in();
        self.modal = Some(Modal::SignIn);
    }

    fn hide_for_sign_in(&mut self) {
        if self.value().shown().is_some() {
            self.hide();
        }
    }

    /// Starts signing in if the open form needs that first; tells whether the form has to wait.
    pub(super) fn must_sign_in(&mut self) -> bool {
        let form = self.form().map(Form::number);
        let must = self.session.must_sign_in(form, &mut self.out);
        self.relay();
        must
    }

    /// Reports a request that failed for the token. Tells whether that is all, so that no other slice learns of the
    /// failure.
    pub(super) fn failed_for_token(&mut self, ticket: &Ticket, failure: &Failure) -> bool {
        let interrupted = self.interrupted(&ticket.request_key);
        let is_all = self.session.token_refused(&self.cx, ticket, failure, interrupted, &mut self.out);
        self.relay();
        is_all
    }

    /// Goes on with a new token, which may be another user's.
    pub(super) fn token_is_back(&mut self, list_wanted: bool) {
        self.value.forget_denials();
        self.list.forget_permissions();
        self.token_serves(list_wanted);
    }

    /// The service takes the token: reads the list where that is wanted or has failed for it, and looks what became
    /// of changes.
    pub(super) fn token_serves(&mut self, list_wanted: bool) {
        if list_wanted || self.list.is_missing() {
            self.load_list();
            self.pods.refresh(&self.cx, &mut self.out);
        }
        self.writes(Write::signed_in);
        self.rollouts_signed_in();
    }

    /// Takes what the new token says. Another user has not marked anything.
    pub(super) fn take_claims(&mut self, claims: Claims) {
        let before = std::mem::replace(&mut self.cx.site.claims, claims);
        let Claims { user, tenant, .. } = &self.cx.site.claims;
        if (user, tenant) != (&before.user, &before.tenant) {
            self.list.unmark_all();
            self.bulk.stop();
        }
    }

    /// Asks for the list again; without a token, starts signing in.
    pub(super) fn refresh_or_sign_in(&mut self) {
        if self.session.signed_out().is_none() {
            return self.refresh();
        }
        self.session.want_list(&mut self.out);
        self.relay();
    }

    pub(super) fn send_sign_in(&mut self) {
        let is_filled_in = self.session.form().is_some_and(|form| form.stage == Stage::Filling);
        let repeats = is_filled_in && self.repeats(Action::Choose, None);
        self.session.submit(&self.cx, repeats, &mut self.out);
        self.relay();
    }

    /// Closes the sign-in form.
    pub(super) fn leave_sign_in(&mut self) {
        self.session.leave_form(&mut self.out);
        self.relay();
    }

    /// Takes the result of an attempt to get a token.
    pub(super) fn got_token(&mut self, session: SessionId, result: Result<Granted, SignInFault>) {
        let screen = if self.signs_in_to_unlock() {
            Screen::Locked
        } else if self.has_dialog() || self.form().is_some() {
            Screen::Covered
        } else {
            Screen::Panes
        };
        self.session.got_token(&self.cx, session, result, screen, &mut self.out);
        self.relay();
    }

    /// Drops the sign-in form once its dialog is closed.
    pub(super) fn tick_sign_in(&mut self) {
        if self.modal.as_ref().is_none_or(|modal| !matches!(modal, Modal::SignIn)) {
            self.session.drop_form();
        }
    }
}
