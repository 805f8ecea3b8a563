//! The pods part of the embedded service (pods contract): what a pod is, how it lives, and the calls on it. The
//! files above this one turn HTTP into calls and answers.

pub(crate) mod behaviour;
mod body;
pub(crate) mod call;
mod changing;
pub(crate) mod data;
mod definition;
pub(crate) mod level;
pub(crate) mod life;
pub(crate) mod looking;
mod operations;
mod ordered;
mod pattern;
pub(crate) mod pod;
mod resolve;
pub(crate) mod route;
pub(crate) mod row;
#[cfg(feature = "test-support")]
pub(crate) mod start;
pub(crate) mod store;
pub(crate) mod template;
mod unresolved;
