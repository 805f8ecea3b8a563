//! The values that hold for a profile: its own, and the habits that stand above all profiles.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;

use super::keys::Key;
use super::profile::{LockWith, Profile, Source};
use super::read::{Document, Draft, Value};
use super::sources::{ClientKey, SecretSource, TokenSources};
use super::theme::ThemeName;
use crate::domain::filter::View;
use crate::domain::{BaseUrl, Token};
use crate::files::expanded;

const DEFAULT_SECONDS: u64 = 30;
const DEFAULT_POD_TIMEOUT: u64 = 5 * 60;
const DEFAULT_BULK_MAX: usize = 20;

/// The values that hold for one profile.
#[derive(Debug, Default)]
pub(super) struct Settled {
    values: BTreeMap<Key, (Value, Source)>,
    folder: PathBuf,
    views: Arc<[View]>,
}

impl Settled {
    pub(super) fn habits(document: &Document, folder: &Path) -> Self {
        Self::profile(document, &Draft::new(), folder)
    }

    pub(super) fn profile(document: &Document, own: &Draft, folder: &Path) -> Self {
        let Document { habits, views, .. } = document;
        let habits = habits.iter().map(|(key, entry)| (*key, entry, Source::Habit(entry.line)));
        let own = own.iter().map(|(key, entry)| (*key, entry, Source::Line(entry.line)));
        let values = habits.chain(own).map(|(key, entry, source)| (key, (entry.value.clone(), source)));
        Self { values: values.collect(), folder: folder.to_owned(), views: views.clone() }
    }

    pub(super) fn build(&self, name: &str, base_url: BaseUrl, given: Option<Arc<Token>>) -> Profile {
        let username = self.text(Key::Username);
        let tokens = TokenSources {
            profile: name.to_owned(),
            origin: base_url.origin(),
            username: username.clone(),
            given,
            command: self.words(Key::TokenCommand),
            file: self.path(Key::TokenFile),
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
            pods_at_start: self.text(Key::Pods).as_deref() == Some("auto"),
            remember_changes: self.flag(Key::RememberChanges),
            remember_filters: self.flag(Key::RememberFilters),
            test_command: self.words(Key::TestCommand),
            pod_timeout: Duration::from_secs(self.number(Key::PodTimeout).unwrap_or(DEFAULT_POD_TIMEOUT)),
            batch: self.number(Key::Batch).and_then(|pods| pods.try_into().ok()).unwrap_or(1),
            notify: self.flag(Key::Notify),
            bulk_max: self
                .number(Key::BulkMax)
                .and_then(|secrets| secrets.try_into().ok())
                .unwrap_or(DEFAULT_BULK_MAX),
            hint: None,
            views: self.views.clone(),
            sources: self.values.iter().map(|(key, (_, source))| (*key, *source)).collect(),
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
