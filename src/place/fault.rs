//! The reasons why the program does not know where to go, in words.

use crate::config::Config;
use crate::domain::Exit;
use crate::domain::token::UnusableToken;
use crate::text::near::did_you_mean;

/// A reason why there is no place to go; each is a whole message for the user.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    /// Neither flag, variable nor configuration names an address.
    #[error(
        "No base URL. Say where your Pods service is, for example\n\n    \
         export TAPIS_BASE_URL=https://tacc.tapis.io\n    \
         export TAPIS_TOKEN=<your token>\n    \
         tapis-secrets\n\n\
         or keep profiles in a file (tapis-secrets doctor shows where),\n\
         or look around without an account:  tapis-secrets demo{}",
        hints.iter().map(|hint| format!("\n\n{hint}")).collect::<String>()
    )]
    NoBaseUrl {
        /// The variables that are set for other tools, a sentence each.
        hints: Vec<String>,
    },
    /// There are several profiles, and the user has named none.
    #[error(
        "Which profile? Name one with --profile, or set default in the configuration. The profiles are: {allowed}."
    )]
    NoDefault {
        /// The names.
        allowed: String,
    },
    /// `--profile` names a profile that does not exist.
    #[error("--profile names no profile of the configuration.{near} The profiles are: {}.", or_none(allowed))]
    NoSuchProfile {
        /// A sentence with the profile that may have been meant; or nothing.
        near: String,
        /// The names.
        allowed: String,
    },
    /// `--profile` and `--base-url` at once.
    #[error("--profile and --base-url both say where to go; use one of them.")]
    TwoPlaces,
    /// The address cannot be used. It is not repeated: people paste passwords into addresses.
    #[error("{origin}: {reason}")]
    BadBaseUrl {
        /// The setting that holds the address.
        origin: &'static str,
        /// The fault of the address, and a correct one.
        reason: String,
    },
    /// The address was overridden with another origin than the token's.
    #[error(
        "--base-url names {flag}, but TAPIS_TOKEN was given for {variable} (TAPIS_BASE_URL).\n\
         A token is only sent to the origin it was given for. Set TAPIS_BASE_URL and TAPIS_TOKEN together,\n\
         or unset TAPIS_BASE_URL if the token is meant for {flag}."
    )]
    OtherOrigin {
        /// The flag's origin.
        flag: String,
        /// The variable's.
        variable: String,
    },
    /// The token cannot be sent.
    #[error("TAPIS_TOKEN cannot be used: {0}. Set it to the token alone.")]
    BadToken(UnusableToken),
}

fn or_none(names: &str) -> &str {
    if names.is_empty() { "none" } else { names }
}

impl NoPlace {
    /// Makes the fault for a profile that does not exist. The name is not repeated: people paste the wrong
    /// thing.
    pub fn no_such_profile(name: &str, config: &Config) -> Self {
        let names = config.profiles.iter().map(|profile| profile.name.as_str());
        Self::NoSuchProfile { near: did_you_mean(name, names), allowed: config.names() }
    }

    /// Returns the way in which the program ends for it.
    pub fn exit(&self) -> Exit {
        match self {
            Self::BadToken(_) => Exit::NotAuthenticated,
            _ => Exit::WrongUsage,
        }
    }
}
