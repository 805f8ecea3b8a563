//! Stories about the state: keys and replies in, effects and state out.

mod ahead;
mod connection;
mod copy;
mod create;
mod danger;
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
mod resume;
mod reveal;
mod sheet;
mod sign_in;
mod story;
mod switch;
mod undo;
mod undo_service;
mod value;
mod verify;
mod write;
