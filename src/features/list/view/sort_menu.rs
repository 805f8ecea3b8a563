//! The menu of the orders of the list.

use crate::domain::Sort;
use crate::features::list::words::sort_name;
use crate::view::prelude::*;

/// Returns the menu, with the cursor where `menu` has it.
pub(crate) fn sort_menu<'a>(present: Sort, menu: &Menu, frame: ModalFrame<'a>) -> MenuDialog<'a> {
    let line =
        |(at, sort)| MenuLine::new(menu, at, sort_name(sort), if sort == present { "current" } else { "" });
    let lines = Sort::ALL.into_iter().enumerate().map(line).collect();
    MenuDialog { width: 34, word: 14, lines, frame: frame.title("Sort") }
}
