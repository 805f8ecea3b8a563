//! What the outside tests share: keys in words, screens as text, and three ways to run the program:
//! `stage` (the app alone), `driver` (everything but the terminal), `pty` (the real binary).
#![allow(dead_code)] // each test program uses some of it

pub(crate) mod answers;
pub(crate) mod clock;
pub(crate) mod data;
pub(crate) mod driver;
pub(crate) mod editing;
pub(crate) mod held;
pub(crate) mod keys;
pub(crate) mod process;
pub(crate) mod pty;
mod reveal;
pub(crate) mod screen;
pub(crate) mod service;
pub(crate) mod stage;
pub(crate) mod svg;
