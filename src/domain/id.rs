//! The name of a secret, which the service calls `secret_id`.

use std::fmt;

use crate::text::SafeText;

/// A secret's id as the service sent it, and as it may be drawn. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct SecretId(SafeText);

impl SecretId {
    /// Makes an id. Any text can be an id in a list; whether a URL can name it is another question.
    pub fn new(id: impl Into<SafeText>) -> Self {
        Self(id.into())
    }

    /// Returns the exact id, for requests and comparison.
    pub fn as_str(&self) -> &str {
        self.0.original()
    }

    /// Returns the id in a form that is safe to draw; an empty id gets words, so that its row can be seen.
    pub fn shown(&self) -> &str {
        if self.0.is_empty() { "(no id)" } else { self.0.shown() }
    }

    /// Returns the id in both forms; empty when it is.
    pub fn text(&self) -> &SafeText {
        &self.0
    }

    /// Tells whether a URL can name this secret. An empty id would name the list, and every URL parser on the way
    /// eats `.` and `..`; such a secret is shown but never requested.
    pub fn is_addressable(&self) -> bool {
        !matches!(self.as_str(), "" | "." | "..")
    }
}

impl From<&str> for SecretId {
    fn from(id: &str) -> Self {
        Self(SafeText::from(id))
    }
}

impl fmt::Debug for SecretId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretId({:?})", self.shown())
    }
}

impl fmt::Display for SecretId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown())
    }
}
