//! The subcommands that need no screen. Those about the program (`profiles`, `doctor`, `login`, `logout`,
//! `completions`, `man`, `exit-codes`) say what they have to say as text, which `main` prints. Those for scripts work
//! on secrets: [`script`] opens the place for them, and they print their results as these come.

use crate::cli::Goal;
use crate::config::{Config, Faults, Located, located};
use crate::domain::Exit;
use crate::files::shown;
use crate::place::{Given, NoPlace, Place, place};

mod caller;
mod changes;
pub mod completions;
pub mod create;
pub mod doctor;
pub mod exit_codes;
mod failure;
pub mod get;
mod json;
pub mod list;
pub mod login;
pub mod logout;
pub mod man;
mod output;
mod pods;
pub mod profiles;
mod prompt;
mod remembered;
pub mod restart;
pub mod rm;
mod rollout;
pub mod rotate;
pub mod script;
pub mod set;
pub mod show;
mod signals;
mod table;
mod tokens;
pub mod uses;
pub mod using;
mod value_target;
mod values;
mod watch;

pub use signals::end_groups_on_signals;

/// What a subcommand says, and how it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Data, for standard output; whole lines or nothing.
    pub out: String,
    /// Messages, for standard error; whole lines or nothing.
    pub err: String,
    /// The way in which it ends.
    pub exit: Exit,
}

impl Outcome {
    fn done(out: impl Into<String>) -> Self {
        Self { out: ended(out.into()), ..Self::default() }
    }

    fn failed(exit: Exit, err: impl Into<String>) -> Self {
        Self { err: ended(err.into()), exit, ..Self::default() }
    }

    /// For an answer of another kind than the request.
    fn unexpected() -> Self {
        Self::failed(Exit::Failed, "The service answered something else.")
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
        Self::failed(Exit::WrongUsage, faults.to_string())
    }
}

impl From<NoPlace> for Outcome {
    fn from(why: NoPlace) -> Self {
        Self::failed(why.exit(), why.to_string())
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
