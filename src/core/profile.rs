//! The profiles as the screen knows them: where each is, what the user set there, and how a token is had.

use crate::core::settings::Settings;
use crate::domain::Site;
use crate::text::SafeText;

/// One place to be signed in at.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Where it is; with the claims of its token where that was given at the start.
    pub site: Site,
    /// What the user set there.
    pub settings: Settings,
    /// Whose name the sign-in form begins with; may be empty.
    pub username: SafeText,
    /// Where a token can be kept for the next start; `None` where nothing can keep it.
    pub remembers: Option<String>,
    /// What the form that signs in says besides.
    pub hint: Option<String>,
    /// Where its token comes from.
    pub source: TokenSource,
}

/// Where the token of a profile comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TokenSource {
    /// It is there from the start.
    #[default]
    Given,
    /// `token_command` has to be asked for it, which may take seconds.
    Command,
    /// `token_file` has to be read for it.
    File,
    /// Only a password gets one.
    Password,
}

impl TokenSource {
    /// What has to be asked, as the configuration calls it.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Self::Command => Some("token_command"),
            Self::File => Some("token_file"),
            Self::Given | Self::Password => None,
        }
    }
}
