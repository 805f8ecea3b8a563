//! Permissions on a secret (contract §4). The service never tells which one the user has: the program learns it from
//! what the service allows and refuses.

use jiff::Timestamp;

/// The permission of a user on a secret; each includes the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Sees the secret and its metadata.
    Read,
    /// Reads and changes the value, as far as the access mode goes.
    User,
    /// Deletes it.
    Admin,
}

impl Level {
    /// Returns the service's name of the level.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "READ",
            Self::User => "USER",
            Self::Admin => "ADMIN",
        }
    }

    /// Describes what the level permits, to follow its name.
    pub fn permits(self) -> &'static str {
        match self {
            Self::Read => "may see it",
            Self::User => "may read and change the value",
            Self::Admin => "may delete",
        }
    }

    /// Returns the level below, or the lowest.
    pub fn below(self) -> Self {
        if self == Self::Admin { Self::User } else { Self::Read }
    }
}

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The level that the refused call needs.
    pub needs: Level,
    /// The time of the refusal.
    pub at: Timestamp,
}

/// The user's standing towards a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Set when the secret is the user's own, as far as that can be told.
    pub owner: Option<bool>,
    /// The level that the service has shown to allow; whoever sees a secret has READ.
    pub at_least: Level,
    /// The refusal since the last refresh.
    pub refused: Option<Refused>,
}

impl Standing {
    /// Tells whether the known facts name levels, which are then explained.
    pub fn names_levels(&self) -> bool {
        self.owner != Some(true) || self.refused.is_some()
    }

    /// Tells whether the user is known to have `level`.
    pub fn has(&self, level: Level) -> bool {
        self.refused.is_none_or(|refused| refused.needs > level)
            && (self.owner == Some(true) || self.at_least >= level)
    }
}
