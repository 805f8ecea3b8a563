//! What it means when no answer came, or not all of it: the HTTP library's errors as kinds of failure.
//!
//! Their texts name the URL, so only the innermost cause is passed on. Answers are judged in `classify`.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use rustls::CertificateError as Bad;

use crate::domain::{FailureKind, NoAnswer, ProxyFault, TlsFault, Unclear};
use crate::text::SafeText;

/// Longest text of a cause that is passed on, in characters.
const CAUSE_CHARS: usize = 200;

/// A call that got no whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The kind of failure.
    pub kind: FailureKind,
    /// What the network said; no URL, token or body.
    pub message: SafeText,
    /// Whether it is certain that no byte of the request was sent.
    pub nothing_sent: bool,
}

/// What is known about a call beside its error.
#[derive(Clone, Copy, Debug)]
pub struct Way<'a> {
    /// The proxy that it took.
    pub proxy: Option<&'a SafeText>,
    /// The time that a connection was given.
    pub connect: Duration,
    /// How long the call has taken so far.
    pub waited: Duration,
}

/// Judges an error that came before the head of an answer.
pub fn before_answer(error: &reqwest::Error, way: &Way<'_>) -> Broken {
    let nothing_sent = error.is_connect() || error.is_builder();
    if error.is_builder() {
        // It could not be made.
        return Broken { kind: FailureKind::OurFault, message: cause(error), nothing_sent };
    }
    let kind = match (error.is_timeout(), way.proxy) {
        (true, _) => FailureKind::TimedOut { after: if nothing_sent { way.connect } else { way.waited } },
        (false, None) => no_answer(error, nothing_sent),
        (false, Some(proxy)) => match (nothing_sent, no_answer(error, nothing_sent)) {
            // The proxy had done its part when the service's certificate came.
            (true, FailureKind::Unreachable(why)) if !matches!(why, NoAnswer::Tls(_)) => {
                FailureKind::Proxy { proxy: proxy.clone(), fault: proxy_fault(error, why) }
            }
            (_, kind) => kind,
        },
    };
    Broken { kind, message: cause(error), nothing_sent }
}

/// What is wrong with a proxy that gave no connection, by the texts of hyper-util's `TunnelError`.
fn proxy_fault(error: &reqwest::Error, why: NoAnswer) -> ProxyFault {
    let said = |text: &str| chain(error).any(|cause| cause.to_string().contains(text));
    match why {
        _ if said("proxy authorization required") => ProxyFault::Login,
        _ if said("tunnel error: unsuccessful") => ProxyFault::Refused,
        NoAnswer::UnknownHost => ProxyFault::UnknownHost,
        NoAnswer::Refused => ProxyFault::NotThere,
        _ => ProxyFault::Other,
    }
}

/// Judges an error in the middle of a body.
pub fn within_body(error: &reqwest::Error) -> Broken {
    Broken { kind: FailureKind::Unintelligible(Unclear::CutOff), message: cause(error), nothing_sent: false }
}

fn no_answer(error: &reqwest::Error, connecting: bool) -> FailureKind {
    let mut broken = false;
    for cause in chain(error) {
        let text = cause.to_string();
        if text.starts_with("dns error") {
            return FailureKind::Unreachable(NoAnswer::UnknownHost);
        }
        if let Some(error) = cause.downcast_ref::<rustls::Error>() {
            return FailureKind::Unreachable(NoAnswer::Tls(tls_fault(error)));
        }
        if connecting && text.contains("tls handshake") {
            return FailureKind::Unreachable(NoAnswer::Tls(TlsFault::Other));
        }
        // Something answers there, but it does not speak HTTP.
        if text.starts_with("invalid HTTP") || text.starts_with("message head is too large") {
            return FailureKind::Unintelligible(Unclear::NotJson);
        }
        match cause.downcast_ref::<io::Error>().map(io::Error::kind) {
            Some(ErrorKind::ConnectionRefused) => return FailureKind::Unreachable(NoAnswer::Refused),
            Some(
                ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
                | ErrorKind::UnexpectedEof,
            ) => broken = true,
            _ => broken |= BROKEN.iter().any(|words| text.starts_with(words)),
        }
    }
    FailureKind::Unreachable(if broken { NoAnswer::Broken } else { NoAnswer::Other })
}

/// How hyper begins to say that a connection ended: of HTTP/1.1, and of HTTP/2.
const BROKEN: [&str; 4] = [
    "connection closed before message completed",
    "connection error",
    "http2 error",
    "operation was canceled",
];

fn tls_fault(error: &rustls::Error) -> TlsFault {
    match error {
        rustls::Error::InvalidCertificate(bad) => match bad {
            // An authority that was made anew under its old name is another one.
            Bad::UnknownIssuer | Bad::BadSignature => TlsFault::UnknownIssuer,
            Bad::Expired | Bad::ExpiredContext { .. } => TlsFault::Expired,
            Bad::NotValidYet | Bad::NotValidYetContext { .. } => TlsFault::NotYetValid,
            Bad::NotValidForName | Bad::NotValidForNameContext { .. } => TlsFault::OtherName,
            _ => TlsFault::Other,
        },
        _ => TlsFault::Other,
    }
}

/// An `io::Error` leaves the error that it wraps out of its chain, and one is often wrapped in another.
fn unwrapped<'a>(mut cause: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    while let Some(inner) = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        cause = inner;
    }
    cause
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source()).map(unwrapped)
}

fn cause(error: &reqwest::Error) -> SafeText {
    let Some(text) = chain(error).last().map(ToString::to_string) else { return SafeText::default() };
    if text.contains("://") {
        return SafeText::default();
    }
    SafeText::from(text.chars().take(CAUSE_CHARS).collect::<String>())
}
