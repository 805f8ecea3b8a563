//! Whether a reference resolves at the next restart, as far as the user can see (`PODS` §3), and what else keeps a pod
//! from coming back up.

use crate::domain::Reference;
use crate::domain::pod::{MapKey, MapValue};
use crate::text::SafeText;

/// The outcome of looking a reference up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolves {
    /// The secret is there, and belongs to the reference's user.
    Yes,
    /// It names no user: a restart ends in `ERROR`.
    Short,
    /// The user has no such secret.
    Gone,
    /// The secret belongs to this user instead.
    OtherOwner(SafeText),
    /// It is somebody else's, or the secrets are not all known.
    CannotBeChecked,
}

/// A reason why a pod would not come back up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The KEY.
    pub key: SafeText,
    /// The reference there, when it is one.
    pub reference: Option<Reference>,
    /// The way in which it does not resolve; `None` for a placeholder that has no value.
    pub why: Option<Resolves>,
}

impl Obstacle {
    /// Tells whether it is certain that the start fails.
    pub fn is_certain(&self) -> bool {
        self.why != Some(Resolves::CannotBeChecked)
    }

    /// Returns the obstacle that a KEY is, if it is one.
    pub(super) fn of(key: &MapKey, resolve: impl FnOnce(&Reference) -> Resolves) -> Option<Self> {
        let key_name = key.name.clone();
        match &key.value {
            MapValue::Required | MapValue::Invalid => {
                Some(Self { key: key_name, reference: None, why: None })
            }
            MapValue::Secret(reference) => {
                let why = resolve(reference);
                let reference = Some(reference.clone());
                (why != Resolves::Yes).then_some(Self { key: key_name, reference, why: Some(why) })
            }
            _ => None,
        }
    }
}
