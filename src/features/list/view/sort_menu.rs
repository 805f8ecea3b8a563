//! The menu of the orders of the list.

use crate::domain::{Order, Sort};
use crate::features::list::words::sort_name;
use crate::view::prelude::*;

/// Returns the menu, with the cursor where `menu` has it.
pub(crate) fn sort_menu<'a>(present: Order, menu: &Menu, frame: ModalFrame<'a>) -> MenuDialog<'a> {
    let now = if present.reversed { "reversed" } else { "current" };
    let line =
        |(at, sort)| MenuLine::new(menu, at, sort_name(sort), if sort == present.by { now } else { "" });
    let lines = Sort::ALL.into_iter().enumerate().map(line).collect();
    MenuDialog { width: 34, word: 14, lines, frame: frame.title("Sort") }
}
