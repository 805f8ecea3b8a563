//! The past of a form: whether the old value is read, and the change that it undoes.

use crate::work::undo::Undoes;

/// The past of a form.
#[derive(Debug, Default)]
pub struct Past {
    /// The state of the old value.
    pub reading: Reading,
    /// The change that this form undoes.
    pub undoes: Option<Undoes>,
}

/// The state of the old value, which may be read before it is lost.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Reading {
    /// No value is lost.
    #[default]
    NotNeeded,
    /// The form has the value.
    Have,
    /// It cannot be read: the reason, as the end of a sentence.
    Forbidden(&'static str),
    /// The value can be read, and the user chooses: `true` means read it.
    Asked(bool),
    /// The value could not be read: the cause, as the end of a sentence.
    Failed(String),
}
