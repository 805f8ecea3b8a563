//! Generated values: a character set, a length that the user may type, and random bytes become a value. Every character of the set is equally
//! likely at every place.

use std::ops::RangeInclusive;

use zeroize::Zeroizing;

use crate::domain::SecretValue;

/// The lengths that a generated value may have, in characters.
pub const LENGTHS: RangeInclusive<usize> = 8..=256;
/// The length of a generated value where nobody chooses one, in characters.
pub const USUAL_LENGTH: usize = 32;

/// The character set of a generated value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Letters and digits, which are safe everywhere: in URLs, shells and connection strings.
    Letters,
    /// Letters, digits and the symbols that are safe anywhere in a URL.
    UrlSafe,
    /// Letters, digits and the symbols that no shell treats as special, wherever they stand.
    ShellSafe,
    /// Everything on a keyboard except spaces and quotes.
    Symbols,
    /// Lower-case hexadecimal.
    Hex,
}

impl Alphabet {
    /// All sets, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Letters, Self::UrlSafe, Self::ShellSafe, Self::Symbols, Self::Hex];

    /// Returns the name in the menu.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letters => "letters, digits",
            Self::UrlSafe => "URL-safe",
            Self::ShellSafe => "shell-safe",
            Self::Symbols => "with symbols",
            Self::Hex => "hexadecimal",
        }
    }

    /// Returns the letter that selects the set.
    pub fn letter(self) -> char {
        match self {
            Self::Letters => 'l',
            Self::UrlSafe => 'u',
            Self::ShellSafe => 'h',
            Self::Symbols => 's',
            Self::Hex => 'x',
        }
    }

    /// Returns the characters.
    pub fn characters(self) -> &'static [u8] {
        match self {
            Self::Letters => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            Self::UrlSafe => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
            // No `-`, which begins an option, no `=`, which zsh expands, no `~`, which means a home directory.
            Self::ShellSafe => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+._",
            Self::Symbols => {
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#%&()*+,-./:;<=>?@[]^_{|}~"
            }
            Self::Hex => b"0123456789abcdef",
        }
    }

    /// Returns the symbols beside letters and digits, shortened for the menu.
    pub fn symbols(self) -> &'static str {
        match self {
            Self::UrlSafe => "and - _",
            Self::ShellSafe => "and + . _",
            Self::Symbols => "and ! # % & ( ) * …",
            Self::Letters | Self::Hex => "",
        }
    }

    /// Returns the bits of randomness in a value of this length.
    pub fn bits(self, length: usize) -> usize {
        ((self.characters().len() as f64).log2() * length as f64) as usize
    }

    /// Returns how many random bytes to ask for, to make a value of `length` characters: more than are needed, because
    /// some are thrown away.
    pub fn bytes_for(length: usize) -> usize {
        length * 4 + 64
    }

    /// Makes a value of `length` characters. Bytes that would favour some characters are thrown away; `None` if too
    /// few are left, which takes another try with other bytes.
    pub fn value(self, length: usize, random: &[u8]) -> Option<SecretValue> {
        let characters = self.characters();
        let fair = 256 / characters.len() * characters.len();
        let mut value = Zeroizing::new(String::with_capacity(length));
        let usable = random.iter().map(|byte| usize::from(*byte)).filter(|byte| *byte < fair);
        value.extend(usable.map(|byte| char::from(characters[byte % characters.len()])).take(length));
        (value.len() == length).then(|| SecretValue::from(value.as_str()))
    }
}

/// The length of a generated value, as far as the user has typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    number: usize,
    /// The next digit begins a new number.
    fresh: bool,
    /// The user tried to generate: a number that is too small is a fault from now on, not an unfinished one.
    tried: bool,
}

impl Length {
    /// The largest number that can be typed.
    const TYPED: usize = 9_999;

    /// Returns the length that is typed so far.
    pub fn number(self) -> usize {
        self.number
    }

    /// Types a digit; `None` takes the last one away.
    pub fn press(&mut self, digit: Option<u32>) {
        let number = match digit.map(|digit| digit as usize) {
            None => self.number / 10,
            Some(digit) if self.fresh => digit,
            Some(digit) => self.number * 10 + digit,
        };
        if number <= Self::TYPED {
            *self = Self { number, fresh: false, tried: false };
        }
    }

    /// Makes the length larger or smaller, within the limits.
    pub fn step(&mut self, step: isize) {
        let number = self.number.saturating_add_signed(step).clamp(*LENGTHS.start(), *LENGTHS.end());
        *self = Self { number, fresh: true, tried: false };
    }

    /// Tells whether the length is allowed; if not, the fault shows from now on.
    pub fn try_it(&mut self) -> bool {
        self.tried = true;
        self.fault().is_none()
    }

    /// Returns the fault of the length.
    pub fn fault(self) -> Option<String> {
        match self.number {
            n if n > *LENGTHS.end() => Some(format!("at most {} characters", LENGTHS.end())),
            n if n < *LENGTHS.start() && self.tried => {
                Some(format!("at least {} characters", LENGTHS.start()))
            }
            _ => None,
        }
    }
}

impl Default for Length {
    fn default() -> Self {
        Self { number: USUAL_LENGTH, fresh: true, tried: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::url(Alphabet::UrlSafe, 64)]
    #[case::shell(Alphabet::ShellSafe, 65)]
    fn the_safe_sets_have_nothing_that_breaks_them(#[case] set: Alphabet, #[case] size: usize) {
        assert_eq!(set.characters().len(), size);
        for c in b"/{}*?;,@:%#&=~!$()<>|[]^'\"\\` " {
            assert!(!set.characters().contains(c), "{}", char::from(*c));
        }
    }

    #[test]
    fn no_set_has_a_character_twice_and_no_letter_is_another_s() {
        for set in Alphabet::ALL {
            let mut characters = set.characters().to_vec();
            characters.sort_unstable();
            characters.dedup();
            assert_eq!(characters.len(), set.characters().len(), "{}", set.name());
            assert_eq!(Alphabet::ALL.iter().filter(|other| other.letter() == set.letter()).count(), 1);
        }
    }

    #[rstest]
    #[case::in_order(Alphabet::Hex, 4, &[0, 1, 10, 255], Some("01af"))]
    #[case::more_than_needed(Alphabet::Hex, 2, &[3, 4, 5], Some("34"))]
    #[case::too_few(Alphabet::Hex, 3, &[3, 4], None)]
    #[case::bytes_that_favour_some_are_left_out(Alphabet::Letters, 2, &[255, 0, 248, 1], Some("AB"))]
    #[case::and_are_missed(Alphabet::Letters, 2, &[255, 0], None)]
    fn bytes_become_characters_of_the_set(
        #[case] set: Alphabet,
        #[case] length: usize,
        #[case] random: &[u8],
        #[case] value: Option<&str>,
    ) {
        assert_eq!(set.value(length, random).as_ref().map(SecretValue::expose), value);
    }

    #[test]
    fn every_character_is_as_likely_as_any_other() {
        let random: Vec<u8> = (0..=255).collect();
        for set in Alphabet::ALL {
            let all = set.characters();
            let value = set.value(256 / all.len() * all.len(), &random).unwrap();
            let count = |c: &u8| value.expose().bytes().filter(|byte| byte == c).count();
            assert!(all.iter().all(|c| count(c) == 256 / all.len()), "{}", set.name());
        }
    }

    #[test]
    fn a_typed_length_replaces_the_one_before_and_its_bounds_are_told() {
        let mut length = Length::default();
        length.press(Some(6));
        length.press(Some(4));
        assert_eq!((length.number(), length.try_it()), (64, true));
        length.press(Some(0));
        assert_eq!(length.fault().as_deref(), Some("at most 256 characters"));
        assert!(!length.try_it());
        length.press(None);
        length.press(None);
        assert_eq!((length.number(), length.fault()), (6, None), "it may be on its way to 64");
        assert!(!length.try_it());
        assert_eq!(length.fault().as_deref(), Some("at least 8 characters"));
        length.step(1);
        assert_eq!((length.number(), length.fault()), (8, None));
        length.press(Some(9));
        assert_eq!(length.number(), 9);
        for _ in 0..9 {
            length.press(Some(9));
        }
        assert_eq!(length.number(), 9_999);
    }
}
