//! Questions on the terminal, for `login`: what is secret is typed without echo. However a question ends, by
//! a signal too, the terminal is given back as it was.

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

/// The terminal of the user, wherever standard input and output lead.
pub(super) struct Prompt {
    terminal: Patient<File>,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum NoAnswer {
    /// The user gave up: the input ended.
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
    /// # Errors
    /// When the process has no terminal.
    pub(super) fn open() -> io::Result<Self> {
        let terminal = File::options().read(true).write(true).open("/dev/tty")?;
        Ok(Self { terminal: Patient(terminal) })
    }

    /// Says something, on a line of its own.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.terminal, "{text}")
    }

    /// Asks for a line, and shows what is typed.
    pub(super) fn ask(&mut self, question: &str) -> Result<Zeroizing<String>, NoAnswer> {
        write!(self.terminal, "{question}")?;
        line(self.terminal.0.try_clone()?)
    }

    /// Asks for a line that is not shown.
    pub(super) fn ask_secret(&mut self, question: &str) -> Result<Zeroizing<String>, NoAnswer> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            // Before the echo is off: no signal may end the program without turning it on again.
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

/// While it lives nothing that is typed is shown, and the program is not stopped by a key: it would leave
/// the terminal so.
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
        // What was typed before the question is not an answer to it.
        tcsetattr(&terminal, OptionalActions::Flush, &quiet)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // Without a terminal there is nothing to give back.
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
    }
}

/// The terminal passes on whole lines, so that one read has all of it.
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
