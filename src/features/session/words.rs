//! What is said about tokens and profiles.

use std::time::Duration;

use jiff::tz::TimeZone;

use super::SignedOutReason;
use crate::core::Tone;
use crate::domain::{Answer, Claims, ClockGap, Failure, SecretId, Site};
use crate::text::Sentence;
use crate::text::format::{capitalised, clock, duration};
use crate::words::{about, host};

/// `p`, where there is nowhere to go.
pub(super) const NO_OTHER_PROFILE: &str = "There is only one profile; config.toml can have more.";

/// Why there is no token, for the banner: what was begun is still there.
pub(super) fn signed_out(reason: &SignedOutReason, site: &Site, zone: &TimeZone) -> String {
    let comfort = if reason.is_refusal() { "; nothing is lost" } else { "" };
    format!("{}{comfort}.", why(reason, site, zone))
}

/// Why there is no token, where nothing was begun.
pub(super) fn not_signed_in(reason: &SignedOutReason, site: &Site, zone: &TimeZone) -> String {
    format!("{}.", why(reason, site, zone))
}

fn why(reason: &SignedOutReason, site: &Site, zone: &TimeZone) -> String {
    match (reason, site.claims.expires) {
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

/// How long a token has.
pub(super) fn token_soon(left: Duration) -> String {
    format!("The token ends in {}.", duration(left))
}

/// The token has ended by the clock of this machine, and nobody has refused it yet.
pub(super) fn token_over(claims: &Claims, zone: &TimeZone) -> String {
    match claims.expires {
        Some(at) => format!("Your token ended at {} by the clock here.", clock(at, zone)),
        None => "Your token has ended by the clock here.".to_owned(),
    }
}

/// The service takes a token that has ended by the clock of this machine.
pub(super) const TOKEN_OUTLIVED: &str =
    "The service still accepts your token: is this machine's clock right?";

/// The clocks differ, as a sentence.
pub(super) fn clocks_differ(gap: ClockGap) -> String {
    format!("{}.", capitalised(&gap.to_string()))
}

/// What is on the terminal while `token_command` has it.
pub(super) fn asking_command(site: &Site) -> Vec<String> {
    let danger = if site.danger { " PRODUCTION " } else { "" };
    vec![
        format!("tapis-secrets:{danger} token_command gets a token for {}.", site.tenant()),
        "Ctrl-c ends it.".to_owned(),
    ]
}

/// Signed in, and for how long.
pub(super) fn signed_in(site: &Site, left: Option<Duration>) -> String {
    let (user, tenant) = (site.user(), site.tenant());
    let who = if user.is_empty() { tenant.to_owned() } else { format!("{tenant} as {user}") };
    match left {
        Some(left) => format!("Signed in to {who}; the token lasts {}.", duration(left)),
        None => format!("Signed in to {who}."),
    }
}

/// Where the program has gone.
pub(super) fn now_on(site: &Site) -> String {
    let name = if site.profile.is_empty() { site.tenant() } else { site.profile.shown() };
    format!("Now on {name}; what was open before is closed.")
}

/// The end of a change whose profile was left.
pub(super) fn left_behind(
    id: &SecretId,
    tenant: &str,
    result: Result<&Answer, &Failure>,
) -> (Tone, Sentence) {
    let say = |rest: &str| about(id, |id| format!("{id} on {tenant} {rest}"));
    match result {
        Ok(Answer::Created { .. }) => (Tone::Success, say("was created.")),
        Ok(Answer::Deleted(_)) => (Tone::Success, say("was deleted.")),
        Ok(_) => (Tone::Success, say("was saved.")),
        Err(failure) if failure.leaves_open() => {
            let why = failure.exchange.status.map_or("no answer came", |_| "its answer does not tell");
            (Tone::Warning, say(&format!("may have been changed: {why}.")))
        }
        Err(_) => (Tone::Error, say("was not changed: it was refused.")),
    }
}
