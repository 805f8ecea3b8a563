//! The views of the help: every key, and the details of a failure.

mod details;
mod keys;

pub(crate) use details::DetailsDialog;
pub(crate) use keys::{KeysDialog, SearchDialog};
