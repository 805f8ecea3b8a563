//! `config.toml`: the user's profiles, and the settings that hold in all of them. A fault is reported with file, line
//! and what would be right. `place` decides which profile is active.
//!
//! [`Config::load`] finds and reads the file; [`Config::read`] is the pure part. The table of keys is
//! [`keys::Key`]: it makes the reader, the messages and the listing of `tapis-secrets profiles`.

mod build;
pub mod fault;
mod file;
pub mod keys;
mod loaded;
pub mod profile;
mod read;
mod settled;
pub mod sources;
mod theme;

pub use fault::{ConfigFault, Faults};
pub use file::{CONFIG_VARIABLE, Located, located};
pub use loaded::Config;
pub use profile::{DEMO, DEMO_PRODUCTION, ENVIRONMENT, LockWith, Profile, Source};
pub use theme::ThemeName;

#[cfg(test)]
mod tests;
