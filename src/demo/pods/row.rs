//! The row of a pod in the service's table, and the JSON that is made of it (pods contract §1a). `life` changes it.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::definition::{Definition, Mount};
use super::level::Permissions;
use super::ordered::Ordered;
use crate::demo::time::naive;

/// The status of a pod (pods contract §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PodStatus {
    /// There is no container.
    Stopped,
    /// The values are read; the spawner has been asked.
    Requested,
    /// The spawner prepares the container.
    SpawnerSetup,
    /// The container is being made.
    Creating,
    /// The container runs.
    Available,
    /// The container is being ended.
    Deleting,
    /// It did not come up, or fell down.
    Error,
    /// The container has ended by itself.
    Complete,
}

impl PodStatus {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Stopped => "STOPPED",
            Self::Requested => "REQUESTED",
            Self::SpawnerSetup => "SPAWNER SETUP",
            Self::Creating => "CREATING",
            Self::Available => "AVAILABLE",
            Self::Deleting => "DELETING",
            Self::Error => "ERROR",
            Self::Complete => "COMPLETE",
        }
    }
}

/// The `status_container` of a pod; empty while there is no container.
#[derive(Clone, Default, Serialize)]
pub(crate) struct ContainerStatus {
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ready: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) restart_count: Option<u32>,
}

impl ContainerStatus {
    pub(crate) fn new(phase: &'static str, created: Timestamp, message: &str) -> Self {
        // In whole seconds, but with a fraction: so does the service make them.
        let start = Timestamp::from_second(created.as_second()).unwrap_or(created);
        Self {
            phase: Some(phase),
            start_time: Some(format!("{}.000000", naive(start))),
            message: Some(message.to_owned()),
            ..Self::default()
        }
    }

    /// Tells whether there is anything to tell.
    pub(crate) fn is_shown(&self) -> bool {
        self.phase.is_some()
    }
}

/// The row.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) pod_id: String,
    pub(crate) definition: Definition,
    pub(crate) permissions: Permissions,
    pub(crate) status: PodStatus,
    pub(crate) container: ContainerStatus,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    /// `start_instance_ts`.
    pub(crate) started: Option<Timestamp>,
    /// `time_to_stop_ts`.
    pub(crate) stops: Option<Timestamp>,
    pub(crate) action_log: Vec<String>,
}

impl Row {
    /// Makes the row of a pod that does not run.
    pub(crate) fn new(pod_id: &str, definition: Definition, creator: &str, at: Timestamp) -> Self {
        let mut row = Self {
            pod_id: pod_id.to_owned(),
            definition,
            permissions: Permissions::of_creator(creator),
            status: PodStatus::Stopped,
            container: ContainerStatus::default(),
            created: at,
            updated: at,
            started: None,
            stops: None,
            action_log: Vec::new(),
        };
        row.log(at, &format!("Pod object created by '{creator}'"));
        row
    }

    pub(crate) fn requested(&self) -> &str {
        &self.definition.status_requested
    }

    /// Adds a line to the action log, unless the last one says the same.
    pub(crate) fn log(&mut self, at: Timestamp, line: &str) {
        if self.action_log.last().is_none_or(|last| !last.contains(line)) {
            self.action_log.push(format!("{}: {line}", at.strftime("%y/%m/%d %H:%M")));
        }
    }

    /// Goes back to a pod that does not run, as the health loop does.
    pub(crate) fn stop(&mut self) {
        self.status = PodStatus::Stopped;
        self.container = ContainerStatus::default();
        self.started = None;
        self.stops = None;
        self.definition.time_to_stop_instance = None;
    }

    /// Notes that the container runs since `at`.
    pub(crate) fn start(&mut self, at: Timestamp) {
        let definition = &self.definition;
        let seconds = definition.time_to_stop_instance.unwrap_or(definition.time_to_stop_default);
        self.status = PodStatus::Available;
        self.started = Some(at);
        self.stops =
            (seconds >= 0).then(|| at.saturating_add(SignedDuration::from_secs(seconds)).ok()).flatten();
    }

    /// Writes the JSON of the row with this definition, which is its own or the one merged with its template.
    pub(crate) fn to_json(&self, definition: &Definition, include_configs: bool) -> String {
        let mounts = definition.volume_mounts.iter().map(|(path, mount)| (path.to_owned(), mount.clone()));
        let mut volume_mounts: Ordered<Mount> = mounts.collect();
        for text in volume_mounts.values_mut().filter_map(|mount| mount.config_content.as_mut()) {
            if !include_configs {
                *text = format!("<{} bytes - use ?include_configs=true to retrieve>", text.len());
            }
        }
        let wire = Wire {
            pod_id: &self.pod_id,
            image: &definition.image,
            template: &definition.template,
            description: &definition.description,
            command: &definition.command,
            arguments: &definition.arguments,
            environment_variables: &definition.environment_variables,
            secret_map: &definition.secret_map,
            status_requested: self.requested(),
            volume_mounts,
            time_to_stop_default: definition.time_to_stop_default,
            time_to_stop_instance: definition.time_to_stop_instance,
            networking: &definition.networking,
            resources: &definition.resources,
            compute_queue: &definition.compute_queue,
            template_overrides: &definition.template_overrides,
            time_to_stop_ts: self.stops.map(naive),
            status: self.status.word(),
            status_container: &self.container,
            creation_ts: naive(self.created),
            update_ts: naive(self.updated),
            start_instance_ts: self.started.map(naive),
        };
        // Nothing in it can fail to serialize; an empty object beats a panic in a server.
        serde_json::to_string(&wire).unwrap_or_else(|_| "{}".to_owned())
    }
}

/// The 22 keys, in the order in which the service sends them.
#[derive(Serialize)]
struct Wire<'a> {
    pod_id: &'a str,
    image: &'a str,
    template: &'a str,
    description: &'a str,
    command: &'a Option<Vec<String>>,
    arguments: &'a Option<Vec<String>>,
    environment_variables: &'a Ordered<String>,
    secret_map: &'a Ordered<String>,
    status_requested: &'a str,
    volume_mounts: Ordered<Mount>,
    time_to_stop_default: i64,
    time_to_stop_instance: Option<i64>,
    networking: &'a serde_json::Value,
    resources: &'a serde_json::Value,
    compute_queue: &'a str,
    template_overrides: &'a Option<serde_json::Value>,
    time_to_stop_ts: Option<String>,
    status: &'static str,
    status_container: &'a ContainerStatus,
    creation_ts: String,
    update_ts: String,
    start_instance_ts: Option<String>,
}
