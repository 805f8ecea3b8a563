//! A child in a session of its own: it has no terminal, so that neither it nor its children can draw over the screen
//! or read the keys.
//!
//! `std` cannot start one without `unsafe`; `posix_spawn` can, by a flag that the `nix` crate does not name.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};

use nix::spawn::{PosixSpawnAttr, PosixSpawnFileActions, PosixSpawnFlags, posix_spawnp};
use nix::sys::signal::{SigSet, Signal};
use rustix::process::Pid;

use super::environment::{assignment, c_strings, inherited};

/// `POSIX_SPAWN_SETSID`: glibc and musl agree on it, as do all versions of macOS that have it.
const NEW_SESSION: i32 = if cfg!(target_os = "macos") { 0x400 } else { 0x80 };

/// Names the terminal to gpg: its agent would let a pinentry draw there, which nothing of ours could end.
const GPG_TTY: &str = "GPG_TTY";

/// What a child is given, and where its output goes. What is not set leads nowhere.
#[derive(Clone, Copy, Default)]
pub struct Given<'a> {
    /// Its standard input.
    pub input: Option<BorrowedFd<'a>>,
    /// Its standard output.
    pub output: Option<BorrowedFd<'a>>,
    /// A variable of the environment that it gets besides the others.
    pub variable: Option<(&'a str, &'a str)>,
}

/// Starts a program, found on the `PATH`, without a terminal; what it writes to standard error is lost. Returns its
/// number, which is also that of its group and session.
///
/// # Errors
/// Those of the system; of kind `NotFound` when there is no such program.
pub fn start_apart(program: &str, arguments: &[String], given: Given<'_>) -> io::Result<Pid> {
    let words = std::iter::once(program).chain(arguments.iter().map(String::as_str));
    let words = c_strings(words.map(OsString::from))?;
    let given_one = given.variable.map(|(name, value)| (name.into(), value.into()));
    let variables = inherited()
        .filter(|(name, _)| name != GPG_TTY && given.variable.is_none_or(|(given, _)| name != given))
        .chain(given_one)
        .map(assignment);
    let variables = c_strings(variables)?;
    let nothing = File::options().read(true).write(true).open("/dev/null")?;
    let mut files = PosixSpawnFileActions::init()?;
    let (input, output) = (given.input.unwrap_or(nothing.as_fd()), given.output.unwrap_or(nothing.as_fd()));
    for (from, to) in [(input, 0), (output, 1), (nothing.as_fd(), 2)] {
        files.add_dup2(from.as_raw_fd(), to)?;
    }
    let mut attributes = PosixSpawnAttr::init()?;
    // This program ignores it, and blocks signals in some threads: neither is the child's business.
    attributes.set_sigdefault(&SigSet::from(Signal::SIGPIPE))?;
    attributes.set_sigmask(&SigSet::empty())?;
    let signals = PosixSpawnFlags::POSIX_SPAWN_SETSIGDEF | PosixSpawnFlags::POSIX_SPAWN_SETSIGMASK;
    attributes.set_flags(signals | PosixSpawnFlags::from_bits_retain(NEW_SESSION))?;
    let name = words.first().ok_or(io::ErrorKind::NotFound)?;
    let pid = posix_spawnp(name, &files, &attributes, &words, &variables)?;
    Pid::from_raw(pid.as_raw()).ok_or_else(|| io::ErrorKind::Other.into())
}
