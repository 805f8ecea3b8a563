//! Scores of rows for a pattern: candidates are scored on two threads, and the hits put in order of their
//! scores, ties by the chosen order.

use std::hint::black_box;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::bits::{MASK, add, each};
use super::pattern::Pattern;
use super::superseded::Superseded;
use crate::domain::Rows;
use crate::domain::rows::Row;

/// The number of candidates from which a second thread is worth waking, which costs about as much as scoring a
/// few hundred.
const WORTH_A_THREAD: usize = 1_500;

/// The number of rows that are looked at together.
const AHEAD: usize = 64;

/// The number of hits from which they are counted into their places rather than compared.
const WORTH_COUNTING: usize = 4_000;

/// The highest score that hits are counted by; only long patterns, which have few hits, go beyond it.
const MOST_COUNTED: usize = 1 << 16;

#[derive(Clone, Copy, Default)]
pub(super) struct Hit {
    pub(super) row: u32,
    pub(super) score: u32,
}

/// Gets memory for `count` hits from the system now, which takes as long as scoring them.
pub(super) fn prepare(hits: &mut Vec<Hit>, count: usize) {
    hits.resize(count, Hit::default());
    hits.clear();
}

/// The rows to score.
#[derive(Clone)]
pub(super) enum Candidates {
    /// All from this one on.
    From(u32),
    /// Only these.
    These(Arc<RowSet>),
}

pub(super) struct RowSet {
    masks: Vec<u64>,
    len: usize,
}

impl RowSet {
    pub(super) fn new(rows: &[u32]) -> Self {
        let end = rows.iter().max().map_or(0, |&last| last as usize + 1);
        let mut masks = vec![0; end.div_ceil(MASK)];
        rows.iter().for_each(|&row| add(&mut masks, row));
        Self { masks, len: rows.len() }
    }

    /// Returns the rows of the set that are in `range`, ascending.
    fn within(&self, range: Range<u32>) -> impl Iterator<Item = u32> {
        let words = range.start / 64..range.end.div_ceil(64);
        words
            .flat_map(move |index| {
                let mut left = self.masks.get(index as usize).copied().unwrap_or(0);
                std::iter::from_fn(move || {
                    let row = (left != 0).then(|| index * 64 + left.trailing_zeros())?;
                    left &= left - 1;
                    Some(row)
                })
            })
            .filter(move |row| range.contains(row))
    }
}

/// Tells whether this many candidates are worth a second thread.
pub(super) fn is_worth_a_thread(candidates: usize) -> bool {
    candidates >= WORTH_A_THREAD
}

/// The work of scoring candidates, in chunks that threads take in turn.
#[derive(Clone)]
pub(super) struct Measuring {
    rows: Rows,
    candidates: Candidates,
    superseded: Superseded,
    /// The next chunk to take.
    next: Arc<AtomicUsize>,
}

impl Measuring {
    pub(super) fn new(rows: &Rows, candidates: Candidates, superseded: &Superseded) -> Self {
        Self { rows: rows.clone(), candidates, superseded: superseded.clone(), next: Arc::default() }
    }

    /// Tells whether there are enough candidates for a second thread.
    pub(super) fn is_worth_a_thread(&self) -> bool {
        is_worth_a_thread(match &self.candidates {
            Candidates::From(first) => self.rows.len().saturating_sub(*first as usize),
            Candidates::These(set) => set.len,
        })
    }

    /// Takes chunk after chunk until none is left or the answer is superseded; adds the candidates that match
    /// to `hits`.
    pub(super) fn run(&self, pattern: &mut Pattern, hits: &mut Vec<Hit>) {
        while !(self.superseded)() {
            let taken = self.next.fetch_add(1, Ordering::Relaxed);
            let Some((first, chunk)) = self.rows.chunks().nth(taken) else { break };
            let all = first..first + chunk.len() as u32;
            let place = |row| Some((row, chunk.get((row - first) as usize)?));
            let mut score = |(row, place)| {
                if let Some(score) = pattern.score(row, place) {
                    hits.push(Hit { row, score });
                }
            };
            match &self.candidates {
                Candidates::From(from) => {
                    (all.start.max(*from)..all.end).filter_map(place).for_each(score);
                }
                Candidates::These(set) => {
                    let mut rows = set.within(all).filter_map(place);
                    let mut ahead = Vec::with_capacity(AHEAD);
                    while glance_at(&mut rows, &mut ahead) {
                        ahead.drain(..).for_each(&mut score);
                    }
                }
            }
        }
    }
}

/// Takes some of `rows`, and looks at each: rows that lie apart come from memory sooner all at once than one after the
/// other while they are scored. Tells whether there were any.
fn glance_at<'a>(rows: impl Iterator<Item = (u32, Row<'a>)>, ahead: &mut Vec<(u32, Row<'a>)>) -> bool {
    ahead.extend(rows.take(AHEAD));
    black_box(ahead.iter().fold(0, |seen, (_, row)| seen ^ row.glance()));
    !ahead.is_empty()
}

/// Puts hits, which two threads have found, in order: best score first, then by `ranks`, the place of each row
/// in `order`. Returns rows and scores. `scratch` is memory to work in.
pub(super) fn ranked(
    hits: [&[Hit]; 2],
    ranks: &[u32],
    order: &[u32],
    scratch: &mut Vec<u32>,
) -> (Arc<[u32]>, Arc<[u32]>) {
    let count = hits[0].len() + hits[1].len();
    let hits = hits.into_iter().flatten();
    let best = hits.clone().map(|hit| hit.score as usize).max().unwrap_or(0);
    if count < WORTH_COUNTING || best > MOST_COUNTED {
        return compared(hits, ranks, order);
    }
    make_room(scratch, order.len());
    counted(hits, (count, best), ranks, order, scratch)
}

/// Makes enough room in `scratch` to put hits among this many rows in order.
pub(super) fn make_room(scratch: &mut Vec<u32>, rows: usize) {
    scratch.resize(2 * rows, 0);
}

fn compared<'a>(
    hits: impl Iterator<Item = &'a Hit>,
    ranks: &[u32],
    order: &[u32],
) -> (Arc<[u32]>, Arc<[u32]>) {
    let mut keys: Vec<u64> =
        hits.map(|hit| u64::from(!hit.score) << 32 | u64::from(ranks[hit.row as usize])).collect();
    keys.sort_unstable();
    let rows = keys.iter().map(|key| order[*key as u32 as usize]).collect();
    (rows, keys.iter().map(|key| !((key >> 32) as u32)).collect())
}

/// Puts hits in order in a few passes, however many there are. There are `count` of them, and none has a higher score
/// than `best`. `scratch` is twice as long as the order; what it holds means nothing.
fn counted<'a>(
    hits: impl Iterator<Item = &'a Hit>,
    (count, best): (usize, usize),
    ranks: &[u32],
    order: &[u32],
    scratch: &mut [u32],
) -> (Arc<[u32]>, Arc<[u32]>) {
    let (score_at, rows) = scratch.split_at_mut(order.len());
    let mut found = vec![0; order.len().div_ceil(MASK)];
    // First the number of hits with each score, then the place of the next of them.
    let mut places = vec![0_u32; best + 1];
    for hit in hits {
        let rank = ranks[hit.row as usize];
        score_at[rank as usize] = hit.score;
        add(&mut found, rank);
        places[hit.score as usize] += 1;
    }
    let scores = places.iter().enumerate().rev();
    let scores =
        scores.flat_map(|(score, &count)| std::iter::repeat_n(score as u32, count as usize)).collect();
    let mut before = 0;
    for place in places.iter_mut().rev() {
        before += std::mem::replace(place, before);
    }
    each(&found, |rank| {
        let place = &mut places[score_at[rank] as usize];
        rows[*place as usize] = order[rank];
        *place += 1;
    });
    (rows[..count].into(), scores)
}
