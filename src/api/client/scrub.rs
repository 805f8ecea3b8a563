//! Keeps the token and the value that was sent out of what is told about a failure. No observed message
//! repeats them (contract §3), but a failure is shown, kept in the journal and copied: it must be certain.

use crate::domain::{Failure, FailureKind, Request, Token};
use crate::text::SafeText;

/// Shorter values occur in any sentence by accident.
const SHORTEST: usize = 4;

const LEFT_OUT: &str = "(left out: the text repeats what must stay secret)";

/// Replaces every text of the service that contains the token or the request's value.
pub(super) fn scrub(failure: &mut Failure, token: &Token, request: &Request) {
    let value = match request {
        Request::Create(new) => Some(&new.value),
        Request::Update(_, change) => change.value.as_ref(),
        _ => None,
    };
    let value = value.map_or("", |value| value.expose());
    let clean = |text: &mut SafeText| {
        let tells = |secret: &str| secret.len() >= SHORTEST && text.original().contains(secret);
        if tells(token.expose()) || tells(value) {
            *text = SafeText::from(LEFT_OUT);
        }
    };
    clean(&mut failure.exchange.message);
    match &mut failure.kind {
        FailureKind::Rejected(faults) => faults.iter_mut().for_each(|fault| clean(&mut fault.text)),
        FailureKind::OtherTenant { token, site } => {
            clean(token);
            clean(site);
        }
        _ => {}
    }
}
