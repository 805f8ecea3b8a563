//! The matcher: puts rows in the order that a query asks for, on a thread of its own.
//!
//! It knows nothing of who asks. What a former answer already settled is not done again: rows that came
//! since are sorted and matched alone and merged in, and a pattern that grew is looked for among the
//! former hits only.

use std::cmp::Ordering;
use std::sync::mpsc;
use std::thread;

use crate::domain::{Hits, Pattern, Query, Rows, Secret, Sort, Ticket};

/// Work for the matcher thread.
enum Work {
    Search(Box<(Ticket, Rows, Query, Hits)>),
    Discard(Rows),
}

/// The handle of the matcher thread.
pub struct Searcher(mpsc::Sender<Work>);

impl Searcher {
    /// Starts the thread; `deliver` is called on it with each answer. Of searches that wait, only the
    /// newest is done. The thread ends when the handle is dropped.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(deliver: impl Fn(Ticket, Hits) + Send + 'static) -> std::io::Result<Self> {
        let (sender, work) = mpsc::channel();
        thread::Builder::new().name("matcher".into()).spawn(move || run(&work, &deliver))?;
        Ok(Self(sender))
    }

    /// Asks for the order of `rows`; `former` is the last answer, about these rows or others.
    pub fn search(&self, ticket: Ticket, rows: Rows, query: Query, former: Hits) {
        // The thread outlives every sender but for a panic, which ends the program anyway.
        let _ = self.0.send(Work::Search(Box::new((ticket, rows, query, former))));
    }

    /// Frees `rows` over there: dropping a hundred thousand rows takes longer than a frame may.
    pub fn discard(&self, rows: Rows) {
        let _ = self.0.send(Work::Discard(rows));
    }
}

fn run(work: &mpsc::Receiver<Work>, deliver: &dyn Fn(Ticket, Hits)) {
    while let Ok(first) = work.recv() {
        let mut newest = None;
        for item in std::iter::once(first).chain(std::iter::from_fn(|| work.try_recv().ok())) {
            match item {
                Work::Search(search) => newest = Some(search),
                Work::Discard(rows) => drop(rows),
            }
        }
        if let Some(search_for) = newest {
            let (ticket, rows, query, former) = *search_for;
            deliver(ticket, search(&rows, query, &former));
        }
    }
}

/// The order of `rows` that `query` asks for. `former` may save work and never changes the result.
pub fn search(rows: &Rows, query: Query, former: &Hits) -> Hits {
    let mut pattern = Pattern::new(&query.pattern);
    let reusable = former.list == rows.list() && former.query.sort == query.sort;
    let (mut found, fresh_from) = if reusable && former.query.pattern == query.pattern {
        (former_entries(former), former.rows)
    } else if reusable && grew(&former.query, &query) {
        let among = former.order.iter().filter_map(|&row| Some((row, rows.get(row)?)));
        (sorted(rows, query.sort, matching(&mut pattern, among)), former.rows)
    } else {
        (Vec::new(), 0)
    };
    let fresh = sorted(rows, query.sort, matching(&mut pattern, rows.iter_from(fresh_from)));
    found = if found.is_empty() { fresh } else { merge(rows, query.sort, found, fresh) };

    let kept = query.keep.as_ref().and_then(|id| {
        found.iter().position(|entry| rows.get(entry.row).is_some_and(|secret| secret.id == *id))
    });
    Hits {
        list: rows.list(),
        rows: rows.len() as u32,
        order: found.iter().map(|entry| entry.row).collect(),
        scores: if pattern.is_empty() { [].into() } else { found.iter().map(|entry| entry.score).collect() },
        kept,
        query,
    }
}

/// Whether all matches of the new pattern are among the matches of the former.
fn grew(former: &Query, query: &Query) -> bool {
    former.is_filter() && query.pattern.starts_with(&*former.pattern)
}

#[derive(Clone, Copy)]
struct Entry {
    row: u32,
    score: u32,
}

fn former_entries(former: &Hits) -> Vec<Entry> {
    let score = |index| former.scores.get(index).copied().unwrap_or(0);
    former.order.iter().enumerate().map(|(index, &row)| Entry { row, score: score(index) }).collect()
}

fn matching<'a>(pattern: &mut Pattern, rows: impl Iterator<Item = (u32, &'a Secret)>) -> Vec<Entry> {
    rows.filter_map(|(row, secret)| Some(Entry { row, score: pattern.score(secret)? })).collect()
}

fn sorted(rows: &Rows, sort: Sort, mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_unstable_by(|a, b| compare(rows, sort, a, b));
    entries
}

fn merge(rows: &Rows, sort: Sort, left: Vec<Entry>, right: Vec<Entry>) -> Vec<Entry> {
    let mut out = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(l), Some(r)) = (left.peek(), right.peek()) {
        let next = if compare(rows, sort, l, r).is_gt() { right.next() } else { left.next() };
        out.extend(next);
    }
    out.extend(left);
    out.extend(right);
    out
}

/// Best rank first, then the chosen order, then the order of arrival: a total order, so that the result
/// does not depend on how the rows came.
fn compare(rows: &Rows, sort: Sort, a: &Entry, b: &Entry) -> Ordering {
    let by_sort = || match (rows.get(a.row), rows.get(b.row)) {
        (Some(x), Some(y)) => by_sort(sort, x, y),
        _ => Ordering::Equal,
    };
    b.score.cmp(&a.score).then_with(by_sort).then(a.row.cmp(&b.row))
}

fn by_sort(sort: Sort, a: &Secret, b: &Secret) -> Ordering {
    match sort {
        Sort::Name => Ordering::Equal,
        Sort::Newest => match (a.created, b.created) {
            (Some(x), Some(y)) => y.cmp(&x),
            (known, other) => other.is_some().cmp(&known.is_some()),
        },
        Sort::Access => a.access.mode().cmp(&b.access.mode()),
        Sort::Owner => by_text(a.owner.shown(), b.owner.shown()),
    }
    .then_with(|| by_text(a.id.as_str(), b.id.as_str()))
}

/// Upper and lower case together, then apart.
fn by_text<'a>(a: &'a str, b: &'a str) -> Ordering {
    let folded = |text: &'a str| text.bytes().map(|b| b.to_ascii_lowercase());
    folded(a).cmp(folded(b)).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Session, Slot};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn secret(id: &str, created: i64, owner: &str) -> Secret {
        Secret {
            owner: owner.into(),
            created: (created > 0).then(|| jiff::Timestamp::from_second(created).unwrap()),
            ..Secret::named(id)
        }
    }

    fn ids(rows: &Rows, hits: &Hits) -> Vec<String> {
        hits.order.iter().map(|&row| rows.get(row).unwrap().id.to_string()).collect()
    }

    fn query(pattern: &str, sort: Sort) -> Query {
        Query { pattern: pattern.into(), sort, keep: None }
    }

    #[test]
    fn every_order_is_as_told() {
        let mut read_only = secret("c", 1, "al");
        read_only.access.writable = Some(false);
        let rows: Rows = [secret("b", 3, "bo"), secret("A", 0, "zo"), read_only].into_iter().collect();
        let order = |sort| ids(&rows, &search(&rows, query("", sort), &Hits::default()));
        assert_eq!(order(Sort::Name), ["A", "b", "c"]);
        assert_eq!(order(Sort::Newest), ["b", "c", "A"]);
        assert_eq!(order(Sort::Access), ["A", "b", "c"]);
        assert_eq!(order(Sort::Owner), ["c", "b", "A"]);
    }

    #[test]
    fn a_filter_ranks_and_breaks_ties_by_the_order() {
        let rows: Rows = ["xpgx", "pg_b", "pg_a", "none"].into_iter().map(Secret::named).collect();
        let hits = search(&rows, query("pg", Sort::Name), &Hits::default());
        assert_eq!(ids(&rows, &hits), ["pg_a", "pg_b", "xpgx"]);
        assert_eq!(hits.scores.len(), 3);
    }

    #[test]
    fn the_place_of_the_secret_to_keep_is_told() {
        let rows: Rows = ["c", "a", "b"].into_iter().map(Secret::named).collect();
        let query = Query { keep: Some("c".into()), ..Query::default() };
        assert_eq!(search(&rows, query, &Hits::default()).kept, Some(2));
    }

    #[test]
    fn of_waiting_searches_only_the_newest_is_answered() {
        let (sender, answers) = mpsc::channel();
        let (go, gate) = mpsc::channel::<()>();
        let searcher = Searcher::start(move |ticket, hits| {
            sender.send((ticket.id, hits.order.len())).unwrap();
            gate.recv().unwrap();
        })
        .unwrap();
        let rows: Rows = ["ab", "b"].into_iter().map(Secret::named).collect();
        let ask = |id, pattern| {
            let ticket = Ticket { session: Session(1), id, slot: Slot::Search, generation: id };
            searcher.search(ticket, rows.clone(), query(pattern, Sort::Name), Hits::default());
        };
        ask(1, "");
        assert_eq!(answers.recv().unwrap(), (1, 2)); // the thread is now held at the gate
        ask(2, "a");
        ask(3, "b");
        ask(4, "ab");
        go.send(()).unwrap();
        assert_eq!(answers.recv().unwrap(), (4, 1));
        go.send(()).unwrap();
        drop(searcher);
        assert!(answers.recv().is_err(), "no other search was done");
    }

    fn any_secret() -> impl Strategy<Value = Secret> {
        ("[a-cA-C_]{1,6}", 0i64..4, "[xy]", "[a-c ]{0,8}").prop_map(|(id, created, owner, description)| {
            Secret { description: description.as_str().into(), ..secret(&id, created, &owner) }
        })
    }

    proptest! {
        /// However the rows come and however the pattern grows, the answer is the one of a fresh search.
        #[test]
        fn a_former_answer_never_changes_the_result(
            chunks in prop::collection::vec(prop::collection::vec(any_secret(), 0..8), 1..5),
            typed in "[a-cA-C ]{0,4}",
            sort in prop::sample::select(Sort::ALL.to_vec()),
        ) {
            let mut rows = Rows::new();
            let mut former = Hits::default();
            for chunk in chunks {
                rows.push(Arc::from(chunk));
                for end in 0..=typed.len() {
                    let query = query(&typed[..end], sort);
                    let fresh = search(&rows, query.clone(), &Hits::default());
                    former = search(&rows, query, &former);
                    prop_assert_eq!(&former.order, &fresh.order);
                    prop_assert_eq!(&former.scores, &fresh.scores);
                }
            }
        }
    }
}
