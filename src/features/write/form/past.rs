//! The past of a form: whether the old value is read, and the change that it undoes.

use crate::text::SafeText;

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

/// The change that a form undoes, and what the service has now.
#[derive(Clone, Debug)]
pub struct Undoes {
    /// The number of the change.
    pub number: u64,
    /// The time of the change, as text.
    pub clock: String,
    /// The change replaced the value too, and the old one was not read, so it cannot come back.
    pub without_value: bool,
    /// The change is a deletion that may have removed only the value.
    pub half_done: bool,
    /// The owner of the secret that is created again.
    pub owner: String,
    /// The two descriptions, if the present one is not the one that the change left.
    pub description: Option<Differing>,
    /// The value since the change.
    pub value: Since,
    /// The secret was deleted since, so it is created again.
    pub gone: bool,
    /// The time for undoing is over, and the change is kept only while the form is open.
    pub over: bool,
}

/// A description that was changed since.
#[derive(Clone, Debug)]
pub struct Differing {
    /// The description that the change left.
    pub left: SafeText,
    /// The description now.
    pub now: SafeText,
}

/// The state of a value compared with the one that a change left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The value is the same, or there was none.
    Same,
    /// The value is a different one.
    Changed,
    /// Unknown, because the value was not read.
    Unknown,
    /// Reading the value failed, as happens after a deletion that was half done.
    Unreadable,
}
