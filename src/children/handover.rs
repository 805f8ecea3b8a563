//! Hands over to a command of the user: in place of this program, or beside it. The command gets the variables that it is
//! given and no others; terminal, descriptors and limits are those that this program was started with.

use std::ffi::OsString;
use std::io;
use std::process::{Child, Command};

/// A variable and its value.
pub type Variable = (OsString, OsString);

/// Becomes the command. Signals that are caught get their default meaning again, as `exec(2)` says; those that were
/// ignored or blocked when this program was started stay so.
///
/// Returns only when the command cannot be had.
#[cfg(target_os = "linux")]
pub fn become_command(words: &[OsString], environment: &[Variable]) -> io::Error {
    use std::ffi::CString;
    use std::os::unix::ffi::{OsStrExt, OsStringExt};

    let words: Result<Vec<CString>, _> = words.iter().map(|word| CString::new(word.as_bytes())).collect();
    let assignment = |(name, value): &Variable| {
        let mut text = name.clone();
        text.push("=");
        text.push(value);
        CString::new(text.into_vec())
    };
    let environment: Result<Vec<CString>, _> = environment.iter().map(assignment).collect();
    let (Ok(words), Ok(environment)) = (words, environment) else {
        return io::ErrorKind::InvalidInput.into();
    };
    match words.first() {
        Some(program) => match nix::unistd::execvpe(program, &words, &environment) {
            Err(error) => error.into(),
        },
        None => io::ErrorKind::InvalidInput.into(),
    }
}

/// Becomes the command.
///
/// Returns only when the command cannot be had.
#[cfg(not(target_os = "linux"))]
pub fn become_command(words: &[OsString], environment: &[Variable]) -> io::Error {
    use std::os::unix::process::CommandExt;
    command(words, environment)
        .map_or_else(|| io::ErrorKind::InvalidInput.into(), |mut command| command.exec())
}

/// Starts the command beside this program, in its process group.
///
/// # Errors
/// When it cannot be had.
pub fn start_beside(words: &[OsString], environment: &[Variable]) -> io::Result<Child> {
    command(words, environment).ok_or(io::ErrorKind::InvalidInput)?.spawn()
}

fn command(words: &[OsString], environment: &[Variable]) -> Option<Command> {
    let (program, arguments) = words.split_first()?;
    #[expect(clippy::disallowed_methods, reason = "its variables are chosen by the caller")]
    let mut command = Command::new(program);
    command.args(arguments).env_clear().envs(environment.iter().map(|(name, value)| (name, value)));
    Some(command)
}
