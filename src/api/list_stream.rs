//! Reads the answer to "list", of secrets or of pods, while it arrives: finds the rows in the envelope, and `wire` reads
//! each as soon as it is complete. The client asks, waits and sends rows on.
//!
//! ```text
//! {"message":…,"metadata":…,"result":[{…},{…},…],"status":"success","version":…}
//!     └─ kept, 64 KiB at most           └─ one row at a time     └─ comes last, and decides
//! ```

use std::marker::PhantomData;

use serde_json::Value;

use crate::domain::failure::Limit;
use crate::domain::{FailureKind, Unclear};

use super::wiped::WipedBytes;
use super::wire::envelope::no_json;
use super::wire::{Envelope, Interner};
use position::{At, Key};
use scan::Scan;

mod outcome;
mod position;
mod row;
mod scan;

pub use row::ListRow;

pub use outcome::{ListLimits, NoList, Summary};

/// Longest row that is read, in bytes; a longer one counts as unreadable.
pub const ROW_BYTES: usize = 1024 * 1024;
/// Longest key, status or message of the envelope that is read, in bytes; a longer one counts as absent.
pub const TEXT_BYTES: usize = 64 * 1024;

/// The state machine. Feed it the body piece by piece, then finish it.
#[derive(Debug)]
pub struct ListReader<R> {
    limits: ListLimits,
    at: At,
    scan: Scan,
    /// The part of a value that arrived with an earlier piece. A pod among it may hold plaintext.
    carry: WipedBytes,
    /// Set when the current value outgrew its limit and is only skipped.
    oversized: bool,
    key: Key,
    envelope: Envelope<()>,
    interner: Interner,
    seen: Summary,
    rows: PhantomData<R>,
}

impl<R: ListRow> ListReader<R> {
    /// Begins a list.
    pub fn new(limits: ListLimits) -> Self {
        Self {
            limits,
            at: At::Start,
            scan: Scan::default(),
            carry: WipedBytes::default(),
            oversized: false,
            key: Key::Other,
            envelope: Envelope::default(),
            interner: Interner::default(),
            seen: Summary::default(),
            rows: PhantomData,
        }
    }

    /// Takes the next piece of the body and appends the rows that it completes to `rows`.
    ///
    /// # Errors
    /// As soon as it is certain that nothing good can follow; later pieces are then ignored.
    pub fn feed(&mut self, bytes: &[u8], rows: &mut Vec<R>) -> Result<(), NoList> {
        self.seen.bytes += bytes.len() as u64;
        if self.seen.bytes > self.limits.bytes {
            self.at = At::Full(Limit::Bytes(self.limits.bytes));
        }
        let mut rest = bytes;
        while let Some(&byte) = rest.first() {
            rest = match self.at {
                At::InKey | At::InValue | At::InElement => self.go_on(rest, rows),
                At::SomethingElse => {
                    self.keep(rest, TEXT_BYTES);
                    break;
                }
                At::Broken(_) | At::Full(_) => break,
                _ if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') => &rest[1..],
                _ => self.step(byte, rest),
            };
        }
        match self.at {
            At::Broken(why) => Err(NoList::of(FailureKind::Unintelligible(why))),
            At::Full(limit) => Err(NoList::of(FailureKind::TooLarge { limit })),
            _ => Ok(()),
        }
    }

    /// Ends the list, after the last piece.
    ///
    /// # Errors
    /// When the body was cut off, was something else, or says that the service failed: the rows that came
    /// do not make a list then.
    pub fn finish(self) -> Result<Summary, NoList> {
        let unclear = |why| Err(NoList::of(FailureKind::Unintelligible(why)));
        match self.at {
            At::End => {}
            At::SomethingElse => return unclear(self.what_else()),
            At::Broken(why) => return unclear(why),
            At::Full(limit) => return Err(NoList::of(FailureKind::TooLarge { limit })),
            _ => return unclear(Unclear::CutOff),
        }
        if self.envelope.is_error() {
            return Err(NoList { kind: FailureKind::ServiceFault, message: self.envelope.words().joined() });
        }
        if self.envelope.result.is_none() {
            return Err(NoList {
                kind: FailureKind::Unintelligible(Unclear::Shape),
                message: self.envelope.words().joined(),
            });
        }
        let metadata = &self.envelope.metadata;
        Ok(Summary { merged: metadata.is_merged(), left_out: metadata.left_out(), ..self.seen })
    }

    /// Takes one byte outside of keys, values and rows.
    fn step<'a>(&mut self, byte: u8, rest: &'a [u8]) -> &'a [u8] {
        self.at = match (self.at, byte) {
            (At::Start, b'{') => At::KeyOrEnd,
            (At::Start, b'<') => At::Broken(Unclear::Html),
            (At::Start, _) => {
                self.at = At::SomethingElse;
                return rest;
            }
            (At::KeyOrEnd | At::Key, b'"') => return self.begin(byte, At::InKey, rest),
            (At::KeyOrEnd | At::CommaOrEnd, b'}') => At::End,
            (At::Colon, b':') => At::Value,
            (At::Value, b'[') if self.key == Key::Result && self.envelope.result.is_none() => {
                self.envelope.result = Some(());
                At::ElementOrEnd
            }
            (At::Value, _) if self.key == Key::Result && self.envelope.result.is_some() => {
                At::Broken(Unclear::Shape)
            }
            (At::Value, _) => return self.begin(byte, At::InValue, rest),
            (At::CommaOrEnd, b',') => At::Key,
            (At::ElementOrEnd | At::ElementCommaOrEnd, b']') => At::CommaOrEnd,
            (At::ElementOrEnd | At::Element, _) => return self.begin(byte, At::InElement, rest),
            (At::ElementCommaOrEnd, b',') => At::Element,
            // In UTF-16 every other byte of these texts is zero.
            (_, 0) => At::Broken(Unclear::Charset),
            _ => At::Broken(Unclear::NotJson),
        };
        &rest[1..]
    }

    fn begin<'a>(&mut self, first: u8, inside: At, rest: &'a [u8]) -> &'a [u8] {
        match Scan::begin(first) {
            Some(scan) => {
                self.scan = scan;
                self.at = inside;
                rest
            }
            None => {
                self.at = At::Broken(Unclear::NotJson);
                &[]
            }
        }
    }

    /// Goes on inside a key, a value or a row.
    fn go_on<'a>(&mut self, bytes: &'a [u8], rows: &mut Vec<R>) -> &'a [u8] {
        let limit = match self.at {
            At::InElement => ROW_BYTES,
            At::InValue if self.key == Key::Other => 0,
            _ => TEXT_BYTES,
        };
        let Some(length) = self.scan.run(bytes) else {
            self.keep(bytes, limit);
            return &[];
        };
        let (last, rest) = bytes.split_at(length);
        // Mostly the whole value is in this piece, and then nothing is copied.
        if !self.carry.is_empty() || self.oversized || last.len() > limit {
            self.keep(last, limit);
            let carry = std::mem::take(&mut self.carry);
            self.complete((!self.oversized).then_some(carry.as_slice()), rows);
            self.carry = carry;
            self.carry.clear();
            self.oversized = false;
        } else {
            self.complete(Some(last), rows);
        }
        rest
    }

    fn keep(&mut self, bytes: &[u8], limit: usize) {
        if self.oversized || self.carry.len() + bytes.len() > limit {
            // The beginning shows what it is instead of a list.
            if self.at == At::SomethingElse {
                let room = limit.saturating_sub(self.carry.len()).min(bytes.len());
                self.carry.append(&bytes[..room]);
            } else {
                self.carry.clear();
            }
            self.oversized = true;
        } else {
            self.carry.append(bytes);
        }
    }

    /// Takes a complete key, value or row; `None` when it was too long to keep.
    fn complete(&mut self, json: Option<&[u8]>, rows: &mut Vec<R>) {
        self.at = match self.at {
            At::InKey => {
                self.key = json.map_or(Key::Other, Key::read);
                At::Colon
            }
            At::InValue => {
                let value = || json.and_then(|json| serde_json::from_slice(json).ok()).unwrap_or(Value::Null);
                match self.key {
                    Key::Status => self.envelope.status = value(),
                    Key::Message => self.envelope.message = value(),
                    Key::Detail => self.envelope.detail = value(),
                    Key::Metadata => {
                        let metadata = json.and_then(|json| serde_json::from_slice(json).ok());
                        self.envelope.metadata = metadata.unwrap_or_default();
                    }
                    Key::Result | Key::Other => {}
                }
                At::CommaOrEnd
            }
            _ => {
                match json.and_then(|json| R::read(json, &mut self.interner)) {
                    Some(row) => {
                        rows.push(row);
                        self.seen.rows += 1;
                    }
                    None => self.seen.unreadable += 1,
                }
                if self.seen.rows + self.seen.unreadable > self.limits.rows {
                    At::Full(Limit::Rows(self.limits.rows))
                } else {
                    At::ElementCommaOrEnd
                }
            }
        };
    }

    /// Says what a body is that is not an object.
    fn what_else(&self) -> Unclear {
        if self.oversized {
            return if matches!(self.carry.as_slice().first(), Some(b'[' | b'"')) {
                Unclear::Shape
            } else {
                no_json(self.carry.as_slice())
            };
        }
        match serde_json::from_slice::<serde::de::IgnoredAny>(self.carry.as_slice()) {
            Ok(_) => Unclear::Shape,
            Err(e) if e.is_eof() => Unclear::CutOff,
            Err(_) => no_json(self.carry.as_slice()),
        }
    }
}

#[cfg(test)]
mod tests;
