//! Stories about the state: keys and replies in, effects and state out.

mod copy;
mod create;
mod edit;
mod editor;
mod filter;
mod keys;
mod leaving;
mod list;
mod lock;
mod outcome;
mod reveal;
mod sheet;
mod story;
mod value;
mod write;
