//! The journal: what was done in this run of the program, when, to which secret, and what came of it.
//! Never a value. It outlives a change of the profile: every entry says where it was done.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use super::form::{Kind, Phase, Work};
use super::{App, words};
use crate::core::{Outcome, Slot, Verb};
use crate::domain::{Answer, Failure, Operation, SecretId};
use crate::text::SafeText;

pub mod markdown;
mod open;

pub use crate::domain::SaveFault;

/// Where something was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Tenant and user, as far as they were known.
    pub who: String,
    /// The address.
    pub address: SafeText,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.who, self.address)
    }
}

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it began.
    pub at: Timestamp,
    /// Where.
    pub place: Arc<Place>,
    /// What was done.
    pub verb: Verb,
    /// To which secret.
    pub id: SecretId,
    /// What came of it.
    pub outcome: Outcome,
    /// The form whose write it is.
    form: Option<u64>,
}

impl App {
    /// The journal, the oldest entry first.
    pub fn journal(&self) -> &[Entry] {
        &self.journal
    }

    /// Whether an entry was made where the program is now.
    pub fn is_here(&self, entry: &Entry) -> bool {
        *entry.place == self.place()
    }

    fn place(&self) -> Place {
        Place { who: self.cx.site.place(), address: self.cx.site.address.clone() }
    }

    fn note_entry(&mut self, verb: Verb, id: SecretId, outcome: Outcome, form: Option<u64>) {
        let place = match self.journal.last() {
            // One for all entries of one place.
            Some(last) if self.is_here(last) => last.place.clone(),
            _ => self.place().into(),
        };
        self.journal.push(Entry { at: self.cx.now.wall, place, verb, id, outcome, form });
    }

    /// Something was done at once.
    pub(super) fn note(&mut self, verb: Verb, id: SecretId, outcome: Outcome) {
        self.note_entry(verb, id, outcome, None);
    }

    /// A write begins.
    pub(super) fn note_write(&mut self, form: u64, verb: Verb, id: SecretId) {
        self.note_entry(verb, id, Outcome::UnderWay, Some(form));
    }

    /// What came of the last write of this form.
    pub(super) fn note_outcome(&mut self, form: u64, outcome: Outcome) {
        if let Some(entry) = self.journal.iter_mut().rfind(|entry| entry.form == Some(form)) {
            entry.outcome = outcome;
        }
    }

    /// A form has read a value, or has asked for one in vain.
    pub(super) fn note_form_read(&mut self, slot: &Slot, answer: &Result<Answer, Arc<Failure>>) {
        let (Slot::Look(number) | Slot::Load(number)) = slot else { return };
        let result = match answer {
            Ok(Answer::Value(_)) => Ok(()),
            Err(failure) if failure.operation == Operation::GetValue => Err(failure),
            _ => return,
        };
        let Some(form) = self.form_of(*number) else { return };
        let what_for = match form.phase() {
            Phase::Working(Work::Reading, _) => "to keep it for undo",
            Phase::Working(Work::Fetching, _) => "to compare it before an undo",
            Phase::Working(Work::Checking { .. }, _) if matches!(form.kind, Kind::Delete(_)) => {
                "to see whether it is still there"
            }
            Phase::Working(Work::Checking { .. }, _) => "to compare it with what was sent",
            _ => "to load it into the form",
        };
        let id = form.subject();
        let outcome = match result {
            Ok(()) => Outcome::Done(what_for.to_owned()),
            Err(failure) => self.not_read(failure),
        };
        self.note(Verb::Read, id, outcome);
    }

    /// The outcome of a read that failed.
    pub(super) fn not_read(&self, failure: &Failure) -> Outcome {
        Outcome::Failed(format!("not read: {}", words::cause(failure, &self.cx.site)))
    }
}
