//! A secret from a command: run without a shell, with nothing to read, in a process group of its own, and
//! ended when it takes too long. Only its first line is taken; what it writes to standard error is not
//! looked at, since nobody knows what is in it.

use std::io::{ErrorKind, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use zeroize::{Zeroize, Zeroizing};

use super::LONGEST;
use crate::files::shown_missing;
use crate::groups::Group;
use crate::text::SafeText;

/// How long a command may take.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Why a command gave no secret. Names the program, without its folder, and none of its arguments: they may
/// be secret.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandFault {
    /// There is no such program; it is named as it was written.
    #[error("there is no program {0}; is it on your PATH?")]
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

/// The first line that the command writes. Blocks until it has ended, for at most [`PATIENCE`].
///
/// # Errors
/// When it cannot be started, fails, takes too long or writes no text.
pub fn first_line(words: &[String]) -> Result<Zeroizing<String>, CommandFault> {
    first_line_within(words, PATIENCE)
}

fn first_line_within(words: &[String], patience: Duration) -> Result<Zeroizing<String>, CommandFault> {
    let end = Instant::now() + patience;
    let program = SafeText::from(words.first().map_or("", |word| word.rsplit('/').next().unwrap_or(word)));
    let (mut child, group) = start(words, &program)?;
    let output = child.stdout.take();
    let (tell_line, line) = channel();
    let reading = spawn(move || {
        if let Some(output) = output {
            read_line(output, |line| tell_line.send(line).is_ok());
        }
    });
    let (tell_status, status) = channel();
    let waiting = spawn(move || {
        let _ = tell_status.send(wait(&mut child));
    });
    let ended = reading.and(waiting).and_then(|()| outcome(&status, &line, end));
    let Some((status, line)) = ended else {
        // The whole group: what the command started must not go on without it.
        group.end();
        return Err(CommandFault::TimedOut { program });
    };
    if !status.success() {
        return Err(CommandFault::Failed { program, status: in_words(status) });
    }
    let text = std::str::from_utf8(&line).ok().map(str::trim).filter(|line| !line.is_empty());
    text.map(|text| Zeroizing::new(text.to_owned())).ok_or(CommandFault::NoText { program })
}

fn start(words: &[String], program: &SafeText) -> Result<(Child, Group), CommandFault> {
    let not_found = || {
        CommandFault::NotFound(
            words.first().map(|word| shown_missing(word.as_ref()).into()).unwrap_or_default(),
        )
    };
    let (name, arguments) = words.split_first().ok_or_else(not_found)?;
    let mut command = Command::new(name);
    command.args(arguments).env_remove("TAPIS_TOKEN").process_group(0);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    Group::start(&mut command).map_err(|error| match error.kind() {
        ErrorKind::NotFound => not_found(),
        _ => CommandFault::NotStarted { program: program.clone(), reason: error.to_string() },
    })
}

fn spawn(work: impl FnOnce() + Send + 'static) -> Option<()> {
    thread::Builder::new().name("command".into()).spawn(work).ok().map(drop)
}

fn wait(child: &mut Child) -> Option<ExitStatus> {
    child.wait().ok()
}

/// Status and first line, once the command has ended; `None` when that took too long.
fn outcome(
    status: &Receiver<Option<ExitStatus>>,
    line: &Receiver<Zeroizing<Vec<u8>>>,
    end: Instant,
) -> Option<(ExitStatus, Zeroizing<Vec<u8>>)> {
    let left = || end.saturating_duration_since(Instant::now());
    let status = status.recv_timeout(left()).ok()??;
    // A grandchild may hold the output open for ever; a line that is there is there.
    let line = line.recv_timeout(left()).ok()?;
    Some((status, line))
}

/// Tells the first line as soon as it is whole, then reads on, so that a command that says more is not
/// stopped by a closed pipe.
fn read_line(mut output: impl Read, tell: impl FnOnce(Zeroizing<Vec<u8>>) -> bool) {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut piece = Zeroizing::new([0; 4096]);
    let mut tell = Some(tell);
    loop {
        let read = match output.read(&mut *piece) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => 0,
        };
        if tell.is_some() {
            let new = &piece[..read.min(LONGEST - line.len())];
            let newline = new.iter().position(|byte| *byte == b'\n');
            line.extend_from_slice(&new[..newline.unwrap_or(new.len())]);
            if (newline.is_some() || read == 0 || line.len() == LONGEST)
                && let Some(tell) = tell.take()
            {
                tell(std::mem::take(&mut line));
            }
        }
        piece[..read].zeroize();
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
