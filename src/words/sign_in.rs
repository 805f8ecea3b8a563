//! Sentences about a token that did not come.

use super::details::cause_sentence;
use super::failure::host;
use crate::domain::{Exchange, Failure, FailureKind, Operation, SignInFault, Site};
use crate::text::format::duration;

/// Says why no token came.
pub fn sign_in_fault(fault: &SignInFault, site: &Site) -> String {
    let host = host(site);
    match fault {
        SignInFault::NoSource => "There is no token; sign in.".to_owned(),
        SignInFault::Source(sentence) => sentence.clone(),
        SignInFault::Refused => {
            format!("{} does not accept this name and password.", site.tenant())
        }
        SignInFault::OtherTenant(other) => {
            format!("The token is for {other}, this is {}.", site.tenant())
        }
        SignInFault::OtherUser(user) => {
            format!("Only {user}, who locked this screen, can unlock it.")
        }
        SignInFault::WrongAddress => format!("{host} has no Tapis token endpoint."),
        SignInFault::SlowedDown(Some(wait)) => {
            format!("{host} asks to wait {}.", duration(*wait))
        }
        SignInFault::SlowedDown(None) => format!("{host} asks to wait a little."),
        SignInFault::ServiceFault(Some(status)) => format!("{host} failed ({status}); try again."),
        SignInFault::ServiceFault(None) => format!("{host} failed; try again."),
        SignInFault::Unreachable(answer) => no_connection(FailureKind::Unreachable(*answer), site),
        SignInFault::Proxy { proxy, fault } => {
            no_connection(FailureKind::Proxy { proxy: proxy.clone(), fault: *fault }, site)
        }
        SignInFault::TimedOut(after) => format!("No answer within {}; try again.", duration(*after)),
        SignInFault::Unclear(why) => no_connection(FailureKind::Unintelligible(*why), site),
        SignInFault::Unintelligible => format!("{host} sent no usable token."),
    }
}

/// Says the cause as for any other call.
fn no_connection(kind: FailureKind, site: &Site) -> String {
    let failure = Failure { operation: Operation::List, subject: None, kind, exchange: Exchange::default() };
    cause_sentence(&failure, site)
}
