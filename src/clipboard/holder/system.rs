//! The desktop's clipboard, through arboard. Another process looks at its content: the owner of a selection would
//! only ask itself.

use std::process::Stdio;
use std::time::{Duration, Instant};

use arboard::{Clipboard, Error};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::held::{Held, PutResult};
use super::within::output_within;
use crate::children;
use crate::clipboard::protocol::{NO_CLIPBOARD, READ};
use crate::core::{CopyFault, CopyReport};

/// Time that the clipboard may take to show a new value.
const SETTLES_IN: Duration = Duration::from_secs(2);
/// Time that a look may take while a copy is made, and at its end. Without it a pasting program that never reads what
/// it asked for would keep a look waiting as long as it likes.
const LOOKS_FOR: Duration = Duration::from_secs(5);
const LAST_LOOK: Duration = Duration::from_secs(2);
/// Time that a clipboard manager may take to put back what went: those that poll do it twice a second.
const PUT_BACK_IN: Duration = Duration::from_millis(600);
/// Time that a look may take then.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
const BLANK: &str = " ";

/// A value in the clipboard; the handle serves it.
struct Owned {
    clipboard: Clipboard,
    value: Zeroizing<Vec<u8>>,
}

pub(super) fn put(value: Zeroizing<Vec<u8>>) -> PutResult {
    let mut clipboard = Clipboard::new().map_err(|_| CopyFault::NoClipboard)?;
    let text = std::str::from_utf8(&value).map_err(|_| CopyFault::NoHolder)?;
    let set = hidden_from_history(clipboard.set()).text(text);
    set.map_err(|_| CopyFault::NoClipboard)?;
    let give_up = Instant::now() + SETTLES_IN;
    loop {
        match seen(&value, LOOKS_FOR) {
            Seen::Ours => return Ok((CopyReport::Taken, Box::new(Owned { clipboard, value }))),
            Seen::Gone => return Err(CopyFault::NoClipboard),
            Seen::Other | Seen::Unknown if Instant::now() > give_up => return Err(CopyFault::NotThere),
            Seen::Other | Seen::Unknown => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// Asks clipboard managers not to keep it.
#[cfg(target_os = "linux")]
fn hidden_from_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtLinux::exclude_from_history(set)
}

/// Asks clipboard managers not to keep it.
#[cfg(target_os = "macos")]
fn hidden_from_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtApple::exclude_from_history(set)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn hidden_from_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    set
}

/// The content that another process finds in the clipboard.
enum Seen {
    Ours,
    /// Something else, or nothing.
    Other,
    /// There is no clipboard any more.
    Gone,
    /// It could not look, or was given no answer in time.
    Unknown,
}

/// Lets another process look whether `value` is in the clipboard.
fn seen(value: &[u8], patience: Duration) -> Seen {
    let Ok(program) = std::env::current_exe() else { return Seen::Unknown };
    let mut reader = children::command(program);
    reader.arg(READ).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Some(output) = output_within(&mut reader, patience) else { return Seen::Unknown };
    let found = Zeroizing::new(output.stdout);
    match output.status.code() {
        Some(0) if found.as_slice().ct_eq(value).into() => Seen::Ours,
        Some(code) if code == i32::from(NO_CLIPBOARD) => Seen::Gone,
        Some(_) => Seen::Other,
        None => Seen::Unknown,
    }
}

/// Reads the text in the clipboard; `None` where it holds nothing or something else.
///
/// # Errors
/// When there is no clipboard.
pub(super) fn read() -> Result<Option<Zeroizing<String>>, Error> {
    match Clipboard::new()?.get_text() {
        Ok(text) => Ok(Some(Zeroizing::new(text))),
        Err(gone @ (Error::Unknown { .. } | Error::ClipboardNotSupported)) => Err(gone),
        Err(_) => Ok(None),
    }
}

impl Owned {
    /// Empties the clipboard, and tells whether it stays so. Some clipboard managers put back the latest text when
    /// there is none; a blank makes them forget the value, unless they take it for nothing.
    fn is_emptied(&mut self) -> bool {
        let _ = self.clipboard.clear();
        if self.is_out() {
            return true;
        }
        let _ = self.clipboard.set_text(BLANK);
        if !self.is_out() {
            return false;
        }
        // A text that somebody has copied since stays.
        if matches!(seen(BLANK.as_bytes(), LOOK_AGAIN), Seen::Ours) {
            let _ = self.clipboard.clear();
        }
        self.is_out()
    }

    /// Tells whether the value is still out after a moment.
    fn is_out(&self) -> bool {
        std::thread::sleep(PUT_BACK_IN);
        !matches!(seen(&self.value, LOOK_AGAIN), Seen::Ours)
    }
}

impl Held for Owned {
    fn clear(mut self: Box<Self>) -> CopyReport {
        let cleared = match seen(&self.value, LAST_LOOK) {
            Seen::Ours => self.is_emptied(),
            // X11 and Wayland ask the owner for what is in the clipboard: it goes when this process ends.
            Seen::Unknown => !cfg!(target_os = "macos"),
            Seen::Other => {
                self.abandon();
                return CopyReport::Replaced;
            }
            Seen::Gone => {
                self.abandon();
                return CopyReport::Lost;
            }
        };
        self.abandon();
        if cleared { CopyReport::Cleared } else { CopyReport::Left }
    }

    fn abandon(self: Box<Self>) {
        // Dropping the handle would offer its text to a clipboard manager.
        std::mem::forget(self.clipboard);
    }
}
