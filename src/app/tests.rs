//! Stories about the state: keys and replies in, effects and state out.

mod connection;
mod copy;
mod create;
mod edit;
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
