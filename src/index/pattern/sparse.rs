//! nucleo's score of a fuzzy match, for short ASCII texts. nucleo fills a table of all characters; this looks
//! only at those characters of the text that the word has. Measured over 100,000 secrets it takes a fifth of
//! nucleo's time for words of two to four letters, and half of it for eight. The numbers are the same, as a
//! test checks; nucleo itself scores texts that are long or not ASCII.
//!
//! ```text
//! text    redis_prod_dsn
//! r       1.............    where each character of the word stands, as bits,
//! e       .1............    but only behind the first place of the one before,
//! d       ..1......1.1..    and before the last place of the one after
//! ```

use std::cmp::Ordering;

use wide::u8x16;

use super::bonus::{BOUNDARY, CONSECUTIVE, MATCH, best, bonus};
use crate::domain::rows::StrSpan;
use crate::index::bits::{MASK, each};

/// Longest word that is scored here, in bytes.
const LONGEST_WORD: usize = 64;
/// Longest text that is scored here, in bytes.
pub(super) const LONGEST_TEXT: usize = MASKS * MASK;
/// Masks for the longest text; one is enough for most texts.
const MASKS: usize = 8;
/// Bytes that are compared at once.
const LANE: usize = 16;

/// The bytes under a mask, or the first of them if the text has no more.
type Lanes<const L: usize> = [u8x16; L];

pub(super) struct Needle {
    letters: Box<[Letter]>,
    /// The score of a text that begins with the word, which no match can exceed. `None` where the first
    /// character is not a letter or digit, because then the beginning of the text counts for less.
    best: Option<u32>,
}

/// A character of the word.
struct Letter {
    byte: u8x16,
    /// The bits that make both cases of a letter equal, where both match.
    folds: u8x16,
}

/// The best match that ends at a place in the text.
#[derive(Clone, Copy, Default)]
struct End {
    score: u16,
    /// Points of the next character if it follows at once.
    run: u16,
    /// The largest sum of score and place up to here. A gap costs three for its first character and one for each
    /// other, so the match with that sum is the best for every place behind a gap.
    farthest: u16,
}

/// The best matches of a beginning of the word, by their ends.
type Ends = [End; LONGEST_TEXT];

/// A text behind a space, because its beginning counts as white space.
struct AfterSpace([u8; LONGEST_TEXT + 1]);

pub(super) struct Sparse {
    text: AfterSpace,
    /// The places of each character of the word, some masks for each.
    places: Vec<u64>,
    ends: Box<Ends>,
    next: Box<Ends>,
}

impl Default for Sparse {
    fn default() -> Self {
        let ends = Box::new([End::default(); LONGEST_TEXT]);
        let places = vec![0; LONGEST_WORD * MASKS];
        Self { text: AfterSpace([b' '; LONGEST_TEXT + 1]), places, next: ends.clone(), ends }
    }
}

impl AfterSpace {
    /// Takes another text, in pieces.
    fn set(&mut self, pieces: &[u8x16]) {
        for (old, new) in self.0[1..].as_chunks_mut().0.iter_mut().zip(pieces) {
            *old = new.to_array();
        }
    }

    /// Returns the bonus of a match at `at`.
    fn bonus(&self, at: usize) -> u16 {
        let at = at % LONGEST_TEXT;
        bonus(self.0[at], self.0[at + 1])
    }
}

impl Needle {
    /// Prepares a word that can be scored here. A word without capitals finds both cases.
    pub(super) fn new(word: &str) -> Option<Self> {
        if word.len() > LONGEST_WORD || !word.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let any_case = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        let letter = |byte: u8| {
            let folds = if any_case && byte.is_ascii_lowercase() { 0x20 } else { 0 };
            Letter { byte: u8x16::splat(byte), folds: u8x16::splat(folds) }
        };
        let is_plain = word.as_bytes().first()?.is_ascii_alphanumeric();
        let best = is_plain.then(|| best(word.len()));
        Some(Self { letters: word.bytes().map(letter).collect(), best })
    }
}

impl Sparse {
    /// Scores the match of `needle` with `text`, which is ASCII and not too long.
    pub(super) fn score(&mut self, text: StrSpan<'_>, needle: &Needle) -> Option<u32> {
        match text.len().div_ceil(LANE) {
            0 => None,
            1..=4 => self.measure::<1, 4>(text, needle),
            5..=8 => self.measure::<2, 4>(text, needle),
            9..=16 => self.measure::<4, 4>(text, needle),
            _ => self.measure::<MASKS, 4>(text, needle),
        }
    }

    /// The same for some masks of some lanes.
    #[inline(never)]
    fn measure<const M: usize, const L: usize>(&mut self, text: StrSpan<'_>, needle: &Needle) -> Option<u32> {
        let lanes: [Lanes<L>; M] = std::array::from_fn(|mask| read(text, mask * MASK));
        let within: [u64; M] = std::array::from_fn(|mask| lowest(text.len().saturating_sub(mask * MASK)));
        match (self.find(&lanes, &within, needle)?, needle.best) {
            (true, Some(best)) => Some(best),
            _ => {
                self.text.set(lanes.as_flattened());
                self.best::<M>(needle.letters.len()).map(u32::from)
            }
        }
    }

    /// Finds the places of the characters, each behind the first place of the one before. Tells whether the
    /// text begins with the word; `None` if it does not have the characters in this order.
    fn find<const M: usize, const L: usize>(
        &mut self,
        lanes: &[Lanes<L>; M],
        within: &[u64; M],
        needle: &Needle,
    ) -> Option<bool> {
        let mut open = *within;
        let mut begins = true;
        let found = self.places.as_chunks_mut::<M>().0;
        for (index, (letter, places)) in needle.letters.iter().zip(found).enumerate() {
            *places = std::array::from_fn(|mask| letter.places(&lanes[mask]) & open[mask]);
            begins &= places[0] >> index & 1 == 1;
            let first = places.iter().position(|&places| places != 0)?;
            open = std::array::from_fn(|mask| match mask.cmp(&first) {
                Ordering::Less => 0,
                // All bits above the lowest bit that is set.
                Ordering::Equal => within[mask] & !(places[mask] ^ (places[mask] - 1)),
                Ordering::Greater => within[mask],
            });
        }
        Some(begins)
    }

    /// Computes the best score of the first `letters` of the places that were found.
    fn best<const M: usize>(&mut self, letters: usize) -> Option<u16> {
        let places: &mut [[u64; M]] = self.places.as_chunks_mut().0.get_mut(..letters)?;
        // A place behind the last place of the next character leads nowhere.
        let mut open = [u64::MAX; M];
        for places in places.iter_mut().rev() {
            *places = std::array::from_fn(|mask| places[mask] & open[mask]);
            let last = places.iter().rposition(|&places| places != 0)?;
            open = std::array::from_fn(|mask| match mask.cmp(&last) {
                Ordering::Less => u64::MAX,
                // All bits below the highest bit that is set.
                Ordering::Equal => (1 << places[mask].ilog2()) - 1,
                Ordering::Greater => 0,
            });
        }
        let (first, rest) = places.split_first()?;
        let (mut best, mut farthest) = (0, 0);
        each(first, |at| {
            let run = self.text.bonus(at);
            let score = MATCH + 2 * run;
            best = best.max(score);
            farthest = farthest.max(score + at as u16);
            self.ends[at % LONGEST_TEXT] = End { score, run, farthest };
        });
        let (mut ends, mut next, mut from) = (&mut *self.ends, &mut *self.next, first);
        for to in rest {
            best = advance(&self.text, (from, to), ends, next);
            std::mem::swap(&mut ends, &mut next);
            from = to;
        }
        Some(best)
    }
}

impl Letter {
    /// Finds the places of the character, a bit for each byte.
    fn places<const L: usize>(&self, lanes: &Lanes<L>) -> u64 {
        let found = |lane: u8x16| u64::from((lane | self.folds).simd_eq(self.byte).to_bitmask());
        lanes.iter().rev().fold(0, |all, &lane| all << LANE | found(lane))
    }
}

/// Reads the text from `start` on; the lanes behind its end hold anything.
fn read<const L: usize>(text: StrSpan<'_>, start: usize) -> Lanes<L> {
    let rest = text.all.as_bytes().get(text.from + start..).unwrap_or_default();
    if let Some(lanes) = rest.as_chunks::<LANE>().0.first_chunk::<L>() {
        return lanes.map(u8x16::from);
    }
    let mut bytes = [0; MASK];
    let present = rest.len().min(MASK);
    bytes[..present].copy_from_slice(&rest[..present]);
    std::array::from_fn(|lane| u8x16::from(bytes.as_chunks::<LANE>().0[lane]))
}

/// Returns a mask of this many of the lowest bits, or of all.
fn lowest(count: usize) -> u64 {
    if count < MASK { (1 << count) - 1 } else { u64::MAX }
}

/// Extends the matches that end at some places by one character, which stands at others. Returns the best of the new
/// scores.
fn advance<const M: usize>(
    text: &AfterSpace,
    (from, to): (&[u64; M], &[u64; M]),
    ends: &Ends,
    next: &mut Ends,
) -> u16 {
    let (mut best, mut farthest) = (0, 0);
    // The farthest end and the places of the masks before.
    let (mut passed, mut before) = (0, 0);
    for (mask, (&from, &to)) in from.iter().zip(to).enumerate() {
        // The places right behind an end, and those with one character between.
        let adjacent = from << 1 | before >> (MASK - 1);
        let jumped = from << 2 | before >> (MASK - 2);
        let farthest_below = |places: u64| {
            let last = places.checked_ilog2()? as usize;
            Some(ends[(mask * MASK + last).wrapping_sub(2) % LONGEST_TEXT].farthest)
        };
        each(&[to], |bit| {
            let at = mask * MASK + bit;
            let bonus = text.bonus(at);
            let far = farthest_below(jumped & u64::MAX >> (MASK - 1 - bit)).unwrap_or(passed);
            let after_gap = far.saturating_sub(at as u16 + 1);
            let end = ends[at.wrapping_sub(1) % LONGEST_TEXT];
            let (score, run) = match adjacent >> bit & 1 == 1 {
                true => in_a_row(end, after_gap, bonus),
                false => (after_gap + bonus, bonus),
            };
            let score = score + MATCH;
            best = best.max(score);
            farthest = farthest.max(score + at as u16);
            next[at % LONGEST_TEXT] = End { score, run, farthest };
        });
        passed = farthest_below(jumped).unwrap_or(passed);
        before = from;
    }
    best
}

/// Chooses the better of following `end` at once and coming after a gap; both without the points of the match
/// itself. Returns also the points of the run from here on.
fn in_a_row(end: End, after_gap: u16, bonus: u16) -> (u16, u16) {
    let run = end.run.max(CONSECUTIVE);
    let run = if bonus >= BOUNDARY { run.max(bonus) } else { run };
    let (at_once, jumped) = (end.score + run.max(bonus), after_gap + bonus);
    if at_once > jumped { (at_once, run) } else { (jumped, bonus) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::char_mask::CharMask;
    use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
    use nucleo_matcher::{Config, Matcher, Utf32Str};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn the_numbers_are_nucleos(
            text in prop_oneof![
                "[a-cA-C_1 /]{0,14}", "[ab_]{0,40}", "[a-z_]{0,60}", "[ -~]{0,20}", "[a-z_]{0,60}[ab_]{0,400}",
                "[a-c]{2,3}[/ _a-c]{0,6}", "[a-f_]{63,65}",
            ],
            (before, behind) in ("[é_a]{0,2}", "[éab_]{0,80}"),
            word in prop_oneof!["[a-c]{2,5}", "[abB_1/]{2,4}", "[!-~]{1,3}", "[ab_]{1,12}"],
        ) {
            let atom = Atom::new(&word, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy, false);
            let mut chars = Vec::new();
            let theirs = atom.score(Utf32Str::new(&text, &mut chars), &mut Matcher::new(Config::DEFAULT));
            let needle = Needle::new(&word).unwrap();
            let all = format!("{before}{text}{behind}");
            let to = before.len() + text.len();
            let span = StrSpan { all: &all, from: before.len(), to, letters: CharMask::of(&text) };
            prop_assert_eq!(Sparse::default().score(span, &needle), theirs.map(u32::from));
        }
    }

    #[test]
    fn a_word_that_is_long_or_not_ascii_is_nucleos() {
        assert!(Needle::new(&"a".repeat(LONGEST_WORD)).is_some());
        for word in ["", "caf\u{e9}", &"a".repeat(LONGEST_WORD + 1), &"a".repeat(100_000)] {
            assert!(Needle::new(word).is_none());
        }
    }
}
