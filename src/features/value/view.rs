//! The views of the value: the lines that the detail shows of it, the value itself on its surface, and the value alone
//! on the screen.

mod alone;
mod copy_menu;
mod state;
mod surface;

pub(crate) use alone::Alone;
pub(crate) use copy_menu::{ValueIs, copy_menu, marked_menu};
pub(crate) use state::StateLines;
pub(crate) use surface::Surface;
