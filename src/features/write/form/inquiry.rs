//! The words of a form for a write in doubt: the cause, and the result of the last look.

use crate::domain::{Failure, FailureKind};

/// The words for a write in doubt.
#[derive(Debug, Default)]
pub struct Inquiry {
    /// The cause of the doubt, as the end of a sentence.
    pub cause: String,
    /// The service itself reported the failure, or a bug of this program broke off the request.
    faulty: bool,
    /// The result of the last look.
    pub seen: Seen,
}

impl Inquiry {
    /// Returns the words for a write that ended with `failure`.
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
    /// Nothing new.
    #[default]
    Nothing,
    /// The user has a secret with this id, but a different one.
    Another,
    /// The service did not answer the look either: the cause, as the end of a sentence.
    NoAnswer(String),
}
