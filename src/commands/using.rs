//! The commands that use values: `run` gives them to a command, `inject` fills them into a text, `export` writes them as
//! assignments. Each reads all values before it does anything with one.

mod export;
mod inject;
mod named;
mod pod;
mod run;

pub use export::run as export;
pub use inject::run as inject;
pub use run::{before_the_start, run};
