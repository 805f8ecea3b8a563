//! Stories about the state: keys and replies in, effects and state out.

mod connection;
mod copy;
mod create;
mod edit;
mod editor;
mod filter;
mod held;
mod journal;
mod keys;
mod leaving;
mod list;
mod lock;
mod outcome;
mod reveal;
mod sheet;
mod story;
mod undo;
mod undo_service;
mod value;
mod verify;
mod write;
