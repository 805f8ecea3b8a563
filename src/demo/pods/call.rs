//! A call on pods, and the answers that many calls give. `looking` and `changing` carry it out.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::pod::Pod;
use super::resolve::World;
use super::row::Row;
use super::store::Pods;
use crate::demo::administrator::ADMINISTRATOR;
use crate::demo::answer::Answer;
use crate::demo::store::Store;

/// One authenticated request about pods.
pub(crate) struct Call<'a> {
    pub(crate) user: &'a str,
    pub(crate) tenant: &'a str,
    /// Set when the request has `X-Pods-Admin`, which only an administrator may send.
    pub(crate) admin_header: bool,
    pub(crate) query: &'a str,
    pub(crate) content_type: Option<&'a str>,
    pub(crate) body: &'a [u8],
    pub(crate) storage_down: bool,
    pub(crate) now: Timestamp,
}

impl<'a> Call<'a> {
    /// Tells whether the role counts. On pods it does so without the header.
    pub(super) fn is_administrator(&self) -> bool {
        self.user == ADMINISTRATOR
    }

    /// Reads a flag of the query; every other key is ignored, as the service does.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let value = pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)?;
        Some(matches!(value.to_ascii_lowercase().as_str(), "true" | "1" | "yes" | "on"))
    }

    pub(super) fn asks_for(&self, name: &str) -> bool {
        self.flag(name).unwrap_or_default()
    }

    pub(super) fn world<'w>(&self, pods: &'w Pods, secrets: &'w Store) -> World<'w> {
        World { secrets, templates: &pods.templates, storage_down: self.storage_down }
    }
}

/// Answers with a row as it is.
pub(super) fn row(message: &str, row: &Row) -> Answer {
    Answer::done(message, &row.to_json(&row.definition, false))
}

/// Answers with a row as it is, and that nothing was done.
pub(super) fn refused(message: &str, row: &Row) -> Answer {
    Answer::envelope(message, &Map::new(), &row.to_json(&row.definition, false), "error")
}

/// Answers with a row and more that is told of it.
pub(super) fn told(message: &str, metadata: &Map<String, Value>, row: &Row) -> Answer {
    Answer::envelope(message, metadata, &row.to_json(&row.definition, false), "success")
}

pub(super) fn permissions(message: &str, pod: &Pod) -> Answer {
    let entries = pod.row.permissions.entries();
    Answer::done(message, &serde_json::json!({ "permissions": entries }).to_string())
}
