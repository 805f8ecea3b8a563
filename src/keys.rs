//! Turns keys into actions: the keys that can be pressed, their meaning in each context, and their names on the
//! screen. Other modules carry the actions out.

pub mod action;
mod commands;
pub mod key;
pub mod keymap;
mod rollout_key;

pub use action::{Action, Entry};
pub use commands::{Command, commands};
pub use key::{Code, Key};
pub use keymap::entry::{OnSecret, Properties};
pub use keymap::{Context, Group};
pub use rollout_key::RolloutKey;
