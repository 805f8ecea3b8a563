//! The views of the session.

mod bar;

pub use bar::Bar;
