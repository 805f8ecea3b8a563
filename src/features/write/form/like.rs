//! The secret that a new one begins with, in a form.

use std::sync::Arc;

use crate::domain::{Secret, SecretValue};

/// The secret that a new one begins with.
#[derive(Debug)]
pub(super) struct Like {
    pub(super) secret: Secret,
    /// Its value, once the user had it read.
    pub(super) carried: Option<Arc<SecretValue>>,
}
