//! The last results, so that deleting a character shows at once what was there before. They are those of one list: rows
//! that come, another list and the end of the filter drop them; an empty line that is open does not.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::domain::filter::Facts;
use crate::domain::{Hits, Order, Query, Rows};

/// The memory that they may take, in bytes.
const MOST: usize = 8 * 1024 * 1024;

/// An order of rows, and their scores.
type Found = (Arc<[u32]>, Arc<[u32]>);

#[derive(Default)]
pub(super) struct Recent {
    /// The list and its length.
    of: (u64, u32),
    results: VecDeque<Result>,
}

struct Result {
    pattern: Arc<str>,
    order: Order,
    /// The facts that it depends on.
    facts: Option<Facts>,
    found: Found,
}

impl Result {
    fn size(&self) -> usize {
        size_of_val(&*self.found.0) + size_of_val(&*self.found.1)
    }
}

impl Recent {
    /// Returns the result of this query, if it is there. Drops those of other rows.
    pub(super) fn take(&mut self, rows: &Rows, query: &Query, needs_facts: bool) -> Option<Found> {
        if self.of != (rows.list(), rows.len() as u32) {
            self.clear();
            return None;
        }
        let is_it = |result: &Result| {
            (&result.pattern, result.order) == (&query.pattern, query.order)
                && result.facts.as_ref() == needs_facts.then_some(&query.facts)
        };
        let at = self.results.iter().rposition(is_it)?;
        Some(self.results.remove(at)?.found)
    }

    /// Keeps a result, and drops the oldest where there are too many.
    pub(super) fn keep(&mut self, hits: &Hits, needs_facts: bool) {
        self.of = (hits.list, hits.rows);
        let Query { pattern, order, facts, .. } = &hits.query;
        self.results.push_back(Result {
            pattern: pattern.clone(),
            order: *order,
            facts: needs_facts.then(|| facts.clone()),
            found: (hits.order.clone(), hits.scores.clone()),
        });
        let mut size: usize = self.results.iter().map(Result::size).sum();
        while size > MOST
            && let Some(oldest) = self.results.pop_front()
        {
            size -= oldest.size();
        }
    }

    /// Drops all of them, and the texts that were typed.
    pub(super) fn clear(&mut self) {
        self.results.clear();
    }
}
