//! A secret whose value is asked for.

use crate::core::{Context, ValueForm};
use crate::domain::{Secret, SecretId};

/// A secret whose value is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: SecretId,
    /// The user may change it.
    pub editable: bool,
    /// The form in which it is copied.
    pub form: ValueForm,
}

impl Target {
    /// Returns the target for `secret` under these settings.
    pub fn new(secret: &Secret, cx: &Context) -> Self {
        let editable = !cx.settings.view_only && secret.access.mode().writable();
        Self { id: secret.id.clone(), editable, form: ValueForm::Plain }
    }

    /// Returns the target for a secret that is not in the list.
    pub fn unknown(id: SecretId) -> Self {
        Self { id, editable: false, form: ValueForm::Plain }
    }

    /// Returns the same target, to be copied in this form.
    #[must_use]
    pub fn copied_as(self, form: ValueForm) -> Self {
        Self { form, ..self }
    }
}
