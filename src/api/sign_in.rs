//! The token endpoint (contract §6): a password, or the refresh token of an earlier sign-in, for a token.
//!
//! Every call has a connection of its own that is closed afterwards, follows no redirect, and is never
//! made again by itself. What the endpoint says about a failure is not passed on: it may repeat the
//! client's key. Which token is used where is not decided here.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONNECTION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::{Response, Url};
use zeroize::Zeroizing;

use super::classify::retry_after;
use super::network::{Way, before_answer, is_compressed, within_body};
use super::settings::Timeouts;
use super::transport::{CannotStart, Route, Transport};
use super::wire::grants::{self, Grant};
use crate::domain::base_url::BaseUrl;
use crate::domain::{FailureKind, NoAnswer, SecretValue, SignInFault, Token, Unclear};

/// The largest answer that is read, in bytes.
const LARGEST: usize = 256 * 1024;

/// The token endpoint of one site, with the client that asks it.
pub struct TokenEndpoint {
    url: Url,
    transport: Transport,
    /// `Basic …` of a client's id and key.
    client: Option<HeaderValue>,
    timeouts: Timeouts,
}

/// The tokens that a sign-in brought.
#[derive(Debug)]
pub struct Tokens {
    /// The token for the service; its claims say whose it is and when it ends.
    pub access: Token,
    /// The token that gets the next one without a password. Only a client with a key gets one.
    pub refresh: Option<SecretValue>,
}

impl TokenEndpoint {
    /// Makes the endpoint of a site; with a client's id and key it grants refresh tokens. Takes some milliseconds,
    /// since it reads the system's certificates.
    ///
    /// # Errors
    /// When the endpoint cannot be reached by the given route, or the client's key fits in no header.
    pub fn new(
        base: &BaseUrl,
        client: Option<(&str, &SecretValue)>,
        route: &Route,
        timeouts: Timeouts,
    ) -> Result<Self, CannotStart> {
        let transport = Transport::open(base, route, timeouts.connect)?;
        let client = client.map(|(id, key)| basic(id, key)).transpose()?;
        Ok(Self { url: base.tokens(), transport, client, timeouts })
    }

    /// Signs in with a password.
    ///
    /// # Errors
    /// The reason why there is no token, by kind.
    pub async fn password(&self, username: &str, password: &SecretValue) -> Result<Tokens, SignInFault> {
        self.ask(&Grant::Password { username, password: password.expose() }).await
    }

    /// Gets the next token. The old refresh token may be worthless afterwards.
    ///
    /// # Errors
    /// As [`TokenEndpoint::password`].
    pub async fn refresh(&self, refresh_token: &SecretValue) -> Result<Tokens, SignInFault> {
        self.ask(&Grant::RefreshToken { refresh_token: refresh_token.expose() }).await
    }

    async fn ask(&self, grant: &Grant<'_>) -> Result<Tokens, SignInFault> {
        let body = grants::body(grant).map_err(|_| SignInFault::Unintelligible)?;
        let mut request = self.transport.fresh.post(self.url.clone()).body(body);
        let fixed = [(ACCEPT, "application/json"), (CONTENT_TYPE, "application/json"), (CONNECTION, "close")];
        for (name, value) in fixed {
            request = request.header(name, HeaderValue::from_static(value));
        }
        if let Some(client) = &self.client {
            request = request.header(AUTHORIZATION, client.clone());
        }
        let limit = self.timeouts.call;
        let asked = async {
            let response = request.send().await.map_err(|error| self.unreachable(&error))?;
            match self.transport.refused(response.status().as_u16()) {
                Some(proxy) => Err(fault(proxy)),
                None => read(response).await,
            }
        };
        tokio::time::timeout(limit, asked).await.unwrap_or(Err(SignInFault::TimedOut(limit)))
    }

    fn unreachable(&self, error: &reqwest::Error) -> SignInFault {
        let (connect, waited) = (self.timeouts.connect, self.timeouts.call);
        fault(before_answer(error, &Way { proxy: self.transport.proxy(), connect, waited }).kind)
    }
}

/// Maps a failure of the network to a fault of the sign-in.
fn fault(kind: FailureKind) -> SignInFault {
    match kind {
        FailureKind::TimedOut { after } => SignInFault::TimedOut(after),
        FailureKind::Unreachable(why) => SignInFault::Unreachable(why),
        FailureKind::Proxy { proxy, fault } => SignInFault::Proxy { proxy, fault },
        FailureKind::Unintelligible(why) => SignInFault::Unclear(why),
        FailureKind::OurFault => SignInFault::Source("A bug in tapis-secrets: nothing was sent.".to_owned()),
        _ => SignInFault::Unreachable(NoAnswer::Other),
    }
}

/// Leaves the key out.
impl fmt::Debug for TokenEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenEndpoint").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

fn basic(id: &str, key: &SecretValue) -> Result<HeaderValue, CannotStart> {
    let pair = Zeroizing::new(format!("{id}:{}", key.expose()));
    let header = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
    let mut header = HeaderValue::from_str(&header).map_err(|_| CannotStart::Token)?;
    header.set_sensitive(true);
    Ok(header)
}

async fn read(mut response: Response) -> Result<Tokens, SignInFault> {
    let status = response.status();
    if !status.is_success() {
        return Err(refusal(status.as_u16(), wait(&response)));
    }
    if is_compressed(&response) {
        return Err(SignInFault::Unclear(Unclear::Compressed));
    }
    let body = whole(&mut response).await?;
    let granted = grants::read(&body).map_err(|why| match why {
        grants::NoGrant::Error => SignInFault::ServiceFault(Some(status.as_u16())),
        grants::NoGrant::Unclear => SignInFault::Unintelligible,
    })?;
    let access = Token::new(granted.access.expose().to_owned()).map_err(|_| SignInFault::Unintelligible)?;
    Ok(Tokens { access, refresh: granted.refresh })
}

/// Maps a status to a fault of the sign-in; the text is ignored (contract §6).
fn refusal(status: u16, wait: Option<Duration>) -> SignInFault {
    match status {
        400 | 401 | 403 => SignInFault::Refused,
        300..=399 | 404 | 405 | 410 => SignInFault::WrongAddress,
        429 => SignInFault::SlowedDown(wait),
        _ => SignInFault::ServiceFault(Some(status)),
    }
}

fn wait(response: &Response) -> Option<Duration> {
    let now = super::clock::date(response).unwrap_or_else(Timestamp::now);
    retry_after(response.headers().get(RETRY_AFTER)?.to_str().ok()?, now)
}

/// Reads the body into one buffer that never grows and is wiped.
async fn whole(response: &mut Response) -> Result<Zeroizing<Vec<u8>>, SignInFault> {
    let mut body = Zeroizing::new(Vec::with_capacity(LARGEST));
    while let Some(piece) = response.chunk().await.map_err(|error| fault(within_body(&error).kind))? {
        if body.len() + piece.len() > LARGEST {
            return Err(SignInFault::Unintelligible);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}
