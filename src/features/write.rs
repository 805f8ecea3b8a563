//! Creating, changing and deleting a secret: the forms, their review, and the tools that fill in a value.

pub mod form;
pub mod form_view;
pub mod length;
pub mod words;
