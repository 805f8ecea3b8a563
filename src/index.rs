//! The filter: puts rows in the order that a query asks for. What was found before is kept, so that rows which
//! came since are put in their places (`order`), and a pattern that grew is looked for among the former hits
//! only (`ranking`). Which thread searches is for others to know.

mod finder;
mod order;
pub mod pattern;
mod ranking;
mod second_thread;
mod superseded;

pub use finder::{Finder, search};
pub use pattern::Pattern;
pub use superseded::{Superseded, never};

#[cfg(test)]
mod tests;
