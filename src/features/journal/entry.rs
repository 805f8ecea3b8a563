//! One entry of the journal, and where it was made.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use crate::core::{Context, Outcome, Verb};
use crate::domain::SecretId;
use crate::text::SafeText;

/// Where something was done.
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
    /// The number of the form whose write it is.
    pub(super) form: Option<u64>,
}

impl Entry {
    /// Tells whether it was made where the program is now.
    pub fn is_here(&self, cx: &Context) -> bool {
        *self.place == Place::here(cx)
    }
}
