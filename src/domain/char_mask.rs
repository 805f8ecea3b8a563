//! The characters of a text, as a set: enough to know without reading the text that a word cannot be in it.

/// A set of classes of characters: each letter of the Latin alphabet in either case, and five groups of
/// everything else that is ASCII. A text with any other character counts as having all of them, because
/// the matcher takes `é` for `e`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct CharMask(u32);

/// The class of each byte; a byte beyond ASCII has them all.
const CLASSES: [u32; 256] = {
    let mut classes = [u32::MAX; 256];
    let mut byte = 0;
    while byte < 128 {
        let class = match byte as u8 {
            letter @ (b'a'..=b'z' | b'A'..=b'Z') => (letter | 0x20) - b'a',
            digit @ b'0'..=b'9' => 26 + (digit - b'0') / 4,
            b'_' | b'-' => 29,
            b' ' => 30,
            _ => 31,
        };
        classes[byte] = 1 << class;
        byte += 1;
    }
    classes
};

impl CharMask {
    /// Returns the letters in `text`.
    pub fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |all, byte| all | CLASSES[usize::from(byte)]))
    }

    /// Tells whether the text is certainly ASCII: only a text that has all letters may have others too.
    pub fn is_ascii(self) -> bool {
        self.0 != u32::MAX
    }

    /// Returns the letters that a text must have for `word` to be found in it.
    pub fn needed_for(word: &str) -> Self {
        let ascii = word.bytes().filter(u8::is_ascii);
        Self(ascii.fold(0, |all, byte| all | CLASSES[usize::from(byte)]))
    }

    /// Tells whether all letters of `needed` are there.
    pub fn has(self, needed: Self) -> bool {
        self.0 & needed.0 == needed.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::there("postgres_main", "PgM", true)]
    #[case::missing("postgres_main", "pgx", false)]
    #[case::digit_of_another_group("key_1", "9", false)]
    #[case::nothing_needed("", "", true)]
    #[case::empty("", "a", false)]
    #[case::accent_may_stand_for_its_letter("é", "e", true)]
    #[case::accent_needs_nothing("cafe", "é", true)]
    fn a_word_needs_its_letters(#[case] text: &str, #[case] word: &str, #[case] expected: bool) {
        assert_eq!(CharMask::of(text).has(CharMask::needed_for(word)), expected);
    }

    #[test]
    fn a_text_beyond_ascii_is_never_taken_for_ascii() {
        assert!(CharMask::of("postgres_main").is_ascii() && CharMask::of("").is_ascii());
        assert!(!CharMask::of("caf\u{e9}").is_ascii());
    }
}
