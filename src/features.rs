//! The features: one slice of the state each, with its transitions, its words and its view. None imports another.

pub mod bulk;
pub mod changed;
pub mod editor;
pub mod generate;
pub mod help;
pub mod journal;
pub mod leave;
pub mod list;
pub mod lock;
pub mod notices;
pub mod palette;
pub mod pods;
pub mod rollout;
pub mod session;
pub mod undo;
pub mod value;
pub mod write;
