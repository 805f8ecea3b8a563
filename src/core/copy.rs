//! A copy on its way: what is handed to the clipboard, and what the clipboard reports.

use std::sync::Arc;
use std::time::Duration;

use crate::core::settings::ClipboardWay;
use crate::domain::SecretValue;

/// Most terminals take sequences of 100,000 bytes at most; some 75,000, so this many bytes of base64.
const OSC52_LIMIT: usize = 74_994;

/// Whether an OSC 52 sequence has room for so many bytes.
pub fn fits_osc52(bytes: usize) -> bool {
    bytes.div_ceil(3) * 4 <= OSC52_LIMIT
}

/// Tells whether the clipboard takes so many bytes.
pub fn has_room_for(way: ClipboardWay, bytes: usize) -> bool {
    match way {
        ClipboardWay::Osc52 => fits_osc52(bytes),
        ClipboardWay::System | ClipboardWay::Tmux | ClipboardWay::Off => true,
    }
}

/// Something for the clipboard.
#[derive(Debug)]
pub struct CopyJob {
    /// Its number.
    pub id: u64,
    /// How it gets there.
    pub way: ClipboardWay,
    /// The text.
    pub value: Arc<SecretValue>,
    /// When it is taken out again; never, when it is no secret.
    pub clear_after: Option<Duration>,
}

/// What has become of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyReport {
    /// It is in the clipboard, seen by a process that did not put it there.
    Taken,
    /// It was sent to where nobody can look.
    Sent,
    /// It is not in the clipboard; why.
    Failed(CopyFault),
    /// The clipboard held something else when it was to be cleared.
    Replaced,
    /// It is not in the clipboard any more.
    Cleared,
    /// It could not be taken out.
    Left,
    /// What held it is gone, and with it the copy.
    Lost,
}

/// Why nothing was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyFault {
    /// There is no clipboard.
    NoClipboard,
    /// The clipboard took it and does not have it.
    NotThere,
    /// It is larger than an OSC 52 sequence may be.
    TooLarge,
    /// The holder could not be started or did not answer.
    NoHolder,
}
