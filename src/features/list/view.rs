//! The views of the list.

mod sort_menu;
mod title;

pub use sort_menu::SortMenu;
pub use title::Title;
