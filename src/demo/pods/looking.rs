//! The calls that change nothing: list, get, derived, logs, credentials, permissions (pods contract §1, §3, §6, §7).

use serde_json::{Map, Value, json};

use super::call::{self, Call};
use super::definition::Definition;
use super::ordered::Ordered;
use super::pod::Pod;
use super::resolve::{self, with_values};
use super::store::Pods;
use super::template::Placeholders;
use super::unresolved;
use crate::demo::administrator::admin_context;
use crate::demo::answer::Answer;
use crate::demo::store::Store;

/// Stands for a value that may only be written.
const WRITE_ONLY: &str = "<<write-only>>";

/// The share of its template that a pod is shown with.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Raw,
    Lite,
    Full,
}

impl Call<'_> {
    pub(super) fn list(&self, pods: &Pods) -> Answer {
        let mode = self.mode(pods);
        let own = |pod: &&Pod| pod.row.permissions.is_listed_for(self.user);
        let listed = pods.iter().filter(|pod| self.admin_header || own(pod));
        let (unreadable, shown): (Vec<&Pod>, Vec<&Pod>) = listed.partition(|pod| pod.behaviour.is_unreadable);
        let rows: Vec<String> =
            shown.iter().map(|pod| pod.row.to_json(&shown_as(pods, pod, mode), false)).collect();
        let mut metadata = Map::new();
        tell_mode(&mut metadata, mode);
        if self.admin_header {
            let ids: Vec<&str> = pods.iter().filter(own).map(|pod| pod.row.pod_id.as_str()).collect();
            metadata.insert("admin_context".to_owned(), admin_context("pods", &ids, rows.len()));
        }
        let result = format!("[{}]", rows.join(","));
        let message = match unreadable.is_empty() {
            true => "Pods retrieved successfully.",
            false => "Some pods failed validation and were left out. See metadata.warnings.",
        };
        if !unreadable.is_empty() {
            let told = unreadable.iter().map(|pod| format!("Pod '{}' failed validation.", pod.row.pod_id));
            metadata.insert("warnings".to_owned(), json!(told.collect::<Vec<_>>()));
        }
        let answer = Answer::envelope(message, &metadata, &result, "success");
        #[cfg(feature = "test-support")]
        let answer = Answer { is_list: true, ..answer };
        answer
    }

    pub(super) fn get(&self, pods: &Pods, pod: &Pod) -> Answer {
        let mode = self.mode(pods);
        let mut metadata = Map::new();
        if self.flag("check_unresolved") != Some(false) {
            unresolved::add(&mut metadata, &pod.row.definition);
        }
        tell_mode(&mut metadata, mode);
        let result = pod.row.to_json(&shown_as(pods, pod, mode), self.asks_for("include_configs"));
        Answer::envelope("Pod retrieved successfully.", &metadata, &result, "success")
    }

    pub(super) fn derived(&self, pods: &Pods, secrets: &Store, pod: &Pod) -> Answer {
        let opens = self.asks_for("resolve_secrets") || self.asks_for("reveal_write_only");
        if opens && !self.is_administrator() {
            let message = "resolve_secrets/reveal_write_only require admin privileges (pods_admin role)";
            return Answer::error(400, message);
        }
        let mut shown = shown_as(pods, pod, Mode::Full);
        let mut metadata = Map::new();
        if !pod.row.definition.template.is_empty() {
            let left = Placeholders::left(&shown.secret_map, &pod.row.definition.secret_map);
            metadata.insert("template_placeholders".to_owned(), left.to_json());
        }
        if self.asks_for("resolve_secrets") {
            self.open(&mut metadata, pods, secrets, &mut shown);
        }
        unresolved::add(&mut metadata, &shown);
        let result = pod.row.to_json(&shown, self.asks_for("include_configs"));
        Answer::envelope("Final derived pod retrieved successfully.", &metadata, &result, "success")
    }

    /// Puts values in the place of references, as far as the administrator may resolve them.
    fn open(&self, metadata: &mut Map<String, Value>, pods: &Pods, secrets: &Store, shown: &mut Definition) {
        let (resolved, faults) = self.world(pods, secrets).resolve_map(&shown.secret_map, Some(self.user));
        metadata.insert("secrets_resolved".to_owned(), Value::Bool(true));
        if !faults.is_empty() {
            metadata.insert("secret_resolution_errors".to_owned(), json!(faults));
        }
        let is_readable = |key: &str| {
            let name = shown.secret_map.get(key).and_then(|text| text.rsplit([':', '}']).nth(1));
            name.and_then(|name| secrets.get(name)).is_none_or(|secret| secret.metadata.readable)
        };
        let reveals = self.asks_for("reveal_write_only");
        let pairs = resolved.secrets.iter().map(|(key, value)| {
            let value = if reveals || is_readable(key) { value } else { WRITE_ONLY };
            (key.to_owned(), value.to_owned())
        });
        let values: Ordered<String> = pairs.collect();
        shown.environment_variables.values_mut().for_each(|text| *text = with_values(text, &values));
        for text in shown.volume_mounts.values_mut().filter_map(|mount| mount.config_content.as_mut()) {
            *text = with_values(text, &values);
        }
        shown.secret_map = values;
    }

    /// Reads how the caller wants pods shown. Older releases know neither key.
    fn mode(&self, pods: &Pods) -> Mode {
        match (self.asks_for("derived"), self.asks_for("derived_lite")) {
            _ if pods.health.is_old => Mode::Raw,
            (true, _) => Mode::Full,
            (false, true) => Mode::Lite,
            (false, false) => Mode::Raw,
        }
    }
}

pub(super) fn logs(pod: &Pod) -> Answer {
    let result = json!({ "logs": pod.output, "action_logs": pod.row.action_log });
    Answer::done("Pod logs retrieved successfully.", &result.to_string())
}

pub(super) fn credentials(pod: &Pod) -> Answer {
    let result = json!({ "user_username": pod.row.pod_id, "user_password": pod.password });
    Answer::done("The request was successful", &result.to_string())
}

pub(super) fn permissions(pod: &Pod) -> Answer {
    call::permissions("Pod permissions retrieved successfully.", pod)
}

fn tell_mode(metadata: &mut Map<String, Value>, mode: Mode) {
    if mode != Mode::Raw {
        let word = if mode == Mode::Lite { "lite" } else { "full" };
        metadata.extend([("derived".to_owned(), json!(true)), ("derived_mode".to_owned(), json!(word))]);
    }
}

/// Returns the definition to show. In full it has the pod's own password where a text refers to it.
fn shown_as(pods: &Pods, pod: &Pod, mode: Mode) -> Definition {
    if mode == Mode::Raw {
        return pod.row.definition.clone();
    }
    let mut merged = pods.templates.derive(&pod.row.definition);
    if mode == Mode::Full {
        let texts = merged.environment_variables.values_mut();
        texts.for_each(|text| *text = resolve::legacy(text, &pod.password));
    }
    merged
}
