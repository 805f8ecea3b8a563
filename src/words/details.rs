//! The details of a failure, which also replace a list that failed: cause, advice, facts.

use super::failure::{begins_with_host, cause, host};
use crate::domain::{Failure, FailureKind, NoAnswer, Operation, ProxyFault, Site, TlsFault, Unclear};
use crate::text::format::{capitalised, duration};

/// Returns the advice: one or two sentences for the details and the failed list.
pub fn advice(failure: &Failure, site: &Site) -> String {
    const OUTCOME: &str = "J shows whether it took effect, as far as that is known.";
    if failure.kind.is_ours() {
        let outcome = if failure.leaves_open() { OUTCOME } else { "" };
        return format!("{} {outcome}", report(&failure.kind)).trim_end().to_owned();
    }
    if failure.leaves_open() {
        return OUTCOME.to_owned();
    }
    match &failure.kind {
        FailureKind::SignedOut(_) => "Sign in again: s opens the form.".to_owned(),
        FailureKind::OtherTenant { .. } => {
            "Sign in here with s, or go to the token's tenant: p switches the profile.".to_owned()
        }
        FailureKind::NotPermitted if failure.subject.is_none() || failure.operation == Operation::Create => {
            "Ask an administrator of the tenant for a role in the Pods service.".to_owned()
        }
        FailureKind::NotPermitted if failure.operation.is_about_pods() => {
            let level = failure.operation.level().name();
            format!("An administrator of the pod can grant you {level}.")
        }
        FailureKind::NotPermitted => {
            let level = failure.operation.level();
            format!("{} {}; ask the owner of the secret to grant it to you.", level.name(), level.permits())
        }
        FailureKind::NotFound => "Somebody deleted it; R refreshes the list.".to_owned(),
        FailureKind::AlreadyExists => "Choose another id; ids are unique on the whole site.".to_owned(),
        FailureKind::NotReadable | FailureKind::NotWritable => {
            "This was fixed when the secret was created.".to_owned()
        }
        FailureKind::Rejected(_) if !failure.operation.is_write() => {
            "The service rejected the request; the details show its message.".to_owned()
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
        FailureKind::Unreachable(NoAnswer::Tls(fault)) => tls_advice(*fault, site),
        FailureKind::Proxy { proxy, fault } => proxy_advice(proxy.shown(), *fault),
        FailureKind::NotSetUp(_) => "Correct it and start tapis-secrets again.".to_owned(),
        FailureKind::Unreachable(_) | FailureKind::TimedOut { .. }
            if failure.operation == Operation::List =>
        {
            "Check the network; the list is requested again by itself.".to_owned()
        }
        FailureKind::Unreachable(_) | FailureKind::TimedOut { .. } => {
            "Check the network, then try again.".to_owned()
        }
        FailureKind::TooLarge { .. } => "The rest of the answer was not read, to save memory.".to_owned(),
        FailureKind::Unintelligible(unclear) => unclear_advice(*unclear, site),
        FailureKind::OurFault | FailureKind::Crashed => report(&failure.kind),
        FailureKind::NotAddressable if failure.operation.is_about_pods() => {
            "The list shows the pod, but no request can name it.".to_owned()
        }
        FailureKind::NotAddressable => "The list shows the secret, but no request can name it.".to_owned(),
    }
}

/// Says that a bug is the fault of this program, and how to report it. There is no address: the README of the
/// program names one.
fn report(kind: &FailureKind) -> String {
    let with = match kind {
        FailureKind::Crashed => "with the panic report, which is printed when the program ends",
        _ => "with these details, and a --log FILE of it",
    };
    format!(
        "This is a fault of tapis-secrets {}, not of the service. Report it as its README says, {with}.",
        env!("CARGO_PKG_VERSION")
    )
}

fn unclear_advice(unclear: Unclear, site: &Site) -> String {
    let what = match unclear {
        Unclear::Html | Unclear::NotJson | Unclear::CutOff | Unclear::Shape => "",
        Unclear::Compressed => "The answer is compressed, which was not requested; a proxy may do that. ",
        Unclear::Charset => "The answer is not UTF-8 text. ",
        Unclear::NotHttp => "What answers there does not speak HTTP. ",
        Unclear::Headers => "A header of the answer cannot be read. ",
        Unclear::TooManyHeaders => "The answer has over 100 headers, or far too long ones. ",
        Unclear::Length => "The answer states no length, or two that differ. ",
        Unclear::Chunks => "The answer does not have the lengths that it states. ",
    };
    format!("{what}Is {} the Pods service?", site.base_url)
}

fn tls_advice(fault: TlsFault, site: &Site) -> String {
    let host = host(site);
    match fault {
        TlsFault::UnknownIssuer => {
            format!("If you trust {host}, name its certificate or its authority's with ca_file.")
        }
        TlsFault::Expired => format!("Whoever runs {host} has to renew it; no token was sent."),
        TlsFault::NotYetValid => "Is the clock of this machine right? No token was sent.".to_owned(),
        TlsFault::OtherName => {
            format!("Is {} right, or does something else answer? No token was sent.", site.base_url)
        }
        TlsFault::NotTls => format!("Is {} right? No token was sent.", site.base_url),
        TlsFault::Other => "The message says more; no token was sent.".to_owned(),
    }
}

fn proxy_advice(proxy: &str, fault: ProxyFault) -> String {
    match fault {
        ProxyFault::Login => {
            format!("{proxy} needs a user and a password: HTTPS_PROXY=http://user:password@{proxy}")
        }
        ProxyFault::Refused => {
            format!(
                "{proxy} forbids the connection, or cannot reach the host; NO_PROXY names hosts that need no proxy."
            )
        }
        _ => format!("The proxy is {proxy}, from HTTPS_PROXY; NO_PROXY names hosts that need no proxy."),
    }
}

/// Returns the cause as a sentence of its own, under "The list did not arrive."
pub fn cause_sentence(failure: &Failure, site: &Site) -> String {
    let mut text = match &failure.kind {
        FailureKind::TimedOut { after } => format!("{} sent nothing for {}", host(site), duration(*after)),
        // The name of a host is not capitalised.
        kind if begins_with_host(kind) => cause(failure, site),
        _ => capitalised(&cause(failure, site)),
    };
    text.push_str(match failure.exchange.attempts {
        0 | 1 => ".",
        2 => ", twice.",
        3 => ", three times.",
        _ => ", several times.",
    });
    text
}

/// Returns the facts of the exchange, for the details: label and text.
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
            None if failure.kind == FailureKind::Crashed => "none: tapis-secrets ended the call".to_owned(),
            None if exchange.attempts == 0 => "nothing was sent".to_owned(),
            None => format!("none after {elapsed}"),
        },
    ));
    if !exchange.message.is_empty() {
        facts.push(("message", exchange.message.to_string()));
    }
    if let Some(gap) = exchange.clock {
        facts.push(("clock", gap.to_string()));
    }
    let sent_again = match exchange.attempts {
        _ if failure.operation.is_write() => "no; a write is sent once".to_owned(),
        0 | 1 => "no".to_owned(),
        2 => "once".to_owned(),
        n => format!("{} times", n - 1),
    };
    facts.push(("sent again", sent_again));
    facts
}
