//! The terms of a filter, and how they are written.

use std::fmt;

use super::condition::Condition;

/// One word of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The secrets that the rest finds are left out.
    pub not: bool,
    /// What it finds.
    pub sense: Sense,
}

/// What a term finds. A word is looked for in the id and in the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The letters of the word in this order, with others between them.
    Fuzzy(String),
    /// The word as it stands.
    Exact(String),
    /// A text that begins with the word.
    Start(String),
    /// A text that ends with it.
    End(String),
    /// A text that is the word.
    Whole(String),
    /// The secrets of which this holds.
    Is(Condition),
    /// Nothing is looked for yet: all secrets are found.
    Unfinished(Unfinished),
}

/// A term that lacks something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The term, without the `!` of its opposite.
    pub text: String,
    /// What the key takes; `None` for a sign without a word.
    pub takes: Option<&'static str>,
}

/// Writes the term so that it is read as the same.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.not {
            f.write_str("!")?;
        }
        match &self.sense {
            Sense::Fuzzy(word) => f.write_str(word),
            Sense::Exact(word) => write!(f, "'{word}"),
            Sense::Start(word) => write!(f, "^{word}"),
            Sense::End(word) => write!(f, "{word}$"),
            Sense::Whole(word) => write!(f, "^{word}$"),
            Sense::Is(condition) => condition.fmt(f),
            Sense::Unfinished(Unfinished { text, .. }) => f.write_str(text),
        }
    }
}
