//! A form: what is typed to create, change or delete a secret, and how far that has got.
//!
//! Pure data and questions about it. Keys are `form::keys`; what is sent and what becomes of it is the write's
//! (`work::write`). Nothing typed is ever taken out of a form but by the user or by the service's success.

use std::sync::Arc;

use crate::domain::{AccessMode, Secret, SecretId, SecretValue};
use crate::view::field::Field;
use crate::work::write::Write;
use inquiry::Inquiry;
use objection::{Objection, Reason};
use past::Past;

mod allow;
mod content;
pub mod inquiry;
pub mod keys;
pub mod objection;
pub mod past;
mod phase;

pub use phase::{Before, Phase, Work};

/// What the form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A new secret.
    Create,
    /// Changing this one, as it was when the service was last asked.
    Edit(Box<Secret>),
    /// Deleting this one.
    Delete(Box<Secret>),
}

/// The value as far as the form has it.
pub enum ValueInput {
    /// The present value stays.
    Unchanged,
    /// It is typed.
    Typed(Box<Field>),
    /// Too large to be typed in, or with characters that a text field would not give back: kept whole,
    /// shown as facts.
    Whole(Arc<SecretValue>),
    /// The access mode forbids changing it.
    Fixed,
}

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The id of a new secret.
    Id,
    /// The value.
    Value,
    /// The description.
    Description,
    /// Whose the new secret is.
    Scope,
    /// Which pod's.
    PodId,
    /// What may be done with the value.
    Access,
    /// What has to be typed to allow a deletion.
    Confirm,
    /// Whether old values are read before they are lost.
    Keep,
    /// The button that leaves things as they are.
    Safe,
    /// The button that goes on.
    Go,
    /// Nowhere: the form came back by itself, and what is being typed was meant for something else.
    Nowhere,
}

/// A form.
pub struct Form {
    /// What it is for.
    pub kind: Kind,
    /// The id of a new secret.
    pub id: Field,
    /// The value.
    pub value: ValueInput,
    /// What was typed for a value of which it was found since that it cannot be changed.
    pub aside: Option<Arc<SecretValue>>,
    /// The description.
    pub description: Field,
    /// The new secret is a pod's.
    pub of_pod: bool,
    /// Which pod's.
    pub pod: Field,
    /// The mode of a new secret.
    pub access: AccessMode,
    /// What is typed to allow a deletion.
    pub confirm: Field,
    /// Where the focus is.
    pub focus: Spot,
    /// The field that had the focus last, to come back to.
    left: Spot,
    /// The value is shown, not masked.
    pub show: bool,
    /// Sending was tried: also empty fields are told of.
    pub tried: bool,
    /// What the service said about a field.
    pub told: Vec<Objection>,
    /// What is not known to be permitted, or will not work: said before anything is filled in.
    pub caution: Option<String>,
    /// The value came from an editor, whose final newline was taken off.
    pub trimmed: bool,
    /// `Enter` has added a line to the value.
    pub line_added: bool,
    /// The present value, where the user had it loaded.
    pub loaded: Option<Arc<SecretValue>>,
    /// The id is in the list already.
    pub taken: bool,
    /// How things were.
    pub past: Past,
    /// What is known of a write without an answer to go by.
    pub inquiry: Inquiry,
    /// How often the user had acted on a row when it was left to finish in the background.
    pub left_at: u64,
    /// What it does until its write begins.
    pub before: Before,
    /// What is sent, and what becomes of it.
    pub write: Write,
    /// A deletion came back by itself, with news: the key that confirms tells once more before it deletes.
    pub came_back: bool,
    /// The first row in sight, where the user has scrolled; otherwise the rows follow the focus.
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
            loaded: None,
            taken: false,
            past: Past::default(),
            inquiry: Inquiry::default(),
            left_at: 0,
            before: Before::Open,
            write: Write::new(number),
            came_back: false,
            scrolled: None,
        }
    }

    /// An empty form for a new secret.
    pub fn create(number: u64) -> Self {
        Self::new(Kind::Create, number, ValueInput::Typed(Field::secret("").into()), "", Spot::Id)
    }

    /// A form that changes `secret`, with the focus on what can be changed.
    pub fn edit(number: u64, secret: Secret) -> Self {
        let description = secret.description.original().to_owned();
        let (value, focus) = match secret.access.mode().writable() {
            true => (ValueInput::Unchanged, Spot::Value),
            false => (ValueInput::Fixed, Spot::Description),
        };
        Self::new(Kind::Edit(Box::new(secret)), number, value, &description, focus)
    }

    /// A form that deletes `secret`. The focus is in the field that allows it; no key there deletes.
    pub fn delete(number: u64, secret: Secret) -> Self {
        Self::new(Kind::Delete(Box::new(secret)), number, ValueInput::Fixed, "", Spot::Confirm)
    }

    /// Its number, which its calls carry; 0 before it is opened.
    pub fn number(&self) -> u64 {
        self.write.number()
    }

    /// The secret that is changed or deleted.
    pub fn secret(&self) -> Option<&Secret> {
        match &self.kind {
            Kind::Create => None,
            Kind::Edit(secret) | Kind::Delete(secret) => Some(secret),
        }
    }

    /// The secret it is about; what is typed so far, for a new one.
    pub fn subject(&self) -> SecretId {
        match &self.kind {
            Kind::Create => SecretId::from(self.id.text()),
            Kind::Edit(secret) | Kind::Delete(secret) => secret.id.clone(),
        }
    }

    /// Where the focus can go, in order.
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
                if self.of_pod {
                    spots.push(Spot::PodId);
                }
                spots.push(Spot::Access);
                if self.id_exists() {
                    spots.push(Spot::Safe);
                }
                spots.push(Spot::Go);
                spots
            }
            (Phase::Filling, Kind::Edit(_)) => match self.value {
                ValueInput::Fixed => vec![Spot::Description, Spot::Go],
                _ => vec![Spot::Value, Spot::Description, Spot::Go],
            },
            (Phase::Filling, Kind::Delete(_)) if self.is_confirmed() => {
                vec![Spot::Confirm, Spot::Safe, Spot::Go]
            }
            (Phase::Filling, Kind::Delete(_)) => vec![Spot::Confirm, Spot::Safe],
            _ => vec![Spot::Safe, Spot::Go],
        }
    }

    /// Whether a secret of the typed id exists, so that it can be edited instead.
    pub fn id_exists(&self) -> bool {
        self.taken || self.told.iter().any(|objection| objection.why == Reason::Exists)
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = match self.kind {
            Kind::Create => "create",
            Kind::Edit(_) => "edit",
            Kind::Delete(_) => "delete",
        };
        write!(f, "Form({kind}, …)")
    }
}

#[cfg(test)]
mod tests;
