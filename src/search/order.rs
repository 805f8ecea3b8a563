//! All rows of a list in one of the four orders, kept up while rows arrive.
//!
//! Most comparisons are of a few bytes; only where those are equal the texts themselves are compared. Rows
//! that came since are sorted alone and moved into their places.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::rows::Row;
use crate::domain::{Rows, Sort};

/// The beginning of what a row is sorted by: where two differ, they decide.
type Key = [u64; 3];

#[derive(Clone, Copy)]
struct Entry {
    key: Key,
    row: u32,
}

/// The rows of one list in one order.
#[derive(Default)]
pub(super) struct Ordered {
    list: u64,
    sort: Sort,
    order: Arc<[u32]>,
    /// Where each row stands in the order; made when it is wanted.
    ranks: Vec<u32>,
}

impl Ordered {
    /// Brings the order up to date with `rows`, and gives it.
    pub(super) fn follow(&mut self, rows: &Rows, sort: Sort) -> &Arc<[u32]> {
        if (self.list, self.sort) != (rows.list(), sort) {
            *self = Self { list: rows.list(), sort, ..Self::default() };
        }
        if self.order.len() < rows.len() {
            self.extend(rows);
        }
        &self.order
    }

    /// Whether it is an order of this list.
    pub(super) fn is_of(&self, rows: &Rows) -> bool {
        self.list == rows.list()
    }

    fn extend(&mut self, rows: &Rows) {
        let sort = self.sort;
        let entry = |(row, it)| Entry { key: key(sort, it), row };
        let mut fresh: Vec<_> = rows.iter_from(self.order.len() as u32).map(entry).collect();
        fresh.sort_unstable_by(|a, b| compare(rows, sort, a, b));
        let comes_before = |row: u32, fresh: &Entry| {
            rows.get(row).is_some_and(|it| compare(rows, sort, &entry((row, it)), fresh).is_lt())
        };
        self.order = merged(&self.order, &fresh, comes_before);
        self.ranks = Vec::new();
    }

    /// The rank of each row in the order that was followed last.
    pub(super) fn ranks(&mut self) -> &[u32] {
        if self.ranks.len() != self.order.len() {
            self.ranks = vec![0; self.order.len()];
            for (rank, &row) in self.order.iter().enumerate() {
                self.ranks[row as usize] = rank as u32;
            }
        }
        &self.ranks
    }
}

/// Both in one; they are in order. Costs a search for each of the fresh and one pass of memory, not a
/// comparison for every row.
fn merged(order: &[u32], fresh: &[Entry], comes_before: impl Fn(u32, &Entry) -> bool) -> Arc<[u32]> {
    let mut merged = Vec::with_capacity(order.len() + fresh.len());
    let mut rest = order;
    for entry in fresh {
        let (before, behind) = rest.split_at(first_behind(rest, |row| comes_before(row, entry)));
        merged.extend_from_slice(before);
        merged.push(entry.row);
        rest = behind;
    }
    merged.extend_from_slice(rest);
    merged.into()
}

/// How many of `rows` come before something that is looked for from their beginning, where it is likely.
fn first_behind(rows: &[u32], comes_before: impl Fn(u32) -> bool) -> usize {
    let mut low = 0;
    let mut step = 1;
    while low + step <= rows.len() && comes_before(rows[low + step - 1]) {
        low += step;
        step *= 2;
    }
    let high = rows.len().min(low + step - 1);
    low + rows[low..high].partition_point(|&row| comes_before(row))
}

/// The chosen order, then the order of arrival: a total order, so that the result does not depend on how
/// the rows came.
fn compare(rows: &Rows, sort: Sort, a: &Entry, b: &Entry) -> Ordering {
    let by_text = || match (rows.get(a.row), rows.get(b.row)) {
        (Some(x), Some(y)) => by_sort(sort, x, y),
        _ => Ordering::Equal,
    };
    a.key.cmp(&b.key).then_with(by_text).then(a.row.cmp(&b.row))
}

pub(super) fn by_sort(sort: Sort, a: Row<'_>, b: Row<'_>) -> Ordering {
    match sort {
        Sort::Name => Ordering::Equal,
        // No time at all is less than any.
        Sort::Newest => b.created().cmp(&a.created()),
        Sort::Access => a.access().mode().cmp(&b.access().mode()),
        Sort::Owner => by_text(a.owner(), b.owner()),
    }
    .then_with(|| by_text(a.id(), b.id()))
}

/// Upper and lower case together, then apart.
fn by_text<'a>(a: &'a str, b: &'a str) -> Ordering {
    let folded = |text: &'a str| text.bytes().map(|b| b.to_ascii_lowercase());
    folded(a).cmp(folded(b)).then_with(|| a.cmp(b))
}

fn key(sort: Sort, row: Row<'_>) -> Key {
    let id = row.id();
    match sort {
        Sort::Name => [word(id, 0), word(id, 1), word(id, 2)],
        Sort::Newest => {
            // From the latest to the earliest, and then none, which is none of them.
            let age = i64::MAX.abs_diff(row.created().unwrap_or(i64::MIN));
            [age, word(id, 0), word(id, 1)]
        }
        Sort::Access => [row.access().mode() as u64, word(id, 0), word(id, 1)],
        Sort::Owner => {
            let owner = row.owner();
            // Only of equal owners the id decides, and these are all that can have the first two words of
            // a short owner in lower case, but for one in upper case, which comes first.
            let whole = owner.len() < 16 && !owner.bytes().any(|b| b.is_ascii_uppercase());
            [word(owner, 0), word(owner, 1), if whole { word(id, 0) } else { 0 }]
        }
    }
}

/// Eight bytes of `text` in lower case, as a number that sorts like them.
fn word(text: &str, index: usize) -> u64 {
    let bytes = text.as_bytes().get(index * 8..).unwrap_or_default();
    let mut word = [0; 8];
    for (to, from) in word.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    u64::from_be_bytes(word)
}
