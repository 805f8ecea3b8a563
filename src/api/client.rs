//! The client that talks to a real service: two connections' worth of HTTP, and the loop that makes a
//! call again. What one attempt does is in `attempt`, what is sent in `prepared`.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::header::{ACCEPT, CONNECTION, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;

use crate::domain::{Answer, Exchange, Failure, FailureKind, NoAnswer, Reply, Request, Token};
use crate::text::SafeText;

use super::base_url::BaseUrl;
use super::retry::Attempt;
use super::settings::{Settings, Timeouts};
use super::store::{Replies, SecretStore};
use attempt::{Lost, Phone};
use prepared::{NotSent, Prepared};
use scrub::scrub;

mod attempt;
mod body;
mod list;
mod patience;
mod prepared;
mod scrub;

const TOKEN_HEADER: &str = "x-tapis-token";
const USER_AGENT: &str = concat!("tapis-secrets/", env!("CARGO_PKG_VERSION"));

/// A service at one address, spoken to with one token. Share it in an `Arc`: it has its own connections.
pub struct Client {
    base: BaseUrl,
    token: Arc<Token>,
    settings: Settings,
    /// For the list and metadata: connections are kept.
    kept: reqwest::Client,
    /// For writes and values: each call has a connection of its own, closed afterwards. A kept TLS
    /// connection keeps what went through it, and a write must not meet one that is dead already.
    fresh: reqwest::Client,
    /// Whether `kept` may have a connection left from an earlier call.
    warm: AtomicBool,
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum CannotStart {
    /// The token has characters that no header can carry.
    #[error("the token has characters that no header can carry")]
    Token,
    /// The HTTP library says why; mostly the system's certificates.
    #[error("HTTPS cannot be set up: {0}")]
    Http(String),
}

impl Client {
    /// A client with the documented patience. Takes some milliseconds, since it reads the system's
    /// certificates: not for the thread that draws.
    ///
    /// # Errors
    /// When the token fits in no header, or HTTPS cannot be set up.
    pub fn new(base: BaseUrl, token: Arc<Token>) -> Result<Self, CannotStart> {
        Self::with_settings(base, token, Settings::default())
    }

    /// A client with a patience of its own.
    ///
    /// # Errors
    /// As [`Client::new`].
    pub fn with_settings(base: BaseUrl, token: Arc<Token>, settings: Settings) -> Result<Self, CannotStart> {
        super::install_crypto();
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let mut carried = HeaderValue::from_str(token.expose()).map_err(|_| CannotStart::Token)?;
        carried.set_sensitive(true);
        headers.insert(TOKEN_HEADER, carried);
        let kept = build(&base, &settings.timeouts, headers.clone(), |builder| builder)?;
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
        let fresh = build(&base, &settings.timeouts, headers, |builder| builder.pool_max_idle_per_host(0))?;
        Ok(Self { base, token, settings, kept, fresh, warm: AtomicBool::new(false) })
    }

    /// Where it talks to.
    pub fn base_url(&self) -> &BaseUrl {
        &self.base
    }

    /// The attempts of one call.
    async fn run<R: Replies>(&self, prepared: &Prepared, replies: &R) -> Result<Answer, (Lost, u32)> {
        let policy = self.settings.retry;
        let http = if prepared.fresh { &self.fresh } else { &self.kept };
        let phone = Phone { http, settings: &self.settings };
        let mut number = 1;
        let mut second_chance = !prepared.fresh && self.warm.load(Ordering::Relaxed);
        loop {
            let lost = match phone.attempt(prepared, replies).await {
                Ok(answer) => {
                    self.warm.fetch_or(!prepared.fresh, Ordering::Relaxed);
                    return Ok(answer);
                }
                Err(lost) => lost,
            };
            // The service closes kept connections without a word (contract §3). That a read met such a
            // one is nobody's failure: it is made again at once, on a new connection.
            let broken = lost.kind == FailureKind::Unreachable(NoAnswer::Broken);
            if std::mem::take(&mut second_chance) && broken {
                continue;
            }
            self.warm.fetch_or(!prepared.fresh && lost.status.is_some(), Ordering::Relaxed);
            let failed = Attempt {
                number,
                operation: prepared.operation,
                kind: &lost.kind,
                status: lost.status,
                nothing_sent: lost.nothing_sent,
            };
            let Some(wait) = policy.next(&failed, fastrand::f64()) else { return Err((lost, number)) };
            number += 1;
            replies.send(Reply::Retrying { attempt: number, of: policy.attempts, after: wait });
            tokio::time::sleep(wait).await;
        }
    }
}

impl SecretStore for Client {
    async fn call<R: Replies>(&self, request: Request, replies: &R) -> Result<Answer, Box<Failure>> {
        let fail = |kind, exchange| {
            let subject = request.subject().cloned();
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
                };
                fail(lost.kind, exchange)
            }
        }
    }
}

/// The token stays out of it.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base).finish_non_exhaustive()
    }
}

pub(super) fn build(
    base: &BaseUrl,
    timeouts: &Timeouts,
    headers: HeaderMap,
    special: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
) -> Result<reqwest::Client, CannotStart> {
    let mut builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .default_headers(headers)
        // The token would travel along, to any host (contract §1).
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(timeouts.connect);
    if base.is_loopback() {
        // Proxy variables capture even 127.0.0.1.
        builder = builder.no_proxy();
        if base.as_str().starts_with("http://") {
            // No TLS will be spoken, so the system's certificates need not be read.
            builder = builder.tls_certs_only([]);
        }
    }
    special(builder).build().map_err(|e| CannotStart::Http(e.without_url().to_string()))
}
