//! The checks of token and service: there is a token, the service answers, and it accepts the token.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::report::{Check, Report};
use crate::accounts::credentials::{Manner, Memory, TokenFrom, TokenState};
use crate::api::probe::{Probe, Probed, probe};
use crate::api::transport::fault_of_environment;
use crate::api::{Route, Timeouts};
use crate::commands::tokens::{login, renew};
use crate::config::Profile;
use crate::domain::{
    Claims, Exchange, Exit, Failure, FailureKind, NoAnswer, Operation, TlsFault, Token, Unclear,
};
use crate::files::{reason, shown};
use crate::text::format::{date, duration};
use crate::words;

/// A token that ends within this time deserves a warning.
const SOON: Duration = Duration::from_secs(10 * 60);

/// Checks token and service. The request carries the token only if that is for the profile's tenant.
pub(super) fn check(
    report: &mut Report<'_>,
    profile: &Profile,
    manner: Manner,
    now: Timestamp,
    timeouts: Timeouts,
) {
    let mut faults = Vec::new();
    let token = match profile.tokens.obtain(Memory::of_session().ok().as_ref(), now, manner) {
        TokenState::Found { token, from, faults: before } => {
            faults.extend(before);
            Some((token, from))
        }
        TokenState::SignIn { faults: all } => {
            faults.extend(all);
            None
        }
    };
    let other = token.as_ref().and_then(|(token, _)| {
        let claims = token.claims();
        profile.site(Claims::default()).other_tenant(&claims).cloned()
    });
    let sent = token.as_ref().filter(|_| other.is_none()).map(|(token, _)| &**token);
    let Probe { answer, clock } = ask(profile, sent, timeouts);
    service(report, profile, &answer);
    // The service's clock decides when a token ends.
    let (now, whose) = match clock {
        Some(gap) => (gap.service_time(now), "the service's"),
        None => (now, "this machine's"),
    };
    if let Some(gap) = clock {
        report.add(Check::warning("clock", format!("{gap}. If this machine's clock is wrong, set it.")));
    }
    if profile.base_url.as_str().starts_with("https://")
        && let Some(fault) = fault_of_environment()
        && !matches!(answer, Err(FailureKind::NotSetUp(_)))
    {
        report.add(Check::warning("service", format!("{fault}.")));
    }
    for fault in &faults {
        report.add(Check::warning("token", fault.to_string()));
    }
    match (token, other) {
        (None, _) => {
            report.fail(Exit::NotAuthenticated, Check::bad("token", format!("none. {}", login(profile))))
        }
        (Some((_, from)), Some(other)) => {
            let (here, renew) = (profile.site(Claims::default()), renew(profile, from));
            let text =
                format!("for the tenant {other}, but this is {}, so it was not sent. {renew}", here.tenant());
            report.fail(Exit::NotAuthenticated, Check::bad("token", text));
        }
        (Some((token, from)), None) => accepted(report, profile, (&token, from), &answer, (now, whose)),
    }
    report.add(match Memory::of_session() {
        Ok(memory) => {
            Check::good("remember", format!("tokens can be remembered in {}", shown(memory.folder())))
        }
        Err(why) => Check::warning("remember", why.to_string()),
    });
}

fn ask(profile: &Profile, token: Option<&Token>, timeouts: Timeouts) -> Probe {
    let route = Route { ca_file: profile.ca_file.clone(), ..Route::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(probe(&profile.base_url, token, &route, timeouts)),
        Err(error) => Probe { answer: Err(FailureKind::NotSetUp(reason(&error).into())), clock: None },
    }
}

fn service(report: &mut Report<'_>, profile: &Profile, answer: &Result<Probed, FailureKind>) {
    let encrypted = profile.base_url.as_str().starts_with("https://");
    let kind = match answer {
        Err(kind) if !is_about_token(kind) => kind,
        _ if encrypted => {
            return report.add(Check::good("service", "answers over TLS with a trusted certificate"));
        }
        _ => return report.add(Check::good("service", "answers without TLS")),
    };
    let failure = Failure {
        operation: Operation::List,
        subject: None,
        kind: kind.clone(),
        exchange: Exchange::default(),
    };
    let cause = words::cause(&failure, &profile.site(Claims::default()));
    report.fail(Exit::Unreachable, Check::bad("service", format!("{cause}. {}", remedy(kind))));
}

fn is_about_token(kind: &FailureKind) -> bool {
    matches!(kind, FailureKind::SignedOut(_) | FailureKind::OtherTenant { .. } | FailureKind::NotPermitted)
}

fn remedy(kind: &FailureKind) -> &'static str {
    match kind {
        FailureKind::Unreachable(NoAnswer::UnknownHost) => "Check base_url and the network.",
        FailureKind::Unreachable(NoAnswer::Tls(TlsFault::UnknownIssuer)) => {
            "Name the server's certificate, or your authority's, with ca_file."
        }
        FailureKind::Unreachable(NoAnswer::Tls(TlsFault::Expired | TlsFault::NotYetValid)) => {
            "Check this machine's clock; if it is right, tell whoever runs the service."
        }
        FailureKind::Unreachable(NoAnswer::Tls(_)) | FailureKind::WrongAddress => {
            "Check base_url: it looks like https://tacc.tapis.io."
        }
        FailureKind::Proxy { .. } => "Check HTTPS_PROXY, or name the host in NO_PROXY.",
        FailureKind::Unreachable(_) | FailureKind::TimedOut { .. } => {
            "Check base_url and the network. If the network needs a proxy, name it in HTTPS_PROXY."
        }
        FailureKind::OurFault | FailureKind::Crashed => {
            "This is a fault of tapis-secrets; its README says how to report it."
        }
        FailureKind::NotSetUp(_) => "Correct this first.",
        FailureKind::Unintelligible(why) if *why != Unclear::Html && *why != Unclear::NotJson => {
            "Check base_url. If it is right, tell whoever runs the service or the proxy."
        }
        FailureKind::Unintelligible(_) => "Check base_url, and whether the network asks you to log in first.",
        _ => "Try again later.",
    }
}

fn accepted(
    report: &mut Report<'_>,
    profile: &Profile,
    (token, from): (&Token, TokenFrom),
    answer: &Result<Probed, FailureKind>,
    (now, whose): (Timestamp, &str),
) {
    let claims = token.claims();
    let who = who(&claims, from, now);
    match answer {
        Err(FailureKind::NotPermitted) => {
            report.fail(
                Exit::NotAuthenticated,
                Check::bad("token", format!("{who}: you may not list secrets here.")),
            );
        }
        Err(kind) if is_about_token(kind) => {
            let text = format!("{who}: the service does not accept this token. {}", renew(profile, from));
            report.fail(Exit::NotAuthenticated, Check::bad("token", text));
        }
        answer => {
            let told = if answer.is_ok() { "accepted" } else { "not tried" };
            let text = format!("{who}, {told}");
            let left =
                claims.expires.map(|at| Duration::try_from(at.duration_since(now)).unwrap_or_default());
            report.add(match left {
                Some(Duration::ZERO) if answer.is_ok() => {
                    Check::warning("token", format!("{text}, although it has ended by {whose} clock"))
                }
                Some(Duration::ZERO) => {
                    let renew = renew(profile, from);
                    Check::warning("token", format!("{text}. By {whose} clock it has ended. {renew}"))
                }
                Some(left) if left <= SOON => {
                    Check::warning("token", format!("{text}. It ends soon. {}", renew(profile, from)))
                }
                _ => Check::good("token", text),
            });
        }
    }
}

fn who(claims: &Claims, from: TokenFrom, now: Timestamp) -> String {
    let or_unknown = |text: &str| if text.is_empty() { "somebody" } else { text }.to_owned();
    let mut text = or_unknown(claims.user.shown());
    if !claims.tenant.is_empty() {
        text.push_str(&format!(" on {}", claims.tenant));
    }
    match claims.expires {
        Some(at) => {
            let left = Duration::try_from(at.duration_since(now)).unwrap_or_default();
            text.push_str(&format!(", until {} ({})", date(at, &TimeZone::system()), duration(left)));
        }
        None => text.push_str(", without an end date"),
    }
    format!("{text}, from {from}")
}
