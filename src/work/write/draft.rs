//! The content of a write: the three kinds of write differ in their draft and in nothing else.

use std::sync::Arc;

use crate::domain::{Change, NewSecret, Print, Request, Secret, SecretId, SecretValue};

/// A secret to create, change or delete. An undo is one of these like any other.
#[derive(Clone, Debug)]
pub enum Draft {
    /// A new secret.
    Create(NewSecret),
    /// A change of `base`, as the service had it when the draft was made.
    Edit {
        /// The secret.
        base: Box<Secret>,
        /// The changed fields.
        change: Change,
    },
    /// A deletion.
    Delete {
        /// The secret.
        secret: Box<Secret>,
        /// The value that the user expects the secret to have; another one is not deleted unseen.
        expected: Option<Print>,
        /// The value from before an earlier deletion that failed, in case it is gone now.
        spare: Option<Arc<SecretValue>>,
    },
}

impl Draft {
    /// Returns the id of the secret.
    pub fn id(&self) -> &SecretId {
        match self {
            Self::Create(new) => &new.id,
            Self::Edit { base, .. } => &base.id,
            Self::Delete { secret, .. } => &secret.id,
        }
    }

    pub(super) fn request(&self) -> Request {
        match self {
            Self::Create(new) => Request::Create(new.clone()),
            Self::Edit { base, change } => Request::Update(base.id.clone(), change.clone()),
            Self::Delete { secret, .. } => Request::Delete(secret.id.clone()),
        }
    }

    /// Tells whether reading the value back can show that the draft took effect.
    pub(super) fn can_be_compared(&self) -> bool {
        match self {
            Self::Edit { base, change } => change.value.is_some() && base.access.mode().readable(),
            Self::Create(_) | Self::Delete { .. } => false,
        }
    }

    /// Tells whether the service carries it out in two steps: first the value, then the description (contract §2).
    pub(super) fn goes_in_halves(&self) -> bool {
        matches!(self, Self::Edit { change: Change { value: Some(_), description: Some(_) }, .. })
    }

    /// Wipes the spare value of a deletion.
    pub(super) fn forget_spare(&mut self) {
        if let Self::Delete { spare, .. } = self {
            *spare = None;
        }
    }

    /// Returns the secret before the write.
    pub(super) fn before(&self) -> Option<&Secret> {
        match self {
            Self::Create(_) => None,
            Self::Edit { base: secret, .. } | Self::Delete { secret, .. } => Some(secret),
        }
    }

    pub(super) fn value(&self) -> Option<&Arc<SecretValue>> {
        match self {
            Self::Create(new) => Some(&new.value),
            Self::Edit { change, .. } => change.value.as_ref(),
            Self::Delete { .. } => None,
        }
    }

    /// Returns the description before and after, if it changes.
    pub(super) fn description(&self) -> Option<(String, String)> {
        match self {
            Self::Create(new) => Some((String::new(), new.description.clone())),
            Self::Edit { base, change } => {
                let after = change.description.clone()?;
                Some((base.description.original().to_owned(), after))
            }
            Self::Delete { .. } => None,
        }
    }
}
