//! The changes of values that a file remembers from one session to the next: facts about a change, never about a value.

use std::fmt;

use jiff::Timestamp;

use crate::domain::{BaseUrl, SecretId, Site};
use crate::text::SafeText;

/// The place of a change and its user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Scheme, host and port of the service.
    pub origin: String,
    /// The user of the token.
    pub user: String,
}

/// What became of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueNews {
    /// It was written, and the service says so; the `Date` of its answer, where that is known.
    Changed(Option<Timestamp>),
    /// It may have been written.
    Doubted,
    /// It is gone with its secret, or may be.
    Gone,
}

/// The last known change of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownChange {
    /// The secret.
    pub id: SafeText,
    /// Its owner.
    pub owner: SafeText,
    /// The time by the service's clock.
    pub at: Timestamp,
}

/// Something to be done with the file.
#[derive(Clone, PartialEq, Eq)]
pub enum Recall {
    /// Read the changes of this place and user.
    Read,
    /// Remember this one.
    Keep(KnownChange),
    /// Forget the one of this secret.
    Forget(SafeText),
}

impl Whose {
    /// Returns the present place and user; `None` where one of them is not known.
    pub fn of(site: &Site) -> Option<Self> {
        let origin = BaseUrl::parse(site.base_url.original(), true).ok()?.origin().to_string();
        let user = site.claims.user.original().to_owned();
        (!user.is_empty()).then_some(Self { origin, user })
    }
}

impl Recall {
    /// Returns what is to be done after this became of the value of a secret.
    pub fn of(id: &SecretId, owner: &SafeText, news: ValueNews) -> Option<Self> {
        let id = SafeText::from(id.as_str());
        match news {
            ValueNews::Changed(Some(at)) => Some(Self::Keep(KnownChange { id, owner: owner.clone(), at })),
            // Of a change without a time nothing is claimed, so the one before counts no more.
            ValueNews::Changed(None) | ValueNews::Gone => Some(Self::Forget(id)),
            ValueNews::Doubted => None,
        }
    }
}

/// Leaves the ids out.
impl fmt::Debug for Recall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "Read",
            Self::Keep(_) => "Keep(…)",
            Self::Forget(_) => "Forget(…)",
        })
    }
}
