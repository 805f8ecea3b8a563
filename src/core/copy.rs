//! A copy on its way: the job for the clipboard, and the clipboard's reports.

use std::sync::Arc;
use std::time::Duration;

use crate::core::settings::ClipboardWay;
use crate::domain::SecretValue;

/// Most terminals take sequences of 100,000 bytes at most; some 75,000, so this many bytes of base64.
const OSC52_LIMIT: usize = 74_994;

/// Tells whether an OSC 52 sequence has room for this many bytes.
pub fn fits_osc52(bytes: usize) -> bool {
    bytes.div_ceil(3) * 4 <= OSC52_LIMIT
}

/// Tells whether the clipboard takes this many bytes.
pub fn has_room_for(way: ClipboardWay, bytes: usize) -> bool {
    match way {
        ClipboardWay::Osc52 => fits_osc52(bytes),
        ClipboardWay::System | ClipboardWay::Tmux | ClipboardWay::Off => true,
    }
}

/// The form in which a value is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueForm {
    /// As it is.
    #[default]
    Plain,
    /// As one word of a shell.
    ShellWord,
    /// As the assignment to a variable that is named after the secret.
    Assignment,
    /// In Base64.
    Base64,
}

impl ValueForm {
    /// Returns the words for it, to follow the id of the secret: ` as Base64`. Nothing for the value as it is.
    pub fn told(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::ShellWord => " as a shell word",
            Self::Assignment => " as an assignment",
            Self::Base64 => " as Base64",
        }
    }
}

/// A text to put into the clipboard.
#[derive(Debug)]
pub struct CopyJob {
    /// Its number.
    pub id: u64,
    /// The way into the clipboard.
    pub way: ClipboardWay,
    /// The text.
    pub value: Arc<SecretValue>,
    /// The time until the clipboard is cleared; `None` when the text is no secret.
    pub clear_after: Option<Duration>,
}

/// The fate of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyReport {
    /// It is in the clipboard, seen by a process that did not put it there.
    Taken,
    /// It was sent to a clipboard that cannot be read back.
    Sent,
    /// It is not in the clipboard, for this reason.
    Failed(CopyFault),
    /// The clipboard held something else when it was to be cleared.
    Replaced,
    /// It is not in the clipboard any more.
    Cleared,
    /// It could not be taken out.
    Left,
    /// The process that held it is gone, and with it the copy.
    Lost,
}

/// A reason why nothing was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyFault {
    /// There is no clipboard.
    NoClipboard,
    /// The clipboard accepted the copy but does not hold it.
    NotThere,
    /// It is larger than an OSC 52 sequence may be.
    TooLarge,
    /// The holder could not be started or did not answer.
    NoHolder,
}
