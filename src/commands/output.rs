//! Where a command for scripts writes: results to standard output, all else to standard error.

use std::io::{self, IsTerminal, Write};

use super::Outcome;
use crate::domain::Exit;
use crate::files::reason;
use crate::patient::Patient;

/// Writes results to standard output, past any buffer that would keep them.
///
/// # Errors
/// When they cannot be written. A reader that has seen enough ends the command without a word.
pub(super) fn print(bytes: &[u8]) -> Result<(), Outcome> {
    match Patient(io::stdout()).write_all(bytes) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Outcome::default()),
        Err(error) => {
            Err(Outcome::failed(Exit::Failed, format!("Standard output failed: {}.", reason(&error))))
        }
    }
}

/// Writes a line to standard error. When that is gone there is nobody to tell.
pub(super) fn complain(line: &str) {
    let _ = Patient(io::stderr()).write_all(format!("{line}\n").as_bytes());
}

/// Tells whether results go to a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}
