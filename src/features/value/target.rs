//! A secret whose value is asked for.

use crate::core::Context;
use crate::domain::{Secret, SecretId};

/// A secret whose value is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: SecretId,
    /// The user may change it.
    pub editable: bool,
}

impl Target {
    /// Returns the target for `secret` under these settings.
    pub fn new(secret: &Secret, cx: &Context) -> Self {
        let editable = !cx.settings.view_only && secret.access.mode().writable();
        Self { id: secret.id.clone(), editable }
    }
}
