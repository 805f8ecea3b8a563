//! Takes a draft through the write machine to its end: its requests go to the engine, and the answers come back.
//!
//! A signal before the draft is sent gives it up. After that the first signal is answered with the news that the
//! draft was sent, and its answer is waited for; the second one ends the wait.

use std::sync::Arc;

use jiff::Timestamp;

use super::ending::{Deed, End, Ended, Ending};
use crate::clock;
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::output::complain;
use crate::commands::remembered;
use crate::core::{Effect, Event, RequestKey};
use crate::domain::{ClockGap, Exit, Moment, Reply};
use crate::work::write::{Check, Context, Draft, Input, News, Old, Output, State, Wait, Write};

/// A write under way, and what it has told so far.
struct Drive<'a> {
    caller: &'a mut Caller,
    write: Write,
    agreed: bool,
    gap: Option<ClockGap>,
    /// The service's time of its answer to the change.
    dated: Option<Timestamp>,
    end: Option<End>,
    signal: Option<Exit>,
}

/// Sends a draft and follows the write to its end. `agreed` lets the value be read afterwards where nothing else can
/// tell the outcome.
pub(in crate::commands) fn carry_out(
    caller: &mut Caller,
    deed: Deed,
    draft: Draft,
    (old, agreed): (Old, bool),
) -> Ending {
    let id = draft.id().clone();
    let owner = match &draft {
        Draft::Create(_) => &caller.site.claims.user,
        Draft::Edit { base: secret, .. } | Draft::Delete { secret, .. } => &secret.owner,
    };
    let owner = owner.clone();
    let write = Write::new(caller.pending.request().0);
    let mut drive = Drive { caller, write, agreed, gap: None, dated: None, end: None, signal: None };
    // Told also to a user who wants to hear only of failures.
    let tell = || {
        complain(&format!(
            "The change of {id} is sent; its answer will say what became of it. The next signal ends."
        ));
    };
    let mut input = Input::Confirmed(draft, old);
    loop {
        drive.step(input);
        if !drive.write.is_under_way() {
            break;
        }
        match drive.next_input(&tell) {
            Some(next) => input = next,
            None => break,
        }
    }
    let left = if drive.write.sent_at().is_some() { End::Left } else { End::GivenUp };
    let doubted_by = drive.write.doubted_by().cloned();
    let sent = drive.write.sent().map_or((false, false), |sent| (sent.value, sent.description.is_some()));
    let ended = Ended { end: drive.end.take().unwrap_or(left), doubted_by, sent, signal: drive.signal };
    let dated = drive.dated;
    drop(drive);
    if let End::Settled(fate) = &ended.end
        && let Some(news) = fate.of_value(deed == Deed::Rm, ended.sent.0, dated)
    {
        remembered::note(caller, &id, &owner, news);
    }
    Ending::of(deed, &id, &ended, &caller.site)
}

impl Drive<'_> {
    fn step(&mut self, input: Input) {
        let now = clock::now();
        let cx = Context {
            now,
            service_time: self.service_time(now),
            site: &self.caller.site,
            digests: None,
            agreed: self.agreed,
            denied: false,
        };
        for output in self.write.step(&cx, input) {
            match output {
                Output::Call(request_key, request) => drop(self.caller.begin(request_key, request)),
                Output::Abort(request_key) => self.abort(&request_key),
                Output::News(News::HeldBack(why)) => self.end = Some(End::HeldBack(why)),
                Output::News(News::Settled(fate)) => self.end = Some(End::Settled(fate)),
                Output::News(News::Taken(namesake)) => self.end = Some(End::Taken(namesake)),
                Output::News(_) => {}
            }
        }
    }

    fn service_time(&self, now: Moment) -> Timestamp {
        self.gap.map_or(now.wall, |gap| gap.service_time(now.wall))
    }

    fn abort(&mut self, request_key: &RequestKey) {
        if let Some(ticket) = self.caller.pending.cancel(request_key) {
            self.caller.engine.perform(Effect::Abort(ticket));
        }
    }

    /// Waits for what happens next; `None` when nobody waits any longer.
    fn next_input(&mut self, tell: &impl Fn()) -> Option<Input> {
        // Nobody signs in anew meanwhile.
        if matches!(self.write.state(), State::Verifying(_, Check { wait: Wait::SignIn, .. })) {
            return Some(Input::SessionOver);
        }
        loop {
            match self.caller.next(self.write.next_due()) {
                Ok(Event::Wake) => return Some(Input::Tick),
                Ok(Event::Reply(_, Reply::Clock(gap))) => self.gap = gap,
                Ok(Event::Reply(_, Reply::Dated(at))) => self.dated = Some(at),
                Ok(Event::Reply(ticket, Reply::Final(result))) if self.caller.pending.is_current(&ticket) => {
                    self.caller.pending.close(&ticket);
                    let result = result.map_err(|failure| Arc::new(*failure));
                    return Some(match ticket.request_key {
                        RequestKey::Write(_) => Input::Written(result),
                        _ => Input::Looked(result),
                    });
                }
                Ok(_) => {}
                Err(Outcome { exit: exit @ Exit::Signal(_), .. }) => {
                    let again = self.signal.replace(exit).is_some();
                    if again || self.write.sent_at().is_none() {
                        return None;
                    }
                    tell();
                }
                // The worker is gone.
                Err(_) => return None,
            }
        }
    }
}
