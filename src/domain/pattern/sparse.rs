//! nucleo's score of a fuzzy match, for short ASCII texts and several times as fast: nucleo fills a table
//! of all characters, this looks only at those of the text that the word has. On the same numbers, which a
//! test compares; texts that are long or not ASCII are nucleo's.

/// What counts, in nucleo's numbers.
const MATCH: u16 = 16;
const WHITE: u16 = 10;
const DELIMITER: u16 = 9;
const BOUNDARY: u16 = 8;
const CAMEL: u16 = 5;
const CONSECUTIVE: u16 = 4;

/// Longest text and word that are measured here, in bytes.
const LONGEST_TEXT: usize = 512;
const LONGEST_WORD: usize = 64;

/// Bytes that are looked at together.
const WORD: usize = 8;

/// A character of the text that matches the present one of the word.
#[derive(Clone, Copy)]
struct Cell {
    at: u16,
    /// Of the best match that ends here.
    score: u16,
    /// What the next character is worth if it follows at once.
    run: u16,
}

/// Scratch memory for measuring.
#[derive(Default)]
pub(super) struct Sparse {
    /// The text, filled up to whole words with bytes that no word has.
    folded: Vec<u8>,
    cells: Vec<Cell>,
    next: Vec<Cell>,
}

/// Whether a match of `word` can be measured here, in texts that suit.
pub(super) fn suits_word(word: &str) -> bool {
    (1..=LONGEST_WORD).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether `text` can be measured here, for words that suit.
pub(super) fn suits_text(text: &str) -> bool {
    text.len() <= LONGEST_TEXT && text.is_ascii()
}

impl Sparse {
    /// How well `word` matches `text`; lower case finds both cases if there is no upper case in the word.
    pub(super) fn score(&mut self, text: &str, word: &str) -> Option<u16> {
        let text = text.as_bytes();
        self.folded.clear();
        self.folded.extend_from_slice(text);
        self.folded.resize(text.len().next_multiple_of(WORD), 0);
        if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.folded.make_ascii_lowercase();
        }
        let (first, rest) = word.as_bytes().split_first()?;
        self.cells.clear();
        self.cells.extend(places(&self.folded, 0, *first).map(|at| {
            let bonus = bonus(text, at);
            Cell { at: at as u16, score: MATCH + 2 * bonus, run: bonus }
        }));
        for &byte in rest {
            self.advance(text, byte)?;
        }
        self.cells.iter().map(|cell| cell.score).max()
    }

    /// Goes on from the ends of all matches so far to those with one character more.
    fn advance(&mut self, text: &[u8], byte: u8) -> Option<()> {
        let from = usize::from(self.cells.first()?.at) + 1;
        // A gap costs three for its first character and one for each other, so that of the ends before it
        // the one with the largest sum of score and place is the best for every place to come.
        let mut farthest = 0;
        let mut ends = self.cells.iter().peekable();
        self.next.clear();
        for at in places(&self.folded, from, byte) {
            while let Some(end) = ends.next_if(|end| usize::from(end.at) + 2 <= at) {
                farthest = farthest.max(end.score + end.at);
            }
            let at = at as u16;
            let after_gap = farthest.saturating_sub(at + 1);
            let bonus = bonus(text, at.into());
            let cell = match ends.peek() {
                Some(end) if end.at + 1 == at => in_a_row(end, after_gap, bonus),
                _ => (after_gap + bonus, bonus),
            };
            self.next.push(Cell { at, score: cell.0 + MATCH, run: cell.1 });
        }
        std::mem::swap(&mut self.cells, &mut self.next);
        (!self.cells.is_empty()).then_some(())
    }
}

/// The better of following `end` at once and of coming after a gap, without the match itself; and what the
/// run is worth from here.
fn in_a_row(end: &Cell, after_gap: u16, bonus: u16) -> (u16, u16) {
    let run = end.run.max(CONSECUTIVE);
    let run = if bonus >= BOUNDARY { run.max(bonus) } else { run };
    let (at_once, jumped) = (end.score + run.max(bonus), after_gap + bonus);
    if at_once > jumped { (at_once, run) } else { (jumped, bonus) }
}

/// Where `byte` stands in `folded`, from `from` on. Looks at eight bytes at a time.
fn places(folded: &[u8], from: usize, byte: u8) -> impl Iterator<Item = usize> {
    let (words, _) = folded.as_chunks::<WORD>();
    let first = from / WORD;
    let skipped = u64::MAX << (from % WORD * 8);
    (first..).zip(words.get(first..).unwrap_or_default()).flat_map(move |(index, word)| {
        let mut found = equal(u64::from_le_bytes(*word), byte);
        if index == first {
            found &= skipped;
        }
        std::iter::from_fn(move || {
            let at = (found != 0).then(|| index * WORD + found.trailing_zeros() as usize / 8)?;
            found &= found - 1;
            Some(at)
        })
    })
}

/// The highest bit of each byte of `word` that is `byte`.
fn equal(word: u64, byte: u8) -> u64 {
    const LOW: u64 = u64::from_ne_bytes([0x7f; WORD]);
    let differs = word ^ u64::from_ne_bytes([byte; WORD]);
    !(((differs & LOW) + LOW) | differs | LOW)
}

/// What a match at `at` is worth for what stands before it.
fn bonus(text: &[u8], at: usize) -> u16 {
    let byte = text[at];
    // The beginning counts as white space.
    let before = at.checked_sub(1).map_or(b' ', |before| text[before]);
    if byte.is_ascii_alphanumeric() {
        match before {
            b'a'..=b'z' if byte.is_ascii_uppercase() => CAMEL,
            b'0'..=b'9' => 0,
            b'a'..=b'z' | b'A'..=b'Z' => {
                if byte.is_ascii_digit() {
                    CAMEL
                } else {
                    0
                }
            }
            _ if before.is_ascii_whitespace() => WHITE,
            b'/' | b',' | b':' | b';' | b'|' => DELIMITER,
            _ => BOUNDARY,
        }
    } else if byte.is_ascii_whitespace() {
        WHITE
    } else if matches!(byte, b'/' | b',' | b':' | b';' | b'|') {
        0
    } else {
        BOUNDARY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
    use nucleo_matcher::{Config, Matcher, Utf32Str};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn the_numbers_are_nucleos(
            text in prop_oneof!["[a-cA-C_1 /]{0,14}", "[ab_]{0,40}", "[a-z_]{0,60}", "[ -~]{0,20}"],
            word in prop_oneof!["[a-c]{2,5}", "[abB_1/]{2,4}", "[!-~]{1,3}", "[ab_]{1,12}"],
        ) {
            let atom = Atom::new(&word, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy, false);
            let mut chars = Vec::new();
            let theirs = atom.score(Utf32Str::new(&text, &mut chars), &mut Matcher::new(Config::DEFAULT));
            prop_assert!(suits_text(&text) && suits_word(&word));
            prop_assert_eq!(Sparse::default().score(&text, &word), theirs);
        }
    }
}
