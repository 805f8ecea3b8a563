//! The session: the profiles, the token of the one in force, how another is got, and what is asked again once it is
//! there.
//!
//! A token that dies takes nothing along: reads that failed for it are sent again when there is another, and a change
//! is offered again. The form that signs in opens on a key of the user's, or where no finger is on the keys.

mod form;
mod getting;
mod renewal;
mod retry;
mod signing_in;
mod state;
mod switch;
mod token;
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
use crate::domain::{ProfileId, TokenWay, Wake};
use state::{By, Here, Switching};

impl Session {
    /// At the first of these profiles.
    pub fn new(profiles: Vec<Profile>) -> Self {
        Self { profiles, last_id: FIRST_SESSION, switching: Switching::No, here: Here::default() }
    }

    /// Takes `to` for the profile in force: what was known of the one before is forgotten. Returns the profile.
    pub fn arrive(&mut self, to: ProfileId) -> Option<&Profile> {
        let profile = self.profiles.get(to.0)?;
        let signed_out = (profile.source != TokenSource::Given).then_some(SignedOutReason::NoToken);
        self.here = Here { profile: to, signed_out, ..Here::default() };
        Some(profile)
    }

    /// All profiles, in the order of the menu.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// The profile in force.
    pub fn profile_id(&self) -> ProfileId {
        self.here.profile
    }

    fn profile(&self) -> Option<&Profile> {
        self.profiles.get(self.here.profile.0)
    }

    /// Where its token comes from.
    pub fn source(&self) -> &TokenSource {
        self.profile().map_or(&TokenSource::Given, |profile| &profile.source)
    }

    /// Where a token would be kept for the next start.
    pub fn remembers(&self) -> Option<&str> {
        self.profile()?.remembers.as_deref()
    }

    /// What the form that signs in says besides.
    pub fn hint(&self) -> Option<&str> {
        self.profile()?.hint.as_deref()
    }

    /// Why there is no token; `None` while there is one that may be good.
    pub fn signed_out(&self) -> Option<&SignedOutReason> {
        self.here.signed_out.as_ref()
    }

    /// Whether something can be asked: there is a token, or one that the service may still accept.
    pub fn can_ask(&self) -> bool {
        !self.here.signed_out.as_ref().is_some_and(SignedOutReason::forbids_asking)
    }

    /// Why there is no token, as a sentence, while there is nothing on the screen.
    pub fn why_signed_out(&self, cx: &Context) -> Option<String> {
        let reason = self.here.signed_out.as_ref()?;
        match &self.here.source_fault {
            Some(why) if *reason == SignedOutReason::NoToken => Some(why.clone()),
            _ => Some(words::not_signed_in(reason, &cx.site, &cx.zone)),
        }
    }

    /// At the start: asks for the list, or for the token that this takes. Where only a password gets one, the form is
    /// there already.
    pub fn begin(&mut self, cx: &Context, out: &mut Out) {
        match self.source() {
            TokenSource::Given if self.can_ask() => out.report(News::ListIsStale),
            TokenSource::Command | TokenSource::File => drop(self.get_token(cx, TokenWay::Sources, out)),
            TokenSource::Given | TokenSource::Password => {}
        }
    }

    /// Says so where nothing can be asked; tells whether that is so.
    pub fn cannot_ask(&self, out: &mut Out) -> bool {
        if !self.can_ask() {
            let notice = Notice::new(Tone::Warning, "Nothing was sent: you are not signed in.");
            out.tell(notice.with_sign_in());
        }
        !self.can_ask()
    }

    /// The token is of no use any more. A banner, nothing that takes the keyboard.
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

    /// Renews the token where that is due, and tells of its end.
    fn tick(&mut self, cx: &Context, out: &mut Out) {
        self.renew(cx, out);
        self.tick_token(cx, out);
    }

    fn wipe(&mut self, cx: &Context, why: Wipe, _: &mut Out) {
        match why {
            // Values are not asked for again. Whoever has to sign in to unlock the screen begins anew, and a
            // password that was sent before does not unlock it.
            Wipe::Lock => {
                self.forget_values();
                if cx.settings.unlock == Unlock::SignIn {
                    self.here.form = None;
                    self.here.attempt.take_if(|attempt| attempt.by == By::Password);
                } else if let Some(form) = &mut self.here.form {
                    form.show = false;
                }
            }
            // All that belongs to the profile is replaced when the program arrives at the other.
            Wipe::Switch => {}
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
