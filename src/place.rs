//! Chooses the profile to use: weighs flags, environment and configuration by rules that never send a token
//! anywhere but to the origin it was given for.
//!
//! 1. `--profile NAME` takes address and token from that profile alone.
//! 2. `--base-url` forms `(environment)` with this address. It takes `TAPIS_TOKEN`, unless `TAPIS_BASE_URL`
//!    names another origin: that is refused.
//! 3. `TAPIS_BASE_URL` and `TAPIS_TOKEN` together form `(environment)`.
//! 4. The configuration's `default`, or its only profile.
//! 5. `TAPIS_BASE_URL` alone: `(environment)` without a token.
//!
//! [`Place::notes`] tells the user about settings that were not used.

use std::sync::Arc;

use crate::config::{Config, Profile, Source};
use crate::domain::{BaseUrl, Token};

pub mod fault;
mod others;
mod variables;

pub use fault::NoPlace;
pub use variables::{BASE_URL_VARIABLE, TOKEN_VARIABLE};

const BASE_URL_FLAG: &str = "--base-url";

/// The user's settings for the place.
#[derive(Default)]
pub struct Given {
    /// `--profile`
    pub profile: Option<String>,
    /// `--base-url`
    pub flag: Option<String>,
    /// `TAPIS_BASE_URL`
    pub base_url: Option<String>,
    /// `TAPIS_TOKEN`
    pub token: Option<String>,
    /// The variables of other Tapis tools that are set.
    pub others: Vec<&'static str>,
}

/// The place of the program.
#[derive(Clone, Debug)]
pub struct Place {
    /// The profile in force.
    pub profile: Arc<Profile>,
    /// Notes about settings that are not used, a sentence each: a notice in the program, standard error
    /// elsewhere.
    pub notes: Vec<String>,
}

impl Given {
    /// Returns the settings of flags and environment.
    pub fn here(profile: Option<String>, flag: Option<String>) -> Self {
        // A variable that is not text is not skipped silently: it is refused like any other unusable setting.
        let variable = |name| Some(std::env::var_os(name)?.to_string_lossy().into_owned());
        let (base_url, token) = (variable(BASE_URL_VARIABLE), variable(TOKEN_VARIABLE));
        Self { profile, flag, base_url, token, others: others::set() }
    }

    /// Treats white space as nothing, and an empty variable as not set.
    fn trimmed(self) -> Self {
        let some = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Self {
            profile: self.profile,
            // An empty flag may come from a variable of a script that is not set: going elsewhere would be a
            // surprise.
            flag: self.flag,
            base_url: some(self.base_url),
            token: some(self.token),
            others: self.others,
        }
    }

    /// Returns a note about a variable of another tool where our variable `missing` is not set.
    fn hint(&self, missing: &str) -> Option<String> {
        others::hint(&self.others, missing)
    }

    /// Returns the same note for a profile without a source of tokens.
    fn token_hint(&self) -> Option<String> {
        self.token.is_none().then(|| self.hint(TOKEN_VARIABLE)).flatten()
    }
}

/// Chooses the profile to use.
///
/// # Errors
/// When there is none, when settings contradict each other, or when address or token are unusable.
pub fn place(config: &Config, given: Given) -> Result<Place, NoPlace> {
    let given = given.trimmed();
    match (&given.profile, &given.flag) {
        (Some(_), Some(_)) => Err(NoPlace::TwoPlaces),
        (Some(name), None) => named(config, name, &given),
        (None, Some(flag)) => flagged(config, flag, &given),
        (None, None) => unnamed(config, given),
    }
}

fn named(config: &Config, name: &str, given: &Given) -> Result<Place, NoPlace> {
    let Some(profile) = config.profile(name) else {
        return Err(NoPlace::no_such_profile(name, config));
    };
    Ok(Place { profile: profile.clone(), notes: unused(given, &profile.name) })
}

fn flagged(config: &Config, flag: &str, given: &Given) -> Result<Place, NoPlace> {
    let base_url = parse(BASE_URL_FLAG, flag)?;
    let mut notes = Vec::new();
    match (&given.base_url, &given.token) {
        (Some(variable), Some(_)) => {
            let variable = parse(BASE_URL_VARIABLE, variable)?;
            if variable.origin() != base_url.origin() {
                return Err(NoPlace::OtherOrigin {
                    flag: base_url.origin().to_string(),
                    variable: variable.origin().to_string(),
                });
            }
        }
        (Some(_), None) => notes.push("TAPIS_BASE_URL is not used: --base-url names the address.".to_owned()),
        (None, _) => {}
    }
    notes.extend(given.token_hint());
    let token = token(given.token.clone())?;
    let profile = config.environment(base_url, Source::Flag(BASE_URL_FLAG), token);
    Ok(Place { profile: Arc::new(profile), notes })
}

fn unnamed(config: &Config, given: Given) -> Result<Place, NoPlace> {
    let usual = match (&config.default, config.profiles.as_slice()) {
        (Some(name), _) => config.profile(name),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    match (&given.base_url, usual) {
        (Some(base_url), None) => environment(config, base_url, &given),
        (Some(base_url), Some(_)) if given.token.is_some() => environment(config, base_url, &given),
        (_, Some(usual)) => Ok(Place { profile: usual.clone(), notes: unused(&given, &usual.name) }),
        (None, None) if config.profiles.is_empty() => {
            let hints = [given.hint(BASE_URL_VARIABLE), given.token_hint()];
            Err(NoPlace::NoBaseUrl { hints: hints.into_iter().flatten().collect() })
        }
        (None, None) => Err(NoPlace::NoDefault { allowed: config.names() }),
    }
}

fn environment(config: &Config, base_url: &str, given: &Given) -> Result<Place, NoPlace> {
    let base_url = parse(BASE_URL_VARIABLE, base_url)?;
    let token = token(given.token.clone())?;
    let profile = config.environment(base_url, Source::Variable(BASE_URL_VARIABLE), token);
    Ok(Place { profile: Arc::new(profile), notes: given.token_hint().into_iter().collect() })
}

/// Returns notes about the variables that a profile of the file does not use.
fn unused(given: &Given, profile: &str) -> Vec<String> {
    let words = match (given.base_url.is_some(), given.token.is_some()) {
        (true, true) => "TAPIS_BASE_URL and TAPIS_TOKEN are",
        (true, false) => "TAPIS_BASE_URL is",
        (false, true) => "TAPIS_TOKEN is",
        (false, false) => return Vec::new(),
    };
    vec![format!("{words} not used: profile {profile} is active.")]
}

fn parse(origin: &'static str, text: &str) -> Result<BaseUrl, NoPlace> {
    BaseUrl::parse(text, false).map_err(|bad| NoPlace::BadBaseUrl { origin, reason: bad.to_string() })
}

fn token(text: Option<String>) -> Result<Option<Arc<Token>>, NoPlace> {
    text.map(|text| Token::new(text).map(Arc::new)).transpose().map_err(NoPlace::BadToken)
}

#[cfg(test)]
mod tests;
