//! The profiles as the screen knows them: address, settings, and the source of the token.

use std::sync::Arc;

use crate::core::settings::Settings;
use crate::domain::Site;
use crate::domain::filter::View;
use crate::text::SafeText;

/// A place where the user can sign in.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// The address; with the claims of its token where that was given at the start.
    pub site: Site,
    /// The settings of the user for this profile.
    pub settings: Settings,
    /// The saved views, in the order of their keys.
    pub views: Arc<[View]>,
    /// The name that the sign-in form begins with; may be empty.
    pub username: SafeText,
    /// The folder that can keep a token for the next start; `None` where nothing can keep it.
    pub remembers: Option<String>,
    /// An additional line on the sign-in form.
    pub hint: Option<String>,
    /// The source of its token.
    pub source: TokenSource,
}

/// The source of the token of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TokenSource {
    /// It is there from the start.
    #[default]
    Given,
    /// `token_command` has to be run, which may take seconds.
    Command,
    /// `token_file` has to be read.
    File,
    /// The user has to enter a password.
    Password,
}

impl TokenSource {
    /// Returns the name of the source in the configuration, where it has to be asked.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Self::Command => Some("token_command"),
            Self::File => Some("token_file"),
            Self::Given | Self::Password => None,
        }
    }
}
