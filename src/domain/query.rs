//! The question which secrets to show, in which order, and the answer.

use std::sync::Arc;

use super::SecretId;

/// The order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Sort {
    /// By id, upper and lower case together.
    #[default]
    Name,
    /// Newest first, unknown times last.
    Newest,
    /// By access mode, then by id.
    Access,
    /// By owner, then by id.
    Owner,
}

impl Sort {
    /// All orders, as the menu lists them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Newest, Self::Access, Self::Owner];
}

/// The terms that decide which secrets are shown, in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms<'a> {
    /// The text that was typed into the filter.
    pub pattern: &'a str,
    /// The chosen order.
    pub sort: Sort,
}

/// A question to the matcher.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Query {
    /// The text that was typed; white space separates words, nothing but white space matches everything.
    pub pattern: Arc<str>,
    /// The order; among matches of the same rank where there is a pattern.
    pub sort: Sort,
    /// A secret whose place in the result is wanted.
    pub keep: Option<SecretId>,
}

impl Query {
    /// Asks for what `terms` say, and for the place of a secret to `keep`.
    pub fn new(terms: Terms<'_>, keep: Option<SecretId>) -> Self {
        Self { pattern: terms.pattern.into(), sort: terms.sort, keep }
    }

    /// Returns the terms.
    pub fn terms(&self) -> Terms<'_> {
        Terms { pattern: &self.pattern, sort: self.sort }
    }

    /// Tells whether the query filters at all.
    pub fn is_filter(&self) -> bool {
        !self.pattern.trim().is_empty()
    }
}

/// The answer: indices into the rows of the question.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// The query that was asked.
    pub query: Query,
    /// The list that it was asked of (`Rows::list`).
    pub list: u64,
    /// Number of rows that had arrived.
    pub rows: u32,
    /// Row indices, in the order in which they are shown.
    pub order: Arc<[u32]>,
    /// The rank of each, where there is a pattern; empty otherwise.
    pub scores: Arc<[u32]>,
    /// The place of the best match in `order`; `None` where nothing matches or nothing is filtered.
    pub best: Option<usize>,
    /// The place in `order` of the secret to keep.
    pub kept: Option<usize>,
}
