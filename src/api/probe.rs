//! One question to a service, to learn whether it is there and whether it takes a token. Nobody reads the list in its
//! answer.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::Response;
use reqwest::header::{ACCEPT, CONNECTION, CONTENT_TYPE, HeaderValue};

use super::classify::{Answered, BODY_BYTES, classify};
use super::client::TOKEN_HEADER;
use super::network::{Way, before_answer, is_compressed};
use super::settings::Timeouts;
use super::transport::{CannotStart, Route, Transport};
use crate::domain::base_url::BaseUrl;
use crate::domain::{ClockGap, FailureKind, Operation, SignedOut, Token, Unclear};

/// The result of a probe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The service's answer, or the reason why it did not work; a refused token is [`FailureKind::SignedOut`].
    pub answer: Result<Probed, FailureKind>,
    /// The gap between the clocks, where the answer told it.
    pub clock: Option<ClockGap>,
}

/// The answer of a service that can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probed {
    /// It takes the token.
    Accepted,
    /// It is there and asks for a token: none was sent.
    AsksForToken,
}

/// Asks for the list, with the token where there is one, and looks at the head of the answer only. Asks
/// once, over a connection that is closed afterwards.
pub async fn probe(base: &BaseUrl, token: Option<&Token>, route: &Route, timeouts: Timeouts) -> Probe {
    let mut clock = None;
    let answer = ask(base, token, route, timeouts, &mut clock).await;
    Probe { answer, clock }
}

async fn ask(
    base: &BaseUrl,
    token: Option<&Token>,
    route: &Route,
    timeouts: Timeouts,
    clock: &mut Option<ClockGap>,
) -> Result<Probed, FailureKind> {
    let not_set_up = |why: CannotStart| FailureKind::NotSetUp(why.to_string().into());
    let transport = Transport::open(base, route, timeouts.connect).map_err(not_set_up)?;
    let mut request = transport.fresh.get(base.secrets());
    for (name, value) in [(ACCEPT, "application/json"), (CONNECTION, "close")] {
        request = request.header(name, HeaderValue::from_static(value));
    }
    if let Some(token) = token {
        let mut carried =
            HeaderValue::from_str(token.expose()).map_err(|_| not_set_up(CannotStart::Token))?;
        carried.set_sensitive(true);
        request = request.header(TOKEN_HEADER, carried);
    }
    let way = Way { proxy: transport.proxy(), connect: timeouts.connect, waited: timeouts.call };
    let asked_at = Timestamp::now();
    let asked = async {
        let response = request.send().await.map_err(|error| before_answer(&error, &way).kind)?;
        *clock = super::clock::gap(&response, asked_at);
        judge(response, token.is_some(), &transport).await
    };
    let limit: Duration = timeouts.call;
    tokio::time::timeout(limit, asked).await.unwrap_or(Err(FailureKind::TimedOut { after: limit }))
}

async fn judge(
    mut response: Response,
    with_token: bool,
    transport: &Transport,
) -> Result<Probed, FailureKind> {
    let status = response.status();
    if let Some(refused) = transport.refused(status.as_u16()) {
        return Err(refused);
    }
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.map(str::to_owned);
    let compressed = is_compressed(&response);
    if status.is_success() {
        if compressed {
            return Err(FailureKind::Unintelligible(Unclear::Compressed));
        }
        let json = content_type.is_some_and(|kind| kind.contains("json"));
        return if json { Ok(Probed::Accepted) } else { Err(FailureKind::Unintelligible(Unclear::NotJson)) };
    }
    let mut body = Vec::new();
    while let Ok(Some(piece)) = response.chunk().await {
        body.extend_from_slice(&piece[..piece.len().min(BODY_BYTES - body.len())]);
        if body.len() == BODY_BYTES {
            break;
        }
    }
    let answered = Answered {
        operation: Operation::List,
        status: status.as_u16(),
        content_type: content_type.as_deref(),
        compressed,
        body: &body,
        is_cut: false,
        retry_after: None,
    };
    match classify(&answered).kind {
        FailureKind::SignedOut(SignedOut::Missing) if !with_token => Ok(Probed::AsksForToken),
        kind => Err(kind),
    }
}
