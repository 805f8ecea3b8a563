//! The views of the list.

mod detail;
mod empty;
mod row;
mod rows;
mod sort_menu;
mod title;

pub use detail::{Detail, ValueLines};
pub use empty::Empty;
pub use rows::Rows;
pub use sort_menu::SortMenu;
pub use title::Title;
