//! The states of a write.

use std::sync::Arc;
use std::time::Instant;

use super::draft::Draft;
use super::news::Seen;
use crate::domain::Failure;
use crate::text::SafeText;

/// The progress of a write.
#[derive(Debug, Default)]
pub enum State {
    /// The draft is being made.
    #[default]
    Filling,
    /// The draft is shown before it is sent.
    Review,
    /// Somebody else has changed the description meanwhile, to this.
    Conflict(SafeText),
    /// The old value is read before it is lost, since this moment.
    ReadingOld(Draft, Instant),
    /// The service is looked at before anything is sent, since this moment.
    Looking(Draft, Instant),
    /// The draft was sent at this moment.
    Sending(Draft, Instant),
    /// No proper answer came: the service is looked at.
    Verifying(Draft, Check),
    /// It is unknown whether the draft took effect.
    Unknown(Draft),
    /// The draft was sent at this moment, and nobody looks at the service any more: only its answer counts.
    Left {
        /// The moment.
        since: Instant,
        /// A refusal may leave a part of it done.
        in_halves: bool,
    },
    /// The draft took effect, or nobody is left to send it again.
    Done,
}

/// The state of a reconciliation.
#[derive(Debug)]
pub struct Check {
    /// Its beginning.
    pub since: Instant,
    /// The event that it waits for.
    pub wait: Wait,
    /// The evidence that it looks at.
    pub proof: Proof,
    /// Looks so far.
    pub looks: u32,
    pub(super) seen: Seen,
    /// A refusal that stands unless the service shows what was sent.
    pub(super) refusal: Option<Arc<Failure>>,
    /// The value was read and is the one that was sent.
    pub(super) value_seen: bool,
}

/// The event that a reconciliation waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The answer to a look.
    Answer,
    /// This moment, to look again.
    Until(Instant),
    /// A token.
    SignIn,
}

/// The evidence for a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The metadata at the service.
    Metadata,
    /// The value, whose reading the service logs.
    Value,
}

impl Check {
    pub(super) fn begin(since: Instant) -> Self {
        Self {
            since,
            wait: Wait::Answer,
            proof: Proof::Metadata,
            looks: 0,
            seen: Seen::Nothing,
            refusal: None,
            value_seen: false,
        }
    }
}
