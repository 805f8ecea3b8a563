//! The sentences on the screen. Those that several places use are in [`crate::words`].

mod editor;
mod keys;
mod undo;
mod writes;

pub use editor::*;
pub use keys::*;
pub use undo::*;
pub use writes::*;

pub use crate::words::*;
