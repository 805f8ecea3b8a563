//! One stored secret, its permissions, and its metadata on the wire. `store` keeps secrets and their order in the
//! list.

use serde::Serialize;

/// The permission of a user on a secret (contract §4); each level includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// List it and get its metadata.
    Read,
    /// Also read its value and update it.
    User,
    /// Also delete it. The creator's level.
    Admin,
}

/// The metadata, with the nine keys in the order in which the service sends them (contract §2).
#[derive(Serialize)]
pub(super) struct Metadata {
    pub(super) secret_id: String,
    pub(super) scope: &'static str,
    pub(super) pod_id: Option<String>,
    pub(super) description: String,
    pub(super) readable: bool,
    pub(super) writable: bool,
    pub(super) sk_secret_name: String,
    pub(super) creation_ts: Option<String>,
    pub(super) added_by: String,
}

impl Metadata {
    /// Writes the JSON object of a `result`.
    pub(super) fn to_json(&self) -> String {
        // Strings, bools and nulls cannot fail to serialize; an empty object beats a panic in a server.
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }

    /// Returns the name under which the Security Kernel keeps the value (contract §2).
    pub(super) fn storage_name(tenant: &str, user: &str, pod: Option<&str>, id: &str) -> String {
        match pod {
            Some(pod) => format!("pods_{tenant}_pod+{pod}+{id}"),
            None => format!("pods_{tenant}_user+{user}+{id}"),
        }
    }
}

/// A secret with its value and its permission list. Deliberately without `Debug`: it would print the value.
pub(super) struct Secret {
    pub(super) metadata: Metadata,
    /// Gone where a deletion was half done.
    pub(super) value: Option<String>,
    pub(super) grants: Vec<(String, Level)>,
}

impl Secret {
    /// Makes a new secret that belongs to `metadata.added_by`.
    pub(super) fn new(metadata: Metadata, value: String) -> Secret {
        let grants = vec![(metadata.added_by.clone(), Level::Admin)];
        Secret { metadata, value: Some(value), grants }
    }

    /// Sets the level of `user`, or of everybody for `*`.
    pub(super) fn grant(&mut self, user: &str, level: Level) {
        self.grants.retain(|(known, _)| known != user);
        self.grants.push((user.to_owned(), level));
    }

    /// Returns the level of `user`. A `*` entry replaces the user's own, even downwards and even for the owner; the
    /// real service does that too (exchanges 114 to 117).
    pub(super) fn level_of(&self, user: &str) -> Option<Level> {
        let of = |name: &str| self.grants.iter().find(|(known, _)| known == name).map(|(_, level)| *level);
        of("*").or_else(|| of(user))
    }
}
