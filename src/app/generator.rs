//! The choices for a generated value: the character sets, and the length that the user types.

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
    /// The shortest length, in characters.
    pub const LEAST: usize = 8;
    /// The longest length, in characters.
    pub const MOST: usize = 256;
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
        let number = self.number.saturating_add_signed(step).clamp(Self::LEAST, Self::MOST);
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
            n if n > Self::MOST => Some(format!("at most {} characters", Self::MOST)),
            n if n < Self::LEAST && self.tried => Some(format!("at least {} characters", Self::LEAST)),
            _ => None,
        }
    }
}

impl Default for Length {
    fn default() -> Self {
        Self { number: 32, fresh: true, tried: false }
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
