//! What stands against sending a form as it is, by what the service or the list said of one of its fields.

use crate::app::words;
use crate::domain::{Failure, FailureKind, Field};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Which.
    pub field: Field,
    /// Why.
    pub why: Reason,
}

/// Why a field cannot stay as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The id is that of a secret that can be edited instead.
    Exists,
    /// Somebody else on the site has the id.
    SomebodyElses,
    /// The id is taken by a secret that cannot be fetched.
    Unseen,
    /// The service refused it, in these words.
    Refused(String),
}

impl Objection {
    /// An objection to the id of a new secret.
    pub fn to_id(why: Reason) -> Vec<Self> {
        vec![Self { field: Field::Id, why }]
    }

    /// Returns what a refusal says of single fields.
    pub fn of(failure: &Failure) -> Vec<Self> {
        match &failure.kind {
            FailureKind::Rejected(faults) => faults
                .iter()
                .filter_map(|fault| {
                    Some(Self { field: fault.field?, why: Reason::Refused(fault.text.to_string()) })
                })
                .collect(),
            FailureKind::AlreadyExists => Self::to_id(Reason::Exists),
            _ => Vec::new(),
        }
    }
}

impl Reason {
    /// Returns the sentence below the field.
    pub fn text(&self) -> &str {
        match self {
            Self::Exists => words::EXISTS,
            Self::SomebodyElses => words::SOMEBODY_ELSES,
            Self::Unseen => words::UNSEEN,
            Self::Refused(text) => text,
        }
    }
}
