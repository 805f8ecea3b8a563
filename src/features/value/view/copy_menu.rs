//! The menu of texts to copy, with each text.

use crate::domain::Secret;
use crate::features::value::CopyAs;
use crate::view::prelude::*;
use crate::words::unreferable_in_short;

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
