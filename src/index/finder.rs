//! Answers queries one after the other, each with the help of what the ones before found out.

use std::sync::Arc;

use super::order::Ordered;
use super::pattern::Pattern;
use super::ranking::{Candidates, Hit, Measuring, RowSet, is_worth_a_thread, make_room, prepare, ranked};
use super::second_thread::SecondThread;
use super::superseded::{Superseded, never};
use crate::domain::{Hits, Query, Rows, Sort};

/// What is kept from one query to the next. Never changes a result.
pub struct Finder {
    ordered: Ordered,
    pattern: Pattern,
    second: SecondThread,
    /// Memory for hits and for putting them in order; what is in it means nothing between two queries.
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
    /// The order of `rows` that `query` asks for; `None` as soon as it is `superseded`. `former`, the answer
    /// that was taken last, may save work and never changes the result.
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
        // Also when there is none: what was typed before is not kept in memory.
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

    /// Makes ready for a first filter over `rows`, so that its answer comes as soon as those that follow.
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

    /// Whether memory is kept for rows that may be added soon.
    pub fn is_growing(&self) -> bool {
        self.ordered.is_growing()
    }

    /// Gives that memory back: no rows have been added for a while.
    pub fn settle(&mut self) {
        self.ordered.settle();
    }

    /// Keeps nothing of a list that is not needed any more, not even the beginnings of its ids.
    pub fn forget(&mut self, rows: &Rows) {
        if self.ordered.is_of(rows) {
            *self = Self::default();
        }
    }

    /// Finds the rows that match: of those that were looked at before, only what can still match is looked
    /// at again.
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

/// One search at once, on this thread, with nothing kept from others but the `former` answer.
pub fn search(rows: &Rows, query: Query, former: &Hits) -> Hits {
    // Nothing supersedes it, so there is an answer.
    Finder::default().search(rows, query, former, &never()).unwrap_or_default()
}
