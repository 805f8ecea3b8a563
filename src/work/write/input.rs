//! The inputs of a write, and the surroundings in which it takes them.

use std::sync::Arc;

use jiff::Timestamp;

use super::draft::Draft;
use crate::domain::{Answer, DigestKey, Failure, Moment, Print, SecretValue, Site};

/// The answer to a request.
pub type Reply = Result<Answer, Arc<Failure>>;

/// An event in the life of a write.
#[derive(Debug)]
pub enum Input {
    /// The user wants this draft to be sent.
    Confirmed(Draft, Old),
    /// The user agrees to a read of the value, to find out the outcome of the write.
    Compare,
    /// The answer to a look at the service, or to a read of the value.
    Looked(Reply),
    /// The answer to the draft that was sent.
    Written(Reply),
    /// Time has passed.
    Tick,
    /// There is a token again.
    SignedIn,
    /// Nothing more is asked here, because the program goes to another place.
    SessionOver,
}

/// The fate of the old value, which a write replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Old {
    /// It is lost.
    Lost,
    /// It is read before the write.
    Read,
    /// It was read already.
    Known(Arc<SecretValue>),
}

/// The surroundings of a step.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The present.
    pub now: Moment,
    /// The present by the service's clock, as far as that is known.
    pub service_time: Timestamp,
    /// The address of the secrets and the user of the token.
    pub site: &'a Site,
    /// The key of the digests that recognise a value.
    pub digests: Option<&'a DigestKey>,
    /// The user lets values be read, which the service logs.
    pub agreed: bool,
    /// The service is known to refuse this secret's value.
    pub denied: bool,
}

impl Context<'_> {
    pub(super) fn print(&self, value: &SecretValue) -> Option<Print> {
        self.digests.map(|key| key.print(value))
    }
}
