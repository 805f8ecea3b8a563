//! The input reader: turns the bytes of the terminal into events of the app.
//!
//! ```text
//! tty ─► one byte (in a paste: what is there) ─► Parser ─► Event
//! ```
//!
//! We have our own reader because that of crossterm keeps the last paste and the typed text in a buffer that
//! nobody can reach, reads a closed terminal for ever, and cannot be stopped. Ours reads only when it is asked,
//! and outside of a paste never beyond the key that it reports. To hand the terminal to another program, the
//! loop just does not ask meanwhile. Keys that are typed then, even in the same burst, are left to that
//! program.

use std::future;
use std::io;
use std::mem;
use std::ops::Range;
use std::task::Poll;
use std::time::Instant;

use rustix::io::{Errno, read};
use zeroize::{Zeroize, Zeroizing};

use crate::core::Event;

mod parser;
mod paste;
mod sequence;
mod state;
mod watch;

use super::port::Typing;
use parser::Parser;
use watch::{Watch, is_readable};

/// The bytes of a paste that are read at once: as many as the kernel holds of a terminal's input.
const CHUNK: usize = 4096;
/// The number of reads before `ready` returns; a long paste must not keep the loop.
const READS: usize = 64;

/// Reads the terminal.
pub struct Input {
    watch: Watch,
    /// Waits only for the end of the terminal, if that was asked for.
    hang_up: Option<Watch>,
    parser: Parser,
    chunk: Zeroizing<Vec<u8>>,
    /// The part of the chunk that is read and not parsed: the bytes after a paste.
    ahead: Range<usize>,
    /// The present paste began when nobody listened.
    skips_paste: bool,
    /// Something was read since the last question.
    typed: bool,
    /// The time at which the last byte was read.
    read_at: Instant,
}

/// Returns the events of an input that comes in these pieces, with nothing after it. For tests from outside.
#[cfg(feature = "test-support")]
pub fn events_of<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<Event> {
    let mut parser = Parser::new();
    let mut events = Vec::new();
    for mut piece in pieces {
        events.extend(std::iter::from_fn(|| parser.take(&mut piece)));
    }
    events.extend(std::iter::from_fn(|| parser.give_up()));
    events
}

enum Got {
    Bytes,
    NothingYet,
    End,
}

impl Input {
    /// Makes a reader of standard input.
    ///
    /// # Errors
    /// When no thread can be started that waits for it.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            watch: Watch::for_input()?,
            hang_up: None,
            parser: Parser::new(),
            chunk: Zeroizing::new(vec![0; CHUNK]),
            ahead: 0..0,
            skips_paste: false,
            typed: false,
            read_at: Instant::now(),
        })
    }

    /// Returns the time at which the bytes so far count as complete.
    fn gives_up_at(&self) -> Option<Instant> {
        self.parser.waits().map(|wait| self.read_at + wait)
    }

    fn parse(&mut self) -> Option<Event> {
        loop {
            let mut bytes = &self.chunk[self.ahead.clone()];
            let event = self.parser.take(&mut bytes);
            self.ahead.start = self.ahead.end - bytes.len();
            if self.ahead.is_empty() {
                self.chunk[..self.ahead.end].zeroize();
            }
            if !self.is_skipped(event.as_ref()) {
                return event;
            }
        }
    }

    /// Tells whether the event is a paste that began when nobody listened.
    fn is_skipped(&mut self, event: Option<&Event>) -> bool {
        let pastes = matches!(event, Some(Event::Paste(_) | Event::PasteBrokenOff(_) | Event::PasteTooLong));
        pastes && mem::take(&mut self.skips_paste)
    }

    fn read(&mut self, most: usize) -> Got {
        if !is_readable() {
            return Got::NothingYet;
        }
        match read(io::stdin(), &mut self.chunk[..most]) {
            Ok(0) => Got::End,
            Ok(count) => {
                let now = Instant::now();
                self.parser.note_silence(now.duration_since(self.read_at));
                self.ahead = 0..count;
                self.read_at = now;
                self.typed = true;
                Got::Bytes
            }
            Err(Errno::INTR | Errno::AGAIN) => Got::NothingYet,
            Err(_) => Got::End,
        }
    }
}

impl Typing for Input {
    fn ready(&mut self) -> Poll<Option<Option<Event>>> {
        for _ in 0..READS {
            if let Some(event) = self.parse() {
                return Poll::Ready(Some(Some(event)));
            }
            let most = if self.parser.is_in_paste() { CHUNK } else { 1 };
            match self.read(most) {
                Got::Bytes => {}
                Got::NothingYet if self.gives_up_at().is_some_and(|at| at <= Instant::now()) => {
                    let event = self.parser.give_up();
                    return Poll::Ready(Some(event.filter(|event| !self.is_skipped(Some(event)))));
                }
                Got::NothingYet => return Poll::Pending,
                Got::End => return Poll::Ready(None),
            }
        }
        Poll::Ready(Some(None))
    }

    async fn next(&mut self) -> Option<Option<Event>> {
        loop {
            if let Poll::Ready(event) = self.ready() {
                return event;
            }
            let late = self.gives_up_at();
            tokio::select! {
                told = self.watch.told() => told?,
                () = async {
                    match late {
                        Some(at) => tokio::time::sleep_until(at.into()).await,
                        None => future::pending().await,
                    }
                } => {}
            }
        }
    }

    fn take_typed(&mut self) -> bool {
        mem::take(&mut self.typed)
    }

    fn hush(&mut self, typed: bool) -> Vec<Event> {
        let mut heard = Vec::new();
        for _ in 0..READS {
            while let Some(event) = self.parse() {
                heard.extend(matches!(event, Event::Focus(_)).then_some(event));
            }
            if !matches!(self.read(CHUNK), Got::Bytes) {
                break;
            }
        }
        self.skips_paste |= self.parser.is_in_paste();
        heard.extend((typed | self.take_typed()).then_some(Event::Unheard));
        heard
    }

    fn discard(&mut self) {
        self.parser = Parser::new();
        self.chunk.zeroize();
        self.chunk.resize(CHUNK, 0);
        self.ahead = 0..0;
        self.skips_paste = false;
    }

    async fn gone(&mut self) {
        if self.hang_up.is_none() {
            self.hang_up = Watch::for_hang_up().ok();
        }
        let told = match &mut self.hang_up {
            Some(watch) => watch.told().await,
            None => None,
        };
        if told.is_none() {
            future::pending().await
        }
    }
}
