//! `tapis-secrets logout`: forgets remembered tokens, overwriting them. Works without a configuration, so
//! that nothing stands between a user and logging out.

use super::Outcome;
use crate::credentials::{CannotRemember, Memory};
use crate::text::SafeText;

/// Forgets the tokens of one profile, or of all where none is named.
pub fn run(profile: Option<&str>) -> Outcome {
    match Memory::of_session() {
        Ok(memory) => forget(&memory, profile),
        Err(why @ CannotRemember::NoRuntimeDir) => Outcome::done(format!("Nothing is remembered. {why}")),
        Err(why) => Outcome::failed(1, why.to_string()),
    }
}

fn forget(memory: &Memory, profile: Option<&str>) -> Outcome {
    let of = profile.map(|name| format!(" of {}", SafeText::from(name).shown())).unwrap_or_default();
    Outcome::done(match memory.forget(profile) {
        0 => format!("No token{of} was remembered."),
        1 => format!("Removed 1 remembered token{of}."),
        n => format!("Removed {n} remembered tokens{of}."),
    })
}
