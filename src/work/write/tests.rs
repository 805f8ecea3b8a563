//! The write machine: a table of every state and every input, and rules that always hold.

mod fixtures;
mod named;
mod of_value;
mod property;
mod rules;
mod table;
