//! What can be logged: closed, so that nothing else can.

use std::time::Duration;

use crate::core::{CopyReport, Ticket};
use crate::domain::{Failure, Operation, SecretId};

/// Something that happened.
pub enum Record {
    /// The program started, at this address.
    Started {
        /// The base URL.
        address: String,
    },
    /// A call was made.
    Call {
        /// Which.
        ticket: Ticket,
        /// What.
        operation: Operation,
        /// About which secret.
        id: Option<SecretId>,
    },
    /// It failed and is made again.
    Again {
        /// Which.
        ticket: Ticket,
        /// The how-manieth attempt begins.
        attempt: u32,
    },
    /// It was given up.
    GivenUp(Ticket),
    /// A list came to its end.
    Listed {
        /// Which call.
        ticket: Ticket,
        /// Its rows.
        rows: usize,
        /// Entries that could not be read.
        unreadable: usize,
        /// Size of the body.
        bytes: u64,
        /// How long ago its last byte came.
        ended: Duration,
    },
    /// A call other than the list's succeeded.
    Succeeded(Ticket),
    /// A call failed.
    Failed(Ticket, Box<Failure>),
    /// A frame is on the screen that knows this many rows.
    Shown {
        /// How many.
        rows: usize,
    },
    /// A copy was asked for, or this became of it.
    Copy {
        /// Its number.
        number: u64,
        /// What became of it.
        report: Option<CopyReport>,
    },
    /// A part of the program panicked there.
    Panicked {
        /// File, line and column.
        at: String,
    },
    /// What the program has to say when there is no screen any more: a sentence of its own about a secret.
    LastWords(String),
    /// The program ended with this code.
    Ended(u8),
}
