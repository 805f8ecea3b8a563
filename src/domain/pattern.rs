//! What is typed into the filter line, and how a secret is measured against it.
//!
//! Fuzzy and smart in case: words are matched one by one, each against the id or the description. The
//! matcher thread asks for scores, the list for the matched letters; both see the same rule here.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Secret;

/// What a match in the id is worth over the same match in the description.
const ID_BONUS: u32 = 30;

/// A pattern, ready to match. Owns its scratch memory, so matching needs `&mut`.
pub struct Pattern {
    atoms: Vec<Atom>,
    matcher: Matcher,
    chars: Vec<char>,
}

/// Which letters of a secret matched: indices of graphemes, ascending, without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the shown id.
    pub id: Vec<u32>,
    /// In the shown description.
    pub description: Vec<u32>,
}

impl Pattern {
    /// Reads what was typed. Words are separated by white space; lower case matches both cases.
    pub fn new(typed: &str) -> Self {
        let atom = |word| Atom::new(word, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy, false);
        Self {
            atoms: typed.split_whitespace().map(atom).collect(),
            matcher: Matcher::new(Config::DEFAULT),
            chars: Vec::new(),
        }
    }

    /// Whether it matches everything.
    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// How well `secret` matches; `None` when a word is found neither in the id nor in the description.
    pub fn score(&mut self, secret: &Secret) -> Option<u32> {
        let mut total = 0;
        for atom in &self.atoms {
            let id = atom.score(Utf32Str::new(secret.id.shown(), &mut self.chars), &mut self.matcher);
            let description =
                atom.score(Utf32Str::new(secret.description.shown(), &mut self.chars), &mut self.matcher);
            let best = id.map(|s| u32::from(s) + ID_BONUS).max(description.map(u32::from))?;
            total += best;
        }
        Some(total)
    }

    /// The letters of `secret` that matched, each word where it matched best.
    pub fn marks(&mut self, secret: &Secret) -> Marks {
        let mut marks = Marks::default();
        let mut found = Vec::new();
        for atom in &self.atoms {
            let in_id = Utf32Str::new(secret.id.shown(), &mut self.chars);
            let id = atom.indices(in_id, &mut self.matcher, &mut marks.id);
            found.clear();
            let in_description = Utf32Str::new(secret.description.shown(), &mut self.chars);
            if id.is_none() && atom.indices(in_description, &mut self.matcher, &mut found).is_some() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn secret(id: &str, description: &str) -> Secret {
        Secret { description: description.into(), ..Secret::named(id) }
    }

    #[rstest]
    #[case::letters_in_order("pgp", true)]
    #[case::letters_out_of_order("pgpx", false)]
    #[case::description("writer", true)]
    #[case::words_in_both("postgres writer", true)]
    #[case::one_word_nowhere("postgres reader", false)]
    #[case::lower_case_finds_upper("main", true)]
    #[case::upper_case_is_exact("POSTGRES", false)]
    #[case::nothing("", true)]
    #[case::only_spaces("  ", true)]
    fn words_match(#[case] typed: &str, #[case] expected: bool) {
        let secret = secret("postgres_main_password", "Main cluster, primary writer");
        assert_eq!(Pattern::new(typed).score(&secret).is_some(), expected);
    }

    #[test]
    fn a_match_in_the_id_ranks_before_the_same_in_the_description() {
        let mut pattern = Pattern::new("oncall");
        let id = pattern.score(&secret("oncall", "")).unwrap();
        let description = pattern.score(&secret("x", "oncall")).unwrap();
        assert!(id > description);
    }

    #[test]
    fn the_matched_letters_are_told() {
        let marks = Pattern::new("pg writ").marks(&secret("pg_key", "the writer"));
        assert_eq!(marks, Marks { id: vec![0, 1], description: vec![4, 5, 6, 7] });
        assert_eq!(Pattern::new("zz").marks(&secret("pg_key", "")), Marks::default());
    }
}
