//! The question which secrets to show, in which order, and the answer.

use std::sync::Arc;

use super::SecretId;
use super::filter::{Facts, Needs};

/// What the list is ordered by.
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
    /// By the number of pods that name it, the most first, then by id.
    Used,
    /// By the last known change of the value, the latest first, then by id; without one last.
    Changed,
}

impl Sort {
    /// All of them, as the menu lists them.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Newest, Self::Access, Self::Owner, Self::Used, Self::Changed];
}

/// The order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Order {
    /// What it goes by.
    pub by: Sort,
    /// The other way round. What is not known stays last, and equals stay in the order of their ids.
    pub reversed: bool,
}

impl From<Sort> for Order {
    fn from(by: Sort) -> Self {
        Self { by, reversed: false }
    }
}

impl Order {
    /// Returns the order after `by` was chosen: the same again turns it round.
    #[must_use]
    pub fn chosen(self, by: Sort) -> Self {
        Self { by, reversed: self.by == by && !self.reversed }
    }

    /// Returns what it depends on besides the secrets.
    pub fn needs(self) -> Needs {
        Needs { pods: self.by == Sort::Used, changes: self.by == Sort::Changed, ..Needs::default() }
    }
}

/// The terms that decide which secrets are shown, in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms<'a> {
    /// The text that was typed into the filter.
    pub pattern: &'a str,
    /// The chosen order.
    pub order: Order,
}

/// A question to the matcher.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Query {
    /// The text that was typed, in the language of [`filter`](super::filter); nothing but white space matches everything.
    pub pattern: Arc<str>,
    /// The order; among matches of the same rank where there is a pattern.
    pub order: Order,
    /// A secret whose place in the result is wanted.
    pub keep: Option<SecretId>,
    /// What conditions and order depend on besides the secrets. An answer has them without their content.
    pub facts: Facts,
    /// The secrets that stand at the top, wherever the order has them. With a pattern the best match stands there.
    pub pins: Arc<Vec<SecretId>>,
    /// The filter line is open: even where it is empty, the results of before may be wanted again.
    pub is_typed: bool,
}

impl Query {
    /// Asks for what `terms` say, and for the place of a secret to `keep`.
    pub fn new(terms: Terms<'_>, keep: Option<SecretId>) -> Self {
        let (facts, pins) = (Facts::default(), Arc::default());
        Self { pattern: terms.pattern.into(), order: terms.order, keep, facts, pins, is_typed: false }
    }

    /// Returns the terms.
    pub fn terms(&self) -> Terms<'_> {
        Terms { pattern: &self.pattern, order: self.order }
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
