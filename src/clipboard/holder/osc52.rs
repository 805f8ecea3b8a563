//! OSC 52: a sequence that asks the terminal, here or at the other end of SSH, to fill its clipboard. No program can
//! see whether it did.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, AsRawFd};
use std::os::unix::fs::OpenOptionsExt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustix::fs::OFlags;
use zeroize::Zeroizing;

use super::held::{Held, PutResult};
use crate::core::copy::fits_osc52;
use crate::core::{CopyFault, CopyReport};
use crate::patient::Patient;

/// GNU screen passes strings on only in pieces of less than this.
const SCREEN_PIECE: usize = 250;

/// Something that was sent to this terminal. It stays open: by its name another one might be found later.
struct Sent(Patient<File>);

/// Puts a value into the clipboard of this terminal.
pub(super) fn put(value: &[u8], terminal: io::Result<File>) -> PutResult {
    if !fits_osc52(value.len()) {
        return Err(CopyFault::TooLarge);
    }
    let mut sent = Sent(Patient(terminal.map_err(|_| CopyFault::NoClipboard)?));
    sent.send(value).map_err(|_| CopyFault::NoClipboard)?;
    Ok((CopyReport::Sent, Box::new(sent)))
}

/// Overwrites what an ended holder sent to the terminal of the program.
pub(super) fn take_back() -> CopyReport {
    terminal(io::stdout()).map_or(CopyReport::Left, |terminal| Box::new(Sent(Patient(terminal))).clear())
}

/// Makes the sequence that puts `value` into the terminal's clipboard.
fn sequence(value: &[u8], in_screen: bool) -> Zeroizing<Vec<u8>> {
    let encoded = Zeroizing::new(STANDARD.encode(value));
    // Of the final size from the start: a buffer that grows leaves pieces behind.
    let mut out = Zeroizing::new(Vec::with_capacity(encoded.len() * 2 + 64));
    if !in_screen {
        out.extend_from_slice(b"\x1b]52;c;");
        out.extend_from_slice(encoded.as_bytes());
        out.push(0x07);
        return out;
    }
    let mut whole = Zeroizing::new(Vec::with_capacity(encoded.len() + 16));
    whole.extend_from_slice(b"\x1b]52;c;");
    whole.extend_from_slice(encoded.as_bytes());
    whole.push(0x07);
    for piece in whole.chunks(SCREEN_PIECE) {
        out.extend_from_slice(b"\x1bP");
        out.extend_from_slice(piece);
        out.extend_from_slice(b"\x1b\\");
    }
    out
}

/// Returns the terminal that `inherited` is, else the one of the session. Opens it anew where that is allowed, so
/// that it waits whatever others set on theirs. Under `su` it belongs to another user, and only the inherited
/// descriptor reaches it.
pub(super) fn terminal(inherited: impl AsFd + IsTerminal) -> io::Result<File> {
    let fd = inherited.as_fd();
    let path =
        if inherited.is_terminal() { format!("/dev/fd/{}", fd.as_raw_fd()) } else { "/dev/tty".into() };
    let flags = OFlags::NOCTTY.bits().cast_signed();
    match OpenOptions::new().write(true).custom_flags(flags).open(path) {
        Err(_) if inherited.is_terminal() => fd.try_clone_to_owned().map(File::from),
        opened => opened,
    }
}

impl Sent {
    fn send(&mut self, value: &[u8]) -> io::Result<()> {
        let in_screen = std::env::var_os("STY").is_some();
        // In one piece where the terminal has room: the program writes its frames in one piece too.
        self.0.write_all(&sequence(value, in_screen))
    }
}

impl Held for Sent {
    fn clear(mut self: Box<Self>) -> CopyReport {
        if self.send(b" ").is_ok() { CopyReport::Cleared } else { CopyReport::Left }
    }

    fn abandon(self: Box<Self>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_wrapped_for_screen() {
        assert_eq!(&**sequence(b" ", false), b"\x1b]52;c;IA==\x07");
        let long = sequence(&[b'x'; 300], true);
        assert!(long.starts_with(b"\x1bP\x1b]52;c;") && long.ends_with(b"\x07\x1b\\"));
        assert_eq!(long.windows(2).filter(|pair| pair == b"\x1bP").count(), 2);
    }

    #[test]
    fn what_is_too_long_for_a_terminal_is_refused() {
        assert!(matches!(put(&[b'x'; 56_245], File::open("/dev/null")), Err(CopyFault::TooLarge)));
    }
}
