//! Judges calls without an answer, or without the whole of it: maps the HTTP library's errors to kinds of failure.
//!
//! Their texts name the URL, so only the innermost cause is passed on. Answers are judged in `classify`.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use reqwest::header::CONTENT_ENCODING;

use crate::domain::{FailureKind, NoAnswer, ProxyFault, TlsFault, Unclear};
use crate::files::reason;
use crate::text::SafeText;

mod tls;

/// Longest text of a cause that is passed on, in characters.
const CAUSE_CHARS: usize = 200;

/// A call that got no whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The kind of failure.
    pub kind: FailureKind,
    /// The network's message; it has no URL, token or body.
    pub message: SafeText,
    /// Set when certainly no byte of the request was sent.
    pub nothing_sent: bool,
}

/// The facts about a call besides its error.
#[derive(Clone, Copy, Debug)]
pub struct Way<'a> {
    /// The proxy that it took.
    pub proxy: Option<&'a SafeText>,
    /// The time that a connection was given.
    pub connect: Duration,
    /// The time that the call has taken so far.
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

/// Finds the fault of a proxy that gave no connection, by the texts of hyper-util's `TunnelError`.
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

/// Tells whether a body came compressed, which this program never asks for.
pub fn is_compressed(response: &reqwest::Response) -> bool {
    let codings = response.headers().get_all(CONTENT_ENCODING).iter();
    codings.flat_map(|coding| coding.as_bytes().split(|byte| *byte == b',')).any(|coding| {
        let coding = coding.trim_ascii();
        !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity")
    })
}

/// Judges an error in the middle of a body.
pub fn within_body(error: &reqwest::Error) -> Broken {
    let why = if is_framed_wrongly(error) { Unclear::Chunks } else { Unclear::CutOff };
    Broken { kind: FailureKind::Unintelligible(why), message: cause(error), nothing_sent: false }
}

/// Recognises a faulty framing by the kinds that hyper gives to its messages about chunks; those of TLS mean
/// something else.
fn is_framed_wrongly(error: &reqwest::Error) -> bool {
    let causes = || std::iter::successors(error.source(), |cause| (*cause).source());
    let kinds = causes().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let is_of_tls = chain(error).any(|cause| cause.is::<rustls::Error>());
    !is_of_tls
        && kinds.into_iter().any(|kind| matches!(kind, ErrorKind::InvalidInput | ErrorKind::InvalidData))
}

fn no_answer(error: &reqwest::Error, connecting: bool) -> FailureKind {
    let mut broken = false;
    for cause in chain(error) {
        let text = cause.to_string();
        if text.starts_with("dns error") {
            return FailureKind::Unreachable(NoAnswer::UnknownHost);
        }
        if let Some(error) = cause.downcast_ref::<rustls::Error>() {
            return FailureKind::Unreachable(NoAnswer::Tls(tls::fault(error)));
        }
        if connecting && text.contains("tls handshake") {
            return FailureKind::Unreachable(NoAnswer::Tls(TlsFault::Other));
        }
        // Something answers there, but not as HTTP wants it.
        if let Some((_, why)) = ODD_HEADS.iter().find(|(words, _)| text.starts_with(words)) {
            return FailureKind::Unintelligible(*why);
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

/// Beginnings of hyper's messages about a connection that ended: HTTP/1.1, and HTTP/2.
const BROKEN: [&str; 4] = [
    "connection closed before message completed",
    "connection error",
    "http2 error",
    "operation was canceled",
];

/// Beginnings of hyper's messages about a faulty head of an answer.
const ODD_HEADS: [(&str, Unclear); 7] = [
    ("invalid HTTP header", Unclear::Headers),
    ("invalid HTTP", Unclear::NotHttp),
    ("invalid content-length", Unclear::Length),
    ("invalid transfer-encoding", Unclear::Headers),
    ("unexpected transfer-encoding", Unclear::Headers),
    ("message head is too large", Unclear::TooManyHeaders),
    // It talks before it is asked, as SSH and mail do.
    ("received unexpected message", Unclear::NotHttp),
];

/// Finds the innermost error. An `io::Error` leaves the error that it wraps out of its chain, and one is often
/// wrapped in another.
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
    if let Some(error) = chain(error).find_map(|cause| cause.downcast_ref::<rustls::Error>()) {
        return tls::words(error).into();
    }
    let in_words = |cause: &(dyn Error + 'static)| match cause.downcast_ref::<io::Error>() {
        Some(error) => reason(error),
        None => cause.to_string(),
    };
    let Some(text) = chain(error).last().map(in_words) else { return SafeText::default() };
    if text.contains("://") || looks_like_code(&text) {
        return SafeText::default();
    }
    SafeText::from(text.chars().take(CAUSE_CHARS).collect::<String>())
}

/// Tells whether a text is an internal name of the program and not words: `Other(BadThing)`, `Custom { kind: … }`.
fn looks_like_code(text: &str) -> bool {
    let has_hump = |word: &str| {
        let pairs = word.as_bytes().windows(2);
        pairs.into_iter().any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase())
    };
    text.contains('{') || text.contains("::") || text.split(|c: char| !c.is_alphanumeric()).any(has_hump)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("connection reset by peer", false)]
    #[case("failed to lookup address information: Name or service not known", false)]
    #[case("invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))", true)]
    #[case("Custom { kind: Other, error: \"x\" }", true)]
    #[case("std::io::Error", true)]
    fn names_of_the_inside_are_no_words(#[case] text: &str, #[case] is_code: bool) {
        assert_eq!(looks_like_code(text), is_code);
    }
}
