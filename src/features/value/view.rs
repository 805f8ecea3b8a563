//! The views of the value: the lines that the detail shows of it, the value itself on its surface, and the value alone
//! on the screen.

mod alone;
mod copy_menu;
mod state;
mod surface;

pub use alone::Alone;
pub use copy_menu::CopyMenu;
pub use state::StateLines;
pub use surface::Surface;
