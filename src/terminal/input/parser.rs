//! Turns bytes into events, one byte at a time, because input can be cut anywhere. Keeps no byte longer than
//! necessary, and overwrites the kept bytes.
//!
//! A sequence without a meaning here is swallowed whole, also when it is late: a part of it that is taken for
//! typed keys copies or deletes something. The parser has no clock; its caller tells how long nothing came.
//!
//! We have our own parser because others keep typed and pasted text in buffers that nobody can reach, or know
//! the sequences that programs send and not those of a keyboard. `paste` handles the text of a paste.

use std::mem;
use std::time::Duration;

use super::sequence;
use super::state::{self, ESC, Params, State};
use crate::core::Event;

/// The time for which a lone `Esc` waits for bytes that would make it the start of a sequence.
const ESC_WAIT: Duration = Duration::from_millis(25);
/// The time for which the start of a sequence waits that may also be a key with `Alt`, and for which the rest
/// of a sequence is expected whose `Esc` was taken for the key. On a slow line that rest would be taken for
/// typed keys.
const START_WAIT: Duration = Duration::from_millis(250);
/// The time between two letters: nobody types faster, and no terminal sends slower. A letter soon after `Esc`
/// is taken for the late start of a string; this limit keeps it from swallowing more than itself.
const TYPING: Duration = Duration::from_millis(100);
/// The time for which a string or sequence may stall in its middle.
const STALL: Duration = Duration::from_secs(2);
/// The time for which a paste may stall; after that its end will not come.
const PASTE_STALL: Duration = Duration::from_secs(1);
/// Takes bytes, returns events.
pub(super) struct Parser {
    state: State,
    /// The `Esc` of the sequence was taken for the key, so that the rest must not become a key.
    is_late: bool,
    /// The second of two events from one byte.
    second: Option<Event>,
}

impl Parser {
    pub(super) fn new() -> Self {
        Self { state: State::Ground, is_late: false, second: None }
    }

    /// Tells whether the parser is in a paste: there no key has to be told from the next.
    pub(super) fn is_in_paste(&self) -> bool {
        matches!(self.state, State::Paste(_))
    }

    /// Returns how long to wait for more bytes after the last one, when the bytes so far may be complete.
    pub(super) fn waits(&self) -> Option<Duration> {
        match &self.state {
            State::Escape | State::EscapeTwice | State::CsiDollar(_) => Some(ESC_WAIT),
            State::Csi(params) | State::Ss3(params) if params.bytes.is_empty() => Some(START_WAIT),
            State::Text { is_empty: true, .. } | State::Escaped(_) => Some(START_WAIT),
            State::Paste(_) => Some(PASTE_STALL),
            _ => None,
        }
    }

    /// Takes the bytes so far as complete, because no more came.
    pub(super) fn give_up(&mut self) -> Option<Event> {
        let event = match mem::replace(&mut self.state, State::Ground) {
            State::Escape => {
                self.state = State::Late;
                return Some(state::escape());
            }
            State::EscapeTwice => {
                self.state = State::Escape;
                return Some(state::escape());
            }
            State::Csi(params) if params.bytes.is_empty() => Some(state::alt(b'[')),
            State::Ss3(params) if params.bytes.is_empty() => Some(state::alt(b'O')),
            State::Text { opened_by, is_empty: true } | State::Escaped(opened_by) => state::alt_of(opened_by),
            State::CsiDollar(params) => sequence::key(&params.bytes, b'$', params.alt).map(Event::Key),
            State::Paste(paste) => Some(paste.broken_off()),
            state => {
                self.state = state;
                return None;
            }
        };
        self.settle(event)
    }

    /// Notes how much time passed before the next byte: a sequence that stalled for too long is over.
    pub(super) fn note_silence(&mut self, time: Duration) {
        let limit = match &self.state {
            State::Late => START_WAIT,
            State::Text { is_empty: true, .. } if self.is_late => TYPING,
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
        let was_late = matches!(self.state, State::Late);
        let (next, event) = match mem::replace(&mut self.state, State::Ground) {
            State::EscapeTwice => return self.push_after_two(byte),
            state => state::next(state, byte),
        };
        if was_late {
            self.is_late = !matches!(next, State::Ground | State::Escape | State::Character { .. });
        }
        self.state = next;
        self.settle(event)
    }

    /// Takes the byte after two `Esc`: either the start of a key with `Alt`, or the first `Esc` was alone and
    /// the second belongs to this byte.
    fn push_after_two(&mut self, byte: u8) -> Option<Event> {
        self.state = match byte {
            b'[' => State::Csi(Params::with_alt()),
            b'O' => State::Ss3(Params::with_alt()),
            ESC => {
                self.state = State::EscapeTwice;
                return Some(state::escape());
            }
            _ => {
                let (next, event) = state::after_escape(byte);
                self.state = next;
                self.second = event;
                return Some(state::escape());
            }
        };
        None
    }

    /// Ends a sequence that came late: it makes no key.
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

#[cfg(test)]
mod tests;
