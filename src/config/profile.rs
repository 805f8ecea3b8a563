//! A profile: a service with the settings for it. Plain data; each value remembers its source for `tapis-secrets
//! profiles`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::keys::Key;
use super::sources::{ClientKey, TokenSources};
use super::theme::ThemeName;
use crate::domain::filter::View;
use crate::domain::{BaseUrl, Claims, Site};
use crate::text::SafeText;

/// The name of the profile that `TAPIS_BASE_URL`, `TAPIS_TOKEN` and `--base-url` form; no profile of the
/// file can be called this.
pub const ENVIRONMENT: &str = "(environment)";
/// The name of the profile of `tapis-secrets demo`.
pub const DEMO: &str = "(demo)";
/// The name of its second profile.
pub const DEMO_PRODUCTION: &str = "(demo production)";

/// A service to go to, with the settings for it. Holds no secret but the token of `TAPIS_TOKEN`, which never prints
/// itself.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name; [`ENVIRONMENT`] and [`DEMO`] are the two that no file has.
    pub name: String,
    /// The address of the service.
    pub base_url: BaseUrl,
    /// The user who signs in there; the form is filled in with this name.
    pub username: Option<String>,
    /// The sources of its token.
    pub tokens: TokenSources,
    /// The client that makes refreshing possible (contract §6).
    pub client: Option<ClientKey>,
    /// Production: the address is one of a profile with `danger = true`.
    pub danger: bool,
    /// Nothing may be created, changed or deleted.
    pub view_only: bool,
    /// Allows `http://` to another machine.
    pub allow_http: bool,
    /// Certificates in PEM that are trusted besides the system's.
    pub ca_file: Option<PathBuf>,
    /// Time for which a value stays on the screen.
    pub reveal_for: Duration,
    /// Time for which a value stays in the clipboard.
    pub clipboard_for: Duration,
    /// Hides a shown value when the terminal loses the focus.
    pub hide_on_focus_loss: bool,
    /// The colours.
    pub theme: ThemeName,
    /// The key to a locked screen.
    pub lock: LockWith,
    /// Time without a key after which the screen locks; `None` is never.
    pub lock_after: Option<Duration>,
    /// The pods are asked for at start, and not only with the first key that needs them.
    pub pods_at_start: bool,
    /// This machine remembers when values were changed.
    pub remember_changes: bool,
    /// This machine remembers the filters that were kept.
    pub remember_filters: bool,
    /// The command that tells whether a value works at its provider.
    pub test_command: Option<Vec<String>>,
    /// Time after which a pod that is being restarted is late.
    pub pod_timeout: Duration,
    /// Pods that a rollout restarts at the same time, after the first one.
    pub batch: usize,
    /// Rings the bell when a rollout ends or stops.
    pub notify: bool,
    /// The most secrets of a plan that deletes several.
    pub bulk_max: usize,
    /// An additional sentence for the sign-in form.
    pub hint: Option<String>,
    /// The saved views, in the order of the file; the same in every profile.
    pub views: Arc<[View]>,
    pub(super) sources: BTreeMap<Key, Source>,
}

/// The key to a locked screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LockWith {
    /// Any key.
    #[default]
    Key,
    /// A fresh sign-in.
    Token,
}

/// The source of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Nothing sets it.
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
    /// The address, which is that of a danger profile.
    Address,
}

impl Profile {
    /// Returns the source of a key's value.
    pub fn source(&self, key: Key) -> Source {
        self.sources.get(&key).copied().unwrap_or_default()
    }

    /// Describes the place for the screen, with the token's claims about itself (the default where there is no
    /// token).
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
