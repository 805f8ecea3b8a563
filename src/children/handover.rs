//! Hands over to a command of the user: in place of this program, or beside it. The command is looked for on the `PATH` of
//! this program, and gets the variables that it is given and no others; terminal, descriptors and limits are those that
//! this program was started with.

use std::ffi::{CString, OsString};
use std::io;
use std::process::ExitStatus;

use nix::spawn::{PosixSpawnAttr, PosixSpawnFileActions, PosixSpawnFlags, posix_spawnp};
use nix::sys::signal::{SigSet, Signal};
use rustix::process::Pid;

use super::environment::{assignment, c_strings};
use super::process_group;

/// A variable and its value.
pub type Variable = (OsString, OsString);

/// Becomes the command. Signals that are caught get their default meaning again, as `exec(2)` says; those that were
/// ignored or blocked when this program was started stay so, but for that of a broken pipe, which Rust ignores itself.
///
/// Returns only when the command cannot be had.
#[cfg(target_os = "linux")]
pub fn become_command(words: &[OsString], environment: &[Variable]) -> io::Error {
    match for_the_system(words, environment) {
        Ok((program, words, environment)) => match nix::unistd::execvpe(&program, &words, &environment) {
            Err(error) => error.into(),
        },
        Err(error) => error,
    }
}

/// Becomes the command.
///
/// Returns only when the command cannot be had.
#[cfg(not(target_os = "linux"))]
pub fn become_command(words: &[OsString], environment: &[Variable]) -> io::Error {
    use std::os::unix::process::CommandExt;
    let Some((program, arguments)) = words.split_first() else { return io::ErrorKind::InvalidInput.into() };
    #[expect(clippy::disallowed_methods, reason = "its variables are chosen by the caller")]
    let mut command = std::process::Command::new(program);
    command.args(arguments).env_clear().envs(environment.iter().map(|(name, value)| (name, value))).exec()
}

/// Starts the command beside this program, in its process group. Returns its number, for [`wait`].
///
/// # Errors
/// When it cannot be had.
pub fn start_beside(words: &[OsString], environment: &[Variable]) -> io::Result<Pid> {
    let (program, words, environment) = for_the_system(words, environment)?;
    let mut attributes = PosixSpawnAttr::init()?;
    // Rust ignores it.
    attributes.set_sigdefault(&SigSet::from(Signal::SIGPIPE))?;
    attributes.set_flags(PosixSpawnFlags::POSIX_SPAWN_SETSIGDEF)?;
    let files = PosixSpawnFileActions::init()?;
    let pid = posix_spawnp(&program, &files, &attributes, &words, &environment)?;
    Pid::from_raw(pid.as_raw()).ok_or_else(|| io::ErrorKind::Other.into())
}

/// Waits for the end of a command beside this program; `None` when nothing is known of it.
pub fn wait(pid: Pid) -> Option<ExitStatus> {
    process_group::wait(pid)
}

/// Returns program, words and assignments as the system takes them.
fn for_the_system(
    words: &[OsString],
    environment: &[Variable],
) -> io::Result<(CString, Vec<CString>, Vec<CString>)> {
    let words = c_strings(words.iter().cloned())?;
    let program = words.first().cloned().ok_or(io::ErrorKind::InvalidInput)?;
    Ok((program, words, c_strings(environment.iter().cloned().map(assignment))?))
}
