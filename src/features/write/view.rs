//! The views of the forms and of the tools that fill in a value.

mod form;
mod generate;
mod tenant;

pub use form::FormPanel;
pub(crate) use generate::GenerateDialog;
