//! All rows of a list in one order, kept up while rows arrive.
//!
//! Most comparisons are of a few bytes that are taken from each row once; only where those are equal the texts
//! themselves are compared. Rows that came since are sorted alone and moved into their places.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::filter::Facts;
use crate::domain::rows::Row;
use crate::domain::{Order, Rows, Sort};

/// The beginning of the texts that a row is sorted by: where two keys differ, they decide.
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
    by: Order,
    /// The number of the facts that it depends on.
    facts: u64,
    order: Arc<[u32]>,
    /// The rows with their keys while the list grows; empty otherwise.
    entries: Vec<Entry>,
    /// The place of each row in the order; computed when it is needed.
    ranks: Vec<u32>,
}

impl Ordered {
    /// Brings the order up to date with `rows`, and returns it.
    pub(super) fn follow(&mut self, rows: &Rows, by: Order, facts: &Facts) -> &Arc<[u32]> {
        let version = if by.needs().any() { facts.version } else { 0 };
        if (self.list, self.by, self.facts) != (rows.list(), by, version) {
            *self = Self { list: rows.list(), by, facts: version, ..Self::default() };
        }
        if self.order.len() < rows.len() {
            self.extend(rows, facts);
        }
        &self.order
    }

    /// Tells whether more than the order is kept, because rows may be added soon.
    pub(super) fn is_growing(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Frees everything but the order; rows can still be added, in more time.
    pub(super) fn settle(&mut self) {
        self.entries = Vec::new();
    }

    /// Tells whether it is an order of this list.
    pub(super) fn is_of(&self, rows: &Rows) -> bool {
        self.list == rows.list()
    }

    fn extend(&mut self, rows: &Rows, facts: &Facts) {
        let by = self.by;
        let known = self.order.len() as u32;
        if self.entries.len() != self.order.len() {
            let entry = |&row| Some(Entry { key: key(by, rows.get(row)?, facts), row });
            self.entries = self.order.iter().filter_map(entry).collect();
        }
        let mut fresh: Vec<_> = rows
            .iter_from(known)
            .map(|(index, row)| Entry { key: key(by, row, facts), row: index })
            .collect();
        let before = |a: &Entry, b: &Entry| compare(rows, by, a, b).is_lt();
        fresh.sort_unstable_by(|a, b| compare(rows, by, a, b));
        merge(&mut self.entries, &fresh, before);
        self.order = self.entries.iter().map(|entry| entry.row).collect();
        self.ranks = Vec::new();
    }

    /// Returns the rank of each row in the order that was followed last.
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

/// Moves each of the `fresh` entries into its place among the others; both are in order. Costs a search for
/// each fresh entry and one pass of memory, not a comparison for every row.
fn merge(entries: &mut Vec<Entry>, fresh: &[Entry], before: impl Fn(&Entry, &Entry) -> bool) {
    let mut rest = entries.len();
    entries.extend_from_slice(fresh);
    for (left, entry) in fresh.iter().enumerate().rev() {
        // All entries behind `place` come after this one: they move up by the number of entries left to place.
        let place = last_before(&entries[..rest], |other| !before(entry, other));
        entries.copy_within(place..rest, place + left + 1);
        entries[place + left] = *entry;
        rest = place;
    }
}

/// Returns the number of `entries` that come before the one to place. Searches from the end, where the place is
/// likely to be.
fn last_before(entries: &[Entry], comes_before: impl Fn(&Entry) -> bool) -> usize {
    let mut step = 1;
    let mut high = entries.len();
    while step <= high && !comes_before(&entries[high - step]) {
        high -= step;
        step *= 2;
    }
    let low = high.saturating_sub(step);
    low + entries[low..high].partition_point(comes_before)
}

/// Compares by the chosen order, then by the order of arrival. That is a total order, so that the result does
/// not depend on how the rows came.
fn compare(rows: &Rows, by: Order, a: &Entry, b: &Entry) -> Ordering {
    let by_texts = || match (rows.get(a.row), rows.get(b.row)) {
        (Some(x), Some(y)) => by_texts(by, x, y),
        _ => Ordering::Equal,
    };
    a.key.cmp(&b.key).then_with(by_texts).then(a.row.cmp(&b.row))
}

/// Compares what the keys have the beginnings of. Numbers stand in the keys as a whole.
fn by_texts(by: Order, a: Row<'_>, b: Row<'_>) -> Ordering {
    let turned = |ordering: Ordering| if by.reversed { ordering.reverse() } else { ordering };
    let by_id = by_text(a.id(), b.id());
    match by.by {
        Sort::Name => turned(by_id),
        Sort::Owner => turned(by_text(a.owner(), b.owner())).then(by_id),
        Sort::Newest | Sort::Access | Sort::Used | Sort::Changed => by_id,
    }
}

/// Compares without regard to case, then with it.
fn by_text<'a>(a: &'a str, b: &'a str) -> Ordering {
    let folded = |text: &'a str| text.bytes().map(|b| b.to_ascii_lowercase());
    folded(a).cmp(folded(b)).then_with(|| a.cmp(b))
}

fn key(by: Order, row: Row<'_>, facts: &Facts) -> Key {
    let id = row.id();
    let turned = |word: u64| if by.reversed { !word } else { word };
    let then_id = |first: u64| [first, word(id, 0), word(id, 1)];
    match by.by {
        Sort::Name => [word(id, 0), word(id, 1), word(id, 2)].map(turned),
        Sort::Newest => then_id(latest_first(row.created(), by.reversed)),
        Sort::Access => then_id(turned(row.access().mode() as u64)),
        Sort::Owner => {
            let owner = row.owner();
            // The id decides only between equal owners. Another owner has the same two words as a short one in
            // lower case only if it has capitals; then its third word, 0, puts it first.
            let whole = owner.len() < 16 && !owner.bytes().any(|b| b.is_ascii_uppercase());
            let third = if whole { word(id, 0) } else { turned(0) };
            [turned(word(owner, 0)), turned(word(owner, 1)), third]
        }
        Sort::Used => {
            let count = facts.count(row).and_then(|pods| i64::try_from(pods).ok());
            then_id(latest_first(count, by.reversed))
        }
        Sort::Changed => then_id(latest_first(facts.changed(row), by.reversed)),
    }
}

/// Returns a number that sorts from the latest to the earliest, or the other way round; without a time it comes last.
fn latest_first(time: Option<i64>, reversed: bool) -> u64 {
    match time {
        None => u64::MAX,
        Some(time) if reversed => time.abs_diff(i64::MIN),
        Some(time) => i64::MAX.abs_diff(time),
    }
}

/// Returns eight bytes of `text` in lower case, as a number that sorts like them.
fn word(text: &str, index: usize) -> u64 {
    let bytes = text.as_bytes().get(index * 8..).unwrap_or_default();
    let mut word = [0; 8];
    for (to, from) in word.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    u64::from_be_bytes(word)
}
