//! What helps to fill in a value: generating one, loading one from a file. Randomness and files are the
//! runtime's; here is what is asked of it and what becomes of the answer.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::field::Field;
use super::form::{Phase, Spot, ValueInput};
use super::modal::Modal;
use super::{App, Effect};
use crate::domain::{RequestId, SecretValue};

/// Length of a generated value at first, in characters.
const LENGTH: usize = 32;
/// The bounds of that length.
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=256;
/// The largest file that is loaded, in bytes.
pub const FILE_LIMIT: u64 = 1024 * 1024;

/// What a generated value is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Safe everywhere: in URLs, shells and connection strings.
    Letters,
    /// All that can be typed but spaces and quotes.
    Signs,
    /// Lower-case hexadecimal.
    Hex,
}

impl Alphabet {
    /// All of them, as the menu lists them.
    pub const ALL: [Self; 3] = [Self::Letters, Self::Signs, Self::Hex];

    /// What the menu calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letters => "letters, digits",
            Self::Signs => "with signs",
            Self::Hex => "hexadecimal",
        }
    }

    /// The letter that chooses it.
    pub fn letter(self) -> char {
        match self {
            Self::Letters => 'l',
            Self::Signs => 's',
            Self::Hex => 'x',
        }
    }

    /// The characters.
    pub fn characters(self) -> &'static [u8] {
        match self {
            Self::Letters => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            Self::Signs => {
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#%&()*+,-./:;<=>?@[]^_{|}~"
            }
            Self::Hex => b"0123456789abcdef",
        }
    }

    /// Bits of a value of this length.
    pub fn bits(self, length: usize) -> usize {
        ((self.characters().len() as f64).log2() * length as f64) as usize
    }
}

/// Why a file was not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// There is none of this name.
    Missing,
    /// It may not be read.
    Forbidden,
    /// It is a directory, a device, a pipe.
    NotRegular,
    /// It is larger than `FILE_LIMIT`.
    TooLarge,
    /// It is not UTF-8, which a value has to be.
    NotText,
    /// Something else.
    Other,
}

impl FileFault {
    /// For the line below the path.
    pub fn text(self) -> &'static str {
        match self {
            Self::Missing => "There is no such file.",
            Self::Forbidden => "You may not read this file.",
            Self::NotRegular => "This is no regular file.",
            Self::TooLarge => "It is larger than 1 MiB.",
            Self::NotText => "It is not UTF-8 text, so it cannot be a value.",
            Self::Other => "It could not be read.",
        }
    }
}

impl App {
    /// Whether the focus is on a value that can be changed.
    fn is_in_value(&self) -> bool {
        self.form.as_ref().is_some_and(|form| {
            form.focus == Spot::Value
                && matches!(form.phase, Phase::Filling)
                && !matches!(form.value, ValueInput::Fixed)
        })
    }

    /// `Ctrl-g`: the menu that generates a value.
    pub(super) fn open_generate(&mut self) {
        if self.is_in_value() {
            self.modal = Some(Modal::Generate { cursor: Alphabet::Letters, length: LENGTH, asked: None });
        }
    }

    /// Makes the value to be generated longer or shorter.
    pub(super) fn change_length(&mut self, step: isize) {
        self.forget_asked_for();
        if let Some(Modal::Generate { length, .. }) = &mut self.modal {
            *length = length.saturating_add_signed(step).clamp(*LENGTHS.start(), *LENGTHS.end());
        }
    }

    /// Asks for randomness, more than is needed: what would favour some characters is thrown away.
    pub(super) fn generate(&mut self, alphabet: Alphabet) {
        let Some(Modal::Generate { cursor, length, asked }) = &mut self.modal else { return };
        *cursor = alphabet;
        let request = self.ledger.request();
        *asked = Some(request);
        self.effects.push(Effect::Random(request, *length * 4 + 64));
    }

    /// Randomness came: makes the value of it. Or the system gave none.
    pub(super) fn random_came(&mut self, request: RequestId, bytes: Option<Zeroizing<Vec<u8>>>) {
        let Some(Modal::Generate { cursor, length, asked }) = self.modal else { return };
        if asked != Some(request) {
            return;
        }
        let Some(bytes) = bytes else { return self.no_random() };
        let characters = cursor.characters();
        let fair = 256 / characters.len() * characters.len();
        let mut value = Zeroizing::new(String::with_capacity(length));
        let usable = bytes.iter().filter(|byte| usize::from(**byte) < fair);
        value.extend(
            usable.map(|byte| char::from(characters[usize::from(*byte) % characters.len()])).take(length),
        );
        if value.len() < length {
            return self.generate(cursor);
        }
        self.modal = None;
        if let Some(form) = &mut self.form {
            form.set_value(Arc::new(SecretValue::new(value.as_str().to_owned())));
        }
    }

    fn no_random(&mut self) {
        self.modal = None;
        self.warn("Nothing was generated: the system gave no random bytes.");
    }

    /// `Ctrl-f`: asks for the path of a file to load.
    pub(super) fn open_file(&mut self) {
        if self.is_in_value() {
            self.modal =
                Some(Modal::LoadFile { path: Field::text_line("").into(), fault: None, asked: None });
        }
    }

    /// The path is typed: asks for the file.
    pub(super) fn load_file(&mut self) {
        if let Some(Modal::LoadFile { path, fault, asked }) = &mut self.modal {
            *fault = None;
            if !path.is_empty() {
                let request = self.ledger.request();
                *asked = Some(request);
                self.effects.push(Effect::ReadFile(request, path.text().to_owned()));
            }
        }
    }

    /// The file came, or why not.
    pub(super) fn file_came(&mut self, request: RequestId, result: Result<SecretValue, FileFault>) {
        let Some(Modal::LoadFile { fault, asked, .. }) = &mut self.modal else { return };
        if asked.take_if(|asked| *asked == request).is_none() {
            return;
        }
        match result {
            Err(why) => *fault = Some(why),
            // Editors and `echo` add it; most credentials do not want it.
            Ok(value) if value.expose().ends_with('\n') => {
                self.modal = Some(Modal::FinalNewline { value: Arc::new(value), go: false });
            }
            Ok(value) => {
                self.modal = None;
                self.put_value(Arc::new(value));
            }
        }
    }

    /// The loaded file ends with a newline: keeps it or takes it off.
    pub(super) fn answer_newline(&mut self, value: &SecretValue, remove: bool) {
        self.modal = None;
        let text = value.expose();
        let text = if remove { text.strip_suffix('\n').unwrap_or(text) } else { text };
        let text = if remove { text.strip_suffix('\r').unwrap_or(text) } else { text };
        self.put_value(Arc::new(SecretValue::new(text.to_owned())));
    }

    /// What a dialog waits for to become a value is not wanted any more; what is typed in it stays.
    pub(super) fn forget_asked_for(&mut self) {
        if let Some(Modal::Generate { asked, .. } | Modal::LoadFile { asked, .. }) = &mut self.modal {
            *asked = None;
        }
    }

    fn put_value(&mut self, value: Arc<SecretValue>) {
        if let Some(form) = &mut self.form {
            form.set_value(value);
        }
    }
}
