//! The state of the write slice. Its transitions stand in the files beside this one.

use jiff::Timestamp;

use super::form::{Form, Kind};
use crate::domain::uses::Whose;
use crate::domain::{Print, Secret, SecretId};
use crate::text::SafeText;
use crate::work::undo::Ended;
use crate::work::write::{self, Fate};

/// The forms, the last save, and the changes that were left to finish by themselves.
#[derive(Debug, Default)]
pub struct Write {
    /// The open form, over the panes.
    pub(super) open: Option<Box<Form>>,
    /// Forms that the user left while their work was under way.
    pub(super) parked: Vec<Form>,
    /// The number of the last form.
    pub(super) last: u64,
    /// The last change that was saved, which the user may verify.
    pub(super) saved: Option<Saved>,
    /// Changes of a profile that the user left before their outcome was known.
    pub(super) left_behind: Vec<LeftBehind>,
    /// Writes that have ended, until undo takes note of them.
    pub(super) ended: Vec<(Ended, Fate)>,
    /// The user has typed the tenant's name to allow the next request.
    pub(super) tenant_typed: bool,
}

/// The last save, with the digest that recognises it.
#[derive(Clone, Debug)]
pub(super) struct Saved {
    pub(super) secret: Secret,
    pub(super) description: Option<String>,
    pub(super) value: Option<Option<Print>>,
    /// The differences found so far while it is read back.
    pub(super) differs: Vec<String>,
}

/// A change of the profile before, whose outcome is still to come.
#[derive(Debug)]
pub(super) struct LeftBehind {
    pub(super) write: write::Write,
    pub(super) kind: Kind,
    pub(super) id: SecretId,
    pub(super) tenant: String,
    /// The secret's owner.
    pub(super) owner: SafeText,
    /// The place and user by which the change is remembered; `None` where it is not.
    pub(super) whose: Option<Whose>,
    /// The service's time of its answer.
    pub(super) dated: Option<Timestamp>,
}

/// How far a deletion without an open form has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// It is under way.
    UnderWay,
    /// Its end was reported, and its form is closed.
    Over,
    /// Its end was reported, and nobody can tell whether it took effect. Its form waits for the user.
    InDoubt,
    /// It ended without having been sent, or was refused; the cause, where the value could not be read before.
    NotDone(Option<String>),
}
