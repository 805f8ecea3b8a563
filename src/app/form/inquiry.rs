//! The words of a form for a write in doubt: the cause, and the result of the last look.

use crate::domain::{Failure, FailureKind};

/// The words for a write in doubt.
#[derive(Debug, Default)]
pub struct Inquiry {
    /// The cause of the doubt, as the end of a sentence.
    pub cause: String,
    /// It was the service's own word that it failed, or a bug of ours that broke it off.
    faulty: bool,
    /// The result of the last look.
    pub seen: Seen,
}

impl Inquiry {
    /// Returns the words for a write that was answered like this.
    pub fn of(failure: &Failure, cause: String) -> Self {
        let faulty = failure.kind == FailureKind::ServiceFault || failure.kind.is_ours();
        Self { cause, faulty, seen: Seen::Nothing }
    }

    /// Returns the reason of the failure, where the service gave one.
    pub fn fault(&self) -> Option<&str> {
        self.faulty.then_some(self.cause.as_str())
    }

    /// Returns the cause of the doubt and what was `found`.
    pub fn judged(&self, found: &str) -> String {
        if self.cause.is_empty() { found.to_owned() } else { format!("{}; {found}", self.cause) }
    }
}

/// The result of a look at the service.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Seen {
    /// Nothing that tells more.
    #[default]
    Nothing,
    /// The user has a secret of this id, but another one.
    Another,
    /// The service did not answer it either: the cause, as the end of a sentence.
    NoAnswer(String),
}
