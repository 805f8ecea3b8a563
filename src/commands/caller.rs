//! An engine that is signed in to a service, and the requests that wait for an answer: what the loop and the app are
//! for the browser.

use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::mpsc::UnboundedReceiver;

use super::Outcome;
use super::failure::{failed, no_token};
use super::output::complain;
use super::watch::Watch;
use crate::accounts::ProfileAccounts;
use crate::api::{Access, Client};
use crate::config::Profile;
use crate::core::{Effect, Event, FIRST_SESSION, PendingRequests, RequestKey, Ticket};
use crate::domain::{
    Answer, Claims, ClockGap, Exit, Failure, Granted, ProfileId, Reply, Request, Rows, Secret, SecretId,
    SignInFault, Site, TokenWay,
};
use crate::engine::{Engine, records_folder};
use crate::files::reason;
use crate::logging::{self, Record};
use crate::text::format::duration;
use crate::words;

/// Calls about single secrets that are under way at once.
pub(super) const AT_ONCE: usize = 8;

/// A caller of the service. Ending it leaves copies in the clipboard for as long as they may stay.
pub(super) struct Caller {
    /// Carries out effects.
    pub(super) engine: Engine,
    events: UnboundedReceiver<Event>,
    /// Gives out tickets, and tells whether a reply is still wanted.
    pub(super) pending: PendingRequests,
    /// Waits for what blocks, and for signals.
    pub(super) watch: Watch,
    /// The place, with the claims of the token.
    pub(super) site: Site,
    /// The gap between the clocks, as the service has told it last.
    pub(super) gap: Option<ClockGap>,
    /// The user wants changes to be remembered.
    pub(super) remembers: bool,
    /// Nothing is said while the service asks to wait.
    quiet: bool,
    /// The time at which open reads are given up.
    due: Option<Instant>,
}

impl Caller {
    /// Gets a token from the sources of the profile, and opens a session with it. Returns a note, too, where a source
    /// has failed.
    ///
    /// # Errors
    /// When there is no token, or it is for another tenant: then nothing was sent.
    pub(super) fn sign_in(
        profile: &Arc<Profile>,
        way: TokenWay,
        quiet: bool,
    ) -> Result<(Self, Option<String>), Outcome> {
        let watch = Watch::new()?;
        let site = profile.site(Claims::default());
        logging::note(Record::Started { address: site.base_url.to_string() });
        let accounts = ProfileAccounts::new(vec![profile.clone()], Timestamp::now);
        let make = |access: Access| Client::new(access.base_url, access.token, &access.route);
        let (engine, events) = std::env::current_exe()
            .and_then(|program| Engine::start(program, make, accounts, records_folder()))
            .map_err(|error| {
                Outcome::failed(Exit::Failed, format!("tapis-secrets cannot start: {}.", reason(&error)))
            })?;
        let pending = PendingRequests::new(FIRST_SESSION);
        let remembers = profile.remember_changes;
        let (gap, due) = (None, None);
        let mut caller = Self { engine, events, pending, watch, site, gap, remembers, quiet, due };
        caller.engine.perform(Effect::GetToken(FIRST_SESSION, ProfileId(0), way));
        let granted = loop {
            if let Event::GotToken(_, result) = caller.next(None)? {
                break result;
            }
        };
        let Granted { claims, note, .. } =
            *granted.map_err(|fault| no_token(&fault, profile, &caller.site))?;
        if let Some(tenant) = caller.site.other_tenant(&claims) {
            return Err(no_token(&SignInFault::OtherTenant(tenant.clone()), profile, &caller.site));
        }
        caller.site.claims = claims;
        Ok((caller, note))
    }

    /// Waits for the next event. When `due` has come first, that is [`Event::Wake`].
    ///
    /// # Errors
    /// When a signal ends the command.
    pub(super) fn next(&mut self, due: Option<Instant>) -> Result<Event, Outcome> {
        let Self { events, watch, .. } = self;
        let event = async {
            let due = async {
                match due {
                    Some(due) => tokio::time::sleep_until(due.into()).await,
                    None => pending().await,
                }
            };
            tokio::select! {
                biased;
                event = events.recv() => event,
                () = due => Some(Event::Wake),
            }
        };
        let event = watch.wait(event)?;
        if let Some(Event::Reply(_, Reply::Clock(gap))) = &event {
            self.gap = *gap;
        }
        event.ok_or_else(|| Outcome::failed(Exit::Failed, "tapis-secrets lost its worker."))
    }

    /// Begins a call.
    pub(super) fn begin(&mut self, request_key: RequestKey, request: Request) -> Ticket {
        let (ticket, _) = self.pending.open(request_key);
        self.engine.perform(Effect::Call(ticket.clone(), request));
        ticket
    }

    /// Waits for the next reply that is still wanted.
    ///
    /// # Errors
    /// When a signal ends the command, or the time for it is over.
    pub(super) fn reply(&mut self) -> Result<(Ticket, Reply), Outcome> {
        loop {
            let event = self.next(self.due)?;
            if matches!(event, Event::Wake) {
                return Err(Outcome::failed(Exit::Unreachable, "No answer came in time."));
            }
            if let Event::Reply(ticket, reply) = event
                && self.pending.is_current(&ticket)
            {
                match reply {
                    Reply::Final(_) => self.pending.close(&ticket),
                    Reply::Paused { left } if !self.quiet => {
                        let seconds = Duration::from_secs(left.as_secs_f64().ceil() as u64);
                        complain(&format!("{} {}.", words::ASKED_TO_WAIT, duration(seconds)));
                    }
                    _ => {}
                }
                return Ok((ticket, reply));
            }
        }
    }

    /// Reads for `most` at the longest. What is open then is given up, and what else arrives of it is not wanted.
    ///
    /// # Errors
    /// Those of `read`, and when it takes longer.
    pub(super) fn within<T>(
        &mut self,
        most: Duration,
        read: impl FnOnce(&mut Self) -> Result<T, Outcome>,
    ) -> Result<T, Outcome> {
        self.due = Some(Instant::now() + most);
        let result = read(self);
        self.due = None;
        for ticket in self.pending.cancel_reads() {
            self.engine.perform(Effect::Abort(ticket));
        }
        result
    }

    /// Makes a call, and waits for its end.
    ///
    /// # Errors
    /// When it fails, or a signal ends the command.
    pub(super) fn call(&mut self, request_key: RequestKey, request: Request) -> Result<Answer, Outcome> {
        self.begin(request_key, request);
        loop {
            if let (_, Reply::Final(result)) = self.reply()? {
                return result.map_err(|failure| failed(&failure, &self.site));
            }
        }
    }

    /// Asks for the metadata of a secret.
    ///
    /// # Errors
    /// As [`Caller::call`].
    pub(super) fn secret(&mut self, id: &SecretId) -> Result<Box<Secret>, Outcome> {
        match self.call(RequestKey::Look(0), Request::Get(id.clone()))? {
            Answer::Got(secret) => Ok(secret),
            _ => Err(Outcome::unexpected()),
        }
    }

    /// Asks for all secrets. Returns the number of rows that could not be read, too.
    ///
    /// # Errors
    /// As [`Caller::call`].
    pub(super) fn secrets(&mut self) -> Result<(Rows, usize), Outcome> {
        let mut rows = Rows::new();
        self.begin(RequestKey::LIST, Request::List);
        loop {
            match self.reply()?.1 {
                Reply::Batch(chunk) => rows.push(chunk),
                Reply::Retrying { .. } => rows = Rows::new(),
                Reply::Final(Ok(Answer::Listed { unreadable, .. })) => return Ok((rows, unreadable)),
                Reply::Final(Ok(_)) => return Err(Outcome::unexpected()),
                Reply::Final(Err(failure)) => return Err(failed(&failure, &self.site)),
                _ => {}
            }
        }
    }

    /// Makes reads, `at_once` at a time. The results are in the order of the requests.
    ///
    /// # Errors
    /// When a signal ends the command.
    pub(super) fn calls(
        &mut self,
        at_once: usize,
        requests: impl IntoIterator<Item = (RequestKey, Request)>,
    ) -> Result<Vec<Result<Answer, Box<Failure>>>, Outcome> {
        let mut requests = requests.into_iter();
        let (mut asked, mut answered) = (Vec::new(), Vec::new());
        let mut open = 0;
        loop {
            for (request_key, request) in requests.by_ref().take(at_once - open) {
                asked.push(self.begin(request_key, request).id);
                answered.push(None);
                open += 1;
            }
            if open == 0 {
                return Ok(answered.into_iter().flatten().collect());
            }
            if let (ticket, Reply::Final(result)) = self.reply()? {
                open -= 1;
                if let Some(place) = asked.iter().position(|id| *id == ticket.id) {
                    answered[place] = Some(result);
                }
            }
        }
    }
}
