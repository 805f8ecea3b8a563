//! Answers queries one after the other, each with the help of the results before.

use std::sync::Arc;

use super::order::Ordered;
use super::pattern::Pattern;
use super::ranking::{Candidates, Hit, Measuring, RowSet, is_worth_a_thread, make_room, prepare, ranked};
use super::second_thread::SecondThread;
use super::superseded::{Superseded, never};
use crate::domain::{Hits, Query, Rows, Sort};

/// The memory between two queries. It never changes a result.
pub struct Finder {
    ordered: Ordered,
    pattern: Pattern,
    second: SecondThread,
    /// Memory for hits and for putting them in order; its content means nothing between two queries.
    hits: Vec<Hit>,
    scratch: Vec<u32>,
}

impl Default for Finder {
    fn default() -> Self {
        Self {
            ordered: Ordered::default(),
            pattern: Pattern::new(""),
            second: SecondThread::default(),
            hits: Vec::new(),
            scratch: Vec::new(),
        }
    }
}

impl Finder {
    /// Returns the order of `rows` that `query` asks for; `None` as soon as it is `superseded`. `former`, the
    /// answer that was used last, may save work and never changes the result.
    pub fn search(
        &mut self,
        rows: &Rows,
        query: Query,
        former: &Hits,
        superseded: &Superseded,
    ) -> Option<Hits> {
        if superseded() {
            return None;
        }
        let order = self.ordered.follow(rows, query.sort).clone();
        // Also for an empty pattern: the text that was typed before is not kept in memory.
        self.pattern.retype(&query.pattern);
        let (order, scores) = if query.is_filter() {
            self.hits.clear();
            self.second.found().clear();
            self.measure(rows, &query, former, superseded)?;
            ranked([&self.hits, self.second.found()], self.ordered.ranks(), &order, &mut self.scratch)
        } else {
            (order, [].into())
        };
        let row = query.keep.as_ref().and_then(|id| rows.index_of(id));
        let kept = row.and_then(|row| order.iter().position(|&r| r == row));
        let best = (query.is_filter() && !order.is_empty()).then_some(0);
        Some(Hits { list: rows.list(), rows: rows.len() as u32, order, scores, best, kept, query })
    }

    /// Prepares for a first filter over `rows`, so that its answer comes as soon as the later ones.
    pub fn prepare(&mut self, rows: &Rows, sort: Sort) {
        let count = self.ordered.follow(rows, sort).len();
        self.ordered.ranks();
        make_room(&mut self.scratch, count);
        if is_worth_a_thread(count) {
            // Each of the two threads finds about half.
            prepare(&mut self.hits, count / 2);
            self.second.prepare(count / 2);
        }
    }

    /// Tells whether memory is kept for rows that may be added soon.
    pub fn is_growing(&self) -> bool {
        self.ordered.is_growing()
    }

    /// Frees that memory, because no rows have been added for a while.
    pub fn settle(&mut self) {
        self.ordered.settle();
    }

    /// Forgets everything about a list that is not needed any more, even the beginnings of its ids.
    pub fn forget(&mut self, rows: &Rows) {
        if self.ordered.is_of(rows) {
            *self = Self::default();
        }
    }

    /// Finds the rows that match. Of rows that were searched before, only those that can still match are
    /// searched again.
    fn measure(&mut self, rows: &Rows, query: &Query, former: &Hits, superseded: &Superseded) -> Option<()> {
        let measuring = |candidates| Measuring::new(rows, candidates, superseded);
        let grew = || self.pattern.narrows() && query.pattern.starts_with(&*former.query.pattern);
        if former.list != rows.list() || !former.query.is_filter() || !grew() {
            self.look(&query.pattern, measuring(Candidates::From(0)));
        } else {
            if former.query.pattern == query.pattern {
                let hit = |(&row, &score)| Hit { row, score };
                self.hits.extend(former.order.iter().zip(&*former.scores).map(hit));
            } else {
                let these = RowSet::new(&former.order).into();
                self.look(&query.pattern, measuring(Candidates::These(these)));
            }
            if rows.len() > former.rows as usize {
                self.look(&query.pattern, measuring(Candidates::From(former.rows)));
            }
        }
        (!superseded()).then_some(())
    }

    fn look(&mut self, typed: &Arc<str>, measuring: Measuring) {
        self.hits.append(self.second.found());
        let is_shared = measuring.is_worth_a_thread() && self.second.share(&measuring, typed);
        measuring.run(&mut self.pattern, &mut self.hits);
        if is_shared {
            self.second.collect();
        }
    }
}

/// Runs one search on this thread, with no memory but the `former` answer.
pub fn search(rows: &Rows, query: Query, former: &Hits) -> Hits {
    // Nothing supersedes it, so there is an answer.
    Finder::default().search(rows, query, former, &never()).unwrap_or_default()
}
