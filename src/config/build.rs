//! Makes profiles of the values that were read: checks what belongs together, addresses, paths, and danger.

use std::path::Path;
use std::sync::Arc;

use super::fault::Faults;
use super::keys::Key;
use super::profile::{Profile, Source};
use super::read::{Document, Draft, Entry, Reader, Value};
use super::settled::Settled;
use crate::domain::{BadBaseUrl, BaseUrl};

/// What a sound file makes.
pub(super) struct Built {
    pub(super) default: Option<String>,
    pub(super) profiles: Vec<Arc<Profile>>,
    pub(super) habits: Settled,
}

/// Makes profiles of the text of the file at `path`.
pub(super) fn config(path: &Path, text: &str) -> Result<Built, Faults> {
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
    Ok(Built {
        default: document.default.as_ref().map(|(name, _)| name.clone()),
        profiles: profiles.into_iter().map(Arc::new).collect(),
        habits: Settled::habits(&document, folder),
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
        let settled = Settled::profile(document, own, folder);
        let Some(base_url) = address(reader, name, *line, own) else { continue };
        check_client(reader, own);
        profiles.push(settled.build(name, base_url, None));
    }
    let dangerous: Vec<_> = profiles.iter().filter(|p| p.danger).map(|p| p.base_url.clone()).collect();
    for profile in profiles.iter_mut().filter(|profile| !profile.danger) {
        if dangerous.iter().any(|address| address.is_at(&profile.base_url)) {
            profile.danger = true;
            profile.sources.insert(Key::Danger, Source::Address);
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
        Err(bad @ BadBaseUrl::PlainHttp { .. }) => {
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
