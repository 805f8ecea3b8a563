//! Makes profiles of the values that were read: checks what belongs together, addresses, paths, and danger.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;

use super::fault::Faults;
use super::keys::Key;
use super::profile::{LockWith, Profile, Whence};
use super::read::{Document, Draft, Entry, Reader, Value};
use super::{Config, DEMO, DEMO_PRODUCTION, ENVIRONMENT};
use crate::accounts::credentials::{ClientKey, Memory, SecretSource, TokenSources};
use crate::cli::ThemeName;
use crate::domain::{BaseUrl, Token};
use crate::files::expanded;

const DEFAULT_SECONDS: u64 = 30;

pub(super) fn config(path: &Path, text: &str) -> Result<Config, Faults> {
    let mut reader = Reader::new(text);
    let document = reader.document();
    let folder = path.parent().unwrap_or(Path::new("."));
    let profiles = profiles(&mut reader, &document, folder);
    check_default(&mut reader, &document);
    let mut faults = reader.faults;
    faults.sort_by_key(|fault| fault.line);
    if !faults.is_empty() {
        return Err(Faults { path: path.to_owned(), faults });
    }
    Ok(Config {
        path: Some(path.to_owned()),
        default: document.default.map(|(name, _)| name),
        profiles: profiles.into_iter().map(Arc::new).collect(),
        habits: Settled::habits(&document.habits, folder),
    })
}

fn check_default(reader: &mut Reader<'_>, document: &Document) {
    let Some((default, line)) = &document.default else { return };
    if document.profiles.iter().any(|(name, ..)| name == default) {
        return;
    }
    let names: Vec<&str> = document.profiles.iter().map(|(name, ..)| name.as_str()).collect();
    let allowed = if names.is_empty() { "none yet".to_owned() } else { names.join(", ") };
    reader.fault(*line, format!("default names no profile in this file; the profiles are: {allowed}."));
}

fn profiles(reader: &mut Reader<'_>, document: &Document, folder: &Path) -> Vec<Profile> {
    let mut profiles = Vec::new();
    for (name, line, own) in &document.profiles {
        let settled = Settled::profile(&document.habits, own, folder);
        let Some(base_url) = address(reader, name, *line, own) else { continue };
        check_client(reader, own);
        profiles.push(settled.build(name, base_url, None));
    }
    let dangerous: Vec<_> = profiles.iter().filter(|p| p.danger).map(|p| p.base_url.clone()).collect();
    for profile in profiles.iter_mut().filter(|profile| !profile.danger) {
        if dangerous.iter().any(|address| address.is_at(&profile.base_url)) {
            profile.danger = true;
            profile.whence.insert(Key::Danger, Whence::Address);
        }
    }
    profiles
}

fn address(reader: &mut Reader<'_>, name: &str, line: usize, own: &Draft) -> Option<BaseUrl> {
    let (text, line) = match own.get(&Key::BaseUrl) {
        Some(Entry { value: Value::Text(text), line }) => (text, *line),
        Some(_) => return None,
        None => {
            let (key, allowed) = (Key::BaseUrl.name(), Key::BaseUrl.kind().allowed());
            reader.fault(line, format!("profile {name} needs {key}: {allowed}."));
            return None;
        }
    };
    let allow_http = matches!(own.get(&Key::AllowHttp), Some(Entry { value: Value::Flag(true), .. }));
    match BaseUrl::parse(text, allow_http) {
        Ok(base_url) => Some(base_url),
        Err(bad @ crate::domain::BadBaseUrl::PlainHttp { .. }) => {
            reader.fault(line, format!("{bad} Or set allow_http = true in this profile."));
            None
        }
        Err(bad) => {
            reader.fault(line, bad.to_string());
            None
        }
    }
}

/// Checks that a client has an id and a key: each is of use only with the other.
fn check_client(reader: &mut Reader<'_>, own: &Draft) {
    let id = own.get(&Key::ClientId);
    let key = own.get(&Key::ClientKeyCommand).or(own.get(&Key::ClientKeyFile));
    match (id, key) {
        (Some(Entry { line, .. }), None) => {
            reader.fault(*line, "client_id needs client_key_command or client_key_file as well.".to_owned());
        }
        (None, Some(Entry { line, .. })) => {
            reader.fault(*line, "a client's key needs client_id as well.".to_owned());
        }
        _ => {}
    }
}

/// The values that hold for one profile.
#[derive(Debug, Default)]
pub(super) struct Settled {
    values: BTreeMap<Key, (Value, Whence)>,
    folder: PathBuf,
}

impl Settled {
    fn habits(habits: &Draft, folder: &Path) -> Self {
        Self::profile(habits, &Draft::new(), folder)
    }

    fn profile(habits: &Draft, own: &Draft, folder: &Path) -> Self {
        let habits = habits.iter().map(|(key, entry)| (*key, entry, Whence::Habit(entry.line)));
        let own = own.iter().map(|(key, entry)| (*key, entry, Whence::Line(entry.line)));
        let values = habits.chain(own).map(|(key, entry, whence)| (key, (entry.value.clone(), whence)));
        Self { values: values.collect(), folder: folder.to_owned() }
    }

    fn build(&self, name: &str, base_url: BaseUrl, given: Option<Arc<Token>>) -> Profile {
        let username = self.text(Key::Username);
        let tokens = TokenSources {
            profile: name.to_owned(),
            origin: base_url.origin(),
            username: username.clone(),
            given,
            command: self.words(Key::TokenCommand),
            file: self.path(Key::TokenFile),
            // The reason why there is none is reported when something is to be remembered.
            memory: Memory::of_session().ok(),
        };
        Profile {
            name: name.to_owned(),
            base_url,
            username,
            tokens,
            client: self.client(),
            danger: self.flag(Key::Danger),
            view_only: self.flag(Key::ViewOnly),
            allow_http: self.flag(Key::AllowHttp),
            ca_file: self.path(Key::CaFile),
            reveal_for: self.seconds(Key::RevealSeconds),
            clipboard_for: self.seconds(Key::ClipboardSeconds),
            hide_on_focus_loss: self.flag(Key::HideOnFocusLoss),
            theme: self
                .text(Key::Theme)
                .and_then(|name| ThemeName::from_str(&name, false).ok())
                .unwrap_or_default(),
            lock: match self.text(Key::Lock).as_deref() {
                Some("token") => LockWith::Token,
                _ => LockWith::Key,
            },
            lock_after: self.number(Key::LockAfter).map(|minutes| Duration::from_secs(minutes * 60)),
            hint: None,
            whence: self.values.iter().map(|(key, (_, whence))| (*key, *whence)).collect(),
        }
    }

    fn client(&self) -> Option<ClientKey> {
        let command = self.words(Key::ClientKeyCommand).map(SecretSource::Command);
        let key = command.or_else(|| self.path(Key::ClientKeyFile).map(SecretSource::File))?;
        Some(ClientKey { id: self.text(Key::ClientId)?, key })
    }

    fn value(&self, key: Key) -> Option<&Value> {
        self.values.get(&key).map(|(value, _)| value)
    }

    fn flag(&self, key: Key) -> bool {
        self.value(key) == Some(&Value::Flag(true))
    }

    fn text(&self, key: Key) -> Option<String> {
        match self.value(key)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    fn number(&self, key: Key) -> Option<u64> {
        match self.value(key)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn seconds(&self, key: Key) -> Duration {
        Duration::from_secs(self.number(key).unwrap_or(DEFAULT_SECONDS))
    }

    /// Returns a command, with the home folder for a `~/` at the beginning of its program, as a shell would have it.
    fn words(&self, key: Key) -> Option<Vec<String>> {
        let Value::Words(words) = self.value(key)? else { return None };
        let mut words = words.clone();
        if let Some(program) = words.first_mut() {
            *program = expanded(&*program).to_string_lossy().into_owned();
        }
        Some(words)
    }

    fn path(&self, key: Key) -> Option<PathBuf> {
        Some(self.folder.join(expanded(self.text(key)?)))
    }
}

impl Config {
    /// Makes the profile `(environment)`: this address, this token if there is one, and the settings for all
    /// profiles.
    pub fn environment(&self, base_url: BaseUrl, whence: Whence, token: Option<Arc<Token>>) -> Profile {
        let danger = self.is_danger(&base_url);
        let mut profile = self.habits.build(ENVIRONMENT, base_url, token);
        profile.whence.insert(Key::BaseUrl, whence);
        if danger {
            profile.danger = true;
            profile.whence.insert(Key::Danger, Whence::Address);
        }
        profile
    }

    /// Makes the profile of `tapis-secrets demo`: the embedded service and the settings for all profiles.
    pub fn demo(&self, base_url: BaseUrl, token: Arc<Token>, password: &str) -> Profile {
        let hint = Some(format!("In the demo the password is {password}."));
        // Its address needs no certificate, so that a bad one does not keep the demo from starting.
        Profile { hint, ca_file: None, ..self.habits.build(DEMO, base_url, Some(token)) }
    }

    /// Makes the second profile of `tapis-secrets demo`, to switch to: it shows what production looks like.
    pub fn demo_production(&self, base_url: BaseUrl, token: Arc<Token>, password: &str) -> Profile {
        let name = DEMO_PRODUCTION.to_owned();
        Profile { name, danger: true, ..self.demo(base_url, token, password) }
    }
}
