//! What conditions and orders depend on besides the secrets: the user, the time, the pods, the changes of values,
//! the marks.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::rows::Row;
use crate::domain::uses::{Changes, Uses, ValueState};
use crate::domain::{Marked, Site};

/// What is known besides the secrets. Cheap to clone. Two are equal if they have the same number and time.
#[derive(Clone, Default)]
pub struct Facts {
    /// The number of these facts among all that their maker has given out.
    pub version: u64,
    /// The time: by the service's clock on the screen, by the machine's in `list`.
    pub now: Timestamp,
    /// The place and its user.
    pub site: Arc<Site>,
    /// Where secrets are used; `None` where the pods are not known.
    pub uses: Option<Arc<Uses>>,
    /// The known changes of values.
    pub changes: Arc<Changes>,
    /// The marked rows of the list that is searched; `None` where nothing asks for them.
    pub marked: Option<Arc<Marked>>,
}

impl Facts {
    /// Keeps the number and the time, and frees the rest: an answer names the facts that it was found with, and holds none.
    #[must_use]
    pub fn spent(self) -> Self {
        Self { version: self.version, now: self.now, ..Self::default() }
    }

    /// Returns the number of pods that name a secret; `None` where the pods are not known.
    pub fn count(&self, row: Row<'_>) -> Option<usize> {
        Some(self.uses.as_ref()?.count(row.sent_id(), row.owner_text().original()))
    }

    /// Tells whether a pod runs the value of before the last known change; `None` where the pods are not known.
    pub fn is_stale(&self, row: Row<'_>) -> Option<bool> {
        let uses = self.uses.as_ref()?;
        if self.changed(row).is_none() {
            return Some(false);
        }
        let secret = row.secret();
        let mut values = uses.of(&secret).into_iter().map(|one| self.changes.value_of(&secret, &one));
        Some(values.any(|value| value == Some(ValueState::Old)))
    }

    /// Returns the time of the last known change of a secret's value, in microseconds since 1970.
    pub fn changed(&self, row: Row<'_>) -> Option<i64> {
        self.changes.last(row.sent_id(), row.owner_text().original()).map(Timestamp::as_microsecond)
    }
}

impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        (self.version, self.now) == (other.version, other.now)
    }
}

impl Eq for Facts {}

/// Leaves out what pods and secrets are known.
impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Facts({})", self.version)
    }
}
