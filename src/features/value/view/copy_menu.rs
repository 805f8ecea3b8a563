//! The menu of texts to copy, with each text.

use crate::domain::Secret;
use crate::domain::listing::Form;
use crate::features::value::CopyAs;
use crate::view::prelude::*;
use crate::words::{secrets, unreferable_in_short};

/// Returns the menu about this secret, with the cursor where `menu` has it.
pub(crate) fn copy_menu<'a>(secret: &Secret, menu: &Menu, frame: ModalFrame<'a>) -> MenuDialog<'a> {
    let reference = secret.reference();
    let line = |(at, what): (usize, CopyAs)| {
        let more = match (what, &reference) {
            (CopyAs::Reference, Ok(reference)) => reference.to_string(),
            (CopyAs::Reference, Err(why)) => unreferable_in_short(*why),
            (CopyAs::Id, _) => secret.id.to_string(),
            (CopyAs::Metadata, _) => "JSON, 9 keys, no value".to_owned(),
        };
        let off = what == CopyAs::Reference && reference.is_err();
        MenuLine { off, ..MenuLine::new(menu, at, what.word(), more) }
    };
    let lines = CopyAs::ALL.into_iter().enumerate().map(line).collect();
    MenuDialog { width: 64, word: 11, lines, frame: frame.title("Copy as").choosing("copy") }
}

/// Returns the menu about so many marked secrets.
pub(crate) fn marked_menu<'a>(marked: usize, menu: &Menu, frame: ModalFrame<'a>) -> MenuDialog<'a> {
    let line = |(at, form): (usize, Form)| {
        let (word, more) = match form {
            Form::Ids => ("ids", "one in each line"),
            Form::References => ("references", "${secret:owner:id}, one in each line"),
            Form::Map => ("secret_map", "\"KEY\": \"${secret:owner:id}\", one in each line"),
            Form::Json => ("JSON", "metadata, as list --json prints it; no values"),
            Form::Lines => ("TSV", "metadata between tabs, with a header; no values"),
            Form::Markdown => ("Markdown", "metadata as a table; no values"),
        };
        MenuLine::new(menu, at, word, more)
    };
    let lines = Form::ALL.into_iter().enumerate().map(line).collect();
    let title = format!("Copy about {}", secrets(marked));
    MenuDialog { width: 66, word: 12, lines, frame: frame.title(title).choosing("copy") }
}
