//! The way to the session slice: what it has to know of the others is put into its messages here.

use jiff::Timestamp;

use super::App;
use super::modal::Modal;
use crate::core::SessionId;
use crate::core::profile::{Profile, TokenSource};
use crate::domain::{Granted, ProfileId, SignInFault};
use crate::features::session::{Screen, Session, Stage, TokenTime};
use crate::keys::Action;

impl App {
    /// The same program with these profiles, at the one that is in force. Where that has no token and
    /// nothing to get one from, the form that signs in is there from the first frame on.
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

    /// Takes over what the profile says.
    pub(super) fn arrive(&mut self, to: ProfileId) {
        let Some(profile) = self.session.arrive(to) else { return };
        self.cx.site = profile.site.clone();
        self.cx.settings = profile.settings;
    }

    /// Profiles, and who is signed in.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Why the form that signs in is there, as a sentence.
    pub fn why_sign_in(&self) -> String {
        self.session.why_form(&self.cx, self.signs_in_to_unlock())
    }

    /// Why there is no token, as a sentence.
    pub fn why_signed_out(&self) -> Option<String> {
        self.session.why_signed_out(&self.cx)
    }

    /// What the bar says about the token.
    pub fn token_time(&self) -> TokenTime {
        self.session.token_time(&self.cx)
    }

    /// The time by the service's clock, as far as that is known.
    pub fn service_time(&self) -> Timestamp {
        self.session.service_time(&self.cx)
    }

    /// Says so where nothing can be asked; tells whether that is so.
    pub(super) fn cannot_ask(&mut self) -> bool {
        let cannot = self.session.cannot_ask(&mut self.out);
        self.relay();
        cannot
    }

    /// `s`, or something that takes a token first.
    pub(super) fn sign_in(&mut self) {
        if self.modal.is_none() {
            self.hide_for_sign_in();
            self.session.sign_in(&self.cx, &mut self.out);
            self.relay();
        }
    }

    /// The form that signs in, with nothing asked yet.
    pub(super) fn open_password_form(&mut self) {
        self.session.open_form(&self.cx, &mut self.out);
        self.relay();
    }

    /// The form that signs in is open: nothing of a value is beside it.
    pub(super) fn sign_in_opened(&mut self) {
        self.hide_for_sign_in();
        self.modal = Some(Modal::SignIn);
    }

    fn hide_for_sign_in(&mut self) {
        if self.value().shown().is_some() {
            self.hide();
        }
    }

    /// Signs in first, where the form that is to be sent could not be; tells whether it has to wait.
    pub(super) fn must_sign_in(&mut self) -> bool {
        let form = self.form.as_ref().map(|form| form.number());
        let must = self.session.must_sign_in(form, &mut self.out);
        self.relay();
        must
    }

    /// `R`: the list anew; without a token that takes signing in.
    pub(super) fn refresh_or_sign_in(&mut self) {
        if self.session.signed_out().is_none() {
            return self.refresh();
        }
        self.session.want_list(&mut self.out);
        self.relay();
    }

    /// `Enter` in the form.
    pub(super) fn send_sign_in(&mut self) {
        let is_filled_in = self.session.form().is_some_and(|form| form.stage == Stage::Filling);
        let repeats = is_filled_in && self.repeats(Action::Choose, None);
        self.session.submit(&self.cx, repeats, &mut self.out);
        self.relay();
    }

    /// `Esc` in the form.
    pub(super) fn leave_sign_in(&mut self) {
        self.session.leave_form(&mut self.out);
        self.relay();
    }

    /// What came of an attempt to get a token.
    pub(super) fn got_token(&mut self, session: SessionId, result: Result<Granted, SignInFault>) {
        let screen = if self.signs_in_to_unlock() {
            Screen::Locked
        } else if self.has_dialog() || self.form.is_some() {
            Screen::Covered
        } else {
            Screen::Panes
        };
        self.session.got_token(&self.cx, session, result, screen, &mut self.out);
        self.relay();
    }

    /// The form that signs in goes with its dialog.
    pub(super) fn tick_sign_in(&mut self) {
        if self.modal.as_ref().is_none_or(|modal| !matches!(modal, Modal::SignIn)) {
            self.session.drop_form();
        }
    }
}
