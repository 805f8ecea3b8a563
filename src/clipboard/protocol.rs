//! What the program and the processes that hold and read a clipboard for it say to each other: arguments, a byte,
//! lines, exit codes.

use std::io::{self, Write};
use std::time::Duration;

use crate::core::settings::ClipboardWay;
use crate::core::{CopyFault, CopyReport};

/// The subcommand that makes the program a holder; not for people.
pub const HOLD: &str = "hold-clipboard";
/// The subcommand that prints what is in the system clipboard: a look from a process that does not own
/// it; not for people.
pub const READ: &str = "read-clipboard";
/// The byte on standard input that says that another copy took the place of the holder's.
pub const REPLACED: &[u8] = b"r";

/// The reader's exit code where there is no clipboard.
pub(super) const NO_CLIPBOARD: u8 = 2;

/// The word in place of a time: the copy is no secret and is not cleared.
const NEVER: &str = "never";
/// Returns the arguments that make the program a holder for this copy. For OSC 52 the terminal has to be its standard
/// error.
pub fn arguments(way: ClipboardWay, clear_after: Option<Duration>) -> [String; 3] {
    let way = match way {
        ClipboardWay::System => "system",
        ClipboardWay::Tmux => "tmux",
        ClipboardWay::Osc52 | ClipboardWay::Off => "osc52",
    };
    let clear_after = clear_after.map_or(NEVER.to_owned(), |time| time.as_millis().to_string());
    [HOLD.to_owned(), way.to_owned(), clear_after]
}

/// Parses a line of the holder's.
pub fn parse_report(line: &str) -> Option<CopyReport> {
    Some(match line {
        "taken" => CopyReport::Taken,
        "sent" => CopyReport::Sent,
        "replaced" => CopyReport::Replaced,
        "cleared" => CopyReport::Cleared,
        "left" => CopyReport::Left,
        "lost" => CopyReport::Lost,
        "failed no-clipboard" => CopyReport::Failed(CopyFault::NoClipboard),
        "failed not-there" => CopyReport::Failed(CopyFault::NotThere),
        "failed too-large" => CopyReport::Failed(CopyFault::TooLarge),
        "failed no-holder" => CopyReport::Failed(CopyFault::NoHolder),
        _ => return None,
    })
}

/// Reports to the program.
pub(super) fn say(report: &CopyReport) {
    let line = match report {
        CopyReport::Taken => "taken",
        CopyReport::Sent => "sent",
        CopyReport::Replaced => "replaced",
        CopyReport::Cleared => "cleared",
        CopyReport::Left => "left",
        CopyReport::Lost => "lost",
        CopyReport::Failed(CopyFault::NoClipboard) => "failed no-clipboard",
        CopyReport::Failed(CopyFault::NotThere) => "failed not-there",
        CopyReport::Failed(CopyFault::TooLarge) => "failed too-large",
        CopyReport::Failed(CopyFault::NoHolder) => "failed no-holder",
    };
    // The program may be gone; the holder goes on without it.
    let mut out = io::stdout();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
