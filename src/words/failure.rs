//! The sentence for a failure: what failed, on which secret, and what to do next (`LOOK` §5). The service's own
//! words are under "details".

use crate::domain::failure::Limit;
use crate::domain::{
    AccessMode, CallSubject, Failure, FailureKind, NoAnswer, Operation, ProxyFault, SecretId, SignedOut,
    Site, TlsFault, Unclear,
};
use crate::text::Sentence;
use crate::text::fit::cut_middle;
use crate::text::format::{count, duration, size};

/// Columns that a sentence of the notice line may take around its id.
pub const SENTENCE: usize = 76;

/// Makes a sentence about a secret, with its whole id.
pub fn about(id: &SecretId, sentence: impl FnOnce(&str) -> String) -> Sentence {
    Sentence::about(id.shown(), sentence)
}

/// Says what failed: `postgres_main was not read.` Of a write that may have taken effect it says only that no
/// proper answer came, or that the write went wrong.
pub fn what_failed(failure: &Failure) -> Sentence {
    // The looks that follow find out the outcome of the write.
    if let Some(subject) = failure.subject.as_ref().filter(|_| failure.leaves_open()) {
        let noun = match failure.operation {
            Operation::Create => "creation",
            Operation::Delete => "deletion",
            Operation::RestartPod => "restart",
            _ => "change",
        };
        return match failure.kind {
            FailureKind::ServiceFault | FailureKind::OurFault | FailureKind::Crashed => {
                Sentence::about(subject.shown(), |id| format!("The {noun} of {id} went wrong."))
            }
            _ => {
                Sentence::about(subject.shown(), |id| format!("No proper answer came to the {noun} of {id}."))
            }
        };
    }
    let verb = verb(failure);
    match &failure.subject {
        Some(subject) => Sentence::about(subject.shown(), |id| format!("{id} {verb}.")),
        None => format!("{} {verb}.", list(failure)).into(),
    }
}

pub(super) fn list(failure: &Failure) -> &'static str {
    if failure.operation.is_about_pods() { "The list of pods" } else { "The list" }
}

pub(super) fn verb(failure: &Failure) -> &'static str {
    match failure.operation {
        Operation::List | Operation::ListPods if broke_off(failure) => "broke off",
        Operation::List | Operation::ListPods => "did not arrive",
        Operation::RestartPod => "was not restarted",
        Operation::Create => "was not created",
        Operation::Update => "was not saved",
        Operation::Delete => "was not deleted",
        _ => "was not read",
    }
}

/// Tells whether a part of the list came.
fn broke_off(failure: &Failure) -> bool {
    matches!(
        failure.kind,
        FailureKind::Unintelligible(Unclear::CutOff | Unclear::Chunks) | FailureKind::TooLarge { .. }
    )
}

/// Returns the sentence for the notice line.
pub fn sentence(failure: &Failure, site: &Site) -> Sentence {
    sentence_with(failure, site, verb(failure))
}

/// Returns the sentence for the notice line where an earlier list stays on the screen.
pub fn not_refreshed(failure: &Failure, site: &Site) -> Sentence {
    sentence_with(failure, site, if broke_off(failure) { verb(failure) } else { "was not refreshed" })
}

fn sentence_with(failure: &Failure, site: &Site, verb: &str) -> Sentence {
    match (&failure.kind, &failure.subject) {
        (FailureKind::NotFound, Some(CallSubject::Secret(id))) => {
            about(id, |id| format!("{id} is gone; the list was refreshed."))
        }
        (FailureKind::Unintelligible(unclear), _) => {
            let unclear = unclear_word(*unclear);
            Sentence::about(host(site), |host| format!("{host} did not answer properly ({unclear})."))
        }
        (FailureKind::OtherTenant { token, site: tenant }, _) if !token.is_empty() => {
            format!("The token is for {token}, this is {tenant}.").into()
        }
        (_, Some(subject)) => {
            let cause = cause(failure, site);
            Sentence::about(subject.shown(), |id| format!("{id} {verb}: {cause}."))
        }
        (_, None) => format!("{} {verb}: {}.", list(failure), cause(failure, site)).into(),
    }
}

/// Returns the cause, as the end of a sentence.
pub fn cause(failure: &Failure, site: &Site) -> String {
    let host = host(site);
    match &failure.kind {
        FailureKind::SignedOut(SignedOut::Missing) => "no token was sent".to_owned(),
        FailureKind::SignedOut(SignedOut::Garbage) => "the token is not a JWT".to_owned(),
        FailureKind::SignedOut(SignedOut::Invalid) => "the token is not accepted".to_owned(),
        FailureKind::OtherTenant { token, .. } if token.is_empty() => {
            "the token names no tenant of this site".to_owned()
        }
        FailureKind::OtherTenant { token, site } => format!("the token is for {token}, this is {site}"),
        FailureKind::NotPermitted if failure.operation == Operation::ListPods => {
            "you may not list pods here".to_owned()
        }
        FailureKind::NotPermitted if failure.subject.is_none() => "you may not list secrets here".to_owned(),
        FailureKind::NotPermitted if failure.operation == Operation::Create => {
            "you may not create secrets here".to_owned()
        }
        FailureKind::NotPermitted => {
            format!("you need {} on it", failure.operation.level().name())
        }
        FailureKind::NotFound => "it does not exist".to_owned(),
        FailureKind::AlreadyExists => "it exists already".to_owned(),
        FailureKind::NotReadable => "its value cannot be shown or copied".to_owned(),
        FailureKind::NotWritable => "its value cannot be changed".to_owned(),
        FailureKind::Rejected(faults) => match faults.first() {
            // A whole sentence becomes the end of ours.
            Some(fault) => fault.text.to_string().trim_end_matches('.').to_owned(),
            None => "the service refused it".to_owned(),
        },
        FailureKind::WrongAddress if failure.operation.is_about_pods() => {
            format!("{host} does not know pods, or not this request about them")
        }
        FailureKind::WrongAddress => format!("{host} has no secrets of Tapis Pods there"),
        FailureKind::SlowedDown { wait: Some(wait) } if !wait.is_zero() => {
            format!("the service asks to wait {}", duration(*wait))
        }
        FailureKind::SlowedDown { .. } => "the service asks to slow down".to_owned(),
        FailureKind::ServiceFault => match failure.exchange.status {
            Some(status) if status >= 300 => format!("the service failed ({status})"),
            _ => "the service failed".to_owned(),
        },
        FailureKind::Unreachable(NoAnswer::UnknownHost) => format!("the host {host} was not found"),
        FailureKind::Unreachable(NoAnswer::Refused) => format!("nothing answers at {host}"),
        FailureKind::Unreachable(NoAnswer::Tls(fault)) => match fault {
            TlsFault::UnknownIssuer => "the certificate is not trusted".to_owned(),
            TlsFault::Expired => "the certificate has expired".to_owned(),
            TlsFault::NotYetValid => "the certificate is not valid yet".to_owned(),
            TlsFault::OtherName => "the certificate is for another host".to_owned(),
            TlsFault::NotTls => format!("{host} does not speak TLS"),
            TlsFault::Other => format!("no trusted connection to {host}"),
        },
        FailureKind::Proxy { fault, .. } => match fault {
            ProxyFault::UnknownHost => "the proxy's host was not found",
            ProxyFault::NotThere => "nothing answers at the proxy",
            ProxyFault::Login => "the proxy needs a login",
            ProxyFault::Refused => "the proxy refused to connect",
            ProxyFault::Other => "the proxy did not connect",
        }
        .to_owned(),
        FailureKind::NotSetUp(why) => why.to_string(),
        FailureKind::Unreachable(NoAnswer::Broken) => format!("{host} closed the connection"),
        FailureKind::Unreachable(NoAnswer::Other) => format!("{host} is not reachable"),
        FailureKind::TimedOut { after } => format!("no answer within {}", duration(*after)),
        FailureKind::TooLarge { limit: Limit::Bytes(bytes) } => {
            format!("the answer is larger than {}", size(*bytes))
        }
        FailureKind::TooLarge { limit: Limit::Rows(rows) } => {
            format!("the answer has more than {} rows", count(*rows))
        }
        FailureKind::Unintelligible(unclear) => {
            format!("{host} did not answer properly ({})", unclear_word(*unclear))
        }
        FailureKind::OurFault | FailureKind::Crashed => "a bug in tapis-secrets".to_owned(),
        FailureKind::NotAddressable => "no URL can name it, so nothing was sent".to_owned(),
    }
}

/// Tells whether the words of [`cause`] begin with the host.
pub(super) fn begins_with_host(kind: &FailureKind) -> bool {
    match kind {
        FailureKind::WrongAddress | FailureKind::Unintelligible(_) => true,
        FailureKind::Unreachable(answer) => {
            matches!(answer, NoAnswer::Broken | NoAnswer::Other | NoAnswer::Tls(TlsFault::NotTls))
        }
        _ => false,
    }
}

/// Returns an id for a paragraph, which takes as many rows as it needs; only the longest ids are cut.
pub fn in_full(id: &SecretId) -> String {
    cut_middle(id.shown(), 200).into_owned()
}

/// Says why the value of a secret of this mode is not asked for.
pub fn unreadable(id: &SecretId, mode: AccessMode) -> Sentence {
    about(id, |id| format!("{id} is {}: its value cannot be shown or copied.", mode.name()))
}

/// Says that the service wants to be left alone; the seconds follow.
pub const ASKED_TO_WAIT: &str = "The service asked to wait; trying again in";

/// Says that some entries of a list make no sense.
pub fn unreadable_rows(number: usize) -> String {
    match number {
        1 => "One entry of the list could not be read and is not shown.".to_owned(),
        _ => format!("{} entries of the list could not be read and are not shown.", count(number)),
    }
}

/// Says why nothing is asked about a secret that no URL can name.
pub fn unaddressable(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} can be listed, not read: no URL can name it."))
}

/// Says why a value that was refused is not asked for again.
pub fn denied(failure: &Failure, site: &Site) -> Sentence {
    let text = sentence(failure, site).going_on("; R asks again.");
    if text.around() <= SENTENCE { text } else { sentence(failure, site) }
}

/// Returns the host, as messages name it.
pub fn host(site: &Site) -> &str {
    site.address.shown()
}

fn unclear_word(unclear: Unclear) -> &'static str {
    match unclear {
        Unclear::Html => "HTML",
        Unclear::NotJson => "not JSON",
        Unclear::CutOff => "cut off",
        Unclear::Shape => "unknown shape",
        Unclear::Compressed => "compressed",
        Unclear::Charset => "not UTF-8",
        Unclear::NotHttp => "not HTTP",
        Unclear::Headers => "broken headers",
        Unclear::TooManyHeaders => "too many headers",
        Unclear::Length => "bad Content-Length",
        Unclear::Chunks => "broken chunks",
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::Exchange;
    use crate::words::cause_sentence;

    #[test]
    fn a_sentence_has_the_whole_id_and_little_around_it() {
        let id = SecretId::from("x".repeat(110).as_str());
        let failure = |kind| Failure {
            operation: Operation::GetValue,
            subject: Some(id.clone().into()),
            kind,
            exchange: Exchange::default(),
        };
        let site = Site { address: "tacc.tapis.io".into(), ..Site::default() };
        let mut sentences = vec![unreadable(&id, AccessMode::WriteOnly)];
        for kind in [
            FailureKind::NotPermitted,
            FailureKind::NotFound,
            FailureKind::ServiceFault,
            FailureKind::TimedOut { after: Duration::from_secs(30) },
            FailureKind::Unreachable(NoAnswer::Refused),
            FailureKind::Unreachable(NoAnswer::Tls(TlsFault::UnknownIssuer)),
            FailureKind::Proxy { proxy: "proxy.example.org:3128".into(), fault: ProxyFault::Refused },
        ] {
            sentences.push(sentence(&failure(kind.clone()), &site));
            sentences.push(denied(&failure(kind), &site));
        }
        for sentence in sentences {
            assert!(sentence.around() <= SENTENCE, "{} columns: {sentence}", sentence.around());
            assert!(sentence.contains(id.shown()) || sentence.contains("tacc.tapis.io"), "{sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }

    #[test]
    fn a_cause_keeps_the_name_of_the_host_that_it_begins_with() {
        let site = Site { address: "host.example.org".into(), ..Site::default() };
        let tls = [TlsFault::UnknownIssuer, TlsFault::OtherName, TlsFault::NotTls, TlsFault::Other];
        let answers = [NoAnswer::UnknownHost, NoAnswer::Refused, NoAnswer::Broken, NoAnswer::Other];
        let answers = answers.into_iter().chain(tls.map(NoAnswer::Tls)).map(FailureKind::Unreachable);
        let others = [
            FailureKind::WrongAddress,
            FailureKind::Unintelligible(Unclear::Html),
            FailureKind::NotPermitted,
            FailureKind::ServiceFault,
            FailureKind::OurFault,
        ];
        for kind in answers.chain(others) {
            let exchange = Exchange::default();
            let failure = Failure { operation: Operation::List, subject: None, kind, exchange };
            let text = cause(&failure, &site);
            assert_eq!(text.starts_with("host."), begins_with_host(&failure.kind), "{text}");
            assert!(!cause_sentence(&failure, &site).starts_with("Host."), "{text}");
        }
    }
}
