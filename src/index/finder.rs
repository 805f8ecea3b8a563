//! Answers queries one after the other, each with the help of the results before.

use std::sync::Arc;

use super::order::Ordered;
use super::pattern::{Pattern, narrows};
use super::pins::pinned_first;
use super::ranking::{Candidates, Hit, Measuring, RowSet, is_worth_a_thread, make_room, prepare, ranked};
use super::recent::Recent;
use super::second_thread::SecondThread;
use super::superseded::{Superseded, never};
use crate::domain::{Hits, Query, Rows};

/// The memory between two queries. It never changes a result.
pub struct Finder {
    ordered: Ordered,
    pattern: Pattern,
    second: SecondThread,
    recent: Recent,
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
            recent: Recent::default(),
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
        // Also for an empty pattern: the text that was typed before is not kept in memory.
        self.pattern.retype_with(&query.pattern, &query.facts);
        if !query.is_filter() {
            if !query.is_typed {
                self.recent.clear();
            }
            let order = self.ordered.follow(rows, query.order, &query.facts).clone();
            let order = pinned_first(&order, rows, &query.pins);
            return Some(answer(rows, query, order, [].into()));
        }
        let needs_facts = self.pattern.needs().or(query.order.needs()).any();
        let (order, scores) = match self.recent.take(rows, &query, needs_facts) {
            Some(result) => result,
            None => {
                let order = self.ordered.follow(rows, query.order, &query.facts).clone();
                self.hits.clear();
                self.second.found().clear();
                self.measure(rows, &query, former, superseded)?;
                let hits = [&*self.hits, &**self.second.found()];
                ranked(hits, self.ordered.ranks(), &order, &mut self.scratch)
            }
        };
        self.pattern.forget_facts();
        let hits = answer(rows, query, order, scores);
        self.recent.keep(&hits, needs_facts);
        Some(hits)
    }

    /// Prepares for a first filter in this order over `rows`, so that its answer comes as soon as the later ones.
    pub fn prepare(&mut self, rows: &Rows, query: &Query) {
        let count = self.ordered.follow(rows, query.order, &query.facts).len();
        self.ordered.ranks();
        make_room(&mut self.scratch, count);
        if is_worth_a_thread(count) {
            // Each of the two threads finds about half.
            prepare(&mut self.hits, count / 2);
            self.second.prepare(count / 2);
        }
    }

    /// Drops the results of before, because nobody is typing a filter any more.
    pub fn forget_results(&mut self) {
        self.recent.clear();
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
        let before = &former.query;
        let is_of_these = former.list == rows.list() && before.is_filter();
        let same_facts = !self.pattern.needs().any() || before.facts == query.facts;
        if !is_of_these || !same_facts || !narrows(&before.pattern, &query.pattern) {
            self.look(query, measuring(Candidates::From(0)));
        } else {
            if before.pattern == query.pattern {
                let hit = |(&row, &score)| Hit { row, score };
                self.hits.extend(former.order.iter().zip(&*former.scores).map(hit));
            } else {
                let these = RowSet::new(&former.order).into();
                self.look(query, measuring(Candidates::These(these)));
            }
            if rows.len() > former.rows as usize {
                self.look(query, measuring(Candidates::From(former.rows)));
            }
        }
        (!superseded()).then_some(())
    }

    fn look(&mut self, query: &Query, measuring: Measuring) {
        self.hits.append(self.second.found());
        let is_shared = measuring.is_worth_a_thread() && self.second.share(&measuring, query);
        measuring.run(&mut self.pattern, &mut self.hits);
        if is_shared {
            self.second.collect();
        }
    }
}

fn answer(rows: &Rows, query: Query, order: Arc<[u32]>, scores: Arc<[u32]>) -> Hits {
    let row = query.keep.as_ref().and_then(|id| rows.index_of(id));
    let kept = row.and_then(|row| order.iter().position(|&r| r == row));
    let best = (query.is_filter() && !order.is_empty()).then_some(0);
    let query = Query { facts: query.facts.spent(), ..query };
    Hits { list: rows.list(), rows: rows.len() as u32, order, scores, best, kept, query }
}

/// Runs one search on this thread, with no memory but the `former` answer.
pub fn search(rows: &Rows, query: Query, former: &Hits) -> Hits {
    // Nothing supersedes it, so there is an answer.
    Finder::default().search(rows, query, former, &never()).unwrap_or_default()
}
