//! The views of the help: every key, and the details of a failure.

mod details;
mod keys;

pub use details::DetailsDialog;
pub use keys::KeysDialog;
