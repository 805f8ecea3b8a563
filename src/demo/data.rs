//! The demo's own secrets, read from `assets/demo/secrets.json`, and those of its production, with ages counted from
//! now so that the demo always looks alive. `generate` makes the random ones.

use jiff::Timestamp;
use serde::Deserialize;

use super::options::Data;
use super::secret::{Level, Metadata, Secret};
use super::store::Store;
use super::time::naive;

const SECRETS: &str = include_str!("../../assets/demo/secrets.json");
const PRODUCTION: &str = include_str!("../../assets/demo/production.json");

/// One entry of the asset file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    /// Such as `5 h`, `3 d`, `8 mo` or `2 y`.
    age: String,
    owner: String,
    /// One of the four access modes.
    mode: String,
    pod: Option<String>,
    #[serde(default)]
    description: String,
    /// The level of alice on a secret of somebody else.
    alice: Option<String>,
    value: String,
    /// Number of times that the value is repeated.
    repeat: Option<usize>,
    /// The label of a PEM frame around the value. It is not in the file, where a scanner for leaked
    /// keys would take it for one.
    pem: Option<String>,
}

/// Adds the secrets of a tenant; ages count back from `now`.
pub(super) fn fill(store: &mut Store, data: Data, tenant: &str, now: Timestamp) {
    let text = match data {
        Data::Demo => SECRETS,
        Data::Production => PRODUCTION,
        Data::Empty => return,
    };
    // The file is part of the program and a test reads it: an error cannot happen outside of one.
    for entry in entries(text).unwrap_or_default() {
        store.insert(entry.into_secret(tenant, now));
    }
}

fn entries(text: &str) -> serde_json::Result<Vec<Entry>> {
    serde_json::from_str(text)
}

impl Entry {
    fn into_secret(self, tenant: &str, now: Timestamp) -> Secret {
        let created = seconds(&self.age).map(|age| before(now, age, &self.id));
        let (readable, writable) = access(&self.mode).unwrap_or((true, true));
        let value = self.value.repeat(self.repeat.unwrap_or(1));
        let value = match self.pem {
            Some(label) => format!("-----BEGIN {label}-----\n{value}\n-----END {label}-----\n"),
            None => value,
        };
        let level = self.alice.as_deref().and_then(level);
        let metadata = Metadata {
            sk_secret_name: Metadata::storage_name(tenant, &self.owner, self.pod.as_deref(), &self.id),
            secret_id: self.id,
            scope: if self.pod.is_some() { "pod" } else { "user" },
            pod_id: self.pod,
            description: self.description,
            readable,
            writable,
            creation_ts: created.map(naive),
            added_by: self.owner,
        };
        let mut secret = Secret::new(metadata, value);
        if let Some(level) = level {
            secret.grant("alice", level);
        }
        secret
    }
}

/// Returns `now` less `age` seconds, and less a fraction that differs from id to id, so that times look real.
fn before(now: Timestamp, age: i64, id: &str) -> Timestamp {
    let spread = id.bytes().fold(7_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 1_000_003);
    let micros = now.as_microsecond() - age * 1_000_000 - spread * 997;
    Timestamp::from_microsecond(micros).unwrap_or(now)
}

/// Reads an age in seconds, and adds a fifth of a unit: `8 mo` is still 8 months when it is shown.
fn seconds(age: &str) -> Option<i64> {
    let (count, unit) = age.split_once(' ')?;
    let unit = match unit {
        "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "mo" => 2_629_800,
        "y" => 31_557_600,
        _ => return None,
    };
    count.parse::<i64>().ok().map(|count| count * unit + unit / 5)
}

/// Returns the two flags of an access mode: readable and writable.
fn access(mode: &str) -> Option<(bool, bool)> {
    match mode {
        "full" => Some((true, true)),
        "read-only" => Some((true, false)),
        "write-only" => Some((false, true)),
        "locked" => Some((false, false)),
        _ => None,
    }
}

fn level(word: &str) -> Option<Level> {
    match word {
        "READ" => Some(Level::Read),
        "USER" => Some(Level::User),
        "ADMIN" => Some(Level::Admin),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_asset_files_is_understood() {
        let (demo, production) = (entries(SECRETS).unwrap(), entries(PRODUCTION).unwrap());
        assert!(demo.len() >= 40 && production.len() >= 10);
        let is_of_demo = |id: &str| demo.iter().any(|entry| entry.id == id);
        assert!(!production.iter().any(|entry| is_of_demo(&entry.id)), "they have nothing in common");
        for entry in demo.into_iter().chain(production) {
            assert!(seconds(&entry.age).is_some(), "{}", entry.id);
            assert!(access(&entry.mode).is_some(), "{}", entry.id);
            assert_eq!(
                entry.alice.as_deref().and_then(level).is_some(),
                entry.owner != "alice",
                "{}",
                entry.id
            );
        }
    }
}
