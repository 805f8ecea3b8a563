//! Objections of the service or the list to single fields of a form.

use crate::domain::{Failure, FailureKind, Field};

/// An objection to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The field.
    pub field: Field,
    /// The reason.
    pub why: Reason,
}

/// The reason why a field cannot stay as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A secret with this id exists, and the user can edit that instead.
    Exists,
    /// Somebody else on the site has a secret with this id.
    SomebodyElses,
    /// The id is taken by a secret that cannot be fetched.
    Unseen,
    /// The service refused the text, with these words.
    Refused(String),
}

impl Objection {
    /// Returns an objection to the id of a new secret.
    pub fn to_id(why: Reason) -> Vec<Self> {
        vec![Self { field: Field::Id, why }]
    }

    /// Returns the objections to single fields in a refusal.
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
