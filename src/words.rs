//! The sentences that several parts of the program use.

mod broken;
mod changes;
mod commands;
mod copies;
mod details;
mod failure;
mod files;
mod filter;
mod marks;
mod permissions;
mod pods;
mod sign_in;

pub use broken::*;
pub use changes::*;
pub use commands::*;
pub use copies::*;
pub use details::*;
pub use failure::*;
pub use filter::*;
pub use marks::*;
pub use permissions::*;
pub use pods::*;
pub use sign_in::*;
