//! The sentences on the screen. Those that several places use are in [`crate::words`].

mod keys;

pub use keys::*;

pub use crate::features::write::words::*;
pub use crate::words::*;
