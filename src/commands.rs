//! The subcommands that need no screen: `profiles`, `doctor`, `login`, `logout`. Each says what it has to
//! say as text and ends with an exit code; printing is `main`'s. None ever says a secret.

use crate::cli::Goal;
use crate::config::{Config, Faults, Located, located};
use crate::files::shown;
use crate::place::{Given, NoPlace, Place, place};

pub mod doctor;
pub mod login;
pub mod logout;
pub mod profiles;
mod prompt;
mod signals;

pub use signals::end_groups_on_signals;

/// What a subcommand says, and how it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Data, for standard output; whole lines or nothing.
    pub out: String,
    /// Messages, for standard error; whole lines or nothing.
    pub err: String,
    /// The exit code: 0 done, 1 failed, 2 wrong usage, 3 could not authenticate, 4 could not reach the
    /// service.
    pub code: u8,
}

impl Outcome {
    fn done(out: impl Into<String>) -> Self {
        Self { out: ended(out.into()), ..Self::default() }
    }

    fn failed(code: u8, err: impl Into<String>) -> Self {
        Self { err: ended(err.into()), code, ..Self::default() }
    }
}

/// A text whose last line is whole.
fn ended(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// What flags, environment and configuration say.
pub struct Whereabouts {
    /// The configuration.
    pub config: Config,
    /// `--profile`
    pub named: Option<String>,
    /// The profile in force, or why none is.
    pub place: Result<Place, NoPlace>,
}

impl Whereabouts {
    /// Reads the configuration and weighs it with flags and environment.
    ///
    /// # Errors
    /// When the configuration cannot be read.
    pub fn find(goal: &Goal) -> Result<Self, Faults> {
        let given = Given::here(goal.profile.clone(), goal.base_url.clone());
        Config::load().map(|config| Self::weigh(config, given))
    }

    fn weigh(config: Config, given: Given) -> Self {
        let named = given.profile.clone();
        let place = place(&config, given);
        Self { config, named, place }
    }
}

impl From<Faults> for Outcome {
    fn from(faults: Faults) -> Self {
        Self::failed(2, faults.to_string())
    }
}

impl From<NoPlace> for Outcome {
    fn from(why: NoPlace) -> Self {
        Self::failed(why.exit_code(), why.to_string())
    }
}

/// Where the configuration is, or would be.
fn file(config: &Config) -> String {
    match (&config.path, located()) {
        (Some(path), _) => shown(path),
        (None, Ok(Located::Absent(Some(path)))) => format!("none; to have one, create {}", shown(&path)),
        (None, _) => "none".to_owned(),
    }
}

/// Why this profile is in force, as the end of a sentence.
fn because(config: &Config, named: Option<&str>, place: &Place) -> &'static str {
    use crate::config::Source;
    use crate::config::keys::Key;
    let profile = &place.profile;
    match profile.source(Key::BaseUrl) {
        Source::Flag(_) => "--base-url names the address",
        Source::Variable(_) if profile.tokens.given.is_some() => "TAPIS_BASE_URL and TAPIS_TOKEN are set",
        Source::Variable(_) => "TAPIS_BASE_URL is set",
        _ if named.is_some() => "--profile names it",
        _ if config.default.is_some() => "it is the default in the configuration",
        _ => "it is the only profile",
    }
}
