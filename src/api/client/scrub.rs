//! Keeps the token and values out of reports about a failure. No observed message repeats them (contract §3), but a
//! failure is shown, kept in the journal and copied, so this has to be certain.

use crate::domain::{Failure, FailureKind, Request, Token};
use crate::text::SafeText;

use super::repeats::repeats;

const LEFT_OUT: &str = "(left out: the text repeats what must stay secret)";
const MAY_REPEAT: &str = "(left out: the text may repeat a secret)";

/// Beginnings of the messages that the service sends before it looks at a value.
const REFUSALS: [&str; 15] = [
    "Not authorized --",
    "You do not have permission",
    "Secret '",
    "Secret with ",
    "Invalid Tapis token",
    "Invalid call to get_tenant_config",
    "Could not parse the Tapis access token",
    "The tenant_id claim in the token,",
    "Unable to process Tapis token",
    "Request path '",
    "Failed to read secret from Security Kernel",
    "Pod with identifier pod_id: '",
    "Pod with id '",
    "Failed to start pod: ",
    "Failed to resolve secrets: ",
];

/// Replaces every text of the service that repeats the token or the request's value. When a value or a pod was
/// asked for nobody here knows what may be in it, so that only the service's usual refusals are repeated.
pub(super) fn scrub(failure: &mut Failure, token: &Token, request: &Request) {
    let value = match request {
        Request::Create(new) => Some(&new.value),
        Request::Update(_, change) => change.value.as_ref(),
        _ => None,
    };
    let value = value.map_or("", |value| value.expose());
    let subject = request.subject();
    let id = subject.as_ref().map_or("", |id| id.as_str());
    let clean = |text: &mut SafeText| {
        // The service names the secret in what it says, and values are often named like it.
        let said = text.original().replace(&format!("'{id}'"), "''").replace(&format!("/{id} "), "/ ");
        if repeats(&said, token.expose()) || repeats(&said, value) {
            *text = SafeText::from(LEFT_OUT);
        }
    };
    clean(&mut failure.exchange.message);
    // The reason for refusing a restart is its user's to know; a fault of the service may print the pod.
    let is_considered = matches!(request, Request::RestartPod(_)) && failure.exchange.status < Some(500);
    if request.operation().brings_plaintext() && !is_considered {
        forget_unusual_words(failure);
    }
    match &mut failure.kind {
        FailureKind::Rejected(faults) => faults.iter_mut().for_each(|fault| clean(&mut fault.text)),
        FailureKind::OtherTenant { token, site } => {
            clean(token);
            clean(site);
        }
        _ => {}
    }
}

/// Removes the service's unusual words, which may repeat a value. The network's words stay.
fn forget_unusual_words(failure: &mut Failure) {
    use FailureKind::{TimedOut, Unintelligible, Unreachable};
    let message = &mut failure.exchange.message;
    let ours = match failure.kind {
        Unreachable(_) | TimedOut { .. } => true,
        Unintelligible(why) => why.is_of_http(),
        _ => false,
    };
    let usual = REFUSALS.iter().any(|beginning| message.original().starts_with(beginning));
    if !(ours || usual || message.is_empty()) {
        *message = SafeText::from(MAY_REPEAT);
    }
    if let FailureKind::Rejected(faults) = &mut failure.kind {
        faults.clear();
    }
}
