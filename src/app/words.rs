//! What failures are called on the screen: one sentence that says what failed, on what, and what to do
//! next (`LOOK` §5). The service's own words are under "details".

use std::time::Duration;

use crate::domain::failure::Limit;
use crate::domain::{Failure, FailureKind, NoAnswer, Operation, SignedOut, Site, Unclear};
use crate::text::fit::cut_middle;
use crate::text::format::{count, duration, size};

/// Columns that an id may take in a sentence.
const ID_COLUMNS: usize = 30;

/// What did not happen: `postgres_main was not read`.
pub fn what_failed(failure: &Failure) -> String {
    let subject = match &failure.subject {
        Some(id) => cut_middle(id.shown(), ID_COLUMNS).into_owned(),
        None => "The list".to_owned(),
    };
    let verb = match failure.operation {
        Operation::List => "did not arrive",
        Operation::Get | Operation::GetValue => "was not read",
        Operation::Create => "was not created",
        Operation::Update => "was not saved",
        Operation::Delete => "was not deleted",
    };
    format!("{subject} {verb}")
}

/// The sentence for the notice line.
pub fn sentence(failure: &Failure, site: &Site) -> String {
    match (&failure.kind, &failure.subject) {
        (FailureKind::NotFound, Some(id)) => {
            format!("{} is gone; R refreshes the list.", cut_middle(id.shown(), ID_COLUMNS))
        }
        (FailureKind::Unintelligible(unclear), _) => {
            format!("{} sent no proper answer ({}).", host(site), unclear_word(*unclear))
        }
        (FailureKind::OtherTenant { token, site: tenant }, _) if !token.is_empty() => {
            format!("The token is for {token}, this is {tenant}.")
        }
        _ => format!("{}: {}.", what_failed(failure), cause(failure, site)),
    }
}

/// Why, as the end of a sentence.
pub fn cause(failure: &Failure, site: &Site) -> String {
    let host = host(site);
    match &failure.kind {
        FailureKind::SignedOut(SignedOut::Missing) => "no token was sent".to_owned(),
        FailureKind::SignedOut(SignedOut::Garbage) => "the token is no JWT".to_owned(),
        FailureKind::SignedOut(SignedOut::Invalid) => "the token is not accepted".to_owned(),
        FailureKind::OtherTenant { token, .. } if token.is_empty() => {
            "the token names no tenant of this site".to_owned()
        }
        FailureKind::OtherTenant { token, site } => format!("the token is for {token}, this is {site}"),
        FailureKind::NotPermitted => format!("you need {} on it", level(failure.operation)),
        FailureKind::NotFound => "it does not exist".to_owned(),
        FailureKind::AlreadyExists => "it exists already".to_owned(),
        FailureKind::NotReadable => "its value cannot be shown or copied".to_owned(),
        FailureKind::NotWritable => "its value cannot be changed".to_owned(),
        FailureKind::Rejected(faults) => match faults.first() {
            Some(fault) => format!("{}", fault.text),
            None => "the service refused it".to_owned(),
        },
        FailureKind::WrongAddress => format!("{host} has no secrets of Tapis Pods there"),
        FailureKind::SlowedDown { wait: Some(wait) } => {
            format!("the service asks to wait {}", duration(*wait))
        }
        FailureKind::SlowedDown { wait: None } => "the service asks to slow down".to_owned(),
        FailureKind::ServiceFault => match failure.exchange.status {
            Some(status) if status >= 300 => format!("the service failed ({status})"),
            _ => "the service failed".to_owned(),
        },
        FailureKind::Unreachable(NoAnswer::UnknownHost) => format!("no host {host} is known"),
        FailureKind::Unreachable(NoAnswer::Refused) => format!("nothing answers at {host}"),
        FailureKind::Unreachable(NoAnswer::Tls) => format!("no trusted connection to {host}"),
        FailureKind::Unreachable(NoAnswer::Broken) => format!("{host} broke the connection"),
        FailureKind::Unreachable(NoAnswer::Other) => format!("{host} is not reachable"),
        FailureKind::TimedOut { after } => format!("no answer within {}", duration(*after)),
        FailureKind::TooLarge { limit: Limit::Bytes(bytes) } => {
            format!("the answer is larger than {}", size(*bytes))
        }
        FailureKind::TooLarge { limit: Limit::Rows(rows) } => {
            format!("the answer has more than {} rows", count(*rows))
        }
        FailureKind::Unintelligible(unclear) => {
            format!("{host} sent no proper answer ({})", unclear_word(*unclear))
        }
        FailureKind::OurFault => "the service could not read the request".to_owned(),
        FailureKind::NotAddressable => "no URL can name it, so nothing was sent".to_owned(),
    }
}

/// What to do about it: one or two sentences for the details and the failed list.
pub fn advice(failure: &Failure, site: &Site) -> String {
    match &failure.kind {
        FailureKind::SignedOut(_) => {
            "Get a new token, set TAPIS_TOKEN to it and start tapis-secrets again.".to_owned()
        }
        FailureKind::OtherTenant { .. } => {
            "Take the token of this tenant, or the address of the token's tenant.".to_owned()
        }
        FailureKind::NotPermitted => "Ask its owner to grant it to you.".to_owned(),
        FailureKind::NotFound => "Somebody deleted it; R refreshes the list.".to_owned(),
        FailureKind::AlreadyExists => "Choose another id; ids are unique on the whole site.".to_owned(),
        FailureKind::NotReadable | FailureKind::NotWritable => {
            "This was fixed when the secret was created.".to_owned()
        }
        FailureKind::Rejected(_) => "Correct it and send it again.".to_owned(),
        FailureKind::WrongAddress => {
            format!("The base URL was {}; is it the one of your tenant?", site.base_url)
        }
        FailureKind::SlowedDown { .. } => "Wait a little, then try again.".to_owned(),
        FailureKind::ServiceFault => "The fault is at the service; try again in a minute.".to_owned(),
        FailureKind::Unreachable(NoAnswer::UnknownHost) => {
            format!("Check the base URL ({}) and the network.", site.base_url)
        }
        FailureKind::Unreachable(NoAnswer::Tls) => {
            "The certificate is not one that this machine trusts.".to_owned()
        }
        FailureKind::Unreachable(_) | FailureKind::TimedOut { .. } => {
            "Check the network, then try again.".to_owned()
        }
        FailureKind::TooLarge { .. } => "It was not read on, to keep this machine's memory.".to_owned(),
        FailureKind::Unintelligible(_) => format!("Is {} the Pods service?", site.base_url),
        FailureKind::OurFault => "This is a fault of tapis-secrets; please report it.".to_owned(),
        FailureKind::NotAddressable => "It can be seen in the list, but not asked for.".to_owned(),
    }
}

/// The cause as a sentence of its own, under "The list did not arrive."
pub fn cause_sentence(failure: &Failure, site: &Site) -> String {
    let mut text = match &failure.kind {
        FailureKind::TimedOut { after } => format!("{} sent nothing for {}", host(site), duration(*after)),
        _ => {
            let cause = cause(failure, site);
            match cause.chars().next() {
                Some(first) if !cause.starts_with(&host(site)) => {
                    format!("{}{}", first.to_uppercase(), &cause[first.len_utf8()..])
                }
                _ => cause,
            }
        }
    };
    text.push_str(match failure.exchange.attempts {
        0 | 1 => ".",
        2 => ", twice.",
        3 => ", three times.",
        _ => ", several times.",
    });
    text
}

/// How long a token has, as a notice says it.
pub fn token_soon(left: Duration) -> String {
    format!("The token ends in {}.", duration(left))
}

fn host(site: &Site) -> String {
    cut_middle(site.address.shown(), 40).into_owned()
}

fn level(operation: Operation) -> &'static str {
    match operation {
        Operation::List | Operation::Get => "READ",
        Operation::GetValue | Operation::Create | Operation::Update => "USER",
        Operation::Delete => "ADMIN",
    }
}

fn unclear_word(unclear: Unclear) -> &'static str {
    match unclear {
        Unclear::Html => "HTML",
        Unclear::NotJson => "no JSON",
        Unclear::CutOff => "cut off",
        Unclear::Shape => "unknown shape",
    }
}

/// The facts of the exchange, for the details: label and text.
pub fn facts(failure: &Failure) -> Vec<(&'static str, String)> {
    let exchange = &failure.exchange;
    let mut facts = Vec::new();
    if !exchange.method.is_empty() {
        facts.push(("request", format!("{} {}", exchange.method, exchange.path)));
    }
    let elapsed = match exchange.elapsed.as_millis() {
        ms @ 0..1_000 => format!("{ms} ms"),
        ms @ 1_000..10_000 => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
        _ => duration(exchange.elapsed),
    };
    facts.push((
        "answer",
        match exchange.status {
            Some(status) => format!("{status} after {elapsed}"),
            None if exchange.attempts == 0 => "nothing was sent".to_owned(),
            None => format!("none after {elapsed}"),
        },
    ));
    if !exchange.message.is_empty() {
        facts.push(("message", exchange.message.to_string()));
    }
    let sent_again = match exchange.attempts {
        _ if failure.operation.is_write() => "no; a write is never repeated by itself".to_owned(),
        0 | 1 => "no".to_owned(),
        2 => "once".to_owned(),
        n => format!("{} times", n - 1),
    };
    facts.push(("sent again", sent_again));
    facts
}
