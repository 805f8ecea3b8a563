//! The questions to the service and its answers: plain data over two channels.
//!
//! A call is answered by several replies and then exactly one final one. None of these types prints a
//! value: `SecretValue` and the drafts redact themselves.

use std::time::Duration;

use super::{Change, Chunk, ClockGap, Failure, NewSecret, Operation, Secret, SecretId, SecretValue};

/// One of the six operations, with what it needs (contract §2).
#[derive(Debug)]
pub enum Request {
    /// `GET /pods/secrets`
    List,
    /// `GET /pods/secrets/{id}`
    Get(SecretId),
    /// `GET /pods/secrets/{id}/value`; logged by the service, also when it is refused.
    GetValue(SecretId),
    /// `POST /pods/secrets`
    Create(NewSecret),
    /// `PUT /pods/secrets/{id}`; not atomic (contract §2).
    Update(SecretId, Change),
    /// `DELETE /pods/secrets/{id}`
    Delete(SecretId),
}

impl Request {
    /// Returns the operation of the request.
    pub fn operation(&self) -> Operation {
        match self {
            Self::List => Operation::List,
            Self::Get(_) => Operation::Get,
            Self::GetValue(_) => Operation::GetValue,
            Self::Create(_) => Operation::Create,
            Self::Update(..) => Operation::Update,
            Self::Delete(_) => Operation::Delete,
        }
    }

    /// Returns the secret that the request is about; `None` for the list.
    pub fn subject(&self) -> Option<&SecretId> {
        match self {
            Self::List => None,
            Self::Get(id) | Self::GetValue(id) | Self::Update(id, _) | Self::Delete(id) => Some(id),
            Self::Create(new) => Some(&new.id),
        }
    }
}

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
    /// The end; nothing follows.
    Final(Result<Answer, Box<Failure>>),
}

/// The result of a call that succeeded.
#[derive(Debug)]
pub enum Answer {
    /// All rows have been sent as batches.
    Listed {
        /// Number of rows.
        rows: usize,
        /// Number of entries that could not be read as a secret.
        unreadable: usize,
        /// Size of the body.
        bytes: u64,
        /// From the last byte of the body until the last batch was sent.
        parsed_in: Duration,
    },
    /// The metadata of one secret.
    Got(Box<Secret>),
    /// The value of one secret.
    Value(SecretValue),
    /// A secret was created, or, by an older service, overwritten (contract §2).
    Created {
        /// As it is now.
        secret: Box<Secret>,
        /// Set when the service said that it updated a secret that was there before.
        replaced: bool,
    },
    /// As it is now.
    Updated(Box<Secret>),
    /// This secret was deleted.
    Deleted(SecretId),
}
