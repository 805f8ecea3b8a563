//! The input for a secret value: a text field, or the whole value where no field can hold it.

use std::sync::Arc;

use super::field::{Field, LIMIT, fits, normalised};
use crate::domain::SecretValue;

/// The value in a form.
pub enum ValueInput {
    /// The present value stays.
    Unchanged,
    /// The user types a new value.
    Typed(Box<Field>),
    /// A value that no text field can hold, because of its size or its characters. It is kept whole, and the form
    /// shows facts about it.
    Whole(Arc<SecretValue>),
    /// The access mode forbids changing it.
    Fixed,
}

impl ValueInput {
    /// Returns an empty text field.
    pub fn empty() -> Self {
        Self::Typed(Field::secret("").into())
    }

    /// Returns an input with this value: in a text field if it fits there.
    pub fn of(value: Arc<SecretValue>) -> Self {
        match fits(value.expose()) {
            true => Self::Typed(Field::secret(value.expose()).into()),
            false => Self::Whole(value),
        }
    }

    /// Returns the new value, if there is one.
    pub fn value(&self) -> Option<Arc<SecretValue>> {
        match self {
            Self::Typed(field) => Some(Arc::new(field.value())),
            Self::Whole(value) => Some(value.clone()),
            Self::Unchanged | Self::Fixed => None,
        }
    }

    /// Pastes at the cursor, or at the end of a value that is kept whole; tells whether the input is still the same
    /// text field.
    pub fn paste(&mut self, text: &str) -> bool {
        let pasted = SecretValue::new(normalised(text));
        let all = match self {
            Self::Typed(field) if fits(pasted.expose()) && field.len() + pasted.len() <= LIMIT => {
                field.paste(pasted.expose());
                return true;
            }
            Self::Typed(field) => {
                let (before, after) = field.around_cursor();
                SecretValue::new([before.as_str(), pasted.expose(), after.as_str()].concat())
            }
            Self::Whole(value) => SecretValue::new([value.expose(), pasted.expose()].concat()),
            Self::Unchanged => pasted,
            Self::Fixed => return true,
        };
        *self = Self::of(Arc::new(all));
        false
    }
}
