//! Pure machines that the screen and the commands share. A machine takes inputs and returns
//! requests and news. It knows no screen, no words and no clock.

pub mod confirm;
pub mod generate;
pub mod rollout;
#[cfg(test)]
mod table;
pub mod template;
pub mod undo;
pub mod write;
