//! The demo's own pods, read from `assets/demo/pods.json`. Each entry has a short history, and the pod lives through
//! it here: so its state and its log are ones that the service could have made.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::behaviour::{Behaviour, PodOutcome, PodPace};
use super::definition::Definition;
use super::level::PodLevel;
use super::pod::Pod;
use super::resolve::World;
use super::row::Row;
use super::store::Pods;
use super::template::Template;
use crate::demo::options::Data;
use crate::demo::store::Store;

const PODS: &str = include_str!("../../../assets/demo/pods.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    templates: BTreeMap<String, Template>,
    demo: Vec<Entry>,
    production: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    owner: String,
    #[serde(default)]
    grants: BTreeMap<String, PodLevel>,
    /// The events so far, oldest first: the time since then, such as `3 d` or `2 s`, and `create`, `start`, `OFF` or
    /// `RESTART`.
    history: Vec<(String, String)>,
    definition: Definition,
    #[serde(default)]
    outcome: PodOutcome,
    /// Seconds until a container runs.
    boot: Option<u64>,
    /// Seconds until a container has ended.
    end: Option<u64>,
    /// The KEY whose present value is the only one with which a container comes up.
    accepts: Option<String>,
    /// Number of requests that are lost.
    #[serde(default)]
    loses: u32,
}

/// Adds the pods and templates of a tenant, as they are at `now`.
pub(crate) fn fill(pods: &mut Pods, secrets: &Store, data: Data, tenant: &str, now: Timestamp) {
    // The file is part of the program and a test reads it: an error cannot happen outside of one.
    let Ok(file) = file() else { return };
    let entries = match data {
        Data::Demo => file.demo,
        Data::Production => file.production,
        Data::Empty => return,
    };
    for (name, template) in file.templates {
        pods.templates.insert(name, template);
    }
    for entry in entries {
        let pod = entry.live(pods, secrets, tenant, now);
        pods.insert(pod);
    }
}

fn file() -> serde_json::Result<File> {
    serde_json::from_str(PODS)
}

impl Entry {
    /// Lives the pod's history through.
    fn live(self, pods: &Pods, secrets: &Store, tenant: &str, now: Timestamp) -> Pod {
        let world = World { secrets, templates: &pods.templates, storage_down: false };
        // Up to a minute more, by the id: nobody starts all pods at the same moment.
        let spread = self.id.bytes().fold(7_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 59_999);
        let ago = |age: &str| {
            let age = age_of(age).unwrap_or_default();
            let more = if age < SignedDuration::from_hours(1) { 0 } else { spread };
            now.saturating_sub(age + SignedDuration::from_millis(more)).unwrap_or(now)
        };
        let mut definition = self.definition;
        definition.complete(&self.id, tenant);
        if let Some(name) = pods.templates.stamped(&definition.template) {
            definition.template = name;
        }
        // A pod whose references do not resolve ran while they still did.
        let map = pods.templates.derive(&definition).secret_map;
        let values = world.resolve_map(&map, None).0;
        let seconds = |given: Option<u64>, usual| given.map_or(usual, std::time::Duration::from_secs);
        let pace = PodPace {
            boot: seconds(self.boot, PodPace::DEMO.boot),
            end: seconds(self.end, PodPace::DEMO.end),
            ..PodPace::DEMO
        };
        let accepts =
            self.accepts.and_then(|key| values.secrets.get(&key).cloned().map(|value| (key, value)));
        let behaviour = Behaviour { pace, outcome: self.outcome, accepts, ..Behaviour::default() };
        let created = self.history.first().map_or(now, |(age, _)| ago(age));
        let mut pod = Pod::new(Row::new(&self.id, definition, &self.owner, created), behaviour);
        for (user, level) in self.grants {
            pod.row.permissions.set(&user, level);
        }
        for (age, event) in &self.history {
            let at = ago(age);
            pod.catch_up(at, pods.health, &world);
            match event.as_str() {
                "create" => "OFF".clone_into(&mut pod.row.definition.status_requested),
                "start" => {
                    let started = world.resolve(&pod.row.definition, None, &pod.password);
                    pod.request(at, started.unwrap_or_else(|_| values.clone()));
                }
                requested => {
                    let verb = if requested == "OFF" { "stop_pod" } else { "restart_pod" };
                    let line = format!("'{}' ran {verb}, set to {requested}", self.owner);
                    pod.write(at, &line, |row| requested.clone_into(&mut row.definition.status_requested));
                }
            }
        }
        pod.catch_up(now, pods.health, &world);
        pod.behaviour.losing = self.loses;
        pod
    }
}

/// Reads an age such as `3 d` or `2 s`.
fn age_of(age: &str) -> Option<SignedDuration> {
    let (count, unit) = age.split_once(' ')?;
    let unit = match unit {
        "s" => 1,
        "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    count.parse::<i64>().ok().map(|count| SignedDuration::from_secs(count * unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::data;
    use crate::demo::pods::body::Body;
    use crate::demo::pods::row::PodStatus;

    fn now() -> Timestamp {
        "2026-11-27T14:03:00.25Z".parse().unwrap()
    }

    fn filled(data: Data) -> Pods {
        let (mut store, mut pods) = (Store::default(), Pods::default());
        data::fill(&mut store, data, "tacc", now());
        fill(&mut pods, &store, data, "tacc", now());
        pods
    }

    #[test]
    fn every_entry_is_understood() {
        let file = file().unwrap();
        for entry in file.demo.iter().chain(&file.production) {
            assert_eq!(entry.history[0].1, "create", "{}", entry.id);
            for (age, event) in &entry.history {
                assert!(age_of(age).is_some(), "{}: {age}", entry.id);
                assert!(["create", "start", "OFF", "RESTART"].contains(&event.as_str()), "{}", entry.id);
            }
        }
    }

    #[test]
    fn every_definition_is_one_that_a_post_could_have_made() {
        let file: serde_json::Value = serde_json::from_str(PODS).unwrap();
        let entries = ["demo", "production"].map(|part| file[part].as_array().unwrap());
        let mut definitions: Vec<_> =
            entries.into_iter().flatten().map(|entry| &entry["definition"]).collect();
        definitions.extend(file["templates"].as_object().unwrap().values().map(|it| &it["definition"]));
        for definition in definitions {
            let mut body = definition.clone();
            body["pod_id"] = "any1".into();
            assert!(Body::of_new(None, body.to_string().as_bytes()).is_ok(), "{definition}");
        }
    }

    #[test]
    fn only_the_references_that_are_broken_on_purpose_do_not_resolve() {
        let mut store = Store::default();
        data::fill(&mut store, Data::Demo, "tacc", now());
        let pods = filled(Data::Demo);
        let world = World { secrets: &store, templates: &pods.templates, storage_down: false };
        let mut broken = Vec::new();
        for pod in pods.iter() {
            let map = pods.templates.derive(&pod.row.definition).secret_map;
            let faults = world.resolve_map(&map, None).1;
            broken.extend(faults.into_iter().map(|fault| format!("{}: {fault}", pod.row.pod_id)));
        }
        assert_eq!(
            broken,
            [
                "graphapi: Key 'DB_PW': Secret 'old_graph_password' not found.",
                "legacyftp: Key 'HOOK': Short secret form '${secret:argo_webhook_hmac}' requires actor context for \
                 auto-expansion.",
                "exporter: Key 'PUSH': Secret 'metrics_push_token_2024' not found.",
            ]
        );
    }

    #[test]
    fn the_demo_has_pods_in_every_state_that_lasts_and_in_some_that_pass() {
        let pods = filled(Data::Demo);
        let has = |status| pods.iter().any(|pod| pod.row.status == status);
        assert!(pods.iter().count() >= 12);
        for status in [
            PodStatus::Stopped,
            PodStatus::Creating,
            PodStatus::Available,
            PodStatus::Deleting,
            PodStatus::Error,
            PodStatus::Complete,
        ] {
            assert!(has(status), "{}", status.word());
        }
        assert!(filled(Data::Production).iter().count() >= 2);
    }
}
