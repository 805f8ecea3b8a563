//! `tapis-secrets logout`: forgets remembered tokens and overwrites them. Works without a configuration, so that
//! nothing stops a user from logging out; with one, it reports a mistyped profile.

use super::Outcome;
use crate::accounts::credentials::{CannotRemember, Memory};
use crate::config::{Config, ENVIRONMENT, Faults};
use crate::domain::Exit;
use crate::place::NoPlace;
use crate::text::SafeText;

/// Forgets the tokens of one profile, or of all if none is named. `config` is read only if no token was found.
pub fn run(profile: Option<&str>, config: impl FnOnce() -> Result<Config, Faults>) -> Outcome {
    let memory = Memory::of_session();
    let forgotten = memory.as_ref().map_or(0, |memory| memory.forget(profile));
    // The token of a profile that is no longer in the file can still be forgotten.
    let named = profile.filter(|name| forgotten == 0 && *name != ENVIRONMENT);
    if let (Some(name), Ok(config)) = (named, config())
        && config.profile(name).is_none()
    {
        return NoPlace::no_such_profile(name, &config).into();
    }
    match memory {
        Ok(_) => told(forgotten, profile),
        Err(why @ CannotRemember::NoRuntimeDir) => {
            Outcome::done(format!("There is no remembered token. {why}"))
        }
        Err(why) => Outcome::failed(Exit::Failed, why.to_string()),
    }
}

fn told(forgotten: usize, profile: Option<&str>) -> Outcome {
    let of = profile.map(|name| format!(" of {}", SafeText::from(name).shown())).unwrap_or_default();
    Outcome::done(match forgotten {
        0 => format!("No token{of} was remembered."),
        1 => format!("Removed 1 remembered token{of}."),
        n => format!("Removed {n} remembered tokens{of}."),
    })
}
