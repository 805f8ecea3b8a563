//! The things that can be logged: a closed set, so that nothing else can.

use std::time::Duration;

use crate::core::{CopyReport, Ticket};
use crate::domain::{CallSubject, Failure, Operation};

/// Something that happened.
pub enum Record {
    /// The program started, at this address.
    Started {
        /// The base URL.
        address: String,
    },
    /// A call was made.
    Call {
        /// Its ticket.
        ticket: Ticket,
        /// The operation.
        operation: Operation,
        /// The secret or pod that it is about.
        subject: Option<CallSubject>,
    },
    /// It failed and is made again.
    Again {
        /// Its ticket.
        ticket: Ticket,
        /// Number of the attempt that begins.
        attempt: u32,
    },
    /// A list of pods came to its end.
    PodsListed {
        /// Its ticket.
        ticket: Ticket,
        /// Its rows.
        rows: usize,
        /// Entries that could not be read.
        unreadable: usize,
        /// Size of the body.
        bytes: u64,
    },
    /// It was given up.
    GivenUp(Ticket),
    /// A list came to its end.
    Listed {
        /// Its ticket.
        ticket: Ticket,
        /// Its rows.
        rows: usize,
        /// Entries that could not be read.
        unreadable: usize,
        /// Size of the body.
        bytes: u64,
        /// Time since its last byte came.
        ended: Duration,
    },
    /// A call other than the list's succeeded.
    Succeeded(Ticket),
    /// A call failed.
    Failed(Ticket, Box<Failure>),
    /// A frame with this many rows is on the screen.
    Shown {
        /// Number of rows.
        rows: usize,
    },
    /// A copy was asked for, or this became of it.
    Copy {
        /// Its number.
        number: u64,
        /// The report of the clipboard helper.
        report: Option<CopyReport>,
    },
    /// A part of the program panicked there.
    Panicked {
        /// File, line and column.
        at: String,
    },
    /// A last message for the time when there is no screen any more: a sentence of the program's own about a secret.
    LastWords(String),
    /// The program ended with this code.
    Ended(u8),
}
