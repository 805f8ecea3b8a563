//! How well rows match a pattern: candidates are measured on two threads, and the hits put in order by
//! rank, ties by the chosen order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::domain::{Pattern, Rows};

/// From so many candidates on a second thread is worth its start, which costs about as much as to measure
/// a thousand.
const WORTH_A_THREAD: usize = 3_000;

/// A row that matches.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub(super) row: u32,
    pub(super) score: u32,
}

/// Which rows are to be measured.
pub(super) enum Candidates {
    /// From this one on.
    From(u32),
    /// These.
    These(RowSet),
}

/// A set of row indices.
pub(super) struct RowSet {
    bits: Vec<u64>,
    len: usize,
}

impl RowSet {
    pub(super) fn new(rows: &[u32]) -> Self {
        let mut bits = Vec::new();
        for &row in rows {
            let word = row as usize / 64;
            if word >= bits.len() {
                bits.resize(word + 1, 0);
            }
            bits[word] |= 1 << (row % 64);
        }
        Self { bits, len: rows.len() }
    }

    fn has(&self, row: u32) -> bool {
        self.bits.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }
}

impl Candidates {
    fn has(&self, row: u32) -> bool {
        match self {
            Self::From(first) => row >= *first,
            Self::These(set) => set.has(row),
        }
    }

    /// Whether all of them come after the rows before `end`.
    fn begin_after(&self, end: u32) -> bool {
        matches!(self, Self::From(first) if *first >= end)
    }

    fn most(&self, rows: &Rows) -> usize {
        match self {
            Self::From(first) => rows.len().saturating_sub(*first as usize),
            Self::These(set) => set.len,
        }
    }
}

/// The candidates that match, in no particular order; `None` when it is not wanted any more.
pub(super) fn matching(
    patterns: &mut [Pattern; 2],
    rows: &Rows,
    candidates: &Candidates,
    superseded: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Hit>> {
    let next = AtomicUsize::new(0);
    let measure = |pattern: &mut Pattern| measure(pattern, rows, candidates, &next, superseded);
    let [mine, other] = patterns;
    let mut hits = thread::scope(|scope| {
        let many = candidates.most(rows) >= WORTH_A_THREAD;
        let helper = many.then(|| thread::Builder::new().spawn_scoped(scope, || measure(other)));
        let mut hits = measure(mine);
        // Where no thread could be had, everything was done on this one.
        if let Some(Ok(helper)) = helper {
            // A panic over there is a panic here.
            hits.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        hits
    });
    hits.shrink_to_fit();
    (!superseded()).then_some(hits)
}

/// Takes chunk after chunk until none is left.
fn measure(
    pattern: &mut Pattern,
    rows: &Rows,
    candidates: &Candidates,
    next: &AtomicUsize,
    superseded: &(dyn Fn() -> bool + Sync),
) -> Vec<Hit> {
    let mut hits = Vec::new();
    while !superseded() {
        let Some((first, chunk)) = rows.chunks().nth(next.fetch_add(1, Ordering::Relaxed)) else { break };
        if candidates.begin_after(first + chunk.len() as u32) {
            continue;
        }
        for (index, row) in (first..).zip(chunk.iter()) {
            if candidates.has(index)
                && let Some(score) = pattern.score(row)
            {
                hits.push(Hit { row: index, score });
            }
        }
    }
    hits
}

/// Puts hits in order: best score first, then by `ranks`.
pub(super) fn ranked(hits: &[Hit], ranks: &[u32], order: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut keys: Vec<u64> =
        hits.iter().map(|hit| u64::from(!hit.score) << 32 | u64::from(ranks[hit.row as usize])).collect();
    keys.sort_unstable();
    keys.iter().map(|key| (order[*key as u32 as usize], !((key >> 32) as u32))).unzip()
}
