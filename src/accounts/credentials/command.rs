//! Gets a secret from a command, run without a shell. Where the user waits for the command, the command has the
//! terminal. Otherwise it has no terminal and nothing to read, and is ended when it takes too long. Only the
//! first line that is not blank counts. The standard error of the command is not read, since it may hold
//! anything.

use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use zeroize::{Zeroize, Zeroizing};

use super::longest::LONGEST;
use crate::children::process_group::Group;
use crate::children::{self, Given, foreground};
use crate::files::{reason, shown_missing};
use crate::text::SafeText;

/// Time that a command may take while the user does not wait for it.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A reason why a command gave no secret. It names the program, without its folder, and none of its arguments: they
/// may be secret.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandFault {
    /// There is no such program; it is named as it was written.
    #[error("`{0}`: not found; is it on your PATH?")]
    NotFound(SafeText),
    /// It could not be started.
    #[error("{program} could not be started: {reason}.")]
    NotStarted {
        /// The program.
        program: SafeText,
        /// The system's reason.
        reason: String,
    },
    /// It failed.
    #[error("{program} ended with {status}; run it yourself to see why.")]
    Failed {
        /// The program.
        program: SafeText,
        /// `exit code 1` or `signal 9`.
        status: String,
    },
    /// The user ended it, with `Ctrl-c`.
    #[error("{program} was interrupted.")]
    Interrupted {
        /// The program.
        program: SafeText,
    },
    /// It took too long.
    #[error("{program} did not end within {} s and was killed.", PATIENCE.as_secs())]
    TimedOut {
        /// The program.
        program: SafeText,
    },
    /// It wrote nothing, or no text.
    #[error("{program} wrote no line of text to standard output.")]
    NoText {
        /// The program.
        program: SafeText,
    },
}

/// The permission of a command to ask the user for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It may not: it has no terminal, nothing to read, and [`PATIENCE`].
    Alone,
    /// It has the terminal, and all the time that the user gives it.
    AtTerminal,
}

/// Runs the command and returns its first line that is not blank. Blocks until the command has ended.
///
/// # Errors
/// When it cannot be started, fails, takes too long or writes no text.
pub fn first_line(words: &[String], manner: Manner) -> Result<Zeroizing<String>, CommandFault> {
    let program = SafeText::from(words.first().map_or("", |word| word.rsplit('/').next().unwrap_or(word)));
    let (status, line) = match manner {
        Manner::Alone => run_alone(words, &program, PATIENCE),
        Manner::AtTerminal => run_at_terminal(words, &program),
    }?;
    if !status.success() {
        return Err(CommandFault::Failed { program, status: in_words(status) });
    }
    let text = std::str::from_utf8(&line).ok().map(str::trim).filter(|line| !line.is_empty());
    text.map(|text| Zeroizing::new(text.to_owned())).ok_or(CommandFault::NoText { program })
}

type Ended = (ExitStatus, Zeroizing<Vec<u8>>);

fn run_alone(words: &[String], program: &SafeText, patience: Duration) -> Result<Ended, CommandFault> {
    let end = Instant::now() + patience;
    let left = || end.saturating_duration_since(Instant::now());
    let (name, arguments) = split(words)?;
    let begin = || {
        let (output, written) = io::pipe()?;
        let given = Given { output: Some(written.as_fd()), ..Given::default() };
        Ok((Group::start(name, arguments, given)?, output))
    };
    let (group, output) = begin().map_err(|error| not_started(words, program, &error))?;
    let line = read_in_background(output);
    let ended = line.zip(group.ended()).and_then(|(line, status)| {
        let status = status.recv_timeout(left()).ok()?;
        // A grandchild may hold the output open for ever; a line that has arrived counts.
        Some((status, line.recv_timeout(left()).ok()?))
    });
    ended.ok_or_else(|| {
        // The whole group: programs that the command started must not go on without it.
        group.end();
        CommandFault::TimedOut { program: program.clone() }
    })
}

fn run_at_terminal(words: &[String], program: &SafeText) -> Result<Ended, CommandFault> {
    let (name, arguments) = split(words)?;
    let mut command = children::command(name);
    command.args(arguments).stdout(Stdio::piped());
    let (mut child, job) =
        foreground::start(&mut command).map_err(|error| not_started(words, program, &error))?;
    let line = child.stdout.take().and_then(read_in_background);
    let status = job.wait();
    if is_interrupted(status) {
        // A shell keeps the key from the programs that it has put into the background.
        job.end_rest();
        return Err(CommandFault::Interrupted { program: program.clone() });
    }
    let line = line.and_then(|line| line.recv_timeout(PATIENCE).ok());
    Ok((status, line.unwrap_or_default()))
}

/// Tells whether `Ctrl-c` has ended the command, or a program that a shell ran for it.
fn is_interrupted(status: ExitStatus) -> bool {
    let number = Signal::INT.as_raw();
    status.signal() == Some(number) || status.code() == Some(128 + number)
}

fn split(words: &[String]) -> Result<(&str, &[String]), CommandFault> {
    let (name, arguments) = words.split_first().ok_or_else(|| not_found(words))?;
    Ok((name, arguments))
}

fn not_found(words: &[String]) -> CommandFault {
    CommandFault::NotFound(words.first().map(|word| shown_missing(word.as_ref()).into()).unwrap_or_default())
}

fn not_started(words: &[String], program: &SafeText, error: &io::Error) -> CommandFault {
    match error.kind() {
        ErrorKind::NotFound => not_found(words),
        _ => CommandFault::NotStarted { program: program.clone(), reason: reason(error) },
    }
}

/// Reads the first line and sends it as soon as it is whole; `None` without a thread.
fn read_in_background(output: impl Read + Send + 'static) -> Option<Receiver<Zeroizing<Vec<u8>>>> {
    let (tell, line) = channel();
    spawn(move || read_line(output, |line| drop(tell.send(line)))).map(|()| line)
}

fn spawn(work: impl FnOnce() + Send + 'static) -> Option<()> {
    thread::Builder::new().name("command".into()).spawn(work).ok().map(drop)
}

/// Passes the first line that is not blank to `tell` as soon as it is whole, then reads on, so that a command
/// that writes more is not stopped by a closed pipe.
fn read_line(mut output: impl Read, tell: impl FnOnce(Zeroizing<Vec<u8>>)) {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut piece = Zeroizing::new([0; 4096]);
    let mut tell = Some(tell);
    loop {
        let read = match output.read(&mut *piece) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => 0,
        };
        let ends = piece[..read].iter().any(|byte| {
            if tell.is_none() {
                return false;
            }
            match byte {
                b'\n' if !line.trim_ascii().is_empty() => return true,
                b'\n' => line.clear(),
                byte => line.push(*byte),
            }
            line.len() == LONGEST
        });
        piece[..read].zeroize();
        if (ends || read == 0)
            && let Some(tell) = tell.take()
        {
            tell(std::mem::take(&mut line));
        }
        if read == 0 {
            return;
        }
    }
}

fn in_words(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (None, Some(signal)) => format!("signal {signal}"),
        (None, None) => "no exit code".to_owned(),
    }
}

#[cfg(test)]
mod tests;
