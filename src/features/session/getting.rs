//! Getting a token: one attempt at a time, and the consequences of its end.

use std::time::Instant;

use super::form::Stage;
use super::state::{Attempt, By, Screen, Session, SignedOutReason, Told};
use super::words;
use crate::core::{Context, Effect, News, Notice, Out, SessionId, Tone};
use crate::domain::{Granted, SignInFault, Site, TokenWay};

impl Session {
    /// Gets a token, and gives up any attempt under way; returns the session that begins with the token.
    pub(super) fn get_token(&mut self, cx: &Context, way: TokenWay, out: &mut Out) -> SessionId {
        let by = match &way {
            TokenWay::Sources => By::Source,
            TokenWay::AtTerminal => By::SourceAtTerminal,
            TokenWay::Password(_) => By::Password,
            TokenWay::Refresh => By::Refresh,
        };
        self.last_id = self.last_id.next();
        let (id, profile) = (self.last_id, self.here.profile);
        self.here.attempt = Some(Attempt { id, since: cx.now.instant, by, touched: false });
        out.effects.push(match way {
            TokenWay::AtTerminal => Effect::AskAtTerminal(id, profile, words::asking_command(&cx.site)),
            way => Effect::GetToken(id, profile, way),
        });
        id
    }

    /// Tells whether an attempt to get a token is under way.
    pub fn is_getting_token(&self) -> bool {
        self.here.attempt.is_some()
    }

    /// Returns the time since which the source of the profile is asked, while nothing works without its answer.
    pub fn getting_token(&self) -> Option<Instant> {
        let attempt = self.here.attempt.filter(|attempt| attempt.by.is_source())?;
        (self.here.signed_out == Some(SignedOutReason::NoToken)).then_some(attempt.since)
    }

    /// Returns the session of the attempt that has the terminal.
    pub fn has_terminal(&self) -> Option<SessionId> {
        let attempt = self.here.attempt.filter(|attempt| attempt.by == By::SourceAtTerminal)?;
        Some(attempt.id)
    }

    /// Notes that a key was pressed, or text was pasted.
    pub fn touch(&mut self) {
        if let Some(attempt) = &mut self.here.attempt {
            attempt.touched = true;
        }
    }

    /// Takes the result of an attempt. The result of one that was given up is ignored.
    pub fn got_token(
        &mut self,
        cx: &Context,
        id: SessionId,
        result: Result<Granted, SignInFault>,
        screen: Screen,
        out: &mut Out,
    ) {
        // A command may have opened the terminal by itself, and have drawn on it.
        out.effects.push(Effect::Redraw);
        let Some(attempt) = self.here.attempt.take_if(|attempt| attempt.id == id) else {
            return out.effects.push(Effect::Close(id));
        };
        out.report(News::TokenAnswered);
        match result.and_then(|granted| self.usable(cx, granted, attempt.by, screen)) {
            Ok(granted) => self.begin_session(cx, attempt, granted, out),
            Err(fault) => {
                out.effects.push(Effect::Close(id));
                self.no_token(cx, attempt, fault, screen, out);
            }
        }
    }

    /// Refuses a token for another site, one that was refused already, and one that must not unlock the screen.
    fn usable(&self, cx: &Context, granted: Granted, by: By, screen: Screen) -> Result<Granted, SignInFault> {
        if let Some(tenant) = cx.site.other_tenant(&granted.claims) {
            return Err(SignInFault::OtherTenant(tenant.clone()));
        }
        let user = &cx.site.claims.user;
        let is_another = !user.is_empty() && user.shown() != granted.claims.user.original();
        if by == By::Password && screen == Screen::Locked && is_another {
            return Err(SignInFault::OtherUser(user.clone()));
        }
        let was_refused = self.here.signed_out.as_ref().is_some_and(SignedOutReason::is_refusal);
        let again = was_refused && by.is_source() && granted.claims == cx.site.claims;
        match self.source().name().filter(|_| again) {
            Some(what) => Err(SignInFault::Source(format!("{what} gave the same token again."))),
            None => Ok(granted),
        }
    }

    fn begin_session(&mut self, cx: &Context, attempt: Attempt, granted: Granted, out: &mut Out) {
        let Attempt { id, by, .. } = attempt;
        let former = out.pending.begin(id);
        if former != id {
            out.effects.push(Effect::Close(former));
        }
        let Granted { claims, refreshable, note } = granted;
        let other_user = claims.user != cx.site.claims.user;
        let was_out = self.here.signed_out.take().is_some();
        let left = self.left_of(&claims, cx);
        self.here.renewal.begin(refreshable, left, cx.now.instant);
        self.here.told = Told::default();
        let site = Site { claims: claims.clone(), ..cx.site.clone() };
        out.report(News::SignedIn(claims));
        let was_waited_for = self.end_form(attempt, out);
        if by == By::Password {
            out.report(News::PasswordAccepted);
        }
        if let Some(why) = note {
            out.warn(why);
        } else if by == By::Password || was_waited_for {
            out.tell(Notice::new(Tone::Success, words::signed_in(&site, left)));
        }
        if was_out || other_user {
            self.retry(other_user, out);
        }
        // A change is offered again only to a user who has just signed in: others may be typing.
        if was_waited_for {
            self.offer_again(out);
        }
    }

    fn no_token(
        &mut self,
        cx: &Context,
        attempt: Attempt,
        fault: SignInFault,
        screen: Screen,
        out: &mut Out,
    ) {
        if attempt.by == By::Refresh {
            return self.here.renewal.put_off(cx.now.instant);
        }
        if let Some(form) = &mut self.here.form {
            return match fault {
                SignInFault::NoSource => form.stage = Stage::Filling,
                fault => form.fail(fault),
            };
        }
        // At the start or after a switch: the form opens only where the user is not typing.
        if fault == SignInFault::NoSource && !attempt.touched && screen == Screen::Panes {
            return self.open_form(cx, out);
        }
        if let SignInFault::OtherTenant(tenant) = &fault {
            return self.sign_out(cx, SignedOutReason::other_tenant(tenant, &cx.site), out);
        }
        out.report(News::NoTokenCame);
        self.sign_out(cx, SignedOutReason::NoToken, out);
        if fault != SignInFault::NoSource {
            let notice = Notice::new(Tone::Error, crate::words::sign_in_fault(&fault, &cx.site));
            out.tell(notice.with_sign_in());
        }
        self.here.source_fault = match fault {
            SignInFault::Source(why) => Some(why),
            _ => None,
        };
    }
}
