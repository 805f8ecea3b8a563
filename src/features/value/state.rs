//! The state of the value slice. Its transitions stand in the files beside this one.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::shown::ValueState;
use super::target::Target;
use crate::core::{Purpose, RequestId, ValueForm};
use crate::domain::{Failure, Secret, SecretId};
use crate::text::unseen::Unseen;

/// The values that are read, shown and copied, and the refusals.
#[derive(Debug, Default)]
pub struct Value {
    pub(super) state: ValueState,
    /// The secret whose value is to be copied when it comes. A later request replaces an earlier one.
    pub(super) wanted: Option<Target>,
    /// The secrets whose values the user agreed to read, although the service did not say that they may be
    /// read.
    pub(super) agreed: HashSet<SecretId>,
    /// The refusals since the last refresh.
    pub(super) denied: HashMap<SecretId, Arc<Failure>>,
    /// The sizes, in bytes, of values that were read since the last refresh and that OSC 52 has no room for.
    pub(super) large: HashMap<SecretId, usize>,
    pub(super) last_copy: u64,
    /// The text about marked secrets that is being written, to be copied.
    pub(super) writing: Option<RequestId>,
    pub(super) open: Option<OpenCopy>,
}

/// A key that asks for the value of the selected secret.
#[derive(Debug)]
pub struct Wish<'a> {
    /// The selected secret.
    pub secret: Option<&'a Secret>,
    /// The purpose.
    pub purpose: Purpose,
    /// The key is held down: it has asked for the same before.
    pub repeats: bool,
    /// There is a token to ask with.
    pub signed_in: bool,
}

/// The subject of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The value of this secret, which is cleared when its time is over.
    Value(Target),
    /// Something public about this secret, with the word for it.
    About(&'static str, SecretId),
    /// A text that is about no secret alone, with the words for it.
    Text(Cow<'static, str>),
}

impl Subject {
    /// Tells whether the clipboard must not keep it.
    pub fn is_secret(&self) -> bool {
        self.secret().is_some()
    }

    /// Returns the form in which its value is copied.
    pub(super) fn form(&self) -> ValueForm {
        match self {
            Self::Value(target) => target.form,
            Self::About(..) | Self::Text(_) => ValueForm::Plain,
        }
    }

    /// Returns the secret that it is about.
    pub(super) fn id(&self) -> Option<&SecretId> {
        match self {
            Self::Value(target) => Some(&target.id),
            Self::About(_, id) => Some(id),
            Self::Text(_) => None,
        }
    }

    /// Returns the secret whose value it is.
    pub(super) fn secret(&self) -> Option<&SecretId> {
        match self {
            Self::Value(target) => Some(&target.id),
            Self::About(..) | Self::Text(_) => None,
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
    /// The characters in it that nobody sees when pasting.
    pub(super) unseen: Unseen,
    /// The clipboard has not reported on it yet.
    pub(super) on_its_way: bool,
}
