//! A profile: a place and how to be there. Plain data; where each value came from is kept for
//! `tapis-secrets profiles`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::keys::Key;
use super::{DEMO, DEMO_PRODUCTION, ENVIRONMENT};
use crate::accounts::credentials::{ClientKey, TokenSources};
use crate::cli::ThemeName;
use crate::domain::{BaseUrl, Claims, Site};
use crate::text::SafeText;

/// A place and how to be there. Holds no secret but the token of `TAPIS_TOKEN`, which never prints itself.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name; [`super::ENVIRONMENT`] and [`super::DEMO`] are the two that no file has.
    pub name: String,
    /// Where it goes.
    pub base_url: BaseUrl,
    /// Who signs in there; the form is filled in with it.
    pub username: Option<String>,
    /// Where a token comes from.
    pub tokens: TokenSources,
    /// The client that makes refreshing possible (contract §6).
    pub client: Option<ClientKey>,
    /// Production: the address is one of a profile with `danger = true`.
    pub danger: bool,
    /// Nothing may be created, changed or deleted.
    pub view_only: bool,
    /// Whether `http://` to another machine is allowed.
    pub allow_http: bool,
    /// Certificates in PEM that are trusted besides the system's.
    pub ca_file: Option<PathBuf>,
    /// How long a value stays on the screen.
    pub reveal_for: Duration,
    /// How long a value stays in the clipboard.
    pub clipboard_for: Duration,
    /// Whether a shown value is hidden when the terminal loses the focus.
    pub hide_on_focus_loss: bool,
    /// The colours.
    pub theme: ThemeName,
    /// What unlocks a locked screen.
    pub lock: LockWith,
    /// After how long without a key the screen is locked; `None` is never.
    pub lock_after: Option<Duration>,
    /// What the sign-in form says besides.
    pub hint: Option<String>,
    pub(super) whence: BTreeMap<Key, Whence>,
}

/// What unlocks a locked screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LockWith {
    /// Any key.
    #[default]
    Key,
    /// A fresh sign-in.
    Token,
}

/// Where a value came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whence {
    /// Nobody said anything.
    #[default]
    BuiltIn,
    /// This line of the file, in the profile's own table.
    Line(usize),
    /// This line of the file, above the profiles.
    Habit(usize),
    /// This variable of the environment.
    Variable(&'static str),
    /// This flag.
    Flag(&'static str),
    /// It belongs to the address, which is that of a danger profile.
    Address,
}

impl Profile {
    /// Where the value of a key came from.
    pub fn whence(&self, key: Key) -> Whence {
        self.whence.get(&key).copied().unwrap_or_default()
    }

    /// What the screen says about the place, with what its token says about itself (the default where
    /// there is none).
    pub fn site(&self, claims: Claims) -> Site {
        Site {
            profile: SafeText::from(self.name.as_str()),
            unnamed: [ENVIRONMENT, DEMO, DEMO_PRODUCTION].contains(&self.name.as_str()),
            danger: self.danger,
            address: SafeText::from(self.base_url.shown()),
            base_url: SafeText::from(self.base_url.as_str()),
            claims,
        }
    }
}
