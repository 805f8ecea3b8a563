//! The replies to a call, as plain data over a channel: any number of them, and then exactly one final one.

use std::time::Duration;

use jiff::Timestamp;

use super::{Answer, Chunk, ClockGap, Failure, Pod};

/// One message about a call under way.
#[derive(Debug)]
pub enum Reply {
    /// The part of a list that has arrived.
    Progress {
        /// Bytes of the body so far.
        bytes: u64,
    },
    /// Some rows of a list.
    Batch(Chunk),
    /// Some pods of a list.
    Pods(Vec<Pod>),
    /// The call failed and is made again; rows of the failed attempt do not count.
    Retrying {
        /// The attempt that begins now, from 2.
        attempt: u32,
        /// The last attempt that will be made.
        of: u32,
        /// The wait before the next attempt.
        after: Duration,
    },
    /// The service asked to wait; the call goes on by itself after that.
    Paused {
        /// Time that is left from now.
        left: Duration,
    },
    /// The gap between the service's clock and this machine's, or its end; sent when it changes.
    Clock(Option<ClockGap>),
    /// The `Date` of the answer to a change, which is about to come.
    Dated(Timestamp),
    /// The end; nothing follows.
    Final(Result<Answer, Box<Failure>>),
}
