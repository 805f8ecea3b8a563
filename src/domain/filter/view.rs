//! A saved view: a filter with a name.

use crate::text::SafeText;

/// A filter that the user has saved under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The name.
    pub name: SafeText,
    /// The filter, as it would be typed.
    pub filter: String,
}

/// Views that have a key; further ones are chosen by name only.
pub const VIEWS_WITH_A_KEY: usize = 9;
