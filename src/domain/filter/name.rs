//! A name in a condition.

use std::fmt;

/// A name that is compared as a whole. In lower case it finds both cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    text: String,
    any_case: bool,
}

impl Name {
    /// Takes a name as it was typed.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), any_case: !text.bytes().any(|byte| byte.is_ascii_uppercase()) }
    }

    /// Tells whether `name` is meant.
    pub fn is(&self, name: &str) -> bool {
        if self.any_case { self.text.eq_ignore_ascii_case(name) } else { self.text == name }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
