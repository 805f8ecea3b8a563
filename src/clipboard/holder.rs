//! The clipboard holder: a child of the program that puts a value into a clipboard, holds it there as long as it may
//! stay, and takes it out again, even if the program has ended by then.
//!
//! The value comes on standard input, never by argument, environment or file: eight bytes of length
//! (little endian), the value, and later at most one byte that says that another copy took its place.
//! Reports go to standard output, a word a line.

use std::io::{self, Read};
use std::process::ExitCode;
use std::time::Duration;

use nix::sys::signal::SigSet;
use rustix::process::Pid;
use tokio::signal::unix::{Signal, SignalKind, signal};
use zeroize::Zeroizing;

use super::protocol::say;
use crate::clock::{self, Timers};
use crate::core::settings::ClipboardWay;
use crate::core::{CopyFault, CopyReport};
use crate::domain::Deadline;
use held::{Held, PutResult};
use inherited::close_inherited;

mod held;
mod inherited;
mod look;
mod osc52;
mod system;
mod tmux;
mod within;

pub use look::{Look, look, read};
pub use tmux::ends_with_this_pane;

/// Time that filling or clearing a clipboard may take: a display that hangs must not delay the holder's end.
const PATIENCE: Duration = Duration::from_secs(10);
/// Time that the holder, told to end, waits for a copy on its way into a clipboard: longer than tmux may take, which
/// would go on without the holder.
const FINISHES_IN: Duration = Duration::from_secs(6);

/// Time for which a text that is not secret is offered: a desktop's clipboard is empty once its owner is gone.
const OFFER: Duration = Duration::from_secs(10 * 60);
/// The largest value that is taken, in bytes: larger ones are not read from the service either.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Runs the program as a holder: which way, and when to clear in milliseconds (or "never").
pub fn hold(way: &str, clear_after: Option<&str>) -> ExitCode {
    close_inherited();
    write_in_the_background();
    let terminal = (way == "osc52").then(|| osc52::terminal(io::stderr()));
    close_error();
    // A session of its own: the end of the program's does not end it, and no terminal stops it for writing.
    // Without that it goes on as it is.
    let _ = nix::unistd::setsid();
    let clear_after = clear_after.and_then(|text| text.parse().ok()).map(Duration::from_millis);
    // What is in a terminal or in tmux stays there by itself.
    let holds = clear_after.is_some() || way == "system";
    let put: Box<dyn FnOnce(Zeroizing<Vec<u8>>) -> PutResult + Send> = match way {
        "system" => Box::new(system::put),
        "tmux" => Box::new(tmux::put),
        _ => Box::new(move |value| {
            osc52::put(&value, terminal.unwrap_or_else(|| Err(io::ErrorKind::NotFound.into())))
        }),
    };
    match run(put, clear_after, holds) {
        Ok(report) => {
            report.as_ref().map(say);
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::FAILURE,
    }
}

/// An event that ends the holding of a value.
enum Cue {
    /// Its time is over, or a signal came.
    Clear,
    /// Another copy took its place.
    Replaced,
}

/// Puts the value in, waits for its cue and takes it out; returns the last report, if there is one.
fn run(
    put: Box<dyn FnOnce(Zeroizing<Vec<u8>>) -> PutResult + Send>,
    clear_after: Option<Duration>,
    holds: bool,
) -> io::Result<Option<CopyReport>> {
    let value = read_value()?;
    // Signals are caught before the value is in any clipboard, so that none can leave it there.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut signals = runtime.block_on(async { Signals::new() })?;
    let mut putting = in_background(move || put(value));
    let put = runtime.block_on(async {
        tokio::select! {
            // The thread that filled the clipboard has panicked.
            put = &mut putting => Some(put.unwrap_or(Err(CopyFault::NoHolder))),
            () = tokio::time::sleep(PATIENCE) => Some(Err(CopyFault::NotThere)),
            () = signals.next() => None,
        }
    });
    let held = match put {
        Some(Ok((report, held))) => {
            say(&report);
            held
        }
        Some(Err(fault)) => return Ok(Some(CopyReport::Failed(fault))),
        // The holder was told to end while the value was on its way: take out at once what arrived.
        None => {
            let finished = runtime.block_on(async { tokio::time::timeout(FINISHES_IN, putting).await });
            return Ok(match finished {
                Ok(Ok(Ok((_, held)))) => Some(clear(&runtime, held)),
                _ => None,
            });
        }
    };
    if !holds {
        return Ok(None);
    }
    let end = Deadline::after(clock::now(), clear_after.unwrap_or(OFFER));
    let (replaced, mut told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let mut byte = [0];
        if matches!(Input.read(&mut byte), Ok(1)) {
            let _ = replaced.send(());
        }
        // The end of the input is the end of the program: the holder goes on.
    });
    let cue = runtime.block_on(async {
        let (mut timers, mut listening) = (Timers::new(), true);
        loop {
            tokio::select! {
                () = timers.until(end.into()) => return Cue::Clear,
                () = signals.next() => return Cue::Clear,
                said = &mut told, if listening => match said {
                    Ok(()) => return Cue::Replaced,
                    Err(_) => listening = false,
                },
            }
        }
    });
    Ok(Some(match (cue, clear_after) {
        (Cue::Clear, Some(_)) => clear(&runtime, held),
        (Cue::Clear, None) => CopyReport::Cleared,
        (Cue::Replaced, _) => {
            held.abandon();
            CopyReport::Replaced
        }
    }))
}

/// Takes the value out; a clipboard that does not answer is left to itself.
fn clear(runtime: &tokio::runtime::Runtime, held: Box<dyn Held>) -> CopyReport {
    let clearing = in_background(move || held.clear());
    let cleared = runtime.block_on(async { tokio::time::timeout(PATIENCE, clearing).await });
    cleared.ok().and_then(Result::ok).unwrap_or(CopyReport::Left)
}

/// Takes out what the holder with this number left behind when somebody ended it; returns the result.
pub fn take_back(way: ClipboardWay, holder: Option<Pid>) -> CopyReport {
    match (way, holder) {
        (ClipboardWay::Tmux, Some(holder)) => tmux::take_back(holder.as_raw_nonzero().get()),
        (ClipboardWay::Osc52, _) => osc52::take_back(),
        // X11 and Wayland ask the owner for the content of the clipboard; the owner is gone.
        (ClipboardWay::System, _) if !cfg!(target_os = "macos") => CopyReport::Lost,
        _ => CopyReport::Left,
    }
}

/// Runs what may block on a thread of its own.
fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> tokio::sync::oneshot::Receiver<T> {
    let (done, result) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || done.send(work()).is_ok());
    result
}

/// The signals that end a holder.
struct Signals([Signal; 3]);

impl Signals {
    fn new() -> io::Result<Self> {
        let (terminate, hang_up) = (signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
        Ok(Self([terminate, hang_up, signal(SignalKind::interrupt())?]))
    }

    async fn next(&mut self) {
        let [terminate, hang_up, interrupt] = &mut self.0;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

/// Standard input past the standard library's buffer, which would keep the value.
struct Input;

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(io::stdin(), buffer)?)
    }
}

fn read_value() -> io::Result<Zeroizing<Vec<u8>>> {
    let mut length = [0; 8];
    Input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let length = usize::try_from(length.min(LARGEST)).unwrap_or(0);
    let mut value = Zeroizing::new(vec![0; length]);
    Input.read_exact(&mut value)?;
    Ok(value)
}

/// Says nothing more on standard error: it may be the terminal that the program draws on.
fn close_error() {
    if let Ok(nowhere) = std::fs::File::options().write(true).open("/dev/null") {
        let _ = rustix::stdio::dup2_stderr(nowhere);
    }
}

/// Blocks the signal with which a terminal (`stty tostop`) stops a program that writes to it from the background, as
/// OSC 52 does. The terminal then lets it write.
fn write_in_the_background() {
    let _ = SigSet::from(nix::sys::signal::Signal::SIGTTOU).thread_block();
}
