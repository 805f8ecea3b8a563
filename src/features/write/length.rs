//! The length of a generated value, as the user types it.

use crate::work::generate::{LENGTHS, USUAL_LENGTH};

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
