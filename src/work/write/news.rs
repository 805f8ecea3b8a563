//! The outputs of a write: requests for the service, and news for the user. Facts, never words.

use std::sync::Arc;

use jiff::Timestamp;

use crate::core::RequestKey;
use crate::domain::uses::ValueNews;
use crate::domain::{Failure, Request, Secret};

/// An output of a step.
#[derive(Debug)]
pub enum Output {
    /// Ask the service; the answer belongs to the request with this key.
    Call(RequestKey, Request),
    /// Give up the request with this key.
    Abort(RequestKey),
    /// Tell the user.
    News(News),
}

/// Something that happened to a write.
#[derive(Debug)]
pub enum News {
    /// Nothing was sent, for this reason.
    HeldBack(Obstacle),
    /// The look before a change has found this secret, on which the change is based from here on.
    Found(Box<Secret>),
    /// The value of a secret to delete was read; tells whether it is the expected one.
    OldIsExpected(bool),
    /// The draft is being sent.
    Sending,
    /// No proper answer came.
    InDoubt(Arc<Failure>),
    /// The value that was sent is there; the description has still to be seen.
    ValueFound,
    /// The value could not be read back to be compared.
    NotCompared(Arc<Failure>),
    /// The value of a secret that was not deleted could not be read.
    ValueNotRead(Arc<Failure>),
    /// The fate of the draft that was sent is known, or stays unknown.
    Settled(Fate),
    /// The name of a new secret was taken meanwhile.
    Taken(Namesake),
}

/// The secret that has the name of a new one.
#[derive(Debug)]
pub enum Namesake {
    /// This one.
    Seen(Box<Secret>),
    /// One that the user may not see.
    Hidden,
    /// One that is not to be found.
    Unseen,
}

/// A reason why nothing was sent.
#[derive(Debug)]
pub enum Obstacle {
    /// The name of a new secret is taken by this one.
    Exists(Box<Secret>),
    /// It is taken by one that the user may not see.
    SomebodyElses,
    /// The service could not be looked at.
    LookFailed(Arc<Failure>),
    /// The value cannot be changed any more.
    ValueFixed,
    /// Somebody has changed the description.
    Conflict,
    /// The service has the change already.
    NothingChanged,
    /// The old value could not be read.
    OldNotRead(Arc<Failure>),
    /// The value is not the expected one.
    OldChanged,
}

/// The outcome of a write.
#[derive(Debug)]
pub enum Fate {
    /// It took effect.
    Applied {
        /// The secret as it is now, where that is known.
        now: Option<Box<Secret>>,
        /// There was no proper answer: a look found out the outcome.
        found: bool,
    },
    /// An older service has overwritten an existing secret, which is like this now.
    Replaced(Box<Secret>),
    /// The value was saved, the description was not.
    ValueOnly,
    /// The description was refused; the value may have been saved.
    HalfRefused(Arc<Failure>),
    /// The secret was not deleted; its value may be gone.
    HalfDeleted,
    /// The secret to delete was gone already; its value had been read just before.
    Gone(Arc<Failure>),
    /// Nothing of it took effect, nor of any earlier sending.
    NotApplied(Why),
    /// This sending did not take effect; an earlier one that is in doubt may have.
    NotThisTime(Why),
    /// Nobody can tell.
    Unknown(Seen),
}

impl Fate {
    /// Says what became of the value of a secret that was to be deleted, or whose value was sent or not. `dated` is the
    /// time of the service's answer.
    pub fn of_value(&self, deletes: bool, value_sent: bool, dated: Option<Timestamp>) -> Option<ValueNews> {
        match self {
            Self::NotApplied(_) => None,
            Self::Gone(_) | Self::HalfDeleted => Some(ValueNews::Gone),
            Self::Applied { .. } if deletes => Some(ValueNews::Gone),
            Self::NotThisTime(_) | Self::Unknown(_) if deletes => Some(ValueNews::Doubted),
            _ if !value_sent => None,
            Self::Applied { found: false, .. } | Self::Replaced(_) => Some(ValueNews::Changed(dated)),
            // The answer that would have told the time did not come, or was about something else too.
            Self::Applied { found: true, .. } | Self::ValueOnly => Some(ValueNews::Changed(None)),
            Self::HalfRefused(_) | Self::NotThisTime(_) | Self::Unknown(_) => Some(ValueNews::Doubted),
        }
    }
}

/// The evidence that a write did not take effect.
#[derive(Debug)]
pub enum Why {
    /// The service refused it, or nothing of it was sent.
    Refused(Arc<Failure>),
    /// A look shows that the draft did not take effect. The value of a new secret may have been stored without
    /// a row (contract §8).
    NotSo {
        /// There is no secret of its name.
        is_free: bool,
    },
    /// The value was read and compared.
    Compared,
    /// The secret to delete is still there, and so is its value.
    Undeleted {
        /// The value is not the one that was read before.
        is_another: bool,
    },
}

/// The result of the last look at the service, where the outcome stays unknown.
#[derive(Clone, Debug, Default)]
pub enum Seen {
    /// There was no look, because it would prove nothing.
    #[default]
    Nothing,
    /// The secret is not as it was sent.
    NotSo,
    /// The user has a secret of this id, but another one.
    Another,
    /// The service did not answer it either.
    NoAnswer(Arc<Failure>),
}
