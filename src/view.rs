//! The parts that panels are made of: named styles, the canvas, the text field, dialogs.

pub mod canvas;
pub mod dialog;
pub mod field;
pub mod step;
pub mod theme;

pub use dialog::{Confirm, Dialog, Menu, Prompt, Reader};
pub use step::Step;
