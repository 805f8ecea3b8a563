//! The session: the profiles, the token of the present one, getting another token, and the requests that are
//! sent again with it.
//!
//! A token that ends takes nothing with it: reads that failed because of it are sent again with the next one,
//! and a change is offered again. The sign-in form opens on a key of the user, or by itself where the user is
//! not typing.

mod form;
mod getting;
mod renewal;
mod retry;
mod signing_in;
mod state;
mod switch;
mod token;
pub mod view;
mod words;

pub use form::{Fault, SignIn, Spot, Stage};
pub use retry::Interrupted;
pub use state::{Screen, Session, SignedOutReason};
pub use switch::Way;
pub use token::TokenTime;

use crate::core::life::{Life, Stake, Wipe};
use crate::core::profile::{Profile, TokenSource};
use crate::core::settings::Unlock;
use crate::core::{Context, FIRST_SESSION, News, Notice, Out, Tone};
use crate::domain::filter::View;
use crate::domain::{ProfileId, TokenWay, Wake};
use state::{By, Here, Switching};

impl Session {
    /// Starts at the first of these profiles.
    pub fn new(profiles: Vec<Profile>) -> Self {
        Self { profiles, last_id: FIRST_SESSION, switching: Switching::No, here: Here::default() }
    }

    /// Goes over to profile `to`, and forgets everything about the one before. Returns the profile.
    pub fn arrive(&mut self, to: ProfileId) -> Option<&Profile> {
        let profile = self.profiles.get(to.0)?;
        let signed_out = (profile.source != TokenSource::Given).then_some(SignedOutReason::NoToken);
        self.here = Here { profile: to, signed_out, ..Here::default() };
        Some(profile)
    }

    /// Returns all profiles, in the order of the menu.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// Returns the present profile.
    pub fn profile_id(&self) -> ProfileId {
        self.here.profile
    }

    /// Returns the saved views.
    pub fn views(&self) -> &[View] {
        self.profile().map_or(&[], |profile| &profile.views)
    }

    fn profile(&self) -> Option<&Profile> {
        self.profiles.get(self.here.profile.0)
    }

    /// Returns the source of the token.
    pub fn source(&self) -> &TokenSource {
        self.profile().map_or(&TokenSource::Given, |profile| &profile.source)
    }

    /// Returns the folder that would keep a token for the next start.
    pub fn remembers(&self) -> Option<&str> {
        self.profile()?.remembers.as_deref()
    }

    /// Returns the additional line on the sign-in form.
    pub fn hint(&self) -> Option<&str> {
        self.profile()?.hint.as_deref()
    }

    /// Returns the reason why there is no token; `None` while there is one that may be valid.
    pub fn signed_out(&self) -> Option<&SignedOutReason> {
        self.here.signed_out.as_ref()
    }

    /// Tells whether requests make sense: there is a token, or one that the service may still accept.
    pub fn can_ask(&self) -> bool {
        !self.here.signed_out.as_ref().is_some_and(SignedOutReason::forbids_asking)
    }

    /// Returns the reason why there is no token, as a sentence, while there is nothing on the screen.
    pub fn why_signed_out(&self, cx: &Context) -> Option<String> {
        let reason = self.here.signed_out.as_ref()?;
        match &self.here.source_fault {
            Some(why) if *reason == SignedOutReason::NoToken => Some(why.clone()),
            _ => Some(words::not_signed_in(reason, &cx.site, &cx.zone)),
        }
    }

    /// Asks for the list at the start, or for the token that this takes. Where only a password gets a token,
    /// the form is open already.
    pub fn begin(&mut self, cx: &Context, out: &mut Out) {
        match self.source() {
            TokenSource::Given if self.can_ask() => out.report(News::ListIsStale),
            TokenSource::Command | TokenSource::File => drop(self.get_token(cx, TokenWay::Sources, out)),
            TokenSource::Given | TokenSource::Password => {}
        }
    }

    /// Warns the user when no request can be sent; tells whether that is so.
    pub fn cannot_ask(&self, out: &mut Out) -> bool {
        if !self.can_ask() {
            let notice = Notice::new(Tone::Warning, "Nothing was sent: you are not signed in.");
            out.tell(notice.with_sign_in());
        }
        !self.can_ask()
    }

    /// Takes note that the token can no longer be used, and raises a banner, which does not take the keyboard.
    fn sign_out(&mut self, cx: &Context, reason: SignedOutReason, out: &mut Out) {
        let reason = match reason {
            SignedOutReason::Refused if self.is_over(cx) => SignedOutReason::Ended,
            reason => reason,
        };
        let other_tenant = matches!(reason, SignedOutReason::OtherTenant { .. });
        let tone = if other_tenant { Tone::Error } else { Tone::Warning };
        let text = words::signed_out(&reason, &cx.site, &cx.zone);
        self.here.signed_out = Some(reason);
        out.report(News::SignedOut(Notice::new(tone, text).with_sign_in()));
    }
}

impl Life for Session {
    fn next_due(&self, cx: &Context) -> Wake {
        Wake::default().or_at(self.renewal_due(cx)).or_at(self.next_switch_step(cx))
    }

    /// Renews the token where that is due, and warns of its end.
    fn tick(&mut self, cx: &Context, out: &mut Out) {
        self.renew(cx, out);
        self.tick_token(cx, out);
    }

    fn wipe(&mut self, cx: &Context, why: Wipe, _: &mut Out) {
        match why {
            // Values are not read again. A user who has to sign in to unlock the screen starts from the
            // beginning, and a password that was sent before the lock does not unlock it.
            Wipe::Lock => {
                self.forget_values();
                if cx.settings.unlock == Unlock::SignIn {
                    self.here.form = None;
                    self.here.attempt.take_if(|attempt| attempt.by == By::Password);
                } else if let Some(form) = &mut self.here.form {
                    form.show = false;
                }
            }
            // The arrival at the next profile replaces everything of this one.
            Wipe::Switch => {}
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
