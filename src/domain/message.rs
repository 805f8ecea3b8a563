//! What is asked of the service and what comes back: plain data over two channels.
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
    /// Which operation this is.
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

    /// The secret it is about; none for the list.
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
    /// How much of a list has arrived.
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
        /// How long it waits before it is made.
        after: Duration,
    },
    /// The service wants to be left alone; the call goes on by itself after that.
    Paused {
        /// For how long from now.
        left: Duration,
    },
    /// The service's clock and this machine's are that far apart, or agree again; told when it changes.
    Clock(Option<ClockGap>),
    /// The end; nothing follows.
    Final(Result<Answer, Box<Failure>>),
}

/// What a call that succeeded brought.
#[derive(Debug)]
pub enum Answer {
    /// All rows have been sent as batches.
    Listed {
        /// How many rows there were.
        rows: usize,
        /// How many entries could not be read as a secret.
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
        /// Whether the service said that it updated a secret that was there before.
        replaced: bool,
    },
    /// As it is now.
    Updated(Box<Secret>),
    /// This secret is no more.
    Deleted(SecretId),
}
