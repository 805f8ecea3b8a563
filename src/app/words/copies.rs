//! What copying is called on the notice line.

use super::about;
use crate::app::copy::{CopyFault, Subject};
use crate::app::settings::ClipboardWay;
use crate::domain::SecretId;
use crate::text::Sentence;

/// A value is being read for a copy.
pub fn copying(id: &SecretId) -> Sentence {
    about(id, |id| format!("Copying {id}."))
}

/// A value is asked for again.
pub fn again(id: &SecretId, attempt: u32, of: u32) -> Sentence {
    about(id, |id| format!("Reading {id} again ({attempt} of {of})."))
}

/// A copy was made; for a value the seconds follow.
pub fn copied(subject: &Subject, way: ClipboardWay, sent: bool) -> Sentence {
    let place = match way {
        ClipboardWay::Tmux => "tmux and the terminal",
        ClipboardWay::System | ClipboardWay::Osc52 | ClipboardWay::Off => "the terminal's clipboard",
    };
    match (subject, sent) {
        (Subject::Value(id), false) => about(id, |id| format!("Copied {id}; the system clipboard clears in")),
        (Subject::Value(id), true) => about(id, |id| format!("Sent {id} to {place}; it is overwritten in")),
        (Subject::About(word, id), false) => about(id, |id| format!("Copied the {word} of {id}.")),
        (Subject::About(word, id), true) => about(id, |id| format!("Sent the {word} of {id} to {place}.")),
        (Subject::Details, false) => "Copied the details.".into(),
        (Subject::Details, true) => format!("Sent the details to {place}.").into(),
    }
}

/// A copy was not made.
pub fn not_copied(subject: &Subject, fault: CopyFault) -> Sentence {
    let why = match fault {
        CopyFault::NoClipboard => "no clipboard here. Try --clipboard osc52.",
        CopyFault::NotThere => "the clipboard lost it. Try --clipboard osc52.",
        CopyFault::TooLarge => "too large for OSC 52. Try --clipboard system.",
        CopyFault::NoHelper => "its helper did not run. Try again.",
    };
    match subject {
        Subject::Value(id) | Subject::About(_, id) => about(id, |id| format!("{id} was not copied: {why}")),
        Subject::Details => format!("The details were not copied: {why}").into(),
    }
}

/// An empty value cannot be in a clipboard.
pub fn nothing_to_copy(subject: &Subject) -> Sentence {
    match subject {
        Subject::Value(id) | Subject::About(_, id) => {
            about(id, |id| format!("{id} is empty: there is nothing to copy."))
        }
        Subject::Details => "There is nothing to copy.".into(),
    }
}

/// The copy could not be taken out of where it is.
pub const LEFT: &str = "The clipboard could not be cleared; the copy may still be in it.";

/// The helper ended before its time, and the copy with it.
pub const LOST: &str = "What held the copy has ended; the clipboard does not have it any more.";

/// The time of a copy is over.
pub fn cleared(way: ClipboardWay) -> &'static str {
    match way {
        ClipboardWay::Osc52 => "Overwrote the terminal's clipboard.",
        ClipboardWay::Tmux => "Overwrote the clipboards of tmux and the terminal.",
        ClipboardWay::System | ClipboardWay::Off => "Cleared the clipboard.",
    }
}

/// The clipboard was not cleared, because what is in it is not ours.
pub const REPLACED: &str = "The clipboard now holds something else; it was left alone.";
