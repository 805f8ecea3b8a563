//! Judges answers that are no success: the one place that maps status and text to a kind of failure (contract §3,
//! §9). `network` judges faults of the network, and `app::words` tells the user what a kind means.

use std::time::Duration;

use crate::domain::{FailureKind, Operation, SignedOut, Unclear};
use crate::text::SafeText;

use super::wire::envelope::{head, looks_like_html};
use super::wire::words::{Words, words};
use rejected::{breaks_our_request, rejections, too_large};

mod rejected;
mod wait;

pub use wait::retry_after;

/// Number of bytes that are read of a failed answer's body.
pub const BODY_BYTES: usize = 64 * 1024;

/// The parts of an answer that decide its meaning.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The operation that was asked for.
    pub operation: Operation,
    /// The HTTP status.
    pub status: u16,
    /// `Content-Type`, if it came.
    pub content_type: Option<&'a str>,
    /// Set when the body came compressed: then nothing in it can be read.
    pub compressed: bool,
    /// The body; of a failure, its first [`BODY_BYTES`].
    pub body: &'a [u8],
    /// Set when the body of a success is longer, and this is its beginning.
    pub is_cut: bool,
    /// `Retry-After`, if it came and could be read.
    pub retry_after: Option<Duration>,
}

/// The meaning of a failed answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The kind of failure.
    pub kind: FailureKind,
    /// The service's own words; empty when it said none that can be read.
    pub message: SafeText,
}

/// The text of an answer, brought into one form.
struct Said {
    html: bool,
    /// The reason for having no words, where the body is not an envelope.
    unclear: Option<Unclear>,
    /// Set when the words stand in the service's own envelope, not in the JSON of the framework or of a proxy.
    own: bool,
    /// `message`, or `detail` where there is none.
    words: Words,
}

/// Judges an answer whose status is not 2xx, or which says that it is an error all the same.
///
/// A status alone tells little: the service says 400 for a bad field, a missing permission and a dead
/// token alike. The texts are compared from their beginning, since they may repeat what a user typed.
pub fn classify(answered: &Answered<'_>) -> Verdict {
    let said = read(answered);
    Verdict { kind: kind(answered, &said), message: said.words.joined() }
}

fn kind(answered: &Answered<'_>, said: &Said) -> FailureKind {
    match answered.status {
        // The service tells how long it will be away in the same way as how long a caller has to wait.
        503 if answered.retry_after.is_some() && !answered.operation.is_write() => {
            FailureKind::SlowedDown { wait: answered.retry_after }
        }
        // A success that says "error", and everything that is the service's or the proxy's own trouble.
        200..=299 | 408 | 500.. => FailureKind::ServiceFault,
        300..=399 | 405 | 421 => FailureKind::WrongAddress,
        429 => FailureKind::SlowedDown { wait: answered.retry_after },
        400 | 401 | 403 | 404 | 409 | 413 | 422 => refusal(answered, said),
        _ => otherwise(said),
    }
}

/// Judges the statuses that need the text.
fn refusal(answered: &Answered<'_>, said: &Said) -> FailureKind {
    let one = if let Words::One(text) = &said.words { text.as_str() } else { "" };
    if let Some(kind) = about_the_caller(one) {
        return kind;
    }
    if one.starts_with("Request path ") && one.contains("does not match any Pods API route") {
        return FailureKind::WrongAddress;
    }
    // A page, or another program's JSON: something in front of the service has answered, and knows nothing of
    // it.
    let is_foreign = !said.own;
    let names_one = !answered.operation.is_list() && answered.operation != Operation::Create;
    match answered.status {
        401 => FailureKind::SignedOut(SignedOut::Invalid),
        403 | 409 if is_foreign => FailureKind::Unintelligible(said.unclear.unwrap_or(Unclear::Shape)),
        403 => forbidden(answered.operation, one),
        // Only the service's own words are about a secret or a pod; the same status from the framework or a proxy
        // is about the address.
        404 if !is_foreign && names_one && one.to_ascii_lowercase().contains("not found") => {
            FailureKind::NotFound
        }
        404 => FailureKind::WrongAddress,
        409 if answered.operation == Operation::Create => FailureKind::AlreadyExists,
        413 => too_large(answered.operation, said.words.joined()),
        _ if breaks_our_request(&said.words) => FailureKind::OurFault,
        _ => otherwise(said),
    }
}

/// Finds a fault of the token or of the permission, whichever of 400, 401 and 403 came with it.
fn about_the_caller(text: &str) -> Option<FailureKind> {
    const OBO: &str = "Invalid request; cannot set OBO headers";
    let starts = |beginning: &str| text.starts_with(beginning);
    Some(if starts("Invalid call to get_tenant_config") {
        FailureKind::SignedOut(SignedOut::Missing)
    } else if starts("Could not parse the Tapis access token") {
        FailureKind::SignedOut(SignedOut::Garbage)
    } else if starts("Invalid Tapis token") {
        FailureKind::SignedOut(SignedOut::Invalid)
    } else if starts("The tenant_id claim in the token,") {
        let (token, site) = tenants(text).unwrap_or_default();
        FailureKind::OtherTenant { token: token.into(), site: site.into() }
    } else if starts("Unable to process Tapis token") {
        // The token's tenant is missing or unknown here (contract §3), so there are no names to tell.
        FailureKind::OtherTenant { token: SafeText::default(), site: SafeText::default() }
    } else if starts("Not authorized") || starts("You do not have permission") {
        FailureKind::NotPermitted
    } else if starts(OBO) {
        // Headers that this client never sends: somebody changed the request, or we have a bug.
        FailureKind::OurFault
    } else {
        return None;
    })
}

/// Finds X and Y of `The tenant_id claim in the token, X does not match the URL tenant, Y.`
fn tenants(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("The tenant_id claim in the token,")?;
    let (token, site) = rest.split_once(" does not match the URL tenant,")?;
    Some((token.trim(), site.trim().trim_end_matches('.')))
}

fn forbidden(operation: Operation, text: &str) -> FailureKind {
    // By operation, because the text repeats the id, and an id may hold any words.
    match operation {
        Operation::GetValue if text.contains("has readable=False") => FailureKind::NotReadable,
        Operation::Update if text.contains("has writable=False") => FailureKind::NotWritable,
        _ => FailureKind::NotPermitted,
    }
}

/// Finds faults of the request, in the service's words; without words there is nothing to understand.
fn otherwise(said: &Said) -> FailureKind {
    match rejections(&said.words) {
        faults if !faults.is_empty() => FailureKind::Rejected(faults),
        _ if said.html => FailureKind::Unintelligible(Unclear::Html),
        _ => FailureKind::Unintelligible(said.unclear.unwrap_or(Unclear::Shape)),
    }
}

fn read(answered: &Answered<'_>) -> Said {
    if answered.compressed {
        return Said { html: false, unclear: Some(Unclear::Compressed), own: false, words: Words::None };
    }
    let html_type = answered.content_type.is_some_and(|t| t.to_ascii_lowercase().contains("html"));
    if html_type || looks_like_html(answered.body) {
        return Said { html: true, unclear: Some(Unclear::Html), own: false, words: Words::None };
    }
    match head(answered.body) {
        Ok(envelope) => {
            let own = envelope.is_error() && words(&envelope.message) != Words::None;
            Said { html: false, unclear: None, own, words: envelope.words() }
        }
        // Only the beginning may have been read, so that it seems cut off says nothing.
        Err(Unclear::CutOff) => {
            Said { html: false, unclear: Some(Unclear::NotJson), own: false, words: Words::None }
        }
        Err(why) => Said { html: false, unclear: Some(why), own: false, words: Words::None },
    }
}

#[cfg(test)]
mod tests;
