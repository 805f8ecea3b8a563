//! The menu of the orders of the table.

use crate::domain::uses::PodSort;
use crate::features::pods::words::sort_name;
use crate::view::prelude::*;

/// Returns the menu, with the cursor where `menu` has it.
pub(crate) fn pods_menu<'a>(present: PodSort, menu: &Menu, frame: ModalFrame<'a>) -> MenuDialog<'a> {
    let line =
        |(at, sort)| MenuLine::new(menu, at, sort_name(sort).0, if sort == present { "current" } else { "" });
    let lines = PodSort::ALL.into_iter().enumerate().map(line).collect();
    MenuDialog { width: 34, word: 15, lines, frame: frame.title("Sort") }
}
