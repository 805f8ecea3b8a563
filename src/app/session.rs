//! The session: whether there is a token, how another is got, and what goes on once it is there.
//!
//! A token that dies takes nothing along: reads that failed for it are sent again when there is another, a
//! write is offered again, and one whose outcome is not known is judged on. The form that signs in opens
//! on a key of the user's only.

use std::time::{Duration, Instant};

use super::modal::Modal;
use super::sign_in::Stage;
use super::{App, words};
use crate::core::profile::{Profile, TokenSource};
use crate::core::settings::Settings;
use crate::core::{Effect, Notice, Purpose, Session, Slot, Tone};
use crate::domain::{ClockGap, Granted, ProfileId, Request, SecretId, SignInFault, Site, TokenWay};
use crate::keys::Action;
use crate::text::SafeText;

/// The session of a token that is there from the start.
pub const FIRST_SESSION: Session = Session(1);

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
    /// Whether it is known beforehand that nothing can be asked.
    pub fn forbids_asking(&self) -> bool {
        matches!(self, Self::NoToken | Self::OtherTenant { .. })
    }

    /// Whether the service has refused a token that looked good from here.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused | Self::Ended)
    }
}

/// A token is being got.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    session: Session,
    since: Instant,
    by: By,
    /// The terminal is lent for it.
    at_terminal: bool,
}

/// By what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Sources,
    Password,
    Refresh,
}

/// What the app knows about tokens and places.
#[derive(Debug, Default)]
pub(super) struct Here {
    pub(super) profiles: Vec<Profile>,
    pub(super) present: ProfileId,
    pub(super) lack: Option<SignedOutReason>,
    pub(super) attempt: Option<Attempt>,
    last_session: u32,
    /// A key was pressed since the attempt began: nothing opens by itself any more.
    pub(super) touched: bool,
    /// Reads of forms that failed for the token.
    pub(super) interrupted: Vec<(Slot, Request)>,
    /// Values that were not read for it, and what they were wanted for.
    pub(super) unread: Vec<(SecretId, Purpose)>,
    /// The form whose change was not sent for it.
    pub(super) unsent: Option<u64>,
    /// A refresh was asked for without a token.
    pub(super) wants_list: bool,
    pub(super) refreshable: bool,
    /// How long before its end the token is refreshed.
    pub(super) margin: Duration,
    /// No refresh before this moment.
    pub(super) refresh_after: Option<Instant>,
    /// How far the service's clock is from this machine's, as it told last.
    pub(super) clock: Option<ClockGap>,
    /// It was told that the token has ended by the clock of this machine.
    pub(super) told_of_end: bool,
    /// The service accepted the token after that.
    pub(super) outlived: bool,
    /// Why the profile's own source has no token.
    source_fault: Option<SignInFault>,
}

impl Here {
    pub(super) fn new(site: Site, settings: Settings) -> Self {
        let profile = Profile { site, settings, ..Profile::default() };
        Self { profiles: vec![profile], last_session: FIRST_SESSION.0, ..Self::default() }
    }

    /// What would go on with another token is not wanted any more.
    pub(super) fn forget_interrupted(&mut self) {
        self.interrupted.clear();
        self.unread.clear();
        self.unsent = None;
        self.wants_list = false;
        self.source_fault = None;
    }

    /// There is another token, or none: nothing was said about its end yet.
    pub(super) fn forget_token_time(&mut self) {
        (self.told_of_end, self.outlived) = (false, false);
    }

    /// The attempt under way is not wanted any more.
    pub(super) fn give_up(&mut self) {
        self.attempt = None;
    }
}

impl App {
    /// The same program with these profiles, at the one that is in force. Where that has no token and
    /// nothing to get one from, the form that signs in is there from the first frame on.
    pub fn with_profiles(mut self, profiles: Vec<Profile>, present: ProfileId) -> Self {
        self.here.profiles = profiles;
        self.arrive(present);
        if self.source() == &TokenSource::Password {
            self.open_password_form();
        }
        self.settle();
        self
    }

    /// Takes over what the profile says.
    pub(super) fn arrive(&mut self, to: ProfileId) {
        let Some(profile) = self.here.profiles.get(to.0) else { return };
        self.cx.site = profile.site.clone();
        self.cx.settings = profile.settings;
        self.here.lack = (profile.source != TokenSource::Given).then_some(SignedOutReason::NoToken);
        self.here.present = to;
    }

    /// The profile in force.
    pub fn profile_id(&self) -> ProfileId {
        self.here.present
    }

    pub(super) fn profile(&self) -> Option<&Profile> {
        self.here.profiles.get(self.here.present.0)
    }

    /// Where its token comes from.
    pub fn source(&self) -> &TokenSource {
        self.profile().map_or(&TokenSource::Given, |profile| &profile.source)
    }

    /// Why there is no token; `None` while there is one that may be good.
    pub fn lack(&self) -> Option<&SignedOutReason> {
        self.here.lack.as_ref()
    }

    /// Since when the profile's own source is being asked, while nothing can be done without its answer.
    pub fn getting_token(&self) -> Option<Instant> {
        let attempt = self.here.attempt.filter(|attempt| attempt.by == By::Sources)?;
        (self.here.lack == Some(SignedOutReason::NoToken)).then_some(attempt.since)
    }

    /// Where a token would be kept for the next start.
    pub fn remembers(&self) -> Option<&str> {
        self.profile()?.remembers.as_deref()
    }

    /// Why there is no token, as a sentence, while there is nothing on the screen.
    pub fn why_no_token(&self) -> Option<String> {
        let lack = self.here.lack.as_ref()?;
        match &self.here.source_fault {
            Some(SignInFault::Source(why)) if *lack == SignedOutReason::NoToken => Some(why.clone()),
            _ => Some(words::bare_lack(lack, &self.cx.site.claims, &self.cx.site, &self.cx.zone)),
        }
    }

    /// What the form that signs in says besides.
    pub fn sign_in_hint(&self) -> Option<&str> {
        self.profile()?.hint.as_deref()
    }

    /// At the start: asks for the list, or for the token that this takes.
    pub(super) fn begin(&mut self) {
        match self.source() {
            TokenSource::Given if self.here.lack.as_ref().is_none_or(|lack| !lack.forbids_asking()) => {
                self.load_list();
            }
            TokenSource::Command | TokenSource::File => {
                self.get_token(TokenWay::Sources);
            }
            TokenSource::Given | TokenSource::Password => {}
        }
    }

    /// Gets a token, in place of any attempt under way; gives the session that would begin with it.
    pub(super) fn get_token(&mut self, way: TokenWay) -> Session {
        let by = match &way {
            TokenWay::Sources | TokenWay::AtTerminal => By::Sources,
            TokenWay::Password(_) => By::Password,
            TokenWay::Refresh => By::Refresh,
        };
        self.here.last_session += 1;
        let session = Session(self.here.last_session);
        self.here.touched = false;
        let at_terminal = matches!(way, TokenWay::AtTerminal);
        self.here.attempt = Some(Attempt { session, since: self.cx.now.instant, by, at_terminal });
        let present = self.here.present;
        self.out.effects.push(match way {
            TokenWay::AtTerminal => {
                Effect::AskAtTerminal(session, present, words::asking_command(&self.cx.site))
            }
            way => Effect::GetToken(session, present, way),
        });
        session
    }

    /// Whether the terminal is lent to what gets a token.
    pub(super) fn asks_at_terminal(&self) -> bool {
        self.here.attempt.is_some_and(|attempt| attempt.at_terminal)
    }

    /// Whether this session would begin with the token that is being got.
    pub(super) fn is_attempt(&self, session: Session) -> bool {
        self.here.attempt.is_some_and(|attempt| attempt.session == session)
    }

    /// Says so where nothing can be asked; tells whether that is so.
    pub(super) fn cannot_ask(&mut self) -> bool {
        let cannot = self.here.lack.as_ref().is_some_and(SignedOutReason::forbids_asking);
        if cannot {
            let notice = Notice::new(Tone::Warning, "Nothing was sent: you are not signed in.");
            self.notices.show(self.cx.now.instant, notice.with_sign_in());
        }
        cannot
    }

    /// What came of an attempt. One that was given up leaves nothing behind.
    pub(super) fn got_token(&mut self, session: Session, result: Result<Granted, SignInFault>) {
        // A command may have found a terminal of its own accord, and have drawn on it.
        self.out.effects.push(Effect::Redraw);
        let Some(attempt) = self.here.attempt.take_if(|attempt| attempt.session == session) else {
            return self.out.effects.push(Effect::Close(session));
        };
        self.note_token_end();
        let result = result.and_then(|granted| self.usable(granted, attempt.by));
        match result {
            Ok(granted) => self.begin_session(session, granted, attempt.by),
            Err(fault) => {
                self.out.effects.push(Effect::Close(session));
                self.no_token(fault, attempt.by);
            }
        }
    }

    /// A token for elsewhere, or one that was refused already, is none.
    fn usable(&self, granted: Granted, by: By) -> Result<Granted, SignInFault> {
        if let Some(tenant) = self.cx.site.other_tenant(&granted.claims) {
            return Err(SignInFault::OtherTenant(tenant.clone()));
        }
        if by == By::Password && self.is_locked_by_another(granted.claims.user.original()) {
            return Err(SignInFault::OtherUser(self.cx.site.claims.user.clone()));
        }
        let again = self.here.lack.as_ref().is_some_and(SignedOutReason::is_refusal) && by == By::Sources;
        match self.source().name().filter(|_| again && granted.claims == self.cx.site.claims) {
            Some(what) => Err(SignInFault::Source(format!("{what} gave the same token again."))),
            None => Ok(granted),
        }
    }

    fn begin_session(&mut self, session: Session, granted: Granted, by: By) {
        let former = self.out.pending.begin(session);
        if former != session {
            self.out.effects.push(Effect::Close(former));
        }
        let other_user = granted.claims.user != self.cx.site.claims.user;
        let was_out = self.here.lack.take().is_some();
        self.cx.site.claims = granted.claims;
        self.here.refreshable = granted.refreshable;
        self.plan_refresh();
        self.warned_of_token = false;
        self.here.forget_token_time();
        self.notices.set_banner(None);
        self.notices.end_offer(Action::SignIn);
        let was_waited_for = self.end_sign_in(by);
        if by == By::Password {
            self.password_accepted();
        }
        let now = self.cx.now.instant;
        if let Some(why) = granted.note {
            self.warn(why);
        } else if by == By::Password || was_waited_for {
            let text = words::signed_in(&self.cx.site, self.token_left());
            self.notices.show(now, Notice::new(Tone::Success, text));
        }
        if other_user {
            self.here.wants_list = true;
        }
        if was_out || other_user {
            self.resume();
        }
        // Nothing that sends comes under the fingers of somebody who has not signed in just now.
        if was_waited_for {
            self.offer_again();
        }
    }

    fn no_token(&mut self, fault: SignInFault, by: By) {
        if by == By::Refresh {
            return self.put_off_refresh();
        }
        if let Some(Modal::SignIn(form)) = &mut self.modal {
            return match fault {
                SignInFault::NoSource => form.stage = Stage::Filling,
                fault => form.fail(fault),
            };
        }
        // At the start or after a switch: the form opens only where no finger is on the keys.
        if fault == SignInFault::NoSource && !self.here.touched && !self.has_dialog() && self.form.is_none() {
            return self.open_password_form();
        }
        if let SignInFault::OtherTenant(tenant) = &fault {
            let lack =
                SignedOutReason::OtherTenant { token: tenant.clone(), here: self.cx.site.tenant().into() };
            return self.sign_out(lack);
        }
        self.forget_typeahead();
        self.sign_out(SignedOutReason::NoToken);
        self.here.source_fault = Some(fault.clone());
        if fault != SignInFault::NoSource {
            let notice = Notice::new(Tone::Error, words::sign_in_fault(&fault, &self.cx.site));
            self.notices.show(self.cx.now.instant, notice.with_sign_in());
        }
    }
}
