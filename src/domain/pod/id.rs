//! The name of a pod, which the service calls `pod_id`.

use std::fmt;

use crate::text::SafeText;

/// A pod's id as the service sent it, and as it may be drawn. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct PodId(SafeText);

impl PodId {
    /// Makes an id. Any text can be an id in a list; a URL cannot name each of them.
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

    /// Tells whether a URL can name this pod. An empty id would name the list, every URL parser on the way eats `.` and
    /// `..`, and a pod named `secrets` stands behind the secrets (`PODS` §9): its `restart` would be a secret's name.
    pub fn is_addressable(&self) -> bool {
        !matches!(self.as_str(), "" | "." | ".." | "secrets")
    }
}

impl From<&str> for PodId {
    fn from(id: &str) -> Self {
        Self(SafeText::from(id))
    }
}

impl fmt::Debug for PodId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PodId({:?})", self.shown())
    }
}

impl fmt::Display for PodId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown())
    }
}
