//! The input reader: what the terminal sends, as events of the app.
//!
//! ```text
//! tty ─► one byte (in a paste: what is there) ─► Parser ─► Event
//! ```
//!
//! Of our own, because crossterm's keeps the last paste and what was typed in a buffer that nobody can
//! reach, reads a terminal that is gone for ever, and cannot be stopped. This one reads only when it is
//! asked, and outside of a paste never beyond the key that it tells: whoever hands the terminal to another
//! program just does not ask meanwhile, and what is typed then, even in the same burst, is left to that
//! program.

use std::future;
use std::io;
use std::ops::Range;
use std::task::Poll;
use std::time::Instant;

use rustix::io::{Errno, read};
use zeroize::{Zeroize, Zeroizing};

use crate::app::Event;
use crate::runtime::parts::Typing;

mod parser;
mod paste;
mod sequence;
mod state;
mod watch;

use parser::Parser;
use watch::{Watch, is_readable};

/// What is read of a paste at once, in bytes: as much as the kernel holds of a terminal's input.
const CHUNK: usize = 4096;
/// Reads until `ready` looks up; a long paste must not keep the loop.
const READS: usize = 64;

/// Reads the terminal.
pub struct Input {
    watch: Watch,
    /// Waits for the end of the terminal alone, once that was asked for.
    hang_up: Option<Watch>,
    parser: Parser,
    chunk: Zeroizing<Vec<u8>>,
    /// The part of the chunk that is read and not parsed: what followed a paste.
    ahead: Range<usize>,
    /// When the last byte was read.
    read_at: Instant,
}

/// What there is to read.
enum Got {
    Bytes,
    NothingYet,
    End,
}

impl Input {
    /// A reader of standard input.
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
            read_at: Instant::now(),
        })
    }

    /// When to take what is there for all that comes.
    fn gives_up_at(&self) -> Option<Instant> {
        self.parser.waits().map(|wait| self.read_at + wait)
    }

    fn parse(&mut self) -> Option<Event> {
        let mut bytes = &self.chunk[self.ahead.clone()];
        let event = self.parser.take(&mut bytes);
        self.ahead.start = self.ahead.end - bytes.len();
        if self.ahead.is_empty() {
            self.chunk[..self.ahead.end].zeroize();
        }
        event
    }

    fn read(&mut self) -> Got {
        if !is_readable() {
            return Got::NothingYet;
        }
        let most = if self.parser.is_in_paste() { CHUNK } else { 1 };
        match read(io::stdin(), &mut self.chunk[..most]) {
            Ok(0) => Got::End,
            Ok(count) => {
                let now = Instant::now();
                self.parser.note_silence(now.duration_since(self.read_at));
                self.ahead = 0..count;
                self.read_at = now;
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
            match self.read() {
                Got::Bytes => {}
                Got::NothingYet if self.gives_up_at().is_some_and(|at| at <= Instant::now()) => {
                    return Poll::Ready(Some(self.parser.give_up()));
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

    fn discard(&mut self) {
        self.parser = Parser::new();
        self.chunk.zeroize();
        self.chunk.resize(CHUNK, 0);
        self.ahead = 0..0;
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
