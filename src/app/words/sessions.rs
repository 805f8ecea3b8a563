//! What is said about tokens, signing in and profiles.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::writes::verb;
use super::{cause_sentence, host};
use crate::app::form::Kind;
use crate::app::session::SignedOutReason;
use crate::core::Tone;
use crate::domain::{
    Claims, ClockGap, Exchange, Failure, FailureKind, Operation, SecretId, SignInFault, Site,
};
use crate::text::Sentence;
use crate::text::format::capitalised;
use crate::text::format::{clock, duration};
use crate::work::write::Fate;

/// `p`, where there is nowhere to go.
pub const NO_OTHER_PROFILE: &str = "There is only one profile; config.toml can have more.";

/// Why there is no token, for the banner: what was begun is still there.
pub fn lack(lack: &SignedOutReason, claims: &Claims, site: &Site, zone: &TimeZone) -> String {
    let comfort = match lack {
        SignedOutReason::Ended | SignedOutReason::Refused => "; nothing is lost",
        SignedOutReason::NoToken | SignedOutReason::OtherTenant { .. } => "",
    };
    format!("{}{comfort}.", why_no_token(lack, claims, site, zone))
}

/// Why there is no token, where nothing was begun.
pub fn bare_lack(lack: &SignedOutReason, claims: &Claims, site: &Site, zone: &TimeZone) -> String {
    format!("{}.", why_no_token(lack, claims, site, zone))
}

fn why_no_token(lack: &SignedOutReason, claims: &Claims, site: &Site, zone: &TimeZone) -> String {
    match (lack, claims.expires) {
        (SignedOutReason::NoToken, _) => format!("You are not signed in to {}", site.tenant()),
        (SignedOutReason::Ended, Some(at)) => format!("Your token ended at {}", clock(at, zone)),
        (SignedOutReason::Ended | SignedOutReason::Refused, _) => {
            "The service does not accept your token".to_owned()
        }
        (SignedOutReason::OtherTenant { token, .. }, _) if token.is_empty() => {
            format!("The token names no tenant that {} knows", host(site))
        }
        (SignedOutReason::OtherTenant { token, here }, _) => {
            let here = if here.is_empty() { site.tenant() } else { here.shown() };
            format!("The token is for {token}, this is {here}")
        }
    }
}

/// The token has ended by the clock of this machine, and nobody has refused it yet.
pub fn token_over(claims: &Claims, zone: &TimeZone) -> String {
    match claims.expires {
        Some(at) => format!("Your token ended at {} by the clock here.", clock(at, zone)),
        None => "Your token has ended by the clock here.".to_owned(),
    }
}

/// The service takes a token that has ended by the clock of this machine.
pub const TOKEN_OUTLIVED: &str = "The service still accepts your token: is this machine's clock right?";

/// The clocks differ, as a sentence.
pub fn clocks_differ(gap: ClockGap) -> String {
    format!("{}.", capitalised(&gap.to_string()))
}

/// What is on the terminal while `token_command` has it.
pub fn asking_command(site: &Site) -> Vec<String> {
    let danger = if site.danger { " PRODUCTION " } else { "" };
    vec![
        format!("tapis-secrets:{danger} token_command gets a token for {}.", site.tenant()),
        "Ctrl-c ends it.".to_owned(),
    ]
}

/// Signed in, and for how long.
pub fn signed_in(site: &Site, left: Option<Duration>) -> String {
    let (user, tenant) = (site.user(), site.tenant());
    let who = if user.is_empty() { tenant.to_owned() } else { format!("{tenant} as {user}") };
    match left {
        Some(left) => format!("Signed in to {who}; the token lasts {}.", duration(left)),
        None => format!("Signed in to {who}."),
    }
}

/// Where the program has gone.
pub fn now_on(site: &Site) -> String {
    let name = if site.profile.is_empty() { site.tenant() } else { site.profile.shown() };
    format!("Now on {name}; what was open before is closed.")
}

/// Why no token came, in a sentence of ours.
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

/// As for any other call.
fn no_connection(kind: FailureKind, site: &Site) -> String {
    let failure = Failure { operation: Operation::List, subject: None, kind, exchange: Exchange::default() };
    cause_sentence(&failure, site)
}

/// The end of a change whose profile was left.
pub fn left_behind(
    id: &SecretId,
    tenant: &str,
    kind: &Kind,
    fate: &Fate,
    doubted_by: Option<&Arc<Failure>>,
) -> (Tone, Sentence) {
    let say = |rest: &str| super::about(id, |id| format!("{id} on {tenant} {rest}"));
    match fate {
        Fate::Applied { .. } | Fate::Replaced(_) => (Tone::Success, say(&format!("was {}.", verb(kind)))),
        Fate::Unknown(_) => {
            let status = doubted_by.and_then(|failure| failure.exchange.status);
            let why = status.map_or("no answer came", |_| "its answer does not tell");
            (Tone::Warning, say(&format!("may have been changed: {why}.")))
        }
        _ => (Tone::Error, say("was not changed: it was refused.")),
    }
}
