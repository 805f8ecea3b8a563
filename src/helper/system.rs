//! The desktop's clipboard, through arboard. What is in it is looked at by another process: the owner of
//! a selection would only be asking itself.

use std::process::Stdio;
use std::time::{Duration, Instant};

use arboard::Clipboard;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Held, PutResult, READ};
use crate::app::copy::{CopyFault, CopyReport};
use crate::children;

/// How long the clipboard may take to show what was put into it.
const SETTLES_IN: Duration = Duration::from_secs(2);

/// A value in the clipboard; the handle serves it.
struct Owned {
    clipboard: Clipboard,
    value: Zeroizing<Vec<u8>>,
}

pub(super) fn put(value: Zeroizing<Vec<u8>>) -> PutResult {
    let mut clipboard = Clipboard::new().map_err(|_| CopyFault::NoClipboard)?;
    let text = std::str::from_utf8(&value).map_err(|_| CopyFault::NoHelper)?;
    let set = hidden_from_history(clipboard.set()).text(text);
    set.map_err(|_| CopyFault::NoClipboard)?;
    let give_up = Instant::now() + SETTLES_IN;
    while !holds(&value) {
        if Instant::now() > give_up {
            return Err(CopyFault::NotThere);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok((CopyReport::Taken, Box::new(Owned { clipboard, value })))
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

/// Whether another process finds `value` in the clipboard.
fn holds(value: &[u8]) -> bool {
    let Ok(program) = std::env::current_exe() else { return false };
    let reader = children::command(program).arg(READ).stdin(Stdio::null()).stderr(Stdio::null()).output();
    reader.is_ok_and(|output| {
        let found = Zeroizing::new(output.stdout);
        found.as_slice().ct_eq(value).into()
    })
}

/// What is in the clipboard.
pub(super) fn read() -> Option<Zeroizing<String>> {
    Clipboard::new().ok()?.get_text().ok().map(Zeroizing::new)
}

impl Held for Owned {
    fn clear(mut self: Box<Self>) -> CopyReport {
        if !holds(&self.value) {
            self.abandon();
            return CopyReport::Replaced;
        }
        let cleared = self.clipboard.clear();
        // Dropping the handle would offer its text to a clipboard manager.
        std::mem::forget(self.clipboard);
        if cleared.is_ok() { CopyReport::Cleared } else { CopyReport::Left }
    }

    fn abandon(self: Box<Self>) {
        std::mem::forget(self.clipboard);
    }
}
