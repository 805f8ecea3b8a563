//! The value of a form, on its way to the user's editor and back.

use std::sync::Arc;

use super::{Form, Kind, Spot, ValueInput};
use crate::core::editing::Original;
use crate::domain::SecretValue;

impl Form {
    /// Returns the value as the editor gets it; `denied`: the present value may not be read.
    pub fn original(&self, denied: bool) -> Original {
        let unread = match &self.kind {
            Kind::Edit(secret) if matches!(self.value, ValueInput::Unchanged) && self.loaded.is_none() => {
                Some(secret)
            }
            _ => None,
        };
        let is_read_first = unread.is_some_and(|secret| secret.access.readable == Some(true) && !denied);
        let text = || {
            let text = self.new_value().or_else(|| self.loaded.clone());
            text.unwrap_or_else(|| Arc::new(SecretValue::new(String::new())))
        };
        Original {
            form: self.number(),
            id: self.subject(),
            is_new: self.kind == Kind::Create,
            text: (!is_read_first).then(text),
            hidden: unread.is_some(),
        }
    }

    /// Takes the value from the editor.
    pub fn take_edited(&mut self, value: Arc<SecretValue>, trimmed: bool) {
        self.set_value(value);
        self.trimmed = trimmed;
        if !matches!(self.value, ValueInput::Fixed) {
            self.focus = Spot::Value;
        }
    }
}
