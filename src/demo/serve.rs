//! The way of a request: redirect, token, route, fault, operation, delay, and the fate of its
//! connection. Each of these is decided in a file of its own; this one puts them in order.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response};

use super::administrator::{ADMINISTRATOR, NEEDS_ROLE};
use super::answer::Answer;
use super::connection::{DemoListener, Link};
use super::faults::{self, Fault, Kind};
use super::oauth;
use super::operations::{self, Call};
use super::pods;
use super::route::{self, Route};
use super::state::State;
#[cfg(feature = "test-support")]
use super::testing;
use super::token;

/// The largest body that is read, in bytes. A larger one counts as missing, and nothing takes effect.
const BODY_LIMIT: usize = 64 << 20;

/// Answers what comes through `listener` until it is dropped.
pub(super) async fn run(listener: DemoListener, state: Arc<State>) -> std::io::Result<()> {
    let router = Router::new().fallback(handle).with_state(state);
    axum::serve(listener, router.into_make_service_with_connect_info::<Link>()).await
}

async fn handle(
    Shared(state): Shared<Arc<State>>,
    ConnectInfo(link): ConnectInfo<Link>,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    #[cfg(feature = "test-support")]
    let number = state.testing.log.asked(parts.method.as_str(), parts.uri.path());
    // Read to the end even when refused: closing with unread data would reset the connection.
    let body = to_bytes(body, BODY_LIMIT).await.unwrap_or_default();
    let (answer, late) = answer(&state, &parts, &body).await;
    let delay = state.controls().latency + late;
    #[cfg(feature = "test-support")]
    let (answer, delay) =
        (state.testing.dated(answer, state.now()), delay + state.testing.latency(parts.uri.path()));
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    link.set(answer.fate);
    #[cfg(feature = "test-support")]
    {
        state.testing.log.answered(number, answer.visible_status());
        if let Some(half) = state.testing.half_list(&answer) {
            return half;
        }
    }
    answer.response(Body::empty()).map(|_| Body::from(answer.body))
}

/// Makes the answer, and tells by how much a fault delays it.
async fn answer(state: &State, parts: &Parts, body: &[u8]) -> (Answer, Duration) {
    #[cfg(feature = "test-support")]
    if let Some(script) = state.testing.take_script(parts.method.as_str(), parts.uri.path()) {
        return match testing::answer(script, |half_done| perform(state, parts, body, half_done)) {
            Some(answer) => (answer, Duration::ZERO),
            None => std::future::pending().await,
        };
    }
    let fault = state.controls().draw_fault();
    match fault {
        Some(fault) => faulty(state, parts, body, fault),
        None => (ordinary(state, parts, body), Duration::ZERO),
    }
}

/// Makes the answer that `fault` leaves. A write may have taken effect nevertheless.
fn faulty(state: &State, parts: &Parts, body: &[u8], fault: Fault) -> (Answer, Duration) {
    let route = Route::of(parts.method.as_str(), &route::decode(parts.uri.path()));
    let lost = route.is_write() && !fault.after && fault.kind != Kind::Delay;
    // The storage has failed where the write did not take effect, the database where its value did.
    if fault.kind == Kind::Storage && route.is_write() && fault.after {
        return (half_done(state, parts, body), Duration::ZERO);
    }
    let regular = if lost { failure(&route) } else { ordinary(state, parts, body) };
    let answer = match fault.kind {
        Kind::Delay => return (regular, faults::DELAY),
        Kind::Storage => failure(&route),
        Kind::Proxy => Answer::proxy_error(),
        Kind::Drop => Answer::dropped(),
        Kind::HalfBody => regular.halved(),
    };
    (answer, Duration::ZERO)
}

/// Makes the answer of a call whose storage is down: of the values, or of the rows for a call on pods.
fn failure(route: &Route) -> Answer {
    match route {
        Route::Pods(_) => operations::database_down(),
        _ => operations::storage_down(route),
    }
}

/// Answers as the service does when nothing interferes.
fn ordinary(state: &State, parts: &Parts, body: &[u8]) -> Answer {
    perform(state, parts, body, false)
}

/// Answers as the service does when it fails between the value and the row.
fn half_done(state: &State, parts: &Parts, body: &[u8]) -> Answer {
    perform(state, parts, body, true)
}

fn perform(state: &State, parts: &Parts, body: &[u8], half_done: bool) -> Answer {
    let (headers, method) = (&parts.headers, parts.method.as_str());
    let path = route::decode(parts.uri.path());
    let host = text(headers, "host").unwrap_or_default();
    if let Some(merged) = route::merged_slashes(&path) {
        let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        return Answer::redirect(format!("http://{host}{merged}{query}"));
    }
    if oauth::is_endpoint(method, &path) {
        let call = oauth::Call {
            authorization: text(headers, "authorization"),
            content_type: text(headers, "content-type"),
            body,
            keys: &state.keys,
            tenant: state.tenant,
            life: state.controls().sign_in_life,
            now: state.now(),
        };
        return call.answer();
    }
    let url_tenant = url_tenant(host, state.tenant);
    let now = state.now();
    let user = match token::user_of(&state.keys, text(headers, "x-tapis-token"), url_tenant, now) {
        Ok(user) => user,
        Err(refusal) => return refusal,
    };
    // Services may act for a user and say so in these headers; users may not (exchange 171).
    if headers.contains_key("x-tapis-user") || headers.contains_key("x-tapis-tenant") {
        return Answer::error(400, "Invalid request; cannot set OBO headers with a user token.").closing();
    }
    let route = Route::of(method, &path);
    if route == Route::Unknown {
        return unrouted(method, &path);
    }
    let admin_header = text(headers, "x-pods-admin").is_some_and(|word| word.eq_ignore_ascii_case("true"));
    if admin_header && user != ADMINISTRATOR {
        return Answer::error(400, NEEDS_ROLE).closing();
    }
    let (content_type, storage_down) = (text(headers, "content-type"), state.controls().storage_down);
    let (mut store, mut pods) = (state.store(), state.pods());
    // Whatever was due by now has seen the secrets as they are before this call.
    pods.catch_up(now, &store, storage_down);
    if let Route::Pods(route) = &route {
        // Where nobody has pods, the service answers as the one that knew only secrets (exchange 144).
        if pods.is_empty() && path == "/pods/secrets" {
            return unrouted(method, &path);
        }
        let query = parts.uri.query().unwrap_or_default();
        let (user, tenant) = (user.as_str(), state.tenant);
        let call =
            pods::call::Call { user, tenant, admin_header, query, content_type, body, storage_down, now };
        let answer = call.perform(&mut pods, &store, route);
        return if half_done { operations::database_down() } else { answer };
    }
    let call = Call {
        user: &user,
        tenant: state.tenant,
        admin_header,
        content_type,
        body,
        storage_down,
        now,
        half_done,
    };
    call.perform(&mut store, &route)
}

/// Makes the answer to a request that no call is meant by.
fn unrouted(method: &str, path: &str) -> Answer {
    Answer::error(
        400,
        format!(
            "Request path '{path}' ({method}) does not match any Pods API route. If you are accessing a pod URL, \
             the pod may still be starting \u{2014} check its status in TapisUI."
        ),
    )
    .closing()
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Returns the tenant that a host stands for: the first label of `TENANT.tapis.io`, ours for any other host.
fn url_tenant<'h>(host: &'h str, ours: &'h str) -> &'h str {
    let name = host.split(':').next().unwrap_or(host);
    name.strip_suffix(".tapis.io").filter(|tenant| !tenant.is_empty()).unwrap_or(ours)
}
