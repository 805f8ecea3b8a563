//! Turns bytes into events, one byte at a time: what a terminal sends can be cut anywhere. Keeps no byte longer
//! than it has to, and overwrites what it keeps.
//!
//! A sequence that means nothing here is swallowed whole, also when it is late: a part of it that is taken for
//! typed keys copies or deletes something. The parser has no clock; its caller tells how long nothing came.
//!
//! Of our own because other parsers keep what was typed and pasted in buffers that nobody can reach, or know
//! the sequences that programs send and not those of a keyboard. The text of a paste is `paste`'s.

use std::mem;
use std::time::Duration;

use zeroize::{Zeroize, Zeroizing};

use super::paste::Paste;
use super::sequence;
use crate::app::Event;
use crate::input::{Code, Key};

/// How long a lone `Esc` waits for what would make it the start of a sequence.
const ESC_WAIT: Duration = Duration::from_millis(25);
/// How long the start of a sequence waits that may also be a key with `Alt`, and for how long the rest of a
/// sequence is expected whose `Esc` was taken for the key. On a slow line it would be taken for typed keys.
const START_WAIT: Duration = Duration::from_millis(250);
/// How long a string or sequence may stall in its middle.
const STALL: Duration = Duration::from_secs(2);
/// How long a paste may stall: then its end will not come.
const PASTE_STALL: Duration = Duration::from_secs(1);
/// The longest parameters of a sequence that are kept: more than any key has.
const PARAMS: usize = 64;

const ESC: u8 = 0x1b;
/// ST among the C1 controls: the end of a string that one of them began.
const ST: u8 = 0x9c;

/// Where in its input the parser is.
enum State {
    /// Between two keys.
    Ground,
    /// After `Esc`.
    Escape,
    /// After `Esc Esc`, which begins the `Alt` form of a key in rxvt and PuTTY.
    EscapeTwice,
    /// After an `Esc` that was taken for the key: the rest of its sequence may be late.
    Late,
    /// After `ESC` and an intermediate byte, as in `ESC ( B`; that byte.
    Escaped(u8),
    /// In a character of several bytes; these are there of so many.
    Character { bytes: [u8; 4], have: usize, need: usize, alt: bool },
    /// In a CSI sequence, `ESC [`.
    Csi(Params),
    /// After `$` in a CSI sequence: the end of a key of rxvt, or of a report one byte before its end.
    CsiDollar(Params),
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
    /// In a paste.
    Paste(Paste),
}

/// The parameters of a sequence, as far as they fit.
#[derive(Default)]
struct Params {
    bytes: Zeroizing<Vec<u8>>,
    too_long: bool,
    /// A second `Esc` came before it: the key is held with `Alt`.
    alt: bool,
}

impl Params {
    fn with_alt() -> Self {
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

/// Takes bytes, gives events.
pub(super) struct Parser {
    state: State,
    /// The `Esc` of the sequence was taken for the key, so that no key is to come of the rest.
    is_late: bool,
    /// The second of two events that one byte made.
    second: Option<Event>,
}

impl Parser {
    pub(super) fn new() -> Self {
        Self { state: State::Ground, is_late: false, second: None }
    }

    /// Tells whether it is in a paste: there no key has to be told from the next.
    pub(super) fn is_in_paste(&self) -> bool {
        matches!(self.state, State::Paste(_))
    }

    /// Returns how long after its last byte to give up waiting for more, when what is there may be all of it.
    pub(super) fn waits(&self) -> Option<Duration> {
        match &self.state {
            State::Escape | State::EscapeTwice | State::CsiDollar(_) => Some(ESC_WAIT),
            State::Csi(params) | State::Ss3(params) if params.bytes.is_empty() => Some(START_WAIT),
            State::Text { is_empty: true, .. } | State::Escaped(_) => Some(START_WAIT),
            State::Paste(_) => Some(PASTE_STALL),
            _ => None,
        }
    }

    /// Takes what is there for all of it, because nothing more came.
    pub(super) fn give_up(&mut self) -> Option<Event> {
        let event = match mem::replace(&mut self.state, State::Ground) {
            State::Escape => {
                self.state = State::Late;
                return Some(escape());
            }
            State::EscapeTwice => {
                self.state = State::Escape;
                return Some(escape());
            }
            State::Csi(params) if params.bytes.is_empty() => Some(alt(b'[')),
            State::Ss3(params) if params.bytes.is_empty() => Some(alt(b'O')),
            State::Text { opened_by, is_empty: true } | State::Escaped(opened_by) => alt_of(opened_by),
            State::CsiDollar(params) => sequence::key(&params.bytes, b'$', params.alt).map(Event::Key),
            State::Paste(paste) => Some(paste.broken_off()),
            state => {
                self.state = state;
                return None;
            }
        };
        self.settle(event)
    }

    /// Notes that so much time passed before the byte that comes next: what stalled for too long is over.
    pub(super) fn note_silence(&mut self, time: Duration) {
        let limit = match &self.state {
            State::Late => START_WAIT,
            State::Csi(_) | State::Ss3(_) | State::Text { .. } | State::TextEnd => STALL,
            State::Console | State::Mouse(_) | State::Character { .. } => STALL,
            _ => return,
        };
        if time > limit {
            self.state = State::Ground;
            self.is_late = false;
        }
    }

    /// Takes bytes up to the end of the next event, or all of them.
    pub(super) fn take(&mut self, bytes: &mut &[u8]) -> Option<Event> {
        if let Some(event) = self.second.take() {
            return Some(event);
        }
        loop {
            if let State::Paste(paste) = &mut self.state {
                paste.take_plain(bytes);
            }
            let (byte, rest) = bytes.split_first()?;
            *bytes = rest;
            if let Some(event) = self.push(*byte) {
                return Some(event);
            }
        }
    }

    fn push(&mut self, byte: u8) -> Option<Event> {
        let (next, event) = match mem::replace(&mut self.state, State::Ground) {
            State::Ground => plain(byte, false),
            State::Escape => after_escape(byte),
            State::EscapeTwice => return self.push_after_two(byte),
            State::Late => {
                let step = after_late_escape(byte);
                self.is_late = !matches!(step.0, State::Ground | State::Escape | State::Character { .. });
                step
            }
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
        };
        self.state = next;
        self.settle(event)
    }

    /// After two `Esc`: the start of a key with `Alt`, or the first of them alone and the second with what comes.
    fn push_after_two(&mut self, byte: u8) -> Option<Event> {
        self.state = match byte {
            b'[' => State::Csi(Params::with_alt()),
            b'O' => State::Ss3(Params::with_alt()),
            ESC => {
                self.state = State::EscapeTwice;
                return Some(escape());
            }
            _ => {
                let (next, event) = after_escape(byte);
                self.state = next;
                self.second = event;
                return Some(escape());
            }
        };
        None
    }

    /// Ends a sequence that came late: no key comes of it.
    fn settle(&mut self, event: Option<Event>) -> Option<Event> {
        if !matches!(self.state, State::Ground | State::Escape) {
            return event;
        }
        match mem::take(&mut self.is_late) {
            true => event.filter(|event| !matches!(event, Event::Key(_))),
            false => event,
        }
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
        0x80..=0x9f => return (after_c1(byte), None),
        0 => ctrl(' '),
        b'\t' => Some(Key { alt, ..Key::plain(Code::Tab) }),
        b'\r' => Some(Key { alt, ..Key::plain(Code::Enter) }),
        0x01..=0x1a => ctrl(char::from(byte - 1 + b'a')),
        // What terminals send for Ctrl-4 to Ctrl-7.
        0x1c..=0x1f => ctrl(char::from(byte - 0x1c + b'4')),
        0x7f => Some(Key { alt, ..Key::plain(Code::Backspace) }),
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
        ESC => (State::EscapeTwice, None),
        // An `Esc` and the start of a filter that are typed in one go are two keys.
        0x20..=0x2e => (State::Escaped(byte), None),
        _ => plain(byte, true),
    }
}

/// After an `Esc` that was taken for the key: begins what is swallowed, or is a key of its own.
fn after_late_escape(byte: u8) -> Step {
    match byte {
        b'[' | b'O' | b']' | b'P' | b'_' | b'^' | b'X' => after_escape(byte),
        _ => plain(byte, false),
    }
}

/// What a C1 control begins. The others mean nothing.
fn after_c1(byte: u8) -> State {
    match byte {
        0x8f => State::Ss3(Params::default()),
        0x9b => State::Csi(Params::default()),
        0x90 | 0x98 | 0x9d | 0x9e | 0x9f => State::Text { opened_by: byte, is_empty: true },
        _ => State::Ground,
    }
}

/// After `ESC` and intermediate bytes: more of them, or the last byte of a sequence that means nothing.
fn in_escaped(byte: u8) -> Step {
    match byte {
        0x20..=0x2f => (State::Escaped(byte), None),
        0x30..=0x7e => (State::Ground, None),
        _ => plain(byte, false),
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

/// After a number and `$`: rxvt's key with Shift is whole, a report has its last byte still to come.
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
        // BEL, CAN and SUB end it.
        0x07 | 0x18 | 0x1a => (State::Ground, None),
        ESC => (State::TextEnd, None),
        // In a string that `ESC` began it is a part of a letter.
        ST if opened_by >= 0x80 => (State::Ground, None),
        _ => (State::Text { opened_by, is_empty: false }, None),
    }
}

/// The function keys of the Linux console.
fn console_key(byte: u8) -> Option<Key> {
    matches!(byte, b'A'..=b'E').then(|| Key::plain(Code::F(byte - b'A' + 1)))
}

fn escape() -> Event {
    Event::Key(Key::plain(Code::Esc))
}

/// What a start is when nothing follows: the key with `Alt`, unless a C1 control was the start.
fn alt_of(byte: u8) -> Option<Event> {
    byte.is_ascii().then(|| alt(byte))
}

fn alt(byte: u8) -> Event {
    Event::Key(Key { code: Code::Char(char::from(byte)), ctrl: false, alt: true })
}

#[cfg(test)]
mod tests;
