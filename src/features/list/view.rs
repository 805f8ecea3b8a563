//! The views of the list.

mod detail;
mod empty;
mod row;
mod rows;
mod sort_menu;
mod title;

pub(crate) use detail::{Detail, ValueLines};
pub(crate) use empty::Empty;
pub(crate) use rows::Rows;
pub(crate) use sort_menu::sort_menu;
pub(crate) use title::Title;
