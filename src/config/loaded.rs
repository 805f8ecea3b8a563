//! The configuration as it was loaded, and the profiles that are made of its habits.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build;
use super::fault::Faults;
use super::file::{self, Located, located};
use super::keys::Key;
use super::profile::{DEMO, DEMO_PRODUCTION, ENVIRONMENT, Profile, Source};
use super::settled::Settled;
use crate::domain::{BaseUrl, Token};

/// The content of the file; the default is that of an empty or absent file.
#[derive(Debug, Default)]
pub struct Config {
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// The profile that is active when none is named: the key `default`.
    pub default: Option<String>,
    /// The profiles in the order of their names.
    pub profiles: Vec<Arc<Profile>>,
    habits: Settled,
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
        let build::Built { default, profiles, habits } = build::config(path, text)?;
        Ok(Self { path: Some(path.to_owned()), default, profiles, habits })
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

impl Config {
    /// Makes the profile `(environment)`: this address, this token if there is one, and the settings for all
    /// profiles.
    pub fn environment(&self, base_url: BaseUrl, source: Source, token: Option<Arc<Token>>) -> Profile {
        let danger = self.is_danger(&base_url);
        let mut profile = self.habits.build(ENVIRONMENT, base_url, token);
        profile.sources.insert(Key::BaseUrl, source);
        if danger {
            profile.danger = true;
            profile.sources.insert(Key::Danger, Source::Address);
        }
        profile
    }

    /// Makes the profile of `tapis-secrets demo`: the embedded service and the settings for all profiles.
    pub fn demo(&self, base_url: BaseUrl, token: Arc<Token>, password: &str) -> Profile {
        let hint = Some(format!("In the demo the password is {password}."));
        // Its address needs no certificate, so that a bad one does not keep the demo from starting.
        // It is gone with the program, and so are its changes and filters.
        let (remember_changes, remember_filters) = (false, false);
        let ca_file = None;
        Profile {
            hint,
            ca_file,
            remember_changes,
            remember_filters,
            ..self.habits.build(DEMO, base_url, Some(token))
        }
    }

    /// Makes the second profile of `tapis-secrets demo`, to switch to: it shows what production looks like.
    pub fn demo_production(&self, base_url: BaseUrl, token: Arc<Token>, password: &str) -> Profile {
        let name = DEMO_PRODUCTION.to_owned();
        Profile { name, danger: true, ..self.demo(base_url, token, password) }
    }
}
