//! Tickets and request ids, which connect an answer with its question.
//!
//! A reply proves that it is current before it touches state. [`super::PendingRequests`] decides that for a
//! ticket. For a request id the slice that asked decides: it keeps the id for as long as it wants the answer.

use crate::domain::{CallSubject, Operation, Request, SecretId};

/// A period of being signed in somewhere; a new one begins with every profile or token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(pub u32);

/// The session of a token that is there from the start.
pub const FIRST_SESSION: SessionId = SessionId(1);

impl SessionId {
    /// Returns the session after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The id of a request to the system, such as for random bytes, a file or an editor. Its answer carries the
/// same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(pub u64);

/// The purpose of a call. A new read under a key supersedes the one before; each write has a key of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RequestKey {
    /// A read that nothing more distinguishes than its operation and what it is about: the list, for one.
    Read(Operation, Option<CallSubject>),
    /// The value of one secret: reveal and copy share one request.
    Value(SecretId),
    /// A write, by its own number.
    Write(u64),
    /// A look at the service before or after the write of this number.
    Look(u64),
    /// The current value, for the form of this number.
    Load(u64),
    /// The last save, which is read back.
    Verify,
    /// A read of the rollout of this number, by its own number.
    RolloutRead(u64, u64),
    /// A restart of a pod by the rollout of this number: a write, which nothing supersedes.
    Restart(u64, u64),
    /// Sorting and filtering the known rows.
    Search,
}

impl RequestKey {
    /// The key of the list.
    pub const LIST: Self = Self::Read(Operation::List, None);

    /// Tells whether the request changes something at the service, so that its answer is wanted in any case.
    pub fn is_write(&self) -> bool {
        matches!(self, Self::Write(_) | Self::Restart(..))
    }

    /// Returns the key of a plain read.
    pub fn read(request: &Request) -> Self {
        Self::Read(request.operation(), request.subject())
    }
}

/// The proof that an answer carries: it names the request, and tells whether the request still counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ticket {
    /// The session that the request belongs to.
    pub session: SessionId,
    /// A number that is unique in this run.
    pub id: u64,
    /// The purpose of the call.
    pub request_key: RequestKey,
}
