//! Questions on the terminal, for `login`: secrets are typed without echo. However a question ends, even by a signal,
//! the terminal gets its settings back.

use std::fs::File;
use std::io::{self, Read, Write};
use std::thread;

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::signals::Signals;
use crate::patient::Patient;

/// The longest line that a terminal passes on, in bytes.
const LONGEST: usize = 4096;

/// The user's terminal, even if standard input and output lead elsewhere.
pub(super) struct Prompt {
    terminal: Patient<File>,
}

/// The reason why there is no answer.
#[derive(Debug)]
pub(super) enum NoAnswer {
    /// The user ended the input.
    GivenUp,
    /// This signal came.
    Signal(i32),
    /// The terminal failed.
    Io(io::Error),
}

impl From<io::Error> for NoAnswer {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Prompt {
    /// Opens the terminal.
    ///
    /// # Errors
    /// If the process has no terminal.
    pub(super) fn open() -> io::Result<Self> {
        let terminal = File::options().read(true).write(true).open("/dev/tty")?;
        Ok(Self { terminal: Patient(terminal) })
    }

    /// Prints a line.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.terminal, "{text}")
    }

    /// Asks for a line, and shows it while the user types.
    pub(super) fn ask(&mut self, question: &str) -> Result<Zeroizing<String>, NoAnswer> {
        write!(self.terminal, "{question}")?;
        line(self.terminal.0.try_clone()?)
    }

    /// Asks for a line without showing it.
    pub(super) fn ask_secret(&mut self, question: &str) -> Result<Zeroizing<String>, NoAnswer> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            // Caught before the echo is turned off: a signal must not end the program before the echo is on again.
            let mut signals = Signals::new()?;
            let quiet = Quiet::new(self.terminal.0.try_clone()?)?;
            write!(self.terminal, "{question}")?;
            let (terminal, (tell, told)) = (self.terminal.0.try_clone()?, oneshot::channel());
            thread::Builder::new().name("prompt".into()).spawn(move || tell.send(line(terminal)).is_ok())?;
            let answer = tokio::select! {
                answer = told => answer.unwrap_or(Err(NoAnswer::GivenUp)),
                number = signals.next() => Err(NoAnswer::Signal(number)),
            };
            drop(quiet);
            writeln!(self.terminal)?;
            answer
        })
    }
}

/// The settings of the terminal while a secret is typed: no echo, and no key stops the program, because a stopped
/// program would leave the terminal without echo.
struct Quiet {
    terminal: File,
    before: Termios,
}

impl Quiet {
    fn new(terminal: File) -> io::Result<Self> {
        let before = tcgetattr(&terminal)?;
        let mut quiet = before.clone();
        quiet
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ECHOE | LocalModes::ECHOK | LocalModes::ECHONL);
        quiet.special_codes[SpecialCodeIndex::VSUSP] = 0;
        // Keys from before the question are no answer.
        tcsetattr(&terminal, OptionalActions::Flush, &quiet)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // If the terminal is gone, there is nothing to restore.
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
    }
}

/// Reads a line. The terminal passes on whole lines, so one read gets all of it.
fn line(terminal: File) -> Result<Zeroizing<String>, NoAnswer> {
    let mut bytes = Zeroizing::new([0; LONGEST]);
    let read = Patient(terminal).read(&mut *bytes)?;
    let text =
        std::str::from_utf8(&bytes[..read]).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    if text.is_empty() {
        return Err(NoAnswer::GivenUp);
    }
    Ok(Zeroizing::new(text.trim_end_matches(['\n', '\r']).to_owned()))
}
