//! Access modes: what the service allows with a secret's value (contract §2), under the four names that
//! the program uses everywhere.

/// The access to a secret's value. The service fixes it when the secret is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Allows reading the value; `None` when the service did not say.
    pub readable: Option<bool>,
    /// Allows replacing the value; `None` when the service did not say.
    pub writable: Option<bool>,
}

/// The four combinations. What the service left out counts as its default, `true` (contract §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccessMode {
    /// Readable and writable.
    Full,
    /// Readable, never writable.
    ReadOnly,
    /// Writable, never readable.
    WriteOnly,
    /// Neither; only pods use it.
    Locked,
}

impl Access {
    /// Returns the mode; an absent flag counts as the documented default.
    pub fn mode(self) -> AccessMode {
        match (self.readable.unwrap_or(true), self.writable.unwrap_or(true)) {
            (true, true) => AccessMode::Full,
            (true, false) => AccessMode::ReadOnly,
            (false, true) => AccessMode::WriteOnly,
            (false, false) => AccessMode::Locked,
        }
    }
}

impl AccessMode {
    /// All of them, in the order in which they are listed and sorted.
    pub const ALL: [Self; 4] = [Self::Full, Self::ReadOnly, Self::WriteOnly, Self::Locked];

    /// Returns the one name of the mode.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full access",
            Self::ReadOnly => "read-only",
            Self::WriteOnly => "write-only",
            Self::Locked => "locked",
        }
    }

    /// Describes what a user with permission can do with a value of this mode.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Full => "can be read and changed",
            Self::ReadOnly => "can be read, never changed",
            Self::WriteOnly => "can be replaced, never shown",
            Self::Locked => "neither; only pods use it",
        }
    }

    /// Tells whether the value can be read.
    pub fn readable(self) -> bool {
        matches!(self, Self::Full | Self::ReadOnly)
    }

    /// Tells whether the value can be replaced.
    pub fn writable(self) -> bool {
        matches!(self, Self::Full | Self::WriteOnly)
    }
}
