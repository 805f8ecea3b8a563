//! The part of a pod that users write: the fields of POST and PUT (pods contract §1a, §4). `body` checks them before
//! they come here, `row` has the part that the service writes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::ordered::Ordered;

/// The fields that a user can set. Deliberately without `Debug`: they may hold secrets in plain text.
#[derive(Clone, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Definition {
    pub(crate) image: String,
    pub(crate) template: String,
    pub(crate) description: String,
    pub(crate) command: Option<Vec<String>>,
    pub(crate) arguments: Option<Vec<String>>,
    pub(crate) environment_variables: Ordered<String>,
    pub(crate) secret_map: Ordered<String>,
    pub(crate) status_requested: String,
    pub(crate) volume_mounts: Ordered<Mount>,
    pub(crate) time_to_stop_default: i64,
    pub(crate) time_to_stop_instance: Option<i64>,
    pub(crate) networking: Value,
    pub(crate) resources: Value,
    pub(crate) compute_queue: String,
    pub(crate) template_overrides: Option<Value>,
}

/// One volume; `config_content` makes it a file.
#[derive(Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Mount {
    pub(crate) r#type: String,
    pub(crate) sub_path: String,
    pub(crate) read_only: Option<bool>,
    pub(crate) config_content: Option<String>,
    pub(crate) config_permissions: Option<String>,
    pub(crate) config_update_mode: Option<String>,
}

impl Default for Definition {
    fn default() -> Self {
        Self {
            image: String::new(),
            template: String::new(),
            description: String::new(),
            command: None,
            arguments: None,
            environment_variables: Ordered::default(),
            secret_map: Ordered::default(),
            status_requested: "ON".to_owned(),
            volume_mounts: Ordered::default(),
            time_to_stop_default: 43_200,
            time_to_stop_instance: None,
            networking: json!({ "default": {} }),
            resources: json!({}),
            compute_queue: "default".to_owned(),
            template_overrides: None,
        }
    }
}

impl Definition {
    /// Fills in the defaults of members that were left out, and the addresses of the pod.
    pub(crate) fn complete(&mut self, pod_id: &str, tenant: &str) {
        for mount in self.volume_mounts.values_mut() {
            mount.read_only.get_or_insert(true);
            mount.config_permissions.get_or_insert_with(|| "0644".to_owned());
            mount.config_update_mode.get_or_insert_with(|| "always".to_owned());
        }
        self.resources = over(resources(), &self.resources);
        if let Value::Object(networks) = &mut self.networking {
            for (name, network) in networks {
                let label = if name == "default" { pod_id.to_owned() } else { format!("{pod_id}-{name}") };
                *network = over(self::network(&format!("{label}.pods.{tenant}.tapis.io")), network);
            }
        }
    }

    /// Takes the named fields over from `given`.
    pub(crate) fn take(&mut self, names: &Map<String, Value>, given: Self) {
        let old = std::mem::replace(self, given);
        macro_rules! keep {
            ($($field:ident),*) => {
                $(if !names.contains_key(stringify!($field)) { self.$field = old.$field; })*
            };
        }
        keep!(image, template, description, command, arguments, environment_variables, secret_map);
        keep!(status_requested, volume_mounts, time_to_stop_default, time_to_stop_instance);
        keep!(networking, resources, compute_queue, template_overrides);
    }

    /// Returns the map that wins over the pod's own (pods contract §7).
    pub(crate) fn overriding_map(&self) -> Ordered<String> {
        let overrides = self.template_overrides.as_ref();
        let map = overrides.and_then(|overrides| overrides.get("secret_map"));
        map.and_then(|map| serde_json::from_value(map.clone()).ok()).unwrap_or_default()
    }

    /// Writes the changes since `old` into one line, with the names of what may be secret, never the values.
    pub(crate) fn changes_since(&self, old: &Self) -> String {
        let mut told = Vec::new();
        told.extend(entries(
            "environment_variables",
            &old.environment_variables,
            &self.environment_variables,
        ));
        told.extend(entries("secret_map", &old.secret_map, &self.secret_map));
        macro_rules! compare {
            ($($field:ident),*) => {
                $(if old.$field != self.$field {
                    told.push(format!("{}: {}→{}", stringify!($field), json!(old.$field), json!(self.$field)));
                })*
            };
        }
        compare!(image, template, description, command, arguments, status_requested);
        compare!(time_to_stop_default, time_to_stop_instance, networking, resources, compute_queue);
        if old.volume_mounts != self.volume_mounts {
            told.push("volume_mounts: changed (hidden)".to_owned());
        }
        if old.template_overrides != self.template_overrides {
            told.push("template_overrides: changed (hidden)".to_owned());
        }
        told.truncate(8);
        told.join(", ")
    }

    /// Writes the changed maps as releases before 26Q3 did: with their values.
    pub(crate) fn open_changes_since(&self, old: &Self) -> String {
        let mut fields = Map::new();
        macro_rules! compare {
            ($($field:ident),*) => {
                $(if old.$field != self.$field {
                    fields.insert(stringify!($field).to_owned(), json!(self.$field));
                })*
            };
        }
        compare!(image, description, command, arguments, environment_variables, secret_map, status_requested);
        Value::Object(fields).to_string().replace('"', "'")
    }
}

fn entries(field: &str, old: &Ordered<String>, new: &Ordered<String>) -> Vec<String> {
    let keys: std::collections::BTreeSet<&str> = old.iter().chain(new.iter()).map(|(key, _)| key).collect();
    let told = |key: &str| match (old.get(key), new.get(key)) {
        (None, Some(_)) => Some(format!("{field}.{key}: added (hidden)")),
        (Some(_), None) => Some(format!("{field}.{key}: removed")),
        (old, new) => (old != new).then(|| format!("{field}.{key}: changed (hidden)")),
    };
    keys.into_iter().filter_map(told).collect()
}

/// Lays the members of `given` over those of `defaults`.
fn over(defaults: Value, given: &Value) -> Value {
    let mut members = defaults;
    if let (Value::Object(members), Value::Object(given)) = (&mut members, given) {
        members.extend(given.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
    members
}

fn resources() -> Value {
    json!({
        "cpu_request": 250, "cpu_limit": 2000, "mem_request": 256, "mem_limit": 3072,
        "ephemeral_storage_request": -1, "ephemeral_storage_limit": -1, "gpus": 0,
    })
}

fn network(url: &str) -> Value {
    json!({
        "protocol": "http", "port": 5000, "url": url, "ip_allow_list": [], "tapis_auth": false,
        "tapis_auth_response_headers": {}, "tapis_auth_allowed_users": ["*"], "tapis_auth_return_path": "/",
        "cors_allow_origins": [], "cors_allow_methods": [], "cors_allow_headers": [],
        "cors_allow_credentials": false, "cors_max_age": 100, "tapis_ui_uri": "",
        "tapis_ui_uri_redirect": false, "tapis_ui_uri_description": "",
    })
}
