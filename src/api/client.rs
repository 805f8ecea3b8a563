//! The client that talks to a real service, and the loop that repeats a call. `attempt` makes one attempt, `operations`
//! has the request that it sends, and `transport` the way there.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};

use crate::domain::{Answer, Exchange, Failure, FailureKind, NoAnswer, Reply, Request, Token};
use crate::text::SafeText;

use super::clock::Told;
use super::operations::{NotSent, Prepared};
use super::retry::FailedAttempt;
use super::settings::Settings;
use super::store::{Replies, SecretStore};
use super::transport::{CannotStart, Route, Transport};
use crate::domain::base_url::BaseUrl;
use attempt::{Attempt, AttemptError};
use gate::Gate;
use scrub::scrub;

mod attempt;
mod body;
mod gate;
mod list;
mod patience;
mod repeats;
mod scrub;

pub(super) const TOKEN_HEADER: &str = "x-tapis-token";

/// A client for a service at one address, with one token. Share it in an `Arc`: it has its own connections.
pub struct Client {
    base: BaseUrl,
    token: Arc<Token>,
    settings: Settings,
    transport: Transport,
    /// The headers of every request.
    headers: HeaderMap,
    /// Set when a connection of an earlier call may still be open.
    warm: AtomicBool,
    /// Closed while the service wants to be left alone.
    gate: Gate,
    /// The last report about the clocks.
    clock: Told,
}

impl Client {
    /// Makes a client with the documented patience. Takes some milliseconds, since it reads the system's
    /// certificates: not for the thread that draws.
    ///
    /// # Errors
    /// When the token fits in no header, or the service cannot be reached by the given route.
    pub fn new(base: BaseUrl, token: Arc<Token>, route: &Route) -> Result<Self, CannotStart> {
        Self::on_route(base, token, Settings::default(), route)
    }

    /// Makes a client with a patience of its own, and with the proxies of the environment.
    ///
    /// # Errors
    /// As [`Client::new`].
    pub fn with_settings(base: BaseUrl, token: Arc<Token>, settings: Settings) -> Result<Self, CannotStart> {
        Self::on_route(base, token, settings, &Route::default())
    }

    /// Makes a client with a patience and a route of its own.
    ///
    /// # Errors
    /// As [`Client::new`].
    pub fn on_route(
        base: BaseUrl,
        token: Arc<Token>,
        settings: Settings,
        route: &Route,
    ) -> Result<Self, CannotStart> {
        let transport = Transport::open(&base, route, settings.timeouts.connect)?;
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let mut carried = HeaderValue::from_str(token.expose()).map_err(|_| CannotStart::Token)?;
        carried.set_sensitive(true);
        headers.insert(TOKEN_HEADER, carried);
        let (warm, gate, clock) = (AtomicBool::new(false), Gate::default(), Told::default());
        Ok(Self { base, token, settings, transport, headers, warm, gate, clock })
    }

    /// Returns the address of the service.
    pub fn base_url(&self) -> &BaseUrl {
        &self.base
    }

    /// Makes the attempts of one call.
    async fn run<R: Replies>(&self, prepared: &Prepared, replies: &R) -> Result<Answer, (AttemptError, u32)> {
        let policy = self.settings.retry;
        let attempt = Attempt {
            transport: &self.transport,
            headers: &self.headers,
            settings: &self.settings,
            clock: &self.clock,
        };
        let mut number = 1;
        let mut second_chance = !prepared.fresh && self.warm.load(Ordering::Relaxed);
        loop {
            let passed = self.gate.pass(prepared.operation, policy.longest_wait, replies).await;
            passed.map_err(|lost| (lost, number - 1))?;
            let lost = match attempt.make(prepared, replies).await {
                Ok(answer) => {
                    self.warm.fetch_or(!prepared.fresh, Ordering::Relaxed);
                    return Ok(answer);
                }
                Err(lost) => lost,
            };
            // The service closes kept connections without a word (contract §3). A read that met one of those has
            // not failed: it is repeated at once, on a new connection.
            let broken = lost.kind == FailureKind::Unreachable(NoAnswer::Broken);
            if std::mem::take(&mut second_chance) && broken {
                continue;
            }
            self.warm.fetch_or(!prepared.fresh && lost.status.is_some(), Ordering::Relaxed);
            let failed = FailedAttempt {
                number,
                operation: prepared.operation,
                kind: &lost.kind,
                status: lost.status,
                nothing_sent: lost.nothing_sent,
            };
            let jitter = fastrand::f64();
            let pause = policy.pause(&failed, jitter);
            if let Some(pause) = pause {
                self.gate.close(pause);
            }
            let Some(wait) = policy.next(&failed, jitter) else { return Err((lost, number)) };
            number += 1;
            // The gate says how long, and waits.
            if pause.is_none() {
                replies.send(Reply::Retrying { attempt: number, of: policy.attempts, after: wait });
                tokio::time::sleep(wait).await;
            }
        }
    }
}

impl SecretStore for Client {
    async fn call<R: Replies>(&self, request: Request, replies: &R) -> Result<Answer, Box<Failure>> {
        let fail = |kind, exchange| {
            let subject = request.subject();
            let mut failure = Failure { operation: request.operation(), subject, kind, exchange };
            scrub(&mut failure, &self.token, &request);
            Err(Box::new(failure))
        };
        let prepared = match Prepared::new(&self.base, &request) {
            Ok(prepared) => prepared,
            Err(NotSent { kind, message }) => return fail(kind, Exchange { message, ..Exchange::default() }),
        };
        match self.run(&prepared, replies).await {
            Ok(answer) => Ok(answer),
            Err((lost, attempts)) => {
                let exchange = Exchange {
                    method: prepared.method_name,
                    path: SafeText::from(prepared.url.path()),
                    status: lost.status,
                    elapsed: lost.elapsed,
                    attempts,
                    message: lost.message,
                    may_have_arrived: !lost.nothing_sent,
                    clock: lost.clock,
                };
                fail(lost.kind, exchange)
            }
        }
    }
}

/// Leaves the token out.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base).finish_non_exhaustive()
    }
}
