//! What the screen says. What several places say stands in [`crate::words`].

mod editor;
mod keys;
mod undo;
mod writes;

pub use editor::*;
pub use keys::*;
pub use undo::*;
pub use writes::*;

pub use crate::words::*;
