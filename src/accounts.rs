//! The profiles as accounts: what the program is told of each, and how each gets its tokens. Everything
//! that gets a token may block for seconds, and runs on a thread of its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::api::Route;
use crate::app;
use crate::app::profile::Source;
use crate::app::settings::Settings;
use crate::config::Profile;
use crate::credentials::{Memory, TokenState};
use crate::domain::{Granted, ProfileId, SignInFault, Token, TokenWay};
use crate::runtime::engine;
use crate::runtime::worker::Access;
use crate::text::SafeText;

/// All profiles that the user can go to, and the tokens that were got for them in this run.
pub struct Accounts {
    profiles: Vec<Arc<Profile>>,
    held: Mutex<Held>,
}

/// Tokens of this run. They are in memory only, unless the user wished otherwise.
#[derive(Default)]
struct Held {
    tokens: HashMap<usize, Arc<Token>>,
    /// The profile that got a token last.
    last: Option<usize>,
}

impl Accounts {
    /// The accounts of these profiles, in the order of the menu.
    pub fn new(profiles: Vec<Arc<Profile>>) -> Self {
        Self { profiles, held: Mutex::default() }
    }

    /// The token that profile `at` has without anything being asked that takes time: one that was given,
    /// or, where there is no other source, the one of an earlier sign-in.
    pub fn token_at_start(&self, at: ProfileId) -> Option<Arc<Token>> {
        let sources = &self.profiles.get(at.0)?.tokens;
        if sources.given.is_none() && !sources.are_none() {
            return None;
        }
        match sources.obtain(Timestamp::now()) {
            TokenState::Found { token, .. } => Some(token),
            // It has ended: the program says when.
            TokenState::SignIn { .. } => sources.given.clone(),
        }
    }

    /// The profiles as the program knows them; `here` has this token from the start.
    pub fn told(
        &self,
        here: ProfileId,
        token: Option<&Token>,
        settings: impl Fn(&Profile) -> Settings,
    ) -> Vec<app::profile::Profile> {
        let remembers = Memory::of_session().ok().map(|memory| memory.folder().display().to_string());
        let tell = |(index, profile): (usize, &Arc<Profile>)| {
            let token = token.filter(|_| index == here.0);
            app::profile::Profile {
                site: profile.site(token.map(Token::claims).unwrap_or_default()),
                settings: settings(profile),
                username: SafeText::from(profile.username.as_deref().unwrap_or_default()),
                remembers: remembers.clone(),
                source: match token {
                    Some(_) => Source::Given,
                    None => source(profile),
                },
            }
        };
        self.profiles.iter().enumerate().map(tell).collect()
    }

    /// Where profile `at` is, with this token.
    pub fn access(&self, at: ProfileId, token: Arc<Token>) -> Option<Access> {
        let profile = self.profiles.get(at.0)?;
        let route = Route { ca_file: profile.ca_file.clone(), ..Route::default() };
        Some(Access { base_url: profile.base_url.clone(), token, route })
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl engine::Accounts for Accounts {
    fn token(&self, profile: ProfileId, way: TokenWay) -> Result<(Access, Granted), SignInFault> {
        let ProfileId(at) = profile;
        let asked = self.profiles.get(at).ok_or(SignInFault::NoSource)?;
        let (token, note) = match way {
            TokenWay::Sources => self.from_sources(at, asked)?,
            TokenWay::Password(_) => return Err(SignInFault::WrongAddress),
            TokenWay::Refresh => return Err(SignInFault::NoSource),
        };
        let granted = Granted { claims: token.claims(), refreshable: false, note };
        let mut held = self.held();
        held.tokens.insert(at, token.clone());
        held.last = Some(at);
        drop(held);
        let access = self.access(profile, token).ok_or(SignInFault::NoSource)?;
        Ok((access, granted))
    }
}

type Got = (Arc<Token>, Option<String>);

impl Accounts {
    /// From where the profile says tokens are. Whoever comes back to a profile goes on with the token that
    /// was got before; who asks anew where he is wants another.
    fn from_sources(&self, at: usize, profile: &Profile) -> Result<Got, SignInFault> {
        let held = {
            let held = self.held();
            held.tokens.get(&at).filter(|_| held.last != Some(at)).cloned()
        };
        let now = Timestamp::now();
        if let Some(token) = held.filter(|token| token.claims().expires.is_none_or(|at| at > now)) {
            return Ok((token, None));
        }
        match profile.tokens.obtain(now) {
            TokenState::Found { token, faults, .. } => Ok((token, faults.first().map(ToString::to_string))),
            TokenState::SignIn { faults } => Err(match faults.first() {
                Some(fault) => SignInFault::Source(fault.to_string()),
                None => SignInFault::NoSource,
            }),
        }
    }
}

/// What has to be asked for a token, by the name that it has in the configuration.
fn source(profile: &Profile) -> Source {
    match (&profile.tokens.command, &profile.tokens.file) {
        (Some(_), _) => Source::Ask("token_command".to_owned()),
        (None, Some(_)) => Source::Ask("token_file".to_owned()),
        (None, None) => Source::Password,
    }
}
