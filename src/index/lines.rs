//! Finds a few lines of text by the same fuzzy words as the list, for menus that are typed into. A word may begin with
//! `!`, `'` or `^` or end with `$`, as in fzf. There are so few lines that nothing is kept between two searches.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A line that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLine {
    /// Its number among all lines.
    pub at: usize,
    /// Its matched letters: indices of graphemes, ascending, without repetition.
    pub marks: Vec<u32>,
}

/// Returns the lines that match `typed`, the best first, and equally good ones in their order. Nothing typed finds all
/// of them.
pub fn find_lines<'a>(typed: &str, lines: impl IntoIterator<Item = &'a str>) -> Vec<FoundLine> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut chars = Vec::new();
    let mut found: Vec<(u32, FoundLine)> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let mut marks = Vec::new();
        let text = Utf32Str::new(line, &mut chars);
        if let Some(score) = pattern.indices(text, &mut matcher, &mut marks) {
            marks.sort_unstable();
            marks.dedup();
            found.push((score, FoundLine { at, marks }));
        }
    }
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const LINES: [&str; 4] =
        ["Value: reveal, hide", "Value: copy the id", "Change: new secret", "Find: refresh"];

    #[rstest]
    #[case::nothing("", &[0, 1, 2, 3])]
    #[case::word("copy", &[1])]
    #[case::letters("chnew", &[2])]
    #[case::capitals("COPY ID", &[1])]
    #[case::best_first("re", &[0, 3, 2])]
    #[case::without("!value", &[2, 3])]
    #[case::no_line("xyz", &[])]
    fn lines_are_found(#[case] typed: &str, #[case] expected: &[usize]) {
        let found: Vec<_> = find_lines(typed, LINES).into_iter().map(|line| line.at).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn matched_letters_are_told() {
        assert_eq!(find_lines("new", LINES), [FoundLine { at: 2, marks: vec![8, 9, 10] }]);
    }
}
