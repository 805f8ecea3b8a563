//! The view of the forms.

mod form;
mod tenant;

pub use form::FormPanel;
