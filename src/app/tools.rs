//! Tools for a value: generating it, loading it from a file, removing its invisible characters. The runtime supplies
//! random bytes and files; this file asks for them and uses the answer.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::modal::{About, Modal};
use super::{App, words};
use crate::core::{Effect, Notice, RequestId, Tone};
use crate::domain::{FileFault, SecretValue};
use crate::features::write::form::{Phase, Spot};
use crate::keys::{Code, Key};
use crate::text::unseen::without_unseen;
use crate::view::Dialog;
use crate::view::field::Field;
use crate::work::generate::Alphabet;

impl FileFault {
    /// Returns the sentence below the path.
    pub fn text(self) -> &'static str {
        match self {
            Self::Unnamed => "Type the path of the file first.",
            Self::Missing => "There is no such file.",
            Self::Unexpanded => "There is no such file; only ~/ at the beginning is expanded.",
            Self::Forbidden => "You may not read this file.",
            Self::NotRegular => "This is not a regular file.",
            Self::TooLarge => "The file is larger than 1 MiB.",
            Self::NotText => "The file is not UTF-8; a value has to be.",
            Self::Other => "The file could not be read.",
        }
    }
}

impl App {
    /// Tells whether the focus is on a value that can be changed.
    pub(super) fn is_in_value(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.focus == Spot::Value && form.takes_value())
    }

    /// Opens the menu that generates a value.
    pub(super) fn open_generate(&mut self) {
        if self.is_in_value() {
            self.modal = Some(Modal::generate());
        }
    }

    /// Changes the length of the value to generate.
    pub(super) fn change_length(&mut self, step: isize) {
        self.forget_asked_for();
        if let Some(Modal::Dialog(About::Generate(length, _), _)) = &mut self.modal {
            length.step(step);
        }
    }

    /// Takes a key in the menu that generates: a letter selects a set, a digit changes the length. No key here
    /// generates.
    pub(super) fn type_length(&mut self, key: Key) {
        self.forget_asked_for();
        let Some(Modal::Dialog(About::Generate(length, _), Dialog::Menu(menu))) = &mut self.modal else {
            return;
        };
        match key {
            Key { code: Code::Backspace, .. } => length.press(None),
            Key { code: Code::Char(c), ctrl: false, alt: false } => match c.to_digit(10) {
                Some(digit) => length.press(Some(digit)),
                None => {
                    let named = Alphabet::ALL.iter().position(|alphabet| alphabet.letter() == c);
                    named.into_iter().for_each(|line| menu.select(line));
                }
            },
            _ => {}
        }
    }

    /// Asks for random bytes.
    pub(super) fn generate(&mut self) {
        let Some(Modal::Dialog(About::Generate(length, asked), _)) = &mut self.modal else { return };
        if length.try_it() {
            let request = self.out.pending.request();
            *asked = Some(request);
            self.out.effects.push(Effect::Random(request, Alphabet::bytes_for(length.number())));
        }
    }

    /// Makes a value of the random bytes, if the system gave any.
    pub(super) fn random_came(&mut self, request: RequestId, bytes: Option<Zeroizing<Vec<u8>>>) {
        let Some(Modal::Dialog(About::Generate(length, asked), Dialog::Menu(menu))) = &self.modal else {
            return;
        };
        if *asked != Some(request) {
            return;
        }
        let Some(bytes) = bytes else { return self.no_random() };
        let Some(value) = Alphabet::ALL[menu.cursor()].value(length.number(), &bytes) else {
            return self.generate();
        };
        self.modal = None;
        if let Some(form) = &mut self.form {
            form.set_value(Arc::new(value));
        }
    }

    fn no_random(&mut self) {
        self.modal = None;
        self.warn("Nothing was generated: the system gave no random bytes.");
    }

    /// Asks for the path of a file to load.
    pub(super) fn open_file(&mut self) {
        if self.is_in_value() {
            self.modal = Some(Modal::Dialog(About::LoadFile(None), Dialog::prompt(Field::text_line(""))));
        }
    }

    /// Asks the runtime for the file at the typed path.
    pub(super) fn load_file(&mut self) {
        if let Some(Modal::Dialog(About::LoadFile(asked), Dialog::Prompt(prompt))) = &mut self.modal {
            prompt.fault = None;
            if prompt.field.is_empty() {
                prompt.fault = Some(FileFault::Unnamed.text());
            } else {
                let request = self.out.pending.request();
                *asked = Some(request);
                self.out.effects.push(Effect::ReadFile(request, prompt.field.text().to_owned()));
            }
        }
    }

    /// Takes the content of the file, or the reason why there is none.
    pub(super) fn file_came(&mut self, request: RequestId, result: Result<SecretValue, FileFault>) {
        let Some(Modal::Dialog(About::LoadFile(asked), Dialog::Prompt(prompt))) = &mut self.modal else {
            return;
        };
        if asked.take_if(|asked| *asked == request).is_none() {
            return;
        }
        match result {
            Err(why) => prompt.fault = Some(why.text()),
            // Editors, `echo` and some systems add such characters, and most credentials must not have them.
            Ok(value) if !value.facts().unseen.removable().is_nothing() => {
                self.modal = Some(Modal::confirm(About::Unseen(Arc::new(value))));
            }
            Ok(value) => {
                self.modal = None;
                self.put_value(Arc::new(value));
            }
        }
    }

    /// Takes the loaded value, with or without its invisible characters.
    pub(super) fn answer_unseen(&mut self, value: Arc<SecretValue>, remove: bool) {
        self.put_value(match remove {
            true => Arc::new(SecretValue::from(without_unseen(value.expose()).as_str())),
            false => value,
        });
    }

    /// Removes invisible characters from the value; an open review is shown again.
    pub(super) fn remove_unseen(&mut self) {
        let Some(form) = &mut self.form else { return };
        let Some(value) = form.new_value().filter(|_| form.can_remove_unseen()) else {
            return self.say_of_key(words::NOTHING_UNSEEN);
        };
        form.remove_unseen();
        let text = words::removed(&value.facts().unseen);
        self.notices.show(self.cx.now.instant, Notice::new(Tone::Success, text));
        let reviewed = self.form.as_mut().filter(|form| matches!(form.phase(), Phase::Review));
        if let Some(form) = reviewed {
            form.fill_in();
            self.review();
        }
    }

    /// Gives up the request of a dialog; the typed text stays.
    pub(super) fn forget_asked_for(&mut self) {
        if let Some(Modal::Dialog(
            About::Generate(_, asked) | About::LoadFile(asked) | About::SaveJournal { asked, .. },
            _,
        )) = &mut self.modal
        {
            *asked = None;
        }
    }

    fn put_value(&mut self, value: Arc<SecretValue>) {
        if let Some(form) = &mut self.form {
            form.set_value(value);
        }
    }
}
