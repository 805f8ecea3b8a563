//! The rollout machine: named stories, a table of every situation and every input, and random rollouts against a model
//! of the service.

mod back;
mod effects;
mod failure;
pub(super) mod fixtures;
mod found;
mod model;
mod op;
mod plan;
mod property;
mod run;
mod sim;
mod table;
mod values;
mod watch;
