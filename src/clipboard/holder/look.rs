//! Looks at the system clipboard: as a process of its own for a holder, and for `doctor`.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::inherited::close_inherited;
use super::system;
use crate::clipboard::protocol::NO_CLIPBOARD;

/// Time that [`look`] waits: longer than arboard waits for the program that owns the clipboard.
const LOOK: Duration = Duration::from_secs(6);
/// Runs the program as a reader: prints the text in the system clipboard. Exit code 1 where there is none,
/// 2 where there is no clipboard.
pub fn read() -> ExitCode {
    close_inherited();
    match system::read() {
        Ok(Some(text)) if io::stdout().write_all(text.as_bytes()).is_ok() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(_) => ExitCode::from(NO_CLIPBOARD),
    }
}

/// The result of a look at the system clipboard.
pub enum Look {
    /// It answers, and holds a text of this many characters, or nothing that is text.
    Holds(Option<usize>),
    /// There is none.
    Absent,
    /// It does not answer.
    Silent,
}

/// Asks the system clipboard for its text, and counts it. Waits a few seconds at most.
pub fn look() -> Look {
    let (done, found) = mpsc::channel();
    let count = |text: Option<Zeroizing<String>>| text.map(|text| text.chars().count());
    std::thread::spawn(move || done.send(system::read().map(count)).is_ok());
    match found.recv_timeout(LOOK) {
        Ok(Ok(count)) => Look::Holds(count),
        Ok(Err(_)) => Look::Absent,
        Err(_) => Look::Silent,
    }
}
