//! Questions on the terminal: secrets are typed without echo. However a question ends, even by a signal, the
//! terminal gets its settings back.

use std::fs::File;
use std::io::{self, Read, Write};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcsetattr,
};
use zeroize::Zeroizing;

use super::Outcome;
use super::watch::Watch;
use crate::domain::{Exit, SecretValue};
use crate::files::reason;
use crate::patient::Patient;

/// The longest line that a terminal passes on, in bytes. It drops what is typed beyond that, except the line's end.
const LONGEST: usize = if cfg!(target_os = "linux") { 4096 } else { 1024 };

/// The time in which the rest of a paste is there.
const PASTED: Duration = Duration::from_millis(50);

/// The user's terminal, even if standard input and output lead elsewhere.
pub(super) struct Prompt<'a> {
    terminal: Patient<File>,
    /// Waits until a signal comes.
    pub(super) watch: &'a mut Watch,
}

/// The reason why there is no answer.
#[derive(Debug)]
pub(super) enum NoAnswer {
    /// The user ended the input.
    GivenUp,
    /// The line is longer than a terminal passes on.
    TooLong,
    /// More than one line was pasted.
    ManyLines,
    /// The line is not UTF-8.
    NotText,
    /// A signal ended the wait.
    Ended(Outcome),
    /// The terminal failed.
    Io(io::Error),
}

impl From<NoAnswer> for Outcome {
    fn from(why: NoAnswer) -> Self {
        let longest = LONGEST - 2;
        match why {
            NoAnswer::GivenUp => Self::failed(Exit::Failed, "Nothing was typed, so nothing was sent."),
            NoAnswer::TooLong => Self::failed(
                Exit::WrongUsage,
                format!(
                    "A line on a terminal holds {longest} bytes at most, so nothing was sent. Use a file."
                ),
            ),
            NoAnswer::ManyLines => Self::failed(
                Exit::WrongUsage,
                "Several lines were pasted where one is asked for, so nothing was sent. Use a file.",
            ),
            NoAnswer::NotText => Self::failed(
                Exit::WrongUsage,
                "What was typed is not UTF-8, so nothing was sent. Does the terminal use another encoding?",
            ),
            NoAnswer::Ended(outcome) => outcome,
            NoAnswer::Io(error) => {
                Self::failed(Exit::Failed, format!("The terminal failed: {}.", reason(&error)))
            }
        }
    }
}

impl From<io::Error> for NoAnswer {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl<'a> Prompt<'a> {
    /// Opens the terminal. A signal ends each question.
    ///
    /// # Errors
    /// If the process has no terminal.
    pub(super) fn open(watch: &'a mut Watch) -> io::Result<Self> {
        let terminal = File::options().read(true).write(true).open("/dev/tty")?;
        Ok(Self { terminal: Patient(terminal), watch })
    }

    /// Prints a line.
    pub(super) fn say(&mut self, text: &str) -> Result<(), NoAnswer> {
        Ok(writeln!(self.terminal, "{text}")?)
    }

    /// Asks for a line, and shows it while the user types.
    pub(super) fn ask(&mut self, question: &str) -> Result<Zeroizing<String>, NoAnswer> {
        let answer = self.answer(question);
        if matches!(answer, Err(NoAnswer::Ended(_) | NoAnswer::GivenUp)) {
            writeln!(self.terminal)?;
        }
        answer
    }

    /// Asks for a line without showing it.
    pub(super) fn ask_secret(&mut self, question: &str) -> Result<Zeroizing<String>, NoAnswer> {
        self.hidden(question, false)
    }

    /// Asks for the value of the secret `id` without showing it, twice, until both are the same.
    pub(super) fn ask_value(&mut self, id: &str) -> Result<SecretValue, NoAnswer> {
        loop {
            let first = SecretValue::from(
                self.hidden(&format!("Value of {id}, which is not shown: "), true)?.as_str(),
            );
            let second = SecretValue::from(self.hidden("The same again: ", true)?.as_str());
            match (first == second, first.is_empty()) {
                (true, false) => return Ok(first),
                (true, true) => return Err(NoAnswer::GivenUp),
                (false, _) => self.say("These were two different values.")?,
            }
        }
    }

    /// Asks for a line without showing it; `alone` refuses several lines.
    fn hidden(&mut self, question: &str, alone: bool) -> Result<Zeroizing<String>, NoAnswer> {
        let quiet = Quiet::new(self.terminal.0.try_clone()?)?;
        let mut answer = self.answer(question);
        // Half a line that a signal has ended, and further lines of a paste, would go to the user's shell.
        if matches!(answer, Err(NoAnswer::Ended(_))) {
            self.forget_typed()?;
        }
        while alone && answer.is_ok() && self.has_more()? {
            self.forget_typed()?;
            answer = Err(NoAnswer::ManyLines);
        }
        drop(quiet);
        writeln!(self.terminal)?;
        answer
    }

    fn forget_typed(&self) -> io::Result<()> {
        Ok(tcflush(&self.terminal.0, QueueSelector::IFlush)?)
    }

    fn has_more(&self) -> io::Result<bool> {
        let wait = Timespec { tv_sec: 0, tv_nsec: PASTED.subsec_nanos().into() };
        Ok(poll(&mut [PollFd::new(&self.terminal.0, PollFlags::IN)], Some(&wait))? > 0)
    }

    fn answer(&mut self, question: &str) -> Result<Zeroizing<String>, NoAnswer> {
        write!(self.terminal, "{question}")?;
        let terminal = self.terminal.0.try_clone()?;
        self.watch.wait_for_blocking(move || line(terminal)).map_err(NoAnswer::Ended)?
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
    if read == LONGEST {
        return Err(NoAnswer::TooLong);
    }
    let text = std::str::from_utf8(&bytes[..read]).map_err(|_| NoAnswer::NotText)?;
    if text.is_empty() {
        return Err(NoAnswer::GivenUp);
    }
    Ok(Zeroizing::new(text.strip_suffix('\n').unwrap_or(text).to_owned()))
}
