//! An entry of the journal, and the place where it was made.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use crate::core::{Context, Outcome, Verb};
use crate::domain::SecretId;
use crate::text::SafeText;

/// The place of an action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Tenant and user, as far as they were known.
    pub who: String,
    /// The address.
    pub address: SafeText,
}

impl Place {
    pub(super) fn here(cx: &Context) -> Self {
        Self { who: cx.site.place(), address: cx.site.address.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.who, self.address)
    }
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The time at which the action began.
    pub at: Timestamp,
    /// The place.
    pub place: Arc<Place>,
    /// The action.
    pub verb: Verb,
    /// The secret.
    pub id: SecretId,
    /// The outcome.
    pub outcome: Outcome,
    /// The number of the form that sent the write.
    pub(super) form: Option<u64>,
}

impl Entry {
    /// Tells whether the entry was made at the present place of the program.
    pub fn is_here(&self, cx: &Context) -> bool {
        *self.place == Place::here(cx)
    }
}
