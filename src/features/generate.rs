//! Generating a value: the keys of its menu, and the random bytes that the system is asked for.

mod view;

pub(crate) use view::GenerateDialog;

use zeroize::Zeroizing;

use crate::core::{Effect, Out, RequestId};
use crate::domain::SecretValue;
use crate::keys::{Code, Key};
use crate::view::Menu;
use crate::work::generate::{Alphabet, Length};

/// For a value that could not be generated.
pub const NO_RANDOM: &str = "Nothing was generated: the system gave no random bytes.";

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
