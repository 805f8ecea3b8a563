//! Generating a value: the length that the user types, and the random bytes that the system is asked for.

use zeroize::Zeroizing;

use crate::core::{Effect, Out, RequestId};
use crate::domain::SecretValue;
use crate::keys::{Code, Key};
use crate::view::Menu;
use crate::work::generate::{Alphabet, LENGTHS, USUAL_LENGTH};

/// The choice of a length, beside the menu of character sets.
#[derive(Debug, Default)]
pub struct Generator {
    /// The length.
    pub length: Length,
    /// The pending request for random bytes.
    asked: Option<RequestId>,
}

impl Generator {
    /// Gives up the request for random bytes.
    pub fn forget_asked(&mut self) {
        self.asked = None;
    }

    /// Takes a key: a letter selects a set, a digit changes the length. No key here generates.
    pub fn press(&mut self, key: Key, menu: &mut Menu) {
        match key {
            Key { code: Code::Backspace, .. } => self.length.press(None),
            Key { code: Code::Char(c), ctrl: false, alt: false } => match c.to_digit(10) {
                Some(digit) => self.length.press(Some(digit)),
                None => {
                    let named = Alphabet::ALL.iter().position(|alphabet| alphabet.letter() == c);
                    named.into_iter().for_each(|line| menu.select(line));
                }
            },
            _ => {}
        }
    }

    /// Asks for random bytes, if the length is allowed.
    pub fn ask(&mut self, out: &mut Out) {
        if self.length.try_it() {
            let request = out.pending.request();
            self.asked = Some(request);
            out.effects.push(Effect::Random(request, Alphabet::bytes_for(self.length.number())));
        }
    }

    /// Makes a value of the random bytes, and asks for others if that takes more. `None` if there is no value so far,
    /// `Some(None)` if there will be none, because the system gave no bytes.
    pub fn random_came(
        &mut self,
        request: RequestId,
        bytes: Option<Zeroizing<Vec<u8>>>,
        set: usize,
        out: &mut Out,
    ) -> Option<Option<SecretValue>> {
        if self.asked != Some(request) {
            return None;
        }
        let Some(bytes) = bytes else { return Some(None) };
        let value = Alphabet::ALL.get(set)?.value(self.length.number(), &bytes);
        if value.is_none() {
            self.ask(out);
        }
        value.map(Some)
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
