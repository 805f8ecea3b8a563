//! `config.toml`: the user's profiles, and the settings that hold in all of them. A fault is reported with file, line
//! and what would be right. `place` decides which profile is active.
//!
//! [`Config::load`] finds and reads the file; [`Config::read`] is the pure part. The table of keys is
//! [`keys::Key`]: it makes the reader, the messages and the listing of `tapis-secrets profiles`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::BaseUrl;

mod build;
pub mod fault;
mod file;
pub mod keys;
pub mod profile;
mod read;

pub use fault::{ConfigFault, Faults};
pub use file::{CONFIG_VARIABLE, Located, located};
pub use profile::{LockWith, Profile, Whence};

/// The name of the profile that `TAPIS_BASE_URL`, `TAPIS_TOKEN` and `--base-url` form; no profile of the
/// file can be called this.
pub const ENVIRONMENT: &str = "(environment)";
/// The name of the profile of `tapis-secrets demo`.
pub const DEMO: &str = "(demo)";
/// The name of its second profile.
pub const DEMO_PRODUCTION: &str = "(demo production)";

/// The content of the file; the default is that of an empty or absent file.
#[derive(Debug, Default)]
pub struct Config {
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// The profile that is active when none is named: the key `default`.
    pub default: Option<String>,
    /// The profiles in the order of their names.
    pub profiles: Vec<Arc<Profile>>,
    habits: build::Settled,
}

impl Config {
    /// Finds the file and reads it. An absent one is an empty one, unless `TAPIS_SECRETS_CONFIG` names it.
    ///
    /// # Errors
    /// When it cannot be read, or with everything that is wrong in it.
    pub fn load() -> Result<Self, Faults> {
        Self::at(located()?)
    }

    /// Loads the configuration for the demo, which ignores `TAPIS_SECRETS_CONFIG`.
    ///
    /// # Errors
    /// When it cannot be read, or with everything that is wrong in it.
    pub fn load_usual() -> Result<Self, Faults> {
        Self::at(file::usual())
    }

    fn at(located: Located) -> Result<Self, Faults> {
        match located {
            Located::At(path) => Self::read(&path, &file::text(&path)?),
            Located::Absent(_) => Ok(Self::default()),
        }
    }

    /// Reads the text of the file at `path`, which serves messages and paths relative to it.
    ///
    /// # Errors
    /// With everything that is wrong in it.
    pub fn read(path: &Path, text: &str) -> Result<Self, Faults> {
        build::config(path, text)
    }

    /// Returns the profile with this name.
    pub fn profile(&self, name: &str) -> Option<&Arc<Profile>> {
        self.profiles.iter().find(|profile| profile.name == name)
    }

    /// Tells whether an address is that of a danger profile: danger belongs to the address, however it is reached.
    pub fn is_danger(&self, address: &BaseUrl) -> bool {
        self.profiles.iter().any(|profile| profile.danger && profile.base_url.is_at(address))
    }

    /// Lists the names of all profiles, for a sentence.
    pub fn names(&self) -> String {
        self.profiles.iter().map(|profile| profile.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests;
