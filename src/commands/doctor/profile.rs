//! The checks of configuration, profile and address.

use super::super::{Whereabouts, because, file};
use super::report::{Check, Report};
use crate::config::keys::Key;
use crate::config::{Config, Faults, Source};
use crate::domain::Exit;
use crate::files::{self, ChangesFile, FiltersFile};
use crate::place::{NoPlace, Place};
use crate::text::SafeText;

/// Checks all three; returns the profile in use, if there is one.
pub(super) fn check(report: &mut Report<'_>, whereabouts: Result<Whereabouts, Faults>) -> Option<Place> {
    let Whereabouts { config, named, place } = match whereabouts {
        Ok(whereabouts) => whereabouts,
        Err(faults) => {
            for line in faults.to_string().lines() {
                report.fail(Exit::WrongUsage, Check::bad("config", line));
            }
            return None;
        }
    };
    report.add(Check::good("config", found(&config)));
    let place = match place {
        Ok(place) => place,
        Err(why) => {
            let text = match &why {
                NoPlace::NoBaseUrl { hints } => {
                    let hints: String = hints.iter().map(|hint| format!(" {hint}")).collect();
                    format!(
                        "none. Set TAPIS_BASE_URL and TAPIS_TOKEN, or add a profile to the configuration.{hints}"
                    )
                }
                why => why.to_string(),
            };
            report.fail(why.exit(), Check::bad("profile", text));
            return None;
        }
    };
    let profile = &place.profile;
    let danger = if profile.danger { ", PRODUCTION" } else { "" };
    let why = because(&config, named.as_deref(), &place);
    report.add(Check::good("profile", format!("{}{danger}: {why}", profile.name)));
    for note in &place.notes {
        report.add(Check::warning("profile", note.clone()));
    }
    let url = SafeText::from(profile.base_url.as_str());
    let plain = url.original().starts_with("http://") && !profile.base_url.is_loopback();
    report.add(match (plain, profile.source(Key::AllowHttp)) {
        (true, Source::Line(line)) => Check::warning(
            "address",
            format!("{url}: the token is sent without encryption (allow_http, line {line}). Use https:// if you can."),
        ),
        _ => Check::good("address", url.shown().to_owned()),
    });
    if profile.remember_changes {
        report.add(remembered_changes());
    }
    if profile.remember_filters {
        report.add(remembered_filters());
    }
    Some(place)
}

fn remembered_filters() -> Check {
    let checked = FiltersFile::of_user().and_then(|file| file.check().map(|()| files::shown(&file.path())));
    match checked {
        Ok(path) => Check::good("filters", format!("remembered in {path}")),
        Err(why) => Check::warning("filters", format!("not remembered: {why}")),
    }
}

fn remembered_changes() -> Check {
    let checked = ChangesFile::of_user().and_then(|file| file.check().map(|()| files::shown(&file.path())));
    match checked {
        Ok(path) => Check::good("changes", format!("remembered in {path}")),
        Err(why) => Check::warning("changes", format!("not remembered: {why}")),
    }
}

fn found(config: &Config) -> String {
    let profiles = match config.profiles.len() {
        1 => "1 profile".to_owned(),
        n => format!("{n} profiles"),
    };
    match config.path {
        Some(_) => format!("{}, {profiles}", file(config)),
        None => file(config),
    }
}
