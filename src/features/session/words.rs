//! Sentences about tokens and profiles.

use std::time::Duration;

use jiff::tz::TimeZone;

use super::state::SignedOutReason;
use crate::domain::{Claims, ClockGap, Site};
use crate::text::format::{capitalised, clock, duration};
use crate::words::host;

/// The answer to `p` where there is no other profile.
pub(super) const NO_OTHER_PROFILE: &str = "There is only one profile; config.toml can have more.";

/// Says why there is no token, for the banner. A form that the user has begun is still there.
pub(super) fn signed_out(reason: &SignedOutReason, site: &Site, zone: &TimeZone) -> String {
    let comfort = if reason.is_refusal() { "; nothing is lost" } else { "" };
    format!("{}{comfort}.", why(reason, site, zone))
}

/// Says why there is no token, where the user has begun nothing.
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

/// Says how long the token lasts.
pub(super) fn token_soon(left: Duration) -> String {
    format!("The token ends in {}.", duration(left))
}

/// Says that the token has ended by the clock of this machine, while nobody has refused it.
pub(super) fn token_over(claims: &Claims, zone: &TimeZone) -> String {
    match claims.expires {
        Some(at) => format!("Your token ended at {} by the clock here.", clock(at, zone)),
        None => "Your token has ended by the clock here.".to_owned(),
    }
}

/// The service accepts a token that has ended by the clock of this machine.
pub(super) const TOKEN_OUTLIVED: &str =
    "The service still accepts your token: is this machine's clock right?";

/// Says that the clocks differ.
pub(super) fn clocks_differ(gap: ClockGap) -> String {
    format!("{}.", capitalised(&gap.to_string()))
}

/// Returns the lines on the terminal while `token_command` has it.
pub(super) fn asking_command(site: &Site) -> Vec<String> {
    let danger = if site.danger { " PRODUCTION " } else { "" };
    vec![
        format!("tapis-secrets:{danger} token_command gets a token for {}.", site.tenant()),
        "Ctrl-c ends it.".to_owned(),
    ]
}

/// Says that the user is signed in, and for how long.
pub(super) fn signed_in(site: &Site, left: Option<Duration>) -> String {
    let (user, tenant) = (site.user(), site.tenant());
    let who = if user.is_empty() { tenant.to_owned() } else { format!("{tenant} as {user}") };
    match left {
        Some(left) => format!("Signed in to {who}; the token lasts {}.", duration(left)),
        None => format!("Signed in to {who}."),
    }
}

/// Says to which profile the program has gone.
pub(super) fn now_on(site: &Site) -> String {
    let name = if site.profile.is_empty() { site.tenant() } else { site.profile.shown() };
    format!("Now on {name}; what was open before is closed.")
}
