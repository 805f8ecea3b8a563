//! Why no token came, in a sentence.

use crate::domain::{SignInFault, Site};
use crate::text::format::duration;

pub(super) fn sign_in_fault(fault: &SignInFault, site: &Site) -> String {
    let host = site.address.shown();
    match fault {
        SignInFault::Refused => format!("{} does not accept this user with this password.", site.tenant()),
        SignInFault::OtherTenant(other) => format!("The token is for {other}, this is {}.", site.tenant()),
        SignInFault::WrongAddress => format!("{host} has no token endpoint of Tapis."),
        SignInFault::TimedOut(after) => format!("No answer within {}; try again.", duration(*after)),
        SignInFault::Unreachable(_) => format!("{host} is not reachable."),
        SignInFault::Proxy { proxy, .. } => format!("The proxy {proxy} gave no connection."),
        _ => format!("{host} failed; try again."),
    }
}
