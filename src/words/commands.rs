//! The sentences about a failure for commands, which have no keys to offer.

use super::details::advice;
use super::failure::{about, cause, list, verb, what_failed};
use crate::domain::{Failure, FailureKind, NoAnswer, Operation, ProxyFault, Site, TlsFault};
use crate::text::Sentence;

/// Says what failed, on what, and what to do next; in lines.
pub fn in_a_command(failure: &Failure, site: &Site) -> String {
    let mut lines = vec![failed(failure, site), advice_for_commands(failure, site)];
    let message = &failure.exchange.message;
    if says_more(&failure.kind) && !message.is_empty() {
        lines.push(format!("The message was: {message}"));
    }
    lines.join("\n")
}

fn failed(failure: &Failure, site: &Site) -> String {
    if failure.leaves_open() {
        return what_failed(failure).to_string();
    }
    let (verb, cause) = (verb(failure), cause(failure, site));
    match &failure.subject {
        Some(subject) => Sentence::about(subject.shown(), |id| format!("{id} {verb}: {cause}.")).to_string(),
        None => format!("{} {verb}: {cause}.", list(failure)),
    }
}

/// Tells whether the message tells more than our words for the kind.
fn says_more(kind: &FailureKind) -> bool {
    matches!(
        kind,
        FailureKind::Rejected(_)
            | FailureKind::ServiceFault
            | FailureKind::Unintelligible(_)
            | FailureKind::Unreachable(NoAnswer::Other | NoAnswer::Tls(TlsFault::Other))
            | FailureKind::Proxy { fault: ProxyFault::Other, .. }
    )
}

/// Returns the advice of the browser, with commands in place of keys.
fn advice_for_commands(failure: &Failure, site: &Site) -> String {
    if failure.leaves_open()
        && let Some(id) = failure.secret()
    {
        return about(id, |id| format!("tapis-secrets show {id} tells whether it took effect.")).to_string();
    }
    match &failure.kind {
        FailureKind::SignedOut(_) => {
            "tapis-secrets doctor says where the token is from; tapis-secrets login gets another.".to_owned()
        }
        FailureKind::OtherTenant { .. } => {
            "Use a token of this tenant, or name a profile of the token's tenant with --profile.".to_owned()
        }
        FailureKind::NotFound if failure.operation.is_about_pods() => {
            "It may have been deleted, or you may not see it.".to_owned()
        }
        FailureKind::NotFound => "tapis-secrets list prints the ids that there are.".to_owned(),
        FailureKind::Rejected(_) if !failure.operation.is_write() => {
            "The service rejected the request.".to_owned()
        }
        FailureKind::NotAddressable => "An id that is empty, . or .. can only be listed.".to_owned(),
        FailureKind::NotSetUp(_) => "Correct it and try again.".to_owned(),
        FailureKind::Unreachable(NoAnswer::Refused | NoAnswer::Broken | NoAnswer::Other)
        | FailureKind::TimedOut { .. }
            if failure.operation == Operation::List =>
        {
            "Check the network, then try again.".to_owned()
        }
        _ => advice(failure, site),
    }
}
