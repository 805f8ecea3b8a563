//! The desktop's clipboard, through arboard. Another process looks at its content: the owner of a selection would
//! only ask itself.

use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use arboard::{Clipboard, Error};
use rustix::process::{Pid, Signal, kill_process};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::held::{Held, PutResult};
use crate::children;
use crate::clipboard::protocol::{NO_CLIPBOARD, READ};
use crate::core::{CopyFault, CopyReport};

/// Time that the clipboard may take to show a new value.
const SETTLES_IN: Duration = Duration::from_secs(2);
/// Time that a look may take while a copy is made, and at its end. Without it a pasting program that never reads what
/// it asked for would keep a look waiting as long as it likes.
const LOOKS_FOR: Duration = Duration::from_secs(5);
const LAST_LOOK: Duration = Duration::from_secs(2);

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

/// Returns the output of a program that ends in time; kills it otherwise.
fn output_within(command: &mut Command, patience: Duration) -> Option<Output> {
    let child = command.spawn().ok()?;
    let pid = Pid::from_child(&child);
    let (done, output) = mpsc::channel();
    std::thread::spawn(move || done.send(child.wait_with_output().ok()).is_ok());
    output.recv_timeout(patience).unwrap_or_else(|_| {
        let _ = kill_process(pid, Signal::KILL);
        None
    })
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

impl Held for Owned {
    fn clear(mut self: Box<Self>) -> CopyReport {
        let cleared = match seen(&self.value, LAST_LOOK) {
            Seen::Ours => self.clipboard.clear().is_ok(),
            Seen::Unknown => false,
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
        // X11 and Wayland ask the owner for the content of the clipboard: it goes when this process ends.
        if cleared || !cfg!(target_os = "macos") { CopyReport::Cleared } else { CopyReport::Left }
    }

    fn abandon(self: Box<Self>) {
        // Dropping the handle would offer its text to a clipboard manager.
        std::mem::forget(self.clipboard);
    }
}
