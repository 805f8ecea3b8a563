//! The clipboard helper: a child of the program that puts a value into a clipboard, holds it there as
//! long as it may stay, and takes it out again, also when the program is gone by then.
//!
//! The value comes on standard input, never by argument, environment or file: eight bytes of length
//! (little endian), the value, and later at most one byte that says that another copy took its place.
//! Reports go to standard output, a word a line.

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::time::Duration;

use nix::sys::signal::{SigSet, Signal};
use tokio::signal::unix::{SignalKind, signal};
use zeroize::Zeroizing;

use crate::app::copy::{CopyFault, CopyReport};
use crate::app::settings::ClipboardWay;

mod osc52;
mod system;
mod tmux;

pub use osc52::LIMIT as OSC52_LIMIT;

/// The subcommand that makes the program a helper; not for people.
pub const HOLD: &str = "hold-clipboard";
/// The subcommand that prints what is in the system clipboard: a look from a process that does not own
/// it; not for people.
pub const READ: &str = "read-clipboard";
/// Said on standard input when another copy took the place of the helper's.
pub const REPLACED: &[u8] = b"r";

/// How long what is no secret is offered: a desktop's clipboard is empty once its owner is gone.
const OFFER: Duration = Duration::from_secs(10 * 60);
/// The largest value that is taken, in bytes: larger ones are not read from the service either.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The arguments that make the program a helper for this copy.
pub fn arguments(way: ClipboardWay, clear_after: Option<Duration>) -> Vec<String> {
    let way = match way {
        ClipboardWay::System => "system",
        ClipboardWay::Tmux => "tmux",
        ClipboardWay::Osc52 | ClipboardWay::Off => "osc52",
    };
    let mut arguments = vec![HOLD.to_owned(), way.to_owned()];
    arguments.extend(clear_after.map(|time| time.as_millis().to_string()));
    arguments
}

/// A line of the helper's, as a report.
pub fn parse_report(line: &str) -> Option<CopyReport> {
    Some(match line {
        "taken" => CopyReport::Taken,
        "sent" => CopyReport::Sent,
        "replaced" => CopyReport::Replaced,
        "cleared" => CopyReport::Cleared,
        "failed no-clipboard" => CopyReport::Failed(CopyFault::NoClipboard),
        "failed not-there" => CopyReport::Failed(CopyFault::NotThere),
        "failed too-large" => CopyReport::Failed(CopyFault::TooLarge),
        "failed no-helper" => CopyReport::Failed(CopyFault::NoHelper),
        _ => return None,
    })
}

fn say(report: &CopyReport) {
    let line = match report {
        CopyReport::Taken => "taken",
        CopyReport::Sent => "sent",
        CopyReport::Replaced => "replaced",
        CopyReport::Cleared => "cleared",
        CopyReport::Failed(CopyFault::NoClipboard) => "failed no-clipboard",
        CopyReport::Failed(CopyFault::NotThere) => "failed not-there",
        CopyReport::Failed(CopyFault::TooLarge) => "failed too-large",
        CopyReport::Failed(CopyFault::NoHelper) => "failed no-helper",
    };
    // The program may be gone; the helper goes on without it.
    let mut out = io::stdout();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// A clipboard that holds a value.
trait Held {
    /// Takes the value out, if it is still there.
    fn clear(self: Box<Self>) -> CopyReport;
    /// Leaves: another copy is there by now.
    fn abandon(self: Box<Self>);
}

/// Puts a value into a clipboard.
type Put = fn(Zeroizing<Vec<u8>>) -> Result<(CopyReport, Box<dyn Held>), CopyFault>;

/// Runs the program as a helper: `way` and, in milliseconds, when to clear.
pub fn hold(way: &str, clear_after: Option<u64>) -> ExitCode {
    close_inherited();
    write_in_the_background();
    let put: Put = match way {
        "system" => system::put,
        "tmux" => tmux::put,
        _ => osc52::put,
    };
    match hold_with(put, clear_after.map(Duration::from_millis)) {
        Ok(report) => {
            say(&report);
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::FAILURE,
    }
}

fn hold_with(put: Put, clear_after: Option<Duration>) -> io::Result<CopyReport> {
    let value = read_value()?;
    // Signals are caught before the value is anywhere, so that none can leave it there.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let _entered = runtime.enter();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (report, held) = match put(value) {
        Ok(put) => put,
        Err(fault) => return Ok(CopyReport::Failed(fault)),
    };
    say(&report);
    if clear_after.is_none() && report == CopyReport::Sent {
        // Nothing to serve and nothing to clear: there is no need to stay.
        return Ok(CopyReport::Cleared);
    }
    let (replaced, mut told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let mut byte = [0];
        if matches!(io::stdin().read(&mut byte), Ok(1)) {
            let _ = replaced.send(());
        }
        // The end of the input is the end of the program: the helper goes on.
    });
    let replaced = runtime.block_on(async {
        let time = tokio::time::sleep(clear_after.unwrap_or(OFFER));
        tokio::pin!(time);
        let mut listening = true;
        loop {
            tokio::select! {
                () = &mut time => return false,
                _ = terminate.recv() => return false,
                _ = hang_up.recv() => return false,
                _ = interrupt.recv() => return false,
                said = &mut told, if listening => match said {
                    Ok(()) => return true,
                    Err(_) => listening = false,
                },
            }
        }
    });
    Ok(match (replaced, clear_after) {
        (false, Some(_)) => held.clear(),
        (false, None) => CopyReport::Cleared,
        (true, _) => {
            held.abandon();
            CopyReport::Replaced
        }
    })
}

fn read_value() -> io::Result<Zeroizing<Vec<u8>>> {
    let mut length = [0; 8];
    io::stdin().read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let length = usize::try_from(length.min(LARGEST)).unwrap_or(0);
    let mut value = Zeroizing::new(vec![0; length]);
    io::stdin().read_exact(&mut value)?;
    Ok(value)
}

/// Closes whatever else was open in the program when it started the helper.
fn close_inherited() {
    let Ok(open) = std::fs::read_dir("/dev/fd") else { return };
    let open: Vec<i32> = open
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|fd| *fd > 2)
        .collect();
    for fd in open {
        // One of them was the listing itself, which is closed by now.
        let _ = nix::unistd::close(fd);
    }
}

/// A terminal may stop whoever writes to it from the background (`stty tostop`), as OSC 52 does. It asks
/// with a signal, and does not mind when that is blocked.
fn write_in_the_background() {
    let _ = SigSet::from(Signal::SIGTTOU).thread_block();
}

/// Runs the program as a reader: prints what is in the system clipboard.
pub fn read() -> ExitCode {
    close_inherited();
    match system::read() {
        Some(text) if io::stdout().write_all(text.as_bytes()).is_ok() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
