//! The state of the value slice. Its transitions stand in the files beside this one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::shown::ValueState;
use super::target::Target;
use crate::core::Purpose;
use crate::domain::{Failure, Secret, SecretId};
use crate::text::unseen::Unseen;

/// Values that are asked for, shown and copied, and what was denied.
#[derive(Debug, Default)]
pub struct Value {
    pub(super) state: ValueState,
    /// The secret whose value is to be copied when it comes. A later wish takes the place of an earlier one.
    pub(super) wanted: Option<Target>,
    /// Values of which the user said that they may be asked for, although the service did not.
    pub(super) agreed: HashSet<SecretId>,
    /// What was refused since the last refresh.
    pub(super) denied: HashMap<SecretId, Arc<Failure>>,
    /// The sizes, in bytes, of values that were read since the last refresh and that OSC 52 has no room for.
    pub(super) large: HashMap<SecretId, usize>,
    pub(super) last_copy: u64,
    pub(super) open: Option<OpenCopy>,
}

/// A key that asks for the value of the selected secret.
#[derive(Debug)]
pub struct Wish<'a> {
    /// The selected secret.
    pub secret: Option<&'a Secret>,
    /// What the value is asked for.
    pub purpose: Purpose,
    /// The key is held down: it has asked for the same before.
    pub repeats: bool,
    /// There is a token that can be asked with.
    pub signed_in: bool,
}

/// What is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The value of this secret: cleared when its time is over.
    Value(Target),
    /// Something about this secret that is no secret, by the word for it.
    About(&'static str, SecretId),
    /// The details of a failure.
    Details,
}

impl Subject {
    /// Whether the clipboard must not keep it.
    pub fn is_secret(&self) -> bool {
        self.secret().is_some()
    }

    /// The secret that it is about.
    pub(super) fn id(&self) -> Option<&SecretId> {
        match self {
            Self::Value(target) => Some(&target.id),
            Self::About(_, id) => Some(id),
            Self::Details => None,
        }
    }

    /// The secret whose value it is.
    pub(super) fn secret(&self) -> Option<&SecretId> {
        match self {
            Self::Value(target) => Some(&target.id),
            Self::About(..) | Self::Details => None,
        }
    }
}

/// The copy whose fate is still open.
#[derive(Debug)]
pub(super) struct OpenCopy {
    pub(super) id: u64,
    pub(super) subject: Subject,
    /// Its size.
    pub(super) bytes: usize,
    /// What pasting it brings along that nobody sees.
    pub(super) unseen: Unseen,
    /// Nothing has been heard of it yet.
    pub(super) on_its_way: bool,
}
