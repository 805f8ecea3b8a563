//! A form: the user's input to create, change or delete a secret, and its progress.
//!
//! Pure data and questions about it. `form::keys` handles keys; `work::write` handles sending and the outcome. Only
//! the user, or the service's success, takes typed text out of a form.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use crate::domain::{AccessMode, Secret, SecretId, SecretValue};
use crate::view::field::Field;
pub use crate::view::value_input::ValueInput;
use crate::work::confirm;
use crate::work::undo::Undoes;
use crate::work::write::{Before, Phase, Write};
use breaks::Breaks;
use like::Like;
use objection::{Objection, Reason};

mod beginning;
pub(super) mod breaks;
mod content;
mod ended;
pub(super) mod keys;
mod like;
pub(super) mod objection;
mod reading;
mod undo;

/// The task of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A new secret.
    Create,
    /// Changing this secret; the copy is from the last time that the service was asked.
    Edit(Box<Secret>),
    /// Deleting this secret.
    Delete(Box<Secret>),
}

/// The place of the focus in a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// The id of a new secret.
    Id,
    /// The value.
    Value,
    /// The description.
    Description,
    /// The scope of a new secret.
    Scope,
    /// The pod of a new secret.
    PodId,
    /// The access mode of a new secret.
    Access,
    /// The text that the user types to allow a deletion.
    Confirm,
    /// The choice whether old values are read before they are lost.
    Keep,
    /// The button that leaves things as they are.
    Safe,
    /// The button that goes on.
    Go,
    /// Nowhere: the form came back by itself, and the user may be typing for something else.
    #[default]
    Nowhere,
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

/// The user's input for one change, and all that is known about it.
pub struct Form {
    /// The task.
    pub kind: Kind,
    /// The id of a new secret.
    pub id: Field,
    /// The value.
    pub value: ValueInput,
    /// A typed value that was put aside because the access mode turned out to forbid changing it.
    pub aside: Option<Arc<SecretValue>>,
    /// The description.
    pub description: Field,
    /// The new secret belongs to a pod.
    pub of_pod: bool,
    /// The pod.
    pub pod: Field,
    /// The access mode of a new secret.
    pub access: AccessMode,
    /// The text that the user typed to allow a deletion.
    pub confirm: Field,
    /// The place of the focus.
    pub focus: Spot,
    /// The field that had the focus last, to return to.
    left: Spot,
    /// The value is shown, not masked.
    pub show: bool,
    /// The user tried to send: empty fields count as faults from now on.
    pub tried: bool,
    /// Objections of the service to single fields.
    pub told: Vec<Objection>,
    /// A warning, shown before anything is filled in, that the change may not be permitted or will not work.
    pub caution: Option<String>,
    /// The value came from an editor, and its final newline was removed.
    pub trimmed: bool,
    /// `Enter` has added a line to the value.
    pub line_added: bool,
    /// The secret that a new one begins with.
    like: Option<Box<Like>>,
    /// The present value, if the user loaded it.
    pub loaded: Option<Arc<SecretValue>>,
    /// A secret with this id is in the list already.
    pub taken: bool,
    /// The state of the old value.
    pub reading: Reading,
    /// The pods that a deletion would break.
    pub breaks: Breaks,
    /// The change that the form undoes.
    pub undoes: Option<Undoes>,
    /// The count of the user's actions on rows at the time the form was left to finish in the background.
    pub left_at: u64,
    /// The state of the form until its write begins.
    pub before: Before,
    /// The write: the requests of the change and their outcome.
    pub write: Write,
    /// The service's time of the answer to the last sending, where that is known.
    pub dated: Option<Timestamp>,
    /// The deletion form came back by itself, with news: the next press of the confirming key deletes nothing, and says
    /// so.
    pub came_back: bool,
    /// The first row in sight, if the user has scrolled; otherwise the rows follow the focus.
    pub scrolled: Option<usize>,
}

impl Form {
    fn new(kind: Kind, number: u64, value: ValueInput, description: &str, focus: Spot) -> Self {
        Self {
            kind,
            id: Field::text_line(""),
            value,
            aside: None,
            description: Field::paragraph(description),
            of_pod: false,
            pod: Field::text_line(""),
            access: AccessMode::Full,
            confirm: Field::text_line(""),
            focus,
            left: focus,
            show: false,
            tried: false,
            told: Vec::new(),
            caution: None,
            trimmed: false,
            line_added: false,
            like: None,
            loaded: None,
            taken: false,
            reading: Reading::default(),
            breaks: Breaks::default(),
            undoes: None,
            left_at: 0,
            before: Before::Open,
            write: Write::new(number),
            dated: None,
            came_back: false,
            scrolled: None,
        }
    }

    /// Returns an empty form for a new secret.
    pub fn create(number: u64) -> Self {
        Self::new(Kind::Create, number, ValueInput::empty(), "", Spot::Id)
    }

    /// Returns a form that changes `secret`, with the focus on the first field that can be changed.
    pub fn edit(number: u64, secret: Secret) -> Self {
        let description = secret.description.original().to_owned();
        let (value, focus) = match secret.access.mode().writable() {
            true => (ValueInput::Unchanged, Spot::Value),
            false => (ValueInput::Fixed, Spot::Description),
        };
        Self::new(Kind::Edit(Box::new(secret)), number, value, &description, focus)
    }

    /// Returns a form that deletes `secret`. The focus is in the field that allows the deletion; no key there
    /// deletes.
    pub fn delete(number: u64, secret: Secret) -> Self {
        Self::new(Kind::Delete(Box::new(secret)), number, ValueInput::Fixed, "", Spot::Confirm)
    }

    /// Returns the number of the form, which its requests carry; 0 before the form is opened.
    pub fn number(&self) -> u64 {
        self.write.number()
    }

    /// Returns the present phase.
    pub fn phase(&self) -> Phase {
        Phase::of(self.before, &self.write)
    }

    /// Tells whether the button that goes on sends the reviewed change.
    pub fn is_about_to_send(&self) -> bool {
        matches!(self.phase(), Phase::Review | Phase::Theirs(_) | Phase::Doubt)
    }

    /// Tells whether the key that saves sends something at once, without showing the changes first.
    pub fn sends_at_once(&self) -> bool {
        self.is_about_to_send() || !matches!(self.kind, Kind::Edit(_))
    }

    /// Returns the start of the work that is under way.
    pub fn working_since(&self) -> Option<Instant> {
        match self.phase() {
            Phase::Working(_, since) => Some(since),
            _ => None,
        }
    }

    /// Tells whether a change that the user confirmed is under way: about to be sent, or sent without a known
    /// outcome.
    pub fn is_sending(&self) -> bool {
        self.write.is_under_way()
    }

    /// Tells whether a change was sent whose outcome nobody knows.
    pub fn is_in_doubt(&self) -> bool {
        self.write.is_in_doubt()
    }

    /// Returns the secret that is changed or deleted.
    pub fn secret(&self) -> Option<&Secret> {
        match &self.kind {
            Kind::Create => None,
            Kind::Edit(secret) | Kind::Delete(secret) => Some(secret),
        }
    }

    /// Returns the id of the form's secret; for a new one, the id typed so far.
    pub fn subject(&self) -> SecretId {
        match &self.kind {
            Kind::Create => SecretId::from(self.id.text()),
            Kind::Edit(secret) | Kind::Delete(secret) => secret.id.clone(),
        }
    }

    /// Returns the places that the focus can go to, in order.
    pub fn spots(&self) -> Vec<Spot> {
        let mut spots = self.spots_of_phase();
        if self.asks_to_read() {
            spots.insert(0, Spot::Keep);
        }
        spots
    }

    fn spots_of_phase(&self) -> Vec<Spot> {
        match (self.phase(), &self.kind) {
            (Phase::Working(..), _) => Vec::new(),
            (Phase::Filling, Kind::Create) => {
                let mut spots = vec![Spot::Id, Spot::Value, Spot::Description, Spot::Scope];
                spots.extend(self.of_pod.then_some(Spot::PodId));
                spots.push(Spot::Access);
                spots.extend(self.id_exists().then_some(Spot::Safe));
                spots.push(Spot::Go);
                spots
            }
            (Phase::Filling, Kind::Edit(_)) => match self.value {
                ValueInput::Fixed => vec![Spot::Description, Spot::Go],
                _ => vec![Spot::Value, Spot::Description, Spot::Go],
            },
            (Phase::Filling, Kind::Delete(_)) if self.may_delete() => {
                vec![Spot::Confirm, Spot::Safe, Spot::Go]
            }
            (Phase::Filling, Kind::Delete(_)) => vec![Spot::Confirm, Spot::Safe],
            _ => vec![Spot::Safe, Spot::Go],
        }
    }

    /// Tells whether closing an undo form loses nothing: the value is kept elsewhere, and no request is in doubt.
    pub fn only_undoes(&self) -> bool {
        self.undoes.is_some() && !self.write.is_in_doubt()
    }

    /// Tells whether the form asks now if old values are to be read.
    pub fn asks_to_read(&self) -> bool {
        let shown = match self.kind {
            Kind::Create => false,
            Kind::Edit(_) => matches!(self.phase(), Phase::Review),
            Kind::Delete(_) => matches!(self.phase(), Phase::Filling),
        };
        shown && matches!(self.reading, Reading::Asked(_))
    }

    /// Returns the text to type to allow the deletion.
    pub fn to_type(&self) -> String {
        confirm::to_type(self.subject().as_str())
    }

    /// Tells whether the user has allowed the deletion.
    pub fn is_confirmed(&self) -> bool {
        matches!(self.kind, Kind::Delete(_)) && self.confirm.text() == self.to_type()
    }

    /// Tells whether the user has allowed the deletion, and could know what it breaks.
    pub fn may_delete(&self) -> bool {
        self.is_confirmed() && !self.breaks.is_open()
    }

    /// Tells whether a secret with the typed id exists, so that the user can edit that instead.
    pub fn id_exists(&self) -> bool {
        self.taken || self.told.iter().any(|objection| objection.why == Reason::Exists)
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Form").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
