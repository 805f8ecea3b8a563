//! What a child inherits of the environment: no variable that can hold a token, a key or a password.

use std::ffi::{CString, OsStr, OsString};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::process::Command;

/// The variables that can hold a secret: ours, and those of other Tapis tools (contract §6). Scripts that get
/// a token read the others, such as `TAPIS_BASE_URL`.
const SECRETS: [&str; 7] = [
    "TAPIS_TOKEN",
    "TAPIS_PASSWORD",
    "TAPIS_JWT",
    "TAPIS_JWT_TOKEN",
    "TAPIS_ACCESS_TOKEN",
    "TAPIS_REFRESH_TOKEN",
    "TAPIS_CLIENT_KEY",
];

/// Prepares a command for `program` that inherits no secret.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    #[expect(clippy::disallowed_methods, reason = "the one place that takes the secrets away")]
    let mut command = Command::new(program);
    for name in SECRETS {
        command.env_remove(name);
    }
    command
}

/// Returns the variables that a child inherits.
pub fn inherited() -> impl Iterator<Item = (OsString, OsString)> {
    std::env::vars_os().filter(|(name, _)| !SECRETS.iter().any(|secret| name == secret))
}

/// Returns the words of a command, or the assignments of its environment, as the system takes them.
///
/// # Errors
/// Of kind `InvalidInput`, when one has a NUL.
pub(super) fn c_strings(texts: impl IntoIterator<Item = OsString>) -> io::Result<Vec<CString>> {
    Ok(texts.into_iter().map(|text| CString::new(text.into_vec())).collect::<Result<_, _>>()?)
}

/// Returns `NAME=value`.
pub(super) fn assignment((mut name, value): (OsString, OsString)) -> OsString {
    name.push("=");
    name.push(value);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_takes_each_variable_that_can_hold_a_secret_away_and_no_other() {
        let command = command("true");
        let removed: Vec<_> = command.get_envs().map(|(name, value)| (name.to_str(), value)).collect();
        assert_eq!(removed.len(), SECRETS.len());
        assert!(SECRETS.iter().all(|secret| removed.contains(&(Some(*secret), None))), "{removed:?}");
    }
}
