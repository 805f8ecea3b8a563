//! Answers queries one after the other, each with the help of what the ones before found out.

use super::order::Ordered;
use super::ranking::{Candidates, Hit, RowSet, matching, ranked};
use crate::domain::{Hits, Pattern, Query, Rows};

/// What is kept from one query to the next. Never changes a result.
pub struct Finder {
    ordered: Ordered,
    /// One for each thread.
    patterns: [Pattern; 2],
}

impl Default for Finder {
    fn default() -> Self {
        Self { ordered: Ordered::default(), patterns: [Pattern::new(""), Pattern::new("")] }
    }
}

impl Finder {
    /// The order of `rows` that `query` asks for; `None` as soon as it is `superseded`. `former`, the answer
    /// that was taken last, may save work and never changes the result.
    pub fn search(
        &mut self,
        rows: &Rows,
        query: Query,
        former: &Hits,
        superseded: &(dyn Fn() -> bool + Sync),
    ) -> Option<Hits> {
        if superseded() {
            return None;
        }
        let order = self.ordered.follow(rows, query.sort).clone();
        // Also when there is none: what was typed before is not kept in memory.
        for pattern in &mut self.patterns {
            pattern.retype(&query.pattern);
        }
        let (order, scores) = if query.is_filter() {
            let hits = self.hits(rows, &query, former, superseded)?;
            let (order, scores) = ranked(&hits, self.ordered.ranks(), &order);
            (order.into(), scores.into())
        } else {
            (order, [].into())
        };
        let row = query.keep.as_ref().and_then(|id| rows.index_of(id));
        let kept = row.and_then(|row| order.iter().position(|&r| r == row));
        Some(Hits { list: rows.list(), rows: rows.len() as u32, order, scores, kept, query })
    }

    /// Keeps nothing of a list that is not needed any more, not even the beginnings of its ids.
    pub fn forget(&mut self, rows: &Rows) {
        if self.ordered.is_of(rows) {
            *self = Self::default();
        }
    }

    /// The rows that match: of those that were looked at before, only what can still match is looked at again.
    fn hits(
        &mut self,
        rows: &Rows,
        query: &Query,
        former: &Hits,
        superseded: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Hit>> {
        let mut look = |candidates| matching(&mut self.patterns, rows, &candidates, superseded);
        if former.list != rows.list() || !former.query.is_filter() {
            return look(Candidates::From(0));
        }
        let mut hits = if former.query.pattern == query.pattern {
            let hit = |(&row, &score)| Hit { row, score };
            former.order.iter().zip(&*former.scores).map(hit).collect()
        } else if query.pattern.starts_with(&*former.query.pattern) {
            look(Candidates::These(RowSet::new(&former.order)))?
        } else {
            return look(Candidates::From(0));
        };
        if rows.len() > former.rows as usize {
            hits.extend(look(Candidates::From(former.rows))?);
        }
        Some(hits)
    }
}
