//! From bytes to events, one byte at a time: what a terminal sends can be cut anywhere. Keeps no byte longer
//! than it has to, and what it keeps is overwritten.
//!
//! Of our own because the parsers of others keep what was typed and pasted in buffers that cannot be
//! reached, or know the sequences that programs send and not those of a keyboard.

use std::mem;
use std::time::Duration;

use zeroize::{Zeroize, Zeroizing};

use super::sequence;
use crate::app::Event;
use crate::input::{Code, Key};

/// How long a lone `Esc` waits for what would make it the start of a sequence.
const ESC_WAIT: Duration = Duration::from_millis(25);
/// How long the start of a sequence waits that may also be a key with `Alt`. The rest can be late on a slow
/// line, and would be taken for typed keys.
const START_WAIT: Duration = Duration::from_millis(250);
/// The longest paste, in bytes, that is taken; of a longer one the app is told, and nothing is kept.
pub(super) const PASTE_LIMIT: usize = 8 * 1024 * 1024;
/// The longest parameters of a sequence that are kept: more than any key has.
const PARAMS: usize = 64;
/// What ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;

/// Where in its input the parser is.
enum State {
    /// Between two keys.
    Ground,
    /// After `Esc`.
    Escape,
    /// In a character of several bytes; these are there of so many.
    Character { bytes: [u8; 4], have: usize, need: usize, alt: bool },
    /// In a CSI sequence, `ESC [`.
    Csi(Params),
    /// In an SS3 sequence, `ESC O`.
    Ss3(Params),
    /// After `ESC [ [`: the Linux console's function keys.
    Console,
    /// In a report of the mouse of the old kind, which has so many more bytes.
    Mouse(u8),
    /// In a string (`ESC ]`, `ESC P` and such), an answer to a question that nobody asked; began with this.
    Text { opened_by: u8, is_empty: bool },
    /// At what may be the end of a string, `ESC \\`.
    TextEnd,
    /// In a paste. `matched` bytes of its end are there.
    Paste { text: Zeroizing<Vec<u8>>, matched: usize, too_long: bool },
}

/// The parameters of a sequence, as far as they fit.
#[derive(Default)]
struct Params {
    bytes: Zeroizing<Vec<u8>>,
    too_long: bool,
}

impl Params {
    fn push(&mut self, byte: u8) {
        if self.bytes.is_empty() {
            self.bytes.reserve_exact(PARAMS);
        }
        if self.bytes.len() < PARAMS {
            self.bytes.push(byte);
        } else {
            self.too_long = true;
        }
    }
}

/// Takes bytes, gives events.
pub(super) struct Parser(State);

impl Parser {
    pub(super) fn new() -> Self {
        Self(State::Ground)
    }

    /// In a paste: then there is no key to be told from the next.
    pub(super) fn is_in_paste(&self) -> bool {
        matches!(self.0, State::Paste { .. })
    }

    /// How long after its last byte to give up waiting for more, when what is there may be all of it.
    pub(super) fn waits(&self) -> Option<Duration> {
        match &self.0 {
            State::Escape => Some(ESC_WAIT),
            State::Csi(params) | State::Ss3(params) if params.bytes.is_empty() => Some(START_WAIT),
            State::Text { .. } | State::TextEnd => Some(START_WAIT),
            _ => None,
        }
    }

    /// Nothing more came: what is there is all of it.
    pub(super) fn give_up(&mut self) -> Option<Event> {
        match mem::replace(&mut self.0, State::Ground) {
            State::Escape => Some(Event::Key(Key::plain(Code::Esc))),
            State::Csi(params) if params.bytes.is_empty() => Some(alt(b'[')),
            State::Ss3(params) if params.bytes.is_empty() => Some(alt(b'O')),
            State::Text { opened_by, is_empty: true } => Some(alt(opened_by)),
            State::Text { .. } | State::TextEnd => None,
            state => {
                self.0 = state;
                None
            }
        }
    }

    /// Takes bytes up to the end of the next event, or all of them.
    pub(super) fn take(&mut self, bytes: &mut &[u8]) -> Option<Event> {
        loop {
            if let State::Paste { text, matched: 0, too_long } = &mut self.0 {
                let plain = bytes.iter().position(|b| *b == ESC).unwrap_or(bytes.len());
                keep(text, too_long, &bytes[..plain]);
                *bytes = &bytes[plain..];
            }
            let (byte, rest) = bytes.split_first()?;
            *bytes = rest;
            if let Some(event) = self.push(*byte) {
                return Some(event);
            }
        }
    }

    fn push(&mut self, byte: u8) -> Option<Event> {
        let (next, event) = match mem::replace(&mut self.0, State::Ground) {
            State::Ground => plain(byte, false),
            State::Escape => after_escape(byte),
            State::Character { bytes, have, need, alt } => in_character(bytes, have, need, alt, byte),
            State::Csi(params) => in_csi(params, byte),
            State::Ss3(params) => in_ss3(params, byte),
            State::Console => (State::Ground, console_key(byte).map(Event::Key)),
            State::Mouse(1) => (State::Ground, None),
            State::Mouse(left) => (State::Mouse(left - 1), None),
            State::Text { opened_by, .. } => in_text(opened_by, byte),
            State::TextEnd if byte == b'\\' => (State::Ground, None),
            State::TextEnd => after_escape(byte),
            State::Paste { text, matched, too_long } => in_paste(text, matched, too_long, byte),
        };
        self.0 = next;
        event
    }
}

type Step = (State, Option<Event>);

/// A byte that no sequence precedes.
fn plain(byte: u8, alt: bool) -> Step {
    let ctrl = |c| Some(sequence::plain_twin(Key { alt, ..Key::ctrl(c) }));
    let need = match byte {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    if need > 1 {
        return (State::Character { bytes: [byte, 0, 0, 0], have: 1, need, alt }, None);
    }
    let key = match byte {
        ESC => return (State::Escape, None),
        0 => ctrl(' '),
        b'\t' => Some(Key::plain(Code::Tab)),
        b'\r' => Some(Key::plain(Code::Enter)),
        0x01..=0x1a => ctrl(char::from(byte - 1 + b'a')),
        // What terminals send for Ctrl-4 to Ctrl-7.
        0x1c..=0x1f => ctrl(char::from(byte - 0x1c + b'4')),
        0x7f => Some(Key::plain(Code::Backspace)),
        b' '..=b'~' => Some(Key { code: Code::Char(char::from(byte)), ctrl: false, alt }),
        // Not the start of anything.
        _ => None,
    };
    (State::Ground, key.map(Event::Key))
}

fn after_escape(byte: u8) -> Step {
    match byte {
        b'[' => (State::Csi(Params::default()), None),
        b'O' => (State::Ss3(Params::default()), None),
        b']' | b'P' | b'_' | b'^' | b'X' => (State::Text { opened_by: byte, is_empty: true }, None),
        ESC => (State::Escape, Some(Event::Key(Key::plain(Code::Esc)))),
        _ => plain(byte, true),
    }
}

fn in_character(mut bytes: [u8; 4], have: usize, need: usize, alt: bool, byte: u8) -> Step {
    if !matches!(byte, 0x80..=0xbf) {
        // It was cut short, and what comes is a start.
        return plain(byte, false);
    }
    bytes[have] = byte;
    if have + 1 < need {
        return (State::Character { bytes, have: have + 1, need, alt }, None);
    }
    let c = str::from_utf8(&bytes[..need]).ok().and_then(|text| text.chars().next());
    let key = c.filter(|c| !c.is_control()).map(|c| Key { code: Code::Char(c), ctrl: false, alt });
    bytes.zeroize();
    (State::Ground, key.map(Event::Key))
}

fn in_csi(mut params: Params, byte: u8) -> Step {
    let is_empty = params.bytes.is_empty();
    match byte {
        b'[' if is_empty => (State::Console, None),
        b'M' if is_empty => (State::Mouse(3), None),
        // rxvt ends some keys with it; after `?` it is a part of an answer.
        b'$' if params.bytes.first().is_some_and(u8::is_ascii_digit) => {
            (State::Ground, sequence::key(&params.bytes, byte).map(Event::Key))
        }
        0x20..=0x3f => {
            params.push(byte);
            (State::Csi(params), None)
        }
        0x40..=0x7e if params.too_long => (State::Ground, None),
        b'I' if is_empty => (State::Ground, Some(Event::Focus(true))),
        b'O' if is_empty => (State::Ground, Some(Event::Focus(false))),
        b'~' if params.bytes.as_slice() == b"200" => {
            (State::Paste { text: Zeroizing::default(), matched: 0, too_long: false }, None)
        }
        0x40..=0x7e => (State::Ground, sequence::key(&params.bytes, byte).map(Event::Key)),
        ESC if is_empty => (State::Escape, Some(alt(b'['))),
        // A sequence has no such byte: it was broken off.
        _ => plain(byte, false),
    }
}

fn in_ss3(mut params: Params, byte: u8) -> Step {
    match byte {
        b'0'..=b'9' | b';' => {
            params.push(byte);
            (State::Ss3(params), None)
        }
        b' ' | 0x40..=0x7e => (State::Ground, sequence::key_of_pad(&params.bytes, byte).map(Event::Key)),
        ESC if params.bytes.is_empty() => (State::Escape, Some(alt(b'O'))),
        _ => plain(byte, false),
    }
}

fn in_text(opened_by: u8, byte: u8) -> Step {
    match byte {
        // BEL, CAN and SUB end it.
        0x07 | 0x18 | 0x1a => (State::Ground, None),
        ESC => (State::TextEnd, None),
        _ => (State::Text { opened_by, is_empty: false }, None),
    }
}

fn in_paste(mut text: Zeroizing<Vec<u8>>, mut matched: usize, mut too_long: bool, byte: u8) -> Step {
    if byte == PASTE_END[matched] {
        matched += 1;
    } else {
        keep(&mut text, &mut too_long, &PASTE_END[..matched]);
        // `Esc` is only its first byte.
        matched = usize::from(byte == ESC);
        if matched == 0 {
            keep(&mut text, &mut too_long, &[byte]);
        }
    }
    if matched < PASTE_END.len() {
        return (State::Paste { text, matched, too_long }, None);
    }
    let event = if too_long { Event::PasteTooLong } else { Event::Paste(into_text(text)) };
    (State::Ground, Some(event))
}

fn keep(text: &mut Zeroizing<Vec<u8>>, too_long: &mut bool, bytes: &[u8]) {
    if *too_long || text.len() + bytes.len() > PASTE_LIMIT {
        *too_long = true;
        text.zeroize();
        return;
    }
    if text.len() + bytes.len() > text.capacity() {
        // Grown by hand: a vector that grows leaves its former memory as it was.
        let mut larger = Zeroizing::new(Vec::with_capacity((text.len() + bytes.len()).next_power_of_two()));
        larger.extend_from_slice(text);
        *text = larger;
    }
    text.extend_from_slice(bytes);
}

/// The text; what is not UTF-8 in it becomes the replacement character.
fn into_text(mut bytes: Zeroizing<Vec<u8>>) -> Zeroizing<String> {
    Zeroizing::new(match String::from_utf8(mem::take(&mut *bytes)) {
        Ok(text) => text,
        Err(error) => {
            let bytes = Zeroizing::new(error.into_bytes());
            // No longer than three times as long: grows never.
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

/// The function keys of the Linux console.
fn console_key(byte: u8) -> Option<Key> {
    matches!(byte, b'A'..=b'E').then(|| Key::plain(Code::F(byte - b'A' + 1)))
}

fn alt(byte: u8) -> Event {
    Event::Key(Key { code: Code::Char(char::from(byte)), ctrl: false, alt: true })
}

#[cfg(test)]
mod tests;
