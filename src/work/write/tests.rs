//! The write machine: a table of every state and every input, and rules that always hold.

mod fixtures;
mod named;
mod property;
mod rules;
mod table;
