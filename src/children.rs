//! Every program that this one starts: none inherits a variable that can hold a token, a key or a password.
//!
//! Most are started with [`command`]; one that must not find the terminal with [`start_apart`], one that is
//! given the terminal with [`foreground::start`]. [`handover`] is for commands that get chosen variables.

mod apart;
mod environment;
pub mod foreground;
pub mod handover;
pub mod process_group;
mod stopping;

pub use apart::{Given, start_apart};
pub use environment::{command, inherited};
pub use stopping::{can_be_continued, ending_signal, is_ignored, note_ending};
