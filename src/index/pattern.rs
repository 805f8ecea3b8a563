//! The pattern of the filter line, and the score of a secret for it.
//!
//! The match is fuzzy, and regards case only where the pattern has capitals: words are matched one by one, each
//! against the id or the description. A word that is a reference or a stored name finds the secret that it
//! names. Of two equally good matches the one with the shorter id comes first. Conditions are judged by the
//! [language](crate::domain::filter), and rank nothing. The matcher thread asks for scores, the list for the matched
//! letters, both by the same rule here.

use nucleo_matcher::Utf32Str;

use crate::domain::Secret;
use crate::domain::filter::{Condition, Facts, Needs, Sense, Term, read};
use crate::domain::rows::{Row, Texts};
use crate::text::fit::graphemes;
use address::Address;
use word::{Scratch, Word};

mod address;
mod bonus;
mod sparse;
mod word;

/// Number of bytes up to which the shorter of two ids wins between equally good matches.
const LENGTHS: u32 = 128;

/// A pattern, ready to match. It owns its scratch memory, so matching needs `&mut`.
pub struct Pattern {
    words: Vec<Word>,
    /// The words that neither id nor description may have.
    without: Vec<Word>,
    conditions: Vec<(bool, Condition)>,
    facts: Facts,
    scratch: Scratch,
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
    /// Reads the typed text. Terms are separated by white space; lower case matches both cases.
    pub fn new(typed: &str) -> Self {
        let (words, without, conditions) = Default::default();
        let mut pattern =
            Self { words, without, conditions, facts: Facts::default(), scratch: Scratch::default() };
        pattern.retype(typed);
        pattern
    }

    /// Judges conditions by these facts from now on; by none at first.
    #[must_use]
    pub fn with(mut self, facts: Facts) -> Self {
        self.facts = facts;
        self
    }

    /// Reads another text, and keeps the scratch memory, which is large. Frees the facts.
    pub fn retype(&mut self, typed: &str) {
        self.words.clear();
        self.without.clear();
        self.conditions.clear();
        self.facts = Facts::default();
        for Term { not, sense } in read(typed).into_iter().map(|placed| placed.term) {
            match sense {
                Sense::Is(condition) => self.conditions.push((not, condition)),
                sense => {
                    let words = if not { &mut self.without } else { &mut self.words };
                    words.extend(Word::new(&sense));
                }
            }
        }
    }

    /// Reads another text, with the facts for its conditions.
    pub fn retype_with(&mut self, typed: &str, facts: &Facts) {
        self.retype(typed);
        if self.needs().any() {
            self.facts = facts.clone();
        }
    }

    /// Frees the facts.
    pub(super) fn forget_facts(&mut self) {
        self.facts = Facts::default();
    }

    /// Returns what the conditions depend on besides the secrets.
    pub fn needs(&self) -> Needs {
        self.conditions.iter().fold(Needs::default(), |needs, (_, condition)| needs.or(condition.needs()))
    }

    /// Tells whether the pattern matches everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.without.is_empty() && self.conditions.is_empty()
    }

    /// Returns how well the row of this index matches; `None` when a word is found neither in the id nor in the
    /// description, or a condition is not known to hold.
    pub fn score(&mut self, index: u32, row: Row<'_>) -> Option<u32> {
        let texts = row.texts();
        // Mostly the letters decide already.
        if !self.words.iter().all(|word| word.is_possible(&texts)) {
            return None;
        }
        let is_free = self.conditions.is_empty() && self.without.is_empty();
        if !is_free && !self.allows(index, row, &texts) {
            return None;
        }
        if self.words.is_empty() {
            return Some(0);
        }
        let mut total = 0;
        for word in &self.words {
            total += match word.address() {
                Some(address) => address.names(row).map(|_| address::SCORE),
                None => word.best_in(&texts, &mut self.scratch),
            }?;
        }
        let length = u32::try_from(texts.id.len()).unwrap_or(u32::MAX);
        Some(total * LENGTHS + (LENGTHS - 1).saturating_sub(length))
    }

    /// Tells whether a row meets the conditions, and has none of the words that it may not have. Most patterns have
    /// neither, and are slower where this becomes a part of [`Self::score`].
    #[inline(never)]
    fn allows(&mut self, index: u32, row: Row<'_>, texts: &Texts<'_>) -> bool {
        let holds =
            |(not, condition): &(bool, Condition)| condition.holds(index, row, &self.facts) == Some(!not);
        self.conditions.iter().all(holds)
            && !self.without.iter().any(|word| word.is_in(texts, &mut self.scratch))
    }

    /// Finds the letters of `secret` that matched, each word where it matched best.
    pub fn marks(&mut self, secret: &Secret) -> Marks {
        let Scratch { matcher, chars, .. } = &mut self.scratch;
        let mut marks = Marks::default();
        let mut found = Vec::new();
        for word in &self.words {
            if let Some(address) = word.address() {
                if secret.id.shown().starts_with(address.id()) {
                    let named = graphemes(address.id()).count();
                    marks.id.extend((0..).take(named));
                }
                continue;
            }
            let in_id = Utf32Str::new(secret.id.shown(), chars);
            let id = word.atom().indices(in_id, matcher, &mut marks.id);
            found.clear();
            let in_description = Utf32Str::new(secret.description.shown(), chars);
            if id.is_none() && word.atom().indices(in_description, matcher, &mut found).is_some() {
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

/// Tells whether whatever `now` matches was matched by `before`: then only the former hits have to be searched. The facts
/// for their conditions are the same.
pub(super) fn narrows(before: &str, now: &str) -> bool {
    let (before, now) = (read(before), read(now));
    before.len() <= now.len() && before.iter().zip(&now).all(|(before, now)| implies(&now.term, &before.term))
}

/// Tells whether a text that has `now` certainly has `before`.
fn implies(now: &Term, before: &Term) -> bool {
    match (&now.sense, &before.sense) {
        (_, Sense::Unfinished(_)) => true,
        _ if now == before => true,
        _ if now.not || before.not => false,
        (Sense::Fuzzy(now), Sense::Fuzzy(before)) => {
            now.starts_with(before) && Address::read(now).is_none() && Address::read(before).is_none()
        }
        (Sense::Exact(now), Sense::Exact(before)) | (Sense::Start(now), Sense::Start(before)) => {
            now.starts_with(before)
        }
        _ => false,
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
        Chunk::from([secret]).get(0).and_then(|row| Pattern::new(typed).score(0, row))
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
