//! The pattern of the filter line, and the score of a secret for it.
//!
//! The match is fuzzy, and regards case only where the pattern has capitals: words are matched one by one, each
//! against the id or the description. A word that is a reference or a stored name finds the secret that it
//! names. Of two equally good matches the one with the shorter id comes first. The matcher thread asks for
//! scores, the list for the matched letters, both by the same rule here.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::Secret;
use crate::domain::char_mask::CharMask;
use crate::domain::rows::{Row, StrSpan};
use crate::text::fit::graphemes;
use address::Address;
use sparse::{LONGEST_TEXT, Needle, Sparse};

mod address;
mod bonus;
mod sparse;

/// Points that a match in the id has over the same match in the description.
const ID_BONUS: u32 = 30;
/// Number of bytes up to which the shorter of two ids wins between equally good matches.
const LENGTHS: u32 = 128;

/// A pattern, ready to match. It owns its scratch memory, so matching needs `&mut`.
pub struct Pattern {
    words: Vec<Word>,
    scratch: Scratch,
}

struct Scratch {
    sparse: Sparse,
    matcher: Matcher,
    chars: Vec<char>,
}

struct Word {
    atom: Atom,
    address: Option<Address>,
    /// Scores short texts without nucleo.
    needle: Option<Needle>,
    needs: CharMask,
    /// The score of the best possible match.
    best: u32,
}

/// The letters of a secret that matched: indices of graphemes, ascending, without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the id as it is shown.
    pub id: Vec<u32>,
    /// In the description as it is shown.
    pub description: Vec<u32>,
}

impl Pattern {
    /// Reads the typed text. Words are separated by white space; lower case matches both cases.
    pub fn new(typed: &str) -> Self {
        let matcher = Matcher::new(Config::DEFAULT);
        let scratch = Scratch { sparse: Sparse::default(), matcher, chars: Vec::new() };
        let mut pattern = Self { words: Vec::new(), scratch };
        pattern.retype(typed);
        pattern
    }

    /// Reads another text, and keeps the scratch memory, which is large.
    pub fn retype(&mut self, typed: &str) {
        self.words = typed.split_whitespace().map(Word::new).collect();
    }

    /// Tells whether a text that matches this pattern also matched it before its last character was typed. Then a
    /// growing pattern has to be searched in the former hits only.
    pub fn narrows(&self) -> bool {
        self.words.iter().all(|word| word.address.is_none())
    }

    /// Tells whether the pattern matches everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns how well `row` matches; `None` when a word is found neither in the id nor in the description.
    pub fn score(&mut self, row: Row<'_>) -> Option<u32> {
        if self.is_empty() {
            return Some(0);
        }
        let length = u32::try_from(row.id_span().len()).unwrap_or(u32::MAX);
        Some(self.measure(row)? * LENGTHS + (LENGTHS - 1).saturating_sub(length))
    }

    fn measure(&mut self, row: Row<'_>) -> Option<u32> {
        let letters = row.letters();
        // Mostly the letters decide already.
        let possible = |word: &Word| {
            word.address.is_some() || letters.id.has(word.needs) || letters.description.has(word.needs)
        };
        if !self.words.iter().all(possible) {
            return None;
        }
        let mut total = 0;
        for word in &self.words {
            if let Some(address) = &word.address {
                address.names(row)?;
                total += address::SCORE;
                continue;
            }
            let mut score = |text, letters| word.score(text, letters, &mut self.scratch);
            let id = score(row.id_span(), letters.id).map(|score| score + ID_BONUS);
            // If no description could match better than the id, the description is not tried.
            let description = match id {
                Some(id) if id >= word.best => None,
                _ => score(row.description_span(), letters.description),
            };
            total += id.max(description)?;
        }
        Some(total)
    }

    /// Finds the letters of `secret` that matched, each word where it matched best.
    pub fn marks(&mut self, secret: &Secret) -> Marks {
        let Scratch { matcher, chars, .. } = &mut self.scratch;
        let mut marks = Marks::default();
        let mut found = Vec::new();
        for Word { atom, address, .. } in &self.words {
            if let Some(address) = address {
                if secret.id.shown().starts_with(address.id()) {
                    let named = graphemes(address.id()).count();
                    marks.id.extend((0..).take(named));
                }
                continue;
            }
            let in_id = Utf32Str::new(secret.id.shown(), chars);
            let id = atom.indices(in_id, matcher, &mut marks.id);
            found.clear();
            let in_description = Utf32Str::new(secret.description.shown(), chars);
            if id.is_none() && atom.indices(in_description, matcher, &mut found).is_some() {
                marks.description.append(&mut found);
            }
        }
        for list in [&mut marks.id, &mut marks.description] {
            list.sort_unstable();
            list.dedup();
        }
        marks
    }
}

impl Word {
    fn new(word: &str) -> Self {
        // Capitals alone look like a name in a list of variables; capitals among other letters are meant.
        let folded = (!word.chars().any(char::is_lowercase)).then(|| word.to_lowercase());
        let text = folded.as_deref().unwrap_or(word);
        let atom = Atom::new(text, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy, false);
        let best = bonus::best(text.len());
        let (needle, needs) = (Needle::new(text), CharMask::needed_for(text));
        Self { atom, address: Address::read(word), needle, needs, best }
    }

    /// Scores the match with `text`, which has these `letters`.
    fn score(&self, text: StrSpan<'_>, letters: CharMask, scratch: &mut Scratch) -> Option<u32> {
        if !letters.has(self.needs) {
            return None;
        }
        if let Some(needle) = &self.needle
            && letters.is_ascii()
            && text.len() <= LONGEST_TEXT
        {
            return scratch.sparse.score(text, needle);
        }
        let text = Utf32Str::new(text.text(), &mut scratch.chars);
        self.atom.score(text, &mut scratch.matcher).map(u32::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Chunk, Scope};
    use rstest::rstest;

    fn secret(id: &str, description: &str) -> Secret {
        Secret { description: description.into(), ..Secret::named(id) }
    }

    fn score(typed: &str, secret: Secret) -> Option<u32> {
        Chunk::from([secret]).get(0).and_then(|row| Pattern::new(typed).score(row))
    }

    #[rstest]
    #[case::letters_in_order("pgp", true)]
    #[case::letters_out_of_order("pgpx", false)]
    #[case::description("writer", true)]
    #[case::words_in_both("postgres writer", true)]
    #[case::one_word_nowhere("postgres reader", false)]
    #[case::lower_case_finds_upper("main", true)]
    #[case::capitals_alone_find_both_cases("POSTGRES", true)]
    #[case::mixed_case_is_exact("Postgres", false)]
    #[case::nothing("", true)]
    #[case::only_spaces("  ", true)]
    fn words_match(#[case] typed: &str, #[case] expected: bool) {
        let secret = secret("postgres_main_password", "Main cluster, primary writer");
        assert_eq!(score(typed, secret).is_some(), expected);
    }

    #[test]
    fn a_match_in_the_id_ranks_before_the_same_in_the_description() {
        let id = score("oncall", secret("oncall", "")).unwrap();
        let description = score("oncall", secret("x", "oncall")).unwrap();
        assert!(id > description);
    }

    #[test]
    fn of_equal_matches_the_shorter_id_is_better() {
        let short = score("minio", secret("minio_root_password", "")).unwrap();
        let long = score("minio", secret("minio_edge_backup_api_key_00008", "")).unwrap();
        assert!(short > long);
        // Length decides nothing else.
        assert!(score("minio", secret("a_minio", "")).unwrap() < long);
    }

    #[rstest]
    #[case::reference("${secret:alice:acme_dns_token}", true)]
    #[case::short_reference("${secret:acme_dns_token}", true)]
    #[case::of_another_user("${secret:bob:acme_dns_token}", false)]
    #[case::of_another_secret("${secret:alice:acme_dns}", false)]
    #[case::being_typed("${secret:al", true)]
    #[case::being_typed_further("${secret:alice:acme", true)]
    #[case::stored_name("pods_tacc_user+alice+acme_dns_token", true)]
    #[case::stored_name_of_another("pods_tacc_user+bob+acme_dns_token", false)]
    #[case::with_a_word("${secret:alice:acme_dns_token} challenge", true)]
    #[case::with_a_word_that_is_nowhere("${secret:alice:acme_dns_token} zzz", false)]
    fn a_reference_and_a_stored_name_find_their_secret(#[case] typed: &str, #[case] expected: bool) {
        let secret = Secret { owner: "alice".into(), ..secret("acme_dns_token", "DNS challenge") };
        assert_eq!(score(typed, secret.clone()).is_some(), expected);
        let of_pod = Secret { scope: Scope::Pod("web1".into()), ..secret };
        assert!(score("pods_tacc_pod+web1+acme_dns_token", of_pod.clone()).is_some());
        assert!(score("pods_tacc_pod+web2+acme_dns_token", of_pod).is_none());
    }

    #[test]
    fn the_matched_letters_are_told() {
        let marks = Pattern::new("pg writ").marks(&secret("pg_key", "the writer"));
        assert_eq!(marks, Marks { id: vec![0, 1], description: vec![4, 5, 6, 7] });
        assert_eq!(Pattern::new("zz").marks(&secret("pg_key", "")), Marks::default());
    }
}
