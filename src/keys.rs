//! From keys to actions: what can be pressed, what it means where, and how that is written on the
//! screen. What an action does is none of its business.

pub mod action;
pub mod key;
pub mod keymap;

pub use action::{Action, OnSecret, Properties};
pub use key::{Code, Key};
pub use keymap::{Context, Entry, Group};
