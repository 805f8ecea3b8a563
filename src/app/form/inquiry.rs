//! What a form knows of a write whose answer did not come or is not to be believed: by what it is judged,
//! and what was seen so far.

use std::sync::Arc;

use crate::domain::{Failure, FailureKind};

/// What is asked and known about such a write.
#[derive(Debug, Default)]
pub struct Inquiry {
    /// What came in place of its answer, as the end of a sentence.
    pub cause: String,
    /// It was the service's own word that it failed, or a bug of ours that broke it off.
    faulty: bool,
    /// A refusal that stands unless the service shows what was sent.
    pub refusal: Option<Arc<Failure>>,
    /// By what it is judged.
    pub by: Proof,
    /// What the last look has shown.
    pub seen: Seen,
}

impl Inquiry {
    /// About a write that was answered like this.
    pub fn of(failure: &Arc<Failure>, cause: String) -> Self {
        let refused = failure.kind == FailureKind::AlreadyExists;
        let faulty = failure.kind == FailureKind::ServiceFault || failure.kind.is_ours();
        Self { cause, faulty, refusal: refused.then(|| failure.clone()), ..Self::default() }
    }

    /// The same, judged by the value, which the user lets be read for that.
    pub fn by_value(&self) -> Self {
        Self { cause: self.cause.clone(), faulty: self.faulty, by: Proof::Value, ..Self::default() }
    }

    /// Why it failed, where that is known.
    pub fn fault(&self) -> Option<&str> {
        self.faulty.then_some(self.cause.as_str())
    }

    /// How the write was judged: what came in place of an answer, and what was `found`.
    pub fn judged(&self, found: &str) -> String {
        if self.cause.is_empty() { found.to_owned() } else { format!("{}; {found}", self.cause) }
    }
}

/// By what a write is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Proof {
    /// The metadata at the service.
    #[default]
    Metadata,
    /// The value, whose reading the service logs.
    Value,
}

/// What a look at the service has shown.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Seen {
    /// There was none: it would tell nothing.
    #[default]
    Nothing,
    /// It is not as it was to be.
    NotSo,
    /// The user has a secret of this id, but another one.
    Another,
    /// The service did not answer it either: the cause, as the end of a sentence.
    NoAnswer(String),
}
