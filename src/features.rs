//! The features: one slice of the state each, with its transitions, its words and its view. None imports another.

pub mod list;
pub mod notices;
pub mod session;
pub mod value;
