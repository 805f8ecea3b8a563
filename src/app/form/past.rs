//! The past of a form: whether the old value is read, and the change that it undoes.

use super::{Form, Kind, Phase};
use crate::text::SafeText;

/// How things were.
#[derive(Debug, Default)]
pub struct Past {
    /// Whether the old value is read before it is lost.
    pub reading: Reading,
    /// The change that this form undoes.
    pub undoes: Option<Undoes>,
}

/// Whether the old value is read before it is lost.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Reading {
    /// No value is lost.
    #[default]
    NotNeeded,
    /// The form has it.
    Have,
    /// It cannot be read: the reason, as the end of a sentence.
    Forbidden(&'static str),
    /// It can be read, and the user says whether it is.
    Asked(bool),
    /// It was to be read and did not come: the cause, as the end of a sentence.
    Failed(String),
}

/// The change that a form undoes, and what the service was found to have.
#[derive(Clone, Debug)]
pub struct Undoes {
    /// Its number.
    pub number: u64,
    /// When it was made, as the clock said.
    pub clock: String,
    /// The value was changed too and cannot come back: it was not read.
    pub without_value: bool,
    /// The change is a deletion that may have taken the value and nothing else.
    pub half_done: bool,
    /// Whose the secret is when it is created again.
    pub owner: String,
    /// The description is not the one that the change left.
    pub description: Option<Differing>,
    /// Whether the value is still the one that the change left.
    pub value: Since,
    /// The secret was deleted since: it is created again.
    pub gone: bool,
    /// Its time is over: it is held as long as the form is open.
    pub over: bool,
}

/// A description that was changed since.
#[derive(Clone, Debug)]
pub struct Differing {
    /// What the change left.
    pub left: SafeText,
    /// What is there now.
    pub now: SafeText,
}

/// Whether a value is still the one that was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// No value was left, or it is the same.
    Same,
    /// It is another.
    Changed,
    /// It was not read, so nobody knows.
    Unknown,
    /// It was to be read and did not come, as it is where a deletion was half done.
    Unreadable,
}

impl Form {
    /// Tells whether nothing is lost with a form that undoes a change: its value is held elsewhere, and nothing
    /// that it has sent is in doubt.
    pub fn only_undoes(&self) -> bool {
        self.past.undoes.is_some() && !self.write.is_in_doubt()
    }

    /// Whether the form asks now if old values are to be read.
    pub fn asks_to_read(&self) -> bool {
        let shown = match self.kind {
            Kind::Create => false,
            Kind::Edit(_) => matches!(self.phase(), Phase::Review),
            Kind::Delete(_) => matches!(self.phase(), Phase::Filling),
        };
        shown && matches!(self.past.reading, Reading::Asked(_))
    }
}
