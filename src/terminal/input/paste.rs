//! The text of a bracketed paste, which may be a secret: the kept bytes are overwritten.

use std::mem;

use zeroize::{Zeroize, Zeroizing};

use crate::core::Event;

/// The longest paste that is taken, in bytes; of a longer one the app only hears that it came.
pub(super) const LIMIT: usize = 8 * 1024 * 1024;
pub(super) const END: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;

/// A paste that is arriving.
#[derive(Default)]
pub(super) struct Paste {
    text: Zeroizing<Vec<u8>>,
    /// The number of bytes of the end that have come.
    matched: usize,
    too_long: bool,
}

impl Paste {
    /// Takes the bytes that cannot be a part of the end.
    pub(super) fn take_plain(&mut self, bytes: &mut &[u8]) {
        if self.matched == 0 {
            let plain = bytes.iter().position(|byte| *byte == ESC).unwrap_or(bytes.len());
            self.keep(&bytes[..plain]);
            *bytes = &bytes[plain..];
        }
    }

    /// Takes one byte; returns the paste until its end has come.
    pub(super) fn push(mut self, byte: u8) -> Result<Event, Self> {
        if byte == END[self.matched] {
            self.matched += 1;
        } else {
            self.keep(&END[..self.matched]);
            // `Esc` is only the first byte of the end.
            self.matched = usize::from(byte == ESC);
            if self.matched == 0 {
                self.keep(&[byte]);
            }
        }
        match self.matched < END.len() {
            true => Err(self),
            false if self.too_long => Ok(Event::PasteTooLong),
            false => Ok(Event::Paste(into_text(self.text))),
        }
    }

    /// Ends the paste although its end did not come.
    pub(super) fn broken_off(self) -> Event {
        match self.too_long {
            true => Event::PasteTooLong,
            false => Event::PasteBrokenOff(into_text(self.text)),
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let text = &mut self.text;
        if self.too_long || text.len() + bytes.len() > LIMIT {
            self.too_long = true;
            text.zeroize();
            return;
        }
        if text.len() + bytes.len() > text.capacity() {
            // Grows by hand: a vector that grows leaves its former memory as it was.
            let mut larger =
                Zeroizing::new(Vec::with_capacity((text.len() + bytes.len()).next_power_of_two()));
            larger.extend_from_slice(text);
            *text = larger;
        }
        text.extend_from_slice(bytes);
    }
}

/// Makes text of the bytes; bytes that are not UTF-8 become the replacement character.
fn into_text(mut bytes: Zeroizing<Vec<u8>>) -> Zeroizing<String> {
    Zeroizing::new(match String::from_utf8(mem::take(&mut *bytes)) {
        Ok(text) => text,
        Err(error) => {
            let bytes = Zeroizing::new(error.into_bytes());
            // At most three times as long, so that the string never grows.
            let mut text = String::with_capacity(bytes.len() * 3);
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                if !chunk.invalid().is_empty() {
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
            text
        }
    })
}
