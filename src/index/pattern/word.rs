//! A word of a pattern: how it is looked for in one text.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::address::Address;
use super::bonus;
use super::sparse::{LONGEST_TEXT, Needle, Sparse};
use crate::domain::char_mask::CharMask;
use crate::domain::filter::Sense;
use crate::domain::rows::{StrSpan, Texts};

/// Points that a match in the id has over the same match in the description.
const ID_BONUS: u32 = 30;

pub(super) struct Word {
    atom: Atom,
    address: Option<Address>,
    /// Scores short texts without nucleo.
    needle: Option<Needle>,
    needs: CharMask,
    /// The score of the best possible match.
    best: u32,
}

/// The memory that matching needs.
pub(super) struct Scratch {
    sparse: Sparse,
    pub(super) matcher: Matcher,
    pub(super) chars: Vec<char>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self { sparse: Sparse::default(), matcher: Matcher::new(Config::DEFAULT), chars: Vec::new() }
    }
}

impl Word {
    /// Prepares the word of a term; `None` where the term has none.
    pub(super) fn new(sense: &Sense) -> Option<Self> {
        let (word, kind) = match sense {
            Sense::Fuzzy(word) => (word, AtomKind::Fuzzy),
            Sense::Exact(word) => (word, AtomKind::Substring),
            Sense::Start(word) => (word, AtomKind::Prefix),
            Sense::End(word) => (word, AtomKind::Postfix),
            Sense::Whole(word) => (word, AtomKind::Exact),
            Sense::Is(_) | Sense::Unfinished(_) => return None,
        };
        // Capitals alone look like a name in a list of variables; capitals among other letters are meant.
        let folded = (!word.chars().any(char::is_lowercase)).then(|| word.to_lowercase());
        let text = folded.as_deref().unwrap_or(word);
        let atom = Atom::new(text, CaseMatching::Smart, Normalization::Smart, kind, false);
        let is_fuzzy = kind == AtomKind::Fuzzy;
        Some(Self {
            atom,
            address: Address::read(word).filter(|_| is_fuzzy),
            needle: Needle::new(text).filter(|_| is_fuzzy),
            needs: CharMask::needed_for(text),
            best: bonus::best(text.len()),
        })
    }

    pub(super) fn atom(&self) -> &Atom {
        &self.atom
    }

    pub(super) fn address(&self) -> Option<&Address> {
        self.address.as_ref()
    }

    /// Tells whether a row with the letters of these texts may match.
    pub(super) fn is_possible(&self, texts: &Texts<'_>) -> bool {
        let needs = self.needs;
        self.address.is_some() || texts.id.letters.has(needs) || texts.description.letters.has(needs)
    }

    /// Tells whether the word is in either of the texts.
    pub(super) fn is_in(&self, texts: &Texts<'_>, scratch: &mut Scratch) -> bool {
        self.score(texts.id, scratch).is_some() || self.score(texts.description, scratch).is_some()
    }

    /// Returns the points of the better of the matches with the two texts.
    pub(super) fn best_in(&self, texts: &Texts<'_>, scratch: &mut Scratch) -> Option<u32> {
        let id = self.score(texts.id, scratch).map(|score| score + ID_BONUS);
        // If no description could match better than the id, the description is not tried.
        if id >= Some(self.best) { id } else { id.max(self.score(texts.description, scratch)) }
    }

    fn score(&self, text: StrSpan<'_>, scratch: &mut Scratch) -> Option<u32> {
        if !text.letters.has(self.needs) {
            return None;
        }
        if let Some(needle) = &self.needle
            && text.letters.is_ascii()
            && text.len() <= LONGEST_TEXT
        {
            return scratch.sparse.score(text, needle);
        }
        let text = Utf32Str::new(text.text(), &mut scratch.chars);
        self.atom.score(text, &mut scratch.matcher).map(u32::from)
    }
}
