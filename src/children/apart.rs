//! A child in a session of its own: it has no terminal, so that neither it nor its children can draw over the screen
//! or read the keys.
//!
//! `std` cannot start one without `unsafe`; `posix_spawn` can, by a flag that the `nix` crate does not name.

use std::ffi::CString;
use std::fs::File;
use std::io::{self, PipeReader};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStringExt;

use nix::spawn::{PosixSpawnAttr, PosixSpawnFileActions, PosixSpawnFlags, posix_spawnp};
use nix::sys::signal::{SigSet, Signal};
use rustix::process::Pid;

use super::environment::inherited;

/// `POSIX_SPAWN_SETSID`: glibc and musl agree on it, as do all versions of macOS that have it.
const NEW_SESSION: i32 = if cfg!(target_os = "macos") { 0x400 } else { 0x80 };

/// Names the terminal to gpg: its agent would let a pinentry draw there, which nothing of ours could end.
const GPG_TTY: &str = "GPG_TTY";

/// A child without a terminal. It leads its session and its process group.
pub struct Apart {
    /// Its number; also that of its group.
    pub pid: Pid,
    /// The standard output of the child.
    pub output: PipeReader,
}

/// Starts a program, found on the `PATH`, with nothing to read; what it writes to standard error is lost.
///
/// # Errors
/// Those of the system; of kind `NotFound` when there is no such program.
pub fn start_apart(program: &str, arguments: &[String]) -> io::Result<Apart> {
    let words = std::iter::once(program).chain(arguments.iter().map(String::as_str));
    let words: Vec<CString> = words.map(CString::new).collect::<Result<_, _>>()?;
    let variables: Vec<CString> = inherited()
        .filter(|(name, _)| name != GPG_TTY)
        .map(|(mut name, value)| {
            name.push("=");
            name.push(value);
            CString::new(name.into_vec())
        })
        .collect::<Result<_, _>>()?;
    let (output, written) = io::pipe()?;
    let nothing = File::options().read(true).write(true).open("/dev/null")?;
    let mut files = PosixSpawnFileActions::init()?;
    for (from, to) in [(nothing.as_raw_fd(), 0), (written.as_raw_fd(), 1), (nothing.as_raw_fd(), 2)] {
        files.add_dup2(from, to)?;
    }
    let mut attributes = PosixSpawnAttr::init()?;
    // This program ignores it, and blocks signals in some threads: neither is the child's business.
    attributes.set_sigdefault(&SigSet::from(Signal::SIGPIPE))?;
    attributes.set_sigmask(&SigSet::empty())?;
    let signals = PosixSpawnFlags::POSIX_SPAWN_SETSIGDEF | PosixSpawnFlags::POSIX_SPAWN_SETSIGMASK;
    attributes.set_flags(signals | PosixSpawnFlags::from_bits_retain(NEW_SESSION))?;
    let name = words.first().ok_or(io::ErrorKind::NotFound)?;
    let pid = posix_spawnp(name, &files, &attributes, &words, &variables)?;
    let pid = Pid::from_raw(pid.as_raw()).ok_or(io::ErrorKind::Other)?;
    Ok(Apart { pid, output })
}
