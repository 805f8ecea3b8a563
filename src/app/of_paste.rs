//! The way of a pasted text: into the field that has the cursor, or nowhere. It never presses a key.

use super::modal::{About, Modal};
use super::{App, words};
use crate::features::rollout::{NOT_TYPED, Typing};
use crate::features::write::Spot;
use crate::keys::Context;
use crate::view::Dialog;
use crate::view::field::{normalised, unfit};

/// The longest paste, in bytes. A value and the filter have limits of their own.
const LONGEST_PASTE: usize = 64 * 1024;

impl App {
    pub(super) fn paste(&mut self, text: &str) {
        self.session.touch();
        if self.editor.takes_keys() {
            return;
        }
        if self.help.is_open() {
            if self.help.is_typing() {
                return self.help.paste(text);
            }
            return self.warn("There is no field to paste into in the help.");
        }
        if self.palette.is_open() {
            return self.paste_into_palette(text);
        }
        self.forget_asked_for();
        let into_value = self.modal.is_none() && self.form().is_some_and(|form| form.focus == Spot::Value);
        if text.len() > LONGEST_PASTE
            && !into_value
            && !matches!(self.context(), Context::Filter | Context::UsesFilter)
        {
            return self.warn("The pasted text is too long for this place; none of it was taken.");
        }
        if let Some(Modal::Dialog(about, Dialog::Prompt(prompt))) = &mut self.modal {
            let is_value = matches!(about, About::PlanLine(Typing::Value, _));
            match is_value && unfit(&normalised(text)).is_some() {
                true => prompt.fault = Some(NOT_TYPED),
                false => drop(prompt.paste(text)),
            }
        } else if matches!(self.modal, Some(Modal::SignIn)) {
            if !self.session.paste(text) {
                self.warn(words::NOT_PASTED);
            }
        } else if self.context() == Context::Form {
            self.writes(|write, at, out| write.paste(at, text, out));
        } else if self.context() == Context::Filter {
            self.paste_into_filter(text);
        } else if self.context() == Context::UsesFilter {
            self.pods.paste(text);
        } else {
            self.warn("There is no field to paste into; / opens the filter.");
        }
    }
}
