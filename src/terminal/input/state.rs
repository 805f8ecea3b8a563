//! The states of the parser, and the step that one more byte takes: a pure function from one state to the next.
//! The parser handles time.

use zeroize::{Zeroize, Zeroizing};

use super::paste::Paste;
use super::sequence;
use crate::core::Event;
use crate::keys::{Code, Key};

/// The longest parameters of a sequence that are kept: longer than those of any key.
const PARAMS: usize = 64;

pub(super) const ESC: u8 = 0x1b;
/// ST among the C1 controls: the end of a string that began with one of them.
const ST: u8 = 0x9c;

pub(super) enum State {
    /// Between two keys.
    Ground,
    /// After `Esc`.
    Escape,
    /// After `Esc Esc`, which begins the `Alt` form of a key in rxvt and PuTTY.
    EscapeTwice,
    /// After an `Esc` that was taken for the key: the rest of its sequence may be late.
    Late,
    /// After `ESC` and an intermediate byte, as in `ESC ( B`; holds that byte.
    Escaped(u8),
    /// In a character of several bytes; `have` of `need` have come.
    Character { bytes: [u8; 4], have: usize, need: usize, alt: bool },
    /// In a CSI sequence, `ESC [`.
    Csi(Params),
    /// After `$` in a CSI sequence: the end of a key of rxvt, or of a report one byte before its end.
    CsiDollar(Params),
    /// In an SS3 sequence, `ESC O`.
    Ss3(Params),
    /// After `ESC [ [`: the Linux console's function keys.
    Console,
    /// In an old mouse report, which has this many more bytes.
    Mouse(u8),
    /// In a string (`ESC ]`, `ESC P` and such), which answers a question that nobody asked; `opened_by` began
    /// it.
    Text { opened_by: u8, is_empty: bool },
    /// At the possible end of a string, `ESC \\`.
    TextEnd,
    /// In a paste.
    Paste(Paste),
}

/// The parameters of a sequence, as far as they fit.
#[derive(Default)]
pub(super) struct Params {
    pub(super) bytes: Zeroizing<Vec<u8>>,
    too_long: bool,
    /// A second `Esc` came before the sequence: the key is held with `Alt`.
    pub(super) alt: bool,
}

impl Params {
    pub(super) fn with_alt() -> Self {
        Self { alt: true, ..Self::default() }
    }

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

pub(super) type Step = (State, Option<Event>);

/// Takes one more byte. The parser itself handles the byte after two `Esc`, which may make two events.
pub(super) fn next(state: State, byte: u8) -> Step {
    match state {
        State::Ground | State::EscapeTwice => plain(byte, false),
        State::Escape => after_escape(byte),
        State::Late => after_late_escape(byte),
        State::Escaped(_) => in_escaped(byte),
        State::Character { bytes, have, need, alt } => in_character(bytes, have, need, alt, byte),
        State::Csi(params) => in_csi(params, byte),
        State::CsiDollar(params) => after_dollar(params, byte),
        State::Ss3(params) => in_ss3(params, byte),
        State::Console => (State::Ground, console_key(byte).map(Event::Key)),
        State::Mouse(1) => (State::Ground, None),
        State::Mouse(left) => (State::Mouse(left - 1), None),
        State::Text { opened_by, .. } => in_text(opened_by, byte),
        State::TextEnd if byte == b'\\' => (State::Ground, None),
        State::TextEnd => after_escape(byte),
        State::Paste(paste) => match paste.push(byte) {
            Ok(event) => (State::Ground, Some(event)),
            Err(paste) => (State::Paste(paste), None),
        },
    }
}

/// Takes a byte outside of a sequence.
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
        0x80..=0x9f => return (after_c1(byte), None),
        0 => ctrl(' '),
        b'\t' => Some(Key { alt, ..Key::plain(Code::Tab) }),
        b'\r' => Some(Key { alt, ..Key::plain(Code::Enter) }),
        0x01..=0x1a => ctrl(char::from(byte - 1 + b'a')),
        // Terminals send these for Ctrl-4 to Ctrl-7.
        0x1c..=0x1f => ctrl(char::from(byte - 0x1c + b'4')),
        0x7f => Some(Key { alt, ..Key::plain(Code::Backspace) }),
        b' '..=b'~' => Some(Key { code: Code::Char(char::from(byte)), ctrl: false, alt }),
        // No character starts with this byte.
        _ => None,
    };
    (State::Ground, key.map(Event::Key))
}

pub(super) fn after_escape(byte: u8) -> Step {
    match byte {
        b'[' => (State::Csi(Params::default()), None),
        b'O' => (State::Ss3(Params::default()), None),
        b']' | b'P' | b'_' | b'^' | b'X' => (State::Text { opened_by: byte, is_empty: true }, None),
        ESC => (State::EscapeTwice, None),
        // An `Esc` and the start of a filter, typed in one go, are two keys.
        0x20..=0x2e => (State::Escaped(byte), None),
        _ => plain(byte, true),
    }
}

/// Takes the byte after an `Esc` that was taken for the key: the start of something to swallow, or a key of its
/// own.
fn after_late_escape(byte: u8) -> Step {
    match byte {
        b'[' | b'O' | b']' | b'P' | b'_' | b'^' | b'X' => after_escape(byte),
        _ => plain(byte, false),
    }
}

/// Returns the state after a C1 control. The others mean nothing.
fn after_c1(byte: u8) -> State {
    match byte {
        0x8f => State::Ss3(Params::default()),
        0x9b => State::Csi(Params::default()),
        0x90 | 0x98 | 0x9d | 0x9e | 0x9f => State::Text { opened_by: byte, is_empty: true },
        _ => State::Ground,
    }
}

/// Takes the byte after `ESC` and intermediate bytes: one more of them, or the last byte of a meaningless
/// sequence.
fn in_escaped(byte: u8) -> Step {
    match byte {
        0x20..=0x2f => (State::Escaped(byte), None),
        0x30..=0x7e => (State::Ground, None),
        _ => plain(byte, false),
    }
}

fn in_character(mut bytes: [u8; 4], have: usize, need: usize, alt: bool, byte: u8) -> Step {
    if !matches!(byte, 0x80..=0xbf) {
        // The character was cut short, and this byte starts something else.
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
        b'$' if params.bytes.iter().all(u8::is_ascii_digit) && !is_empty => (State::CsiDollar(params), None),
        0x20..=0x3f => {
            params.push(byte);
            (State::Csi(params), None)
        }
        0x40..=0x7e if params.too_long => (State::Ground, None),
        b'I' if is_empty => (State::Ground, Some(Event::Focus(true))),
        b'O' if is_empty => (State::Ground, Some(Event::Focus(false))),
        b'~' if params.bytes.as_slice() == b"200" => (State::Paste(Paste::default()), None),
        0x40..=0x7e => (State::Ground, sequence::key(&params.bytes, byte, params.alt).map(Event::Key)),
        ESC if is_empty => (State::Escape, Some(alt(b'['))),
        // A sequence has no such byte: it was broken off.
        _ => plain(byte, false),
    }
}

/// Takes the byte after a number and `$`: rxvt's key with Shift is complete, a report still lacks its last
/// byte.
fn after_dollar(params: Params, byte: u8) -> Step {
    match byte {
        0x20..=0x7e => in_csi(Params { too_long: true, ..params }, byte),
        _ => (plain(byte, false).0, sequence::key(&params.bytes, b'$', params.alt).map(Event::Key)),
    }
}

fn in_ss3(mut params: Params, byte: u8) -> Step {
    match byte {
        b'0'..=b'9' | b';' => {
            params.push(byte);
            (State::Ss3(params), None)
        }
        b' ' | 0x40..=0x7e => {
            (State::Ground, sequence::key_of_pad(&params.bytes, byte, params.alt).map(Event::Key))
        }
        ESC if params.bytes.is_empty() => (State::Escape, Some(alt(b'O'))),
        _ => plain(byte, false),
    }
}

fn in_text(opened_by: u8, byte: u8) -> Step {
    match byte {
        // BEL, CAN and SUB end the string.
        0x07 | 0x18 | 0x1a => (State::Ground, None),
        ESC => (State::TextEnd, None),
        // In a string that began with `ESC` this byte is a part of a letter.
        ST if opened_by >= 0x80 => (State::Ground, None),
        _ => (State::Text { opened_by, is_empty: false }, None),
    }
}

/// Returns the function key of the Linux console.
fn console_key(byte: u8) -> Option<Key> {
    matches!(byte, b'A'..=b'E').then(|| Key::plain(Code::F(byte - b'A' + 1)))
}

pub(super) fn escape() -> Event {
    Event::Key(Key::plain(Code::Esc))
}

/// Returns the key for a start that nothing followed: the key with `Alt`, unless the start was a C1 control.
pub(super) fn alt_of(byte: u8) -> Option<Event> {
    byte.is_ascii().then(|| alt(byte))
}

pub(super) fn alt(byte: u8) -> Event {
    Event::Key(Key { code: Code::Char(char::from(byte)), ctrl: false, alt: true })
}
