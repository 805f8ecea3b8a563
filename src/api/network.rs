//! What it means when no answer came, or not all of it: the HTTP library's errors as kinds of failure.
//!
//! Their texts name the URL, so only the innermost cause is passed on. Answers are judged in `classify`.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use crate::domain::{FailureKind, NoAnswer, Unclear};
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

/// Judges an error that came before the head of an answer. `connect` is the time that a connection was
/// given, `waited` how long the call has taken so far.
pub fn before_answer(error: &reqwest::Error, connect: Duration, waited: Duration) -> Broken {
    let nothing_sent = error.is_connect() || error.is_builder();
    let kind = if error.is_timeout() {
        FailureKind::TimedOut { after: if nothing_sent { connect } else { waited } }
    } else {
        no_answer(error, nothing_sent)
    };
    Broken { kind, message: cause(error), nothing_sent }
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
        if cause.is::<rustls::Error>() || (connecting && text.contains("tls handshake")) {
            return FailureKind::Unreachable(NoAnswer::Tls);
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
            _ => broken |= text.starts_with("connection closed before message completed"),
        }
    }
    FailureKind::Unreachable(if broken { NoAnswer::Broken } else { NoAnswer::Other })
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
