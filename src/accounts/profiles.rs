//! The profiles as accounts: tells the program about each profile, and gets its tokens. Everything that gets a
//! token may block for seconds, and runs on a thread of its own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::credentials::{Manner, Memory, TokenState};
use super::port::Accounts;
use super::value_test;
use crate::api::{Access, Route, Timeouts, TokenEndpoint, Tokens};
use crate::config::Profile;
use crate::core::profile::{self, TokenSource};
use crate::core::settings::Settings;
use crate::domain::{
    Claims, Credentials, Granted, ProfileId, SecretId, SecretValue, SignInFault, Tested, Token, TokenWay,
};
use crate::text::SafeText;

/// All profiles that the user can go to. No token of this run is kept here: a user who comes back to a profile
/// gets another token, so that nothing of a profile that was left stays in memory.
pub struct ProfileAccounts {
    profiles: Vec<Arc<Profile>>,
    held: Mutex<Held>,
    now: fn() -> Timestamp,
}

struct Held {
    present: ProfileId,
    refresh: Option<Refresh>,
}

/// A refresh token, which gets the next token without a password.
struct Refresh {
    token: SecretValue,
    /// The user wants the tokens to be kept for the next start.
    remember: bool,
}

impl ProfileAccounts {
    /// Makes accounts of these profiles, which are in the order of the menu; `now` tells the time of day.
    pub fn new(profiles: Vec<Arc<Profile>>, now: fn() -> Timestamp) -> Self {
        let held = Held { present: ProfileId::default(), refresh: None };
        Self { profiles, held: Mutex::new(held), now }
    }

    /// Returns the token of profile `at` that is available without waiting: one that was given, or, where there
    /// is no other source, the one of an earlier sign-in.
    pub fn token_at_start(&self, at: ProfileId) -> Option<Arc<Token>> {
        let sources = &self.profiles.get(at.0)?.tokens;
        if sources.command.is_some() || sources.file.is_some() {
            return sources.given.clone();
        }
        match sources.obtain(Memory::of_session().ok().as_ref(), (self.now)(), Manner::Alone) {
            TokenState::Found { token, .. } => Some(token),
            TokenState::SignIn { .. } => None,
        }
    }

    /// Returns the profiles as the program knows them; `here` has this token from the start.
    pub fn told(
        &self,
        here: ProfileId,
        token: Option<&Token>,
        settings: impl Fn(&Profile) -> Settings,
    ) -> Vec<profile::Profile> {
        let remembers = Memory::of_session().ok().map(|memory| memory.folder().display().to_string());
        let tell = |(index, profile): (usize, &Arc<Profile>)| {
            let token = token.filter(|_| index == here.0);
            profile::Profile {
                site: profile.site(token.map(Token::claims).unwrap_or_default()),
                settings: settings(profile),
                views: profile.views.clone(),
                username: SafeText::from(profile.username.as_deref().unwrap_or_default()),
                remembers: remembers.clone(),
                hint: profile.hint.clone(),
                source: match token {
                    Some(_) => TokenSource::Given,
                    None => source(profile),
                },
            }
        };
        self.profiles.iter().enumerate().map(tell).collect()
    }

    /// Returns the address of profile `at`, with this token.
    pub fn access(&self, at: ProfileId, token: Arc<Token>) -> Option<Access> {
        let profile = self.profiles.get(at.0)?;
        Some(Access { base_url: profile.base_url.clone(), token, route: route(profile) })
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Accounts for ProfileAccounts {
    fn arrive(&self, profile: ProfileId) {
        let mut held = self.held();
        if held.present != profile {
            *held = Held { present: profile, refresh: None };
        }
    }

    fn test(&self, profile: ProfileId, id: &SecretId, value: Arc<SecretValue>) -> Tested {
        match self.profiles.get(profile.0).and_then(|profile| profile.test_command.as_ref()) {
            Some(words) => value_test::test(words, id, value),
            None => Tested::NotStarted,
        }
    }

    fn token(&self, profile: ProfileId, way: TokenWay) -> Result<(Access, Granted), SignInFault> {
        let asked = self.profiles.get(profile.0).ok_or(SignInFault::NoSource)?;
        let (token, note) = match way {
            TokenWay::Sources => self.by_sources(profile, asked, Manner::Alone)?,
            TokenWay::AtTerminal => self.by_sources(profile, asked, Manner::AtTerminal)?,
            TokenWay::Password(credentials) => self.by_password(profile, asked, &credentials)?,
            TokenWay::Refresh => self.by_refresh(profile, asked)?,
        };
        let refreshable = self.with_refresh(profile, |refresh| refresh.is_some());
        let granted = Granted { claims: token.claims(), refreshable: refreshable == Some(true), note };
        let access = self.access(profile, token).ok_or(SignInFault::NoSource)?;
        Ok((access, granted))
    }
}

/// A token, and a sentence about anything that went wrong on the way.
type Got = (Arc<Token>, Option<String>);

impl ProfileAccounts {
    /// Gets a token from the sources that the profile names.
    fn by_sources(&self, at: ProfileId, profile: &Profile, manner: Manner) -> Result<Got, SignInFault> {
        // The token of a source has nothing to do with an earlier sign-in.
        self.with_refresh(at, |refresh| *refresh = None);
        match profile.tokens.obtain(Memory::of_session().ok().as_ref(), (self.now)(), manner) {
            TokenState::Found { token, faults, .. } => Ok((token, faults.first().map(ToString::to_string))),
            TokenState::SignIn { faults } => Err(match faults.first() {
                Some(fault) => SignInFault::Source(fault.to_string()),
                None => SignInFault::NoSource,
            }),
        }
    }

    /// Calls `look` with the refresh token of a profile, unless the profile was left meanwhile.
    fn with_refresh<T>(&self, at: ProfileId, look: impl FnOnce(&mut Option<Refresh>) -> T) -> Option<T> {
        let mut held = self.held();
        (held.present == at).then(|| look(&mut held.refresh))
    }

    fn by_password(&self, at: ProfileId, profile: &Profile, given: &Credentials) -> Result<Got, SignInFault> {
        let tokens = ask(profile, async |endpoint: &TokenEndpoint| {
            endpoint.password(&given.username, &given.password).await
        })?;
        self.take(at, profile, tokens, given.remember)
    }

    fn by_refresh(&self, at: ProfileId, profile: &Profile) -> Result<Got, SignInFault> {
        // A refresh token can be used once.
        let refresh = self.with_refresh(at, Option::take).flatten();
        let Some(Refresh { token, remember }) = refresh else { return Err(SignInFault::NoSource) };
        let asked = ask(profile, async |endpoint: &TokenEndpoint| endpoint.refresh(&token).await);
        match asked {
            Ok(tokens) => self.take(at, profile, tokens, remember),
            Err(fault) => {
                // An endpoint that did not answer may answer later.
                if !fault.is_refusal() {
                    self.with_refresh(at, |refresh| *refresh = Some(Refresh { token, remember }));
                }
                Err(fault)
            }
        }
    }

    /// Takes the tokens that the endpoint granted, and keeps them for the next start where the user wants that.
    fn take(
        &self,
        at: ProfileId,
        profile: &Profile,
        tokens: Tokens,
        remember: bool,
    ) -> Result<Got, SignInFault> {
        let Tokens { access, refresh } = tokens;
        if let Some(tenant) = profile.site(Claims::default()).other_tenant(&access.claims()) {
            return Err(SignInFault::OtherTenant(tenant.clone()));
        }
        if let Some(token) = refresh {
            self.with_refresh(at, |refresh| *refresh = Some(Refresh { token, remember }));
        }
        let keep = || profile.tokens.remember(&Memory::of_session()?, &access);
        let note = if remember { keep().err().map(|fault| fault.to_string()) } else { None };
        Ok((Arc::new(access), note))
    }
}

/// Asks the token endpoint of a profile, as its client where it has one.
fn ask(
    profile: &Profile,
    grant: impl AsyncFnOnce(&TokenEndpoint) -> Result<Tokens, SignInFault>,
) -> Result<Tokens, SignInFault> {
    let not_set_up = |why: &dyn std::fmt::Display| SignInFault::Source(format!("Nothing was sent: {why}."));
    let client = match &profile.client {
        Some(client) => {
            let key = client.obtain().map_err(|fault| SignInFault::Source(fault.to_string()))?;
            Some((client.id.as_str(), key))
        }
        None => None,
    };
    let client = client.as_ref().map(|(id, key)| (*id, key));
    let endpoint = TokenEndpoint::new(&profile.base_url, client, &route(profile), Timeouts::default())
        .map_err(|why| not_set_up(&why))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|why| not_set_up(&why))?.block_on(grant(&endpoint))
}

fn route(profile: &Profile) -> Route {
    Route { ca_file: profile.ca_file.clone(), ..Route::default() }
}

fn source(profile: &Profile) -> TokenSource {
    match (&profile.tokens.command, &profile.tokens.file) {
        (Some(_), _) => TokenSource::Command,
        (None, Some(_)) => TokenSource::File,
        (None, None) => TokenSource::Password,
    }
}
