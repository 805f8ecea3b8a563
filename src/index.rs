//! The filter: puts rows into the order that a query asks for. Earlier results are kept, so that rows which
//! came since are put into their places (`order`), a longer pattern is searched in the former hits only
//! (`ranking`), and a pattern of before needs no search at all (`recent`). The caller decides on which thread a search runs.

mod bits;
mod finder;
mod lines;
mod order;
pub mod pattern;
mod pins;
mod processors;
mod ranking;
mod recent;
mod second_thread;
mod superseded;

pub use finder::{Finder, search};
pub use lines::{FoundLine, find_lines};
pub use pattern::Pattern;
pub use superseded::{Superseded, never};

#[cfg(test)]
mod tests;
