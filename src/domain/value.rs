//! The value of a secret: the one thing that must not leak by accident.
//!
//! No `Clone`, no `Display`, no `Serialize`; what must be in two places is an `Arc<SecretValue>`. The
//! only way to the text is `expose`, so that one search finds every place that touches it.

use std::fmt;
use std::sync::OnceLock;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::text::unseen::Facts;

/// A value in memory; overwritten when dropped.
pub struct SecretValue {
    text: Zeroizing<Box<str>>,
    /// The facts that may be told of the value, once somebody has asked.
    facts: OnceLock<Facts>,
}

impl SecretValue {
    /// Takes over a text whose buffer is wiped here, should it be larger than the text.
    pub fn new(text: String) -> Self {
        let text = Zeroizing::new(text);
        Self::from(text.as_str())
    }

    /// Returns the facts that may be told without showing the value. Reads the whole value at the first call only.
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| Facts::of(&self.text))
    }

    /// Returns the text itself. Every use of this is a place where the value can leak.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Returns the length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Tells whether it is the empty value, which the service accepts and returns (contract §2).
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Copies a text; the caller wipes the original.
impl From<&str> for SecretValue {
    fn from(text: &str) -> Self {
        Self { text: Zeroizing::new(Box::from(text)), facts: OnceLock::new() }
    }
}

impl fmt::Debug for SecretValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretValue(…)")
    }
}

/// Compares in constant time for values of the same length; the length is no secret.
impl PartialEq for SecretValue {
    fn eq(&self, other: &Self) -> bool {
        self.text.as_bytes().ct_eq(other.text.as_bytes()).into()
    }
}

impl Eq for SecretValue {}

/// Reads straight from the response body: never through a `String`.
impl<'de> Deserialize<'de> for SecretValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = SecretValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<SecretValue, E> {
                Ok(SecretValue::from(text))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_does_not_print_itself() {
        let value = SecretValue::new("hunter2".into());
        assert_eq!(format!("{value:?} {:?}", Some(&value)), "SecretValue(…) Some(SecretValue(…))");
    }

    #[test]
    fn values_compare_by_content() {
        assert_eq!(SecretValue::new("a".into()), SecretValue::new("a".into()));
        assert_ne!(SecretValue::new("a".into()), SecretValue::new("b".into()));
        assert_ne!(SecretValue::new("a".into()), SecretValue::new("aa".into()));
    }

    #[test]
    fn json_escapes_are_resolved() {
        let value: SecretValue = serde_json::from_str(r#""a\u0000b\n\"é""#).unwrap();
        assert_eq!(value.expose(), "a\0b\n\"é");
        assert_eq!(value.len(), 7);
    }
}
