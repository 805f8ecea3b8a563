//! Permissions on a secret (contract §4). The service never tells which one the user has: it is learned from
//! what it allows and refuses.

use super::Operation;

/// What somebody may do with a secret; each includes the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Sees it and what is told of it.
    Read,
    /// Reads and changes the value, as far as the access mode goes.
    User,
    /// Deletes it.
    Admin,
}

impl Level {
    /// What an operation on a secret needs. Anybody creates secrets, and becomes their ADMIN.
    pub fn needed(operation: Operation) -> Self {
        match operation {
            Operation::List | Operation::Get => Self::Read,
            Operation::GetValue | Operation::Create | Operation::Update => Self::User,
            Operation::Delete => Self::Admin,
        }
    }

    /// As the service calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "READ",
            Self::User => "USER",
            Self::Admin => "ADMIN",
        }
    }

    /// What it permits, after its name.
    pub fn permits(self) -> &'static str {
        match self {
            Self::Read => "may see it",
            Self::User => "may read and change the value",
            Self::Admin => "may delete",
        }
    }

    /// The one below it, if there is one.
    pub fn below(self) -> Self {
        if self == Self::Admin { Self::User } else { Self::Read }
    }
}
