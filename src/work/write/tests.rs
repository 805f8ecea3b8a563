//! The write machine: a table of every state and every input, and what holds whatever happens.

mod fixtures;
mod property;
mod rules;
mod table;
