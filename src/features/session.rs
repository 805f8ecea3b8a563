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
mod switch;
mod token;
mod words;

use std::time::Instant;

pub use form::{Fault, SignIn, Spot, Stage};
pub use retry::Interrupted;
pub use switch::Way;
pub use token::TokenTime;

use crate::core::profile::{Profile, TokenSource};
use crate::core::{Context, FIRST_SESSION, News, Notice, Out, SessionId, Tone};
use crate::domain::{ClockGap, ProfileId, Site, TokenWay};
use crate::text::SafeText;
use getting::{Attempt, By};
use renewal::Renewal;
use retry::Retry;
use switch::Switching;
use token::Told;

/// Profiles, and who is signed in at the one in force.
#[derive(Debug)]
pub struct Session {
    profiles: Vec<Profile>,
    last_id: SessionId,
    switching: Switching,
    here: Here,
}

/// What is known for as long as the program stays at one profile; going over to another replaces it.
#[derive(Debug, Default)]
struct Here {
    profile: ProfileId,
    /// Why there is no token; `None` while there is one that may be good.
    signed_out: Option<SignedOutReason>,
    /// The sentence of the profile's own source, where that has failed.
    source_fault: Option<String>,
    attempt: Option<Attempt>,
    form: Option<Box<SignIn>>,
    renewal: Renewal,
    retry: Retry,
    /// How far the service's clock is from this machine's, as it told last.
    clock: Option<ClockGap>,
    told: Told,
}

/// Why there is no token that could be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedOutReason {
    /// There is none.
    NoToken,
    /// The service does not accept it, and its time is over.
    Ended,
    /// The service does not accept it.
    Refused,
    /// It is for another tenant.
    OtherTenant {
        /// Which; empty where nobody says.
        token: SafeText,
        /// The tenant here; likewise.
        here: SafeText,
    },
}

impl SignedOutReason {
    /// The token is for this tenant, which is not that of `site`.
    fn other_tenant(token: &SafeText, site: &Site) -> Self {
        Self::OtherTenant { token: token.clone(), here: site.tenant().into() }
    }

    /// Whether it is known beforehand that nothing can be asked.
    fn forbids_asking(&self) -> bool {
        matches!(self, Self::NoToken | Self::OtherTenant { .. })
    }

    /// Whether the service has refused a token that looked good from here.
    fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused | Self::Ended)
    }
}

/// What the screen shows when a token comes, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The panes alone: the form that signs in may open.
    Panes,
    /// Something lies over the panes.
    Covered,
    /// The form that signs in, on the locked screen: only a token of the same user unlocks it.
    Locked,
}

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

    /// Renews the token where that is due, and tells of its end.
    pub fn tick(&mut self, cx: &Context, out: &mut Out) {
        self.renew(cx, out);
        self.watch_token(cx, out);
    }

    /// When something is due, besides what only the screen shows. `covered`: no question can be asked now.
    pub fn next_due(&self, cx: &Context, covered: bool) -> Option<Instant> {
        self.renewal_due(cx).into_iter().chain(self.next_switch_step(covered)).min()
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

    /// The screen is locked: values are not asked for again. `begins_anew`: whoever signs in to unlock it has to.
    pub fn lock(&mut self, begins_anew: bool) {
        self.forget_values();
        match &mut self.here.form {
            Some(form) if !begins_anew => form.show = false,
            form => *form = None,
        }
    }
}

#[cfg(test)]
mod tests;
