//! The sentences on the screen. Those that several places use are in [`crate::words`].

mod keys;

pub use keys::*;

pub use crate::features::write::{NOT_PASTED, NOWHERE, VIEW_ONLY, doubt, unseen_question};
pub use crate::words::*;
