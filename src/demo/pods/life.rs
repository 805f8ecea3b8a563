//! The life of a pod (pods contract §5): what the health loop and the spawner do to it, and when. Nothing runs by
//! itself: whoever asks about a pod first calls [`Pod::catch_up`], which does everything that is due by then.
//!
//! ```text
//! (AVAILABLE, RESTART) ─► (DELETING, RESTART) ─► (STOPPED, ON) ─► (REQUESTED, ON) ─► (SPAWNER SETUP, ON)
//!                                                      └► (ERROR, ON)        ─► (CREATING, ON) ─► (AVAILABLE, ON)
//! ```

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::behaviour::PodOutcome;
use super::pod::{Container, Held, Holder, Pod};
use super::resolve::{Resolved, World};
use super::row::{ContainerStatus, PodStatus};

/// The time between two statements of the health loop: a pod that is restarted is STOPPED for so long.
const BLINK: Duration = Duration::from_millis(20);
/// After so long the health loop gives up on a container that does not come.
const STALLED: Duration = Duration::from_secs(240);
const CRASHED: &str = "CrashLoopBackOff: back-off 10s restarting failed container — [BackOff] Back-off restarting failed container";
const NOT_PULLED: &str =
    "ImagePullBackOff: Back-off pulling image — [BackOff] Back-off restarting failed container";

/// The health loop, and the release of the service.
#[derive(Clone, Copy)]
pub(crate) struct Loop {
    /// The time from which on it runs; `None` while it does not.
    pub(crate) since: Option<Timestamp>,
    /// Set for releases before 26Q2, which tell less of containers and move `update_ts` with every write.
    pub(crate) is_old: bool,
}

impl Pod {
    /// Does everything that is due by `now`, in order, and tells whether that was anything.
    pub(crate) fn catch_up(&mut self, now: Timestamp, health: Loop, world: &World<'_>) -> bool {
        let mut changed = false;
        while let Some(due) = self.due(health).filter(|due| *due <= now) {
            self.act(due, health, world);
            if health.is_old {
                self.row.updated = due;
            }
            changed = true;
        }
        changed
    }

    /// Returns when something happens by itself, if nobody writes before.
    pub(crate) fn due(&self, health: Loop) -> Option<Timestamp> {
        let pace = &self.behaviour.pace;
        match &self.held {
            Some(Held { by: Holder::Spawner { since, .. }, .. })
                if self.row.status == PodStatus::Requested =>
            {
                return Some(*since + pace.take);
            }
            Some(Held { by: Holder::Spawner { since, .. }, .. }) => {
                return Some(*since + pace.take + pace.setup);
            }
            Some(Held { by: Holder::Health { until }, .. }) => return Some(*until),
            None => {}
        }
        let due = match (self.row.status, self.row.requested()) {
            (PodStatus::Deleting, "ON" | "OFF" | "RESTART") => self.gone,
            (PodStatus::Stopped, "ON" | "RESTART") => Some(self.since + pace.notice),
            (PodStatus::Stopped, _) => None,
            (_, "OFF" | "RESTART") => Some(self.since + pace.notice),
            (PodStatus::Creating, "ON") => self.container.as_ref().map(|it| self.arrival(it)),
            (PodStatus::Available, "ON") => [self.row.stops, self.fall()].into_iter().flatten().min(),
            _ => None,
        };
        Some(due?.max(health.since?))
    }

    /// Returns when a container takes the next step to running.
    fn arrival(&self, container: &Container) -> Timestamp {
        let pace = &self.behaviour.pace;
        match (container.outcome, self.row.container.is_shown()) {
            (PodOutcome::Stalls, _) => container.created + STALLED,
            (_, false) => container.created + pace.pull,
            (_, true) => container.created + pace.pull + pace.boot,
        }
    }

    /// Returns when the running container falls down or ends.
    fn fall(&self) -> Option<Timestamp> {
        let (started, container) = (self.row.started?, self.container.as_ref()?);
        match container.outcome {
            PodOutcome::CrashAfter(after) | PodOutcome::Ends(Some(after)) => Some(started + after),
            PodOutcome::Restarting(every) => Some(started + every.max(BLINK) * (container.falls + 1)),
            _ => None,
        }
    }

    /// Does what is due at `at`.
    fn act(&mut self, at: Timestamp, health: Loop, world: &World<'_>) {
        match self.held.take() {
            Some(Held { row, by: Holder::Spawner { since, values } }) => {
                return self.spawn(at, Held { row, by: Holder::Spawner { since, values } });
            }
            Some(Held { row, by: Holder::Health { .. } }) => return self.row = *row,
            None => {}
        }
        match (self.row.status, self.row.requested()) {
            (PodStatus::Deleting, _) => self.ended(at),
            (PodStatus::Stopped, _) => self.begin(at, world),
            (_, "OFF" | "RESTART") => self.delete(at),
            (PodStatus::Creating, _) => self.arrive(at, health),
            (PodStatus::Available, _) if self.row.stops.is_some_and(|stops| stops <= at) => {
                "OFF".clone_into(&mut self.row.definition.status_requested);
                self.row.log(at, "health set pod to OFF due to time_to_stop trigger");
                self.since = at;
            }
            (PodStatus::Available, _) => self.fall_down(at, health),
            _ => {}
        }
    }

    /// Lets the spawner go on: it takes the request, and then writes back the row as it has read it.
    fn spawn(&mut self, at: Timestamp, held: Held) {
        if self.row.status == PodStatus::Requested {
            self.row.status = PodStatus::SpawnerSetup;
            self.held = Some(held);
            return;
        }
        let Holder::Spawner { values, .. } = held.by else { return };
        self.row = *held.row;
        self.row.status = PodStatus::Creating;
        self.row.log(at, "spawner set status to CREATING");
        #[cfg(feature = "test-support")]
        self.starts.push(super::start::PodStart {
            at,
            secrets: values.secrets.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect(),
            environment: values
                .environment
                .iter()
                .map(|(key, value)| (key.to_owned(), value.clone()))
                .collect(),
        });
        let outcome = self.outcome(&values);
        self.container = Some(Container { created: at, values, outcome, falls: 0 });
        // What is requested then may have been seen before: the loop looks again from here.
        self.since = at;
    }

    /// Decides what becomes of a container with these values.
    fn outcome(&self, values: &Resolved) -> PodOutcome {
        match &self.behaviour.accepts {
            Some((key, value)) if values.secrets.get(key) != Some(value) => PodOutcome::CrashLoop,
            _ => self.behaviour.outcome,
        }
    }

    fn delete(&mut self, at: Timestamp) {
        self.log_deletion(at);
        self.row.status = PodStatus::Deleting;
        let end = self.container.as_ref().map_or(Duration::ZERO, |_| self.behaviour.pace.end);
        self.gone = Some(at + end);
    }

    /// Logs what each round of the loop logs until the container is gone.
    fn log_deletion(&mut self, at: Timestamp) {
        let line = format!("health found running {} pod, set status to DELETING", self.row.requested());
        self.row.log(at, &line);
    }

    fn ended(&mut self, at: Timestamp) {
        let line = match self.row.requested() {
            "ON" => "health found no running pod, set status to STOPPED",
            "RESTART" => "health set status to STOPPED, set to ON",
            _ => "health set status to STOPPED",
        };
        if self.row.requested() != "ON" {
            self.log_deletion(at);
        }
        self.stopped(at, line);
        if self.row.requested() == "RESTART" {
            "ON".clone_into(&mut self.row.definition.status_requested);
        }
    }

    /// Notes that there is no container. Should the pod be on, it begins anew in the same round of the loop.
    fn stopped(&mut self, at: Timestamp, line: &str) {
        self.row.stop();
        self.row.log(at, line);
        self.container = None;
        self.gone = None;
        let notice = SignedDuration::try_from(self.behaviour.pace.notice).unwrap_or_default();
        self.since = at.saturating_sub(notice).unwrap_or(at) + BLINK;
    }

    /// Reads the values, in nobody's name, and asks for a container.
    fn begin(&mut self, at: Timestamp, world: &World<'_>) {
        let line =
            format!("health found {} pod set to STOPPED, set status to REQUESTED", self.row.requested());
        "ON".clone_into(&mut self.row.definition.status_requested);
        match world.resolve(&self.row.definition, None, &self.password) {
            Ok(values) => {
                self.row.log(at, &line);
                self.request(at, values);
            }
            Err(faults) => {
                self.row.status = PodStatus::Error;
                self.row.log(at, &format!("health failed to resolve secrets: {}", faults.join("; ")));
            }
        }
    }

    /// Takes a container one step further to running, or sees that it does not.
    fn arrive(&mut self, at: Timestamp, health: Loop) {
        let Some(container) = &self.container else { return };
        let (created, outcome) = (container.created, container.outcome);
        match (outcome, self.row.container.is_shown()) {
            (PodOutcome::Stalls, _) => self.stopped(
                at,
                "health found no running pod and status = CREATING for 3 minutes, stalled. Setting status = \
                 STOPPED",
            ),
            (_, false) => {
                self.row.container = ContainerStatus::new("Pending", created, "Pod is still initializing.");
            }
            (PodOutcome::CrashLoop, _) => self.fail(at, "Running", CRASHED),
            (PodOutcome::NoImage, _) => self.fail(at, "Pending", NOT_PULLED),
            (PodOutcome::Ends(None), _) => self.complete(at),
            _ => {
                self.row.start(at);
                self.row.container = ContainerStatus::new("Running", created, "Pod is running.");
                if !health.is_old {
                    self.row.container.ready = Some(outcome != PodOutcome::NeverReady);
                    self.row.container.restart_count = Some(0);
                }
                self.row.log(at, "health set status to AVAILABLE");
                self.print();
            }
        }
    }

    /// Lets a running container fall down or end.
    fn fall_down(&mut self, at: Timestamp, health: Loop) {
        let Some(container) = &mut self.container else { return };
        match container.outcome {
            PodOutcome::CrashAfter(_) => self.fail(at, "Running", CRASHED),
            PodOutcome::Ends(_) => self.complete(at),
            _ => {
                container.falls += 1;
                self.row.container.restart_count = (!health.is_old).then_some(container.falls);
            }
        }
    }

    fn fail(&mut self, at: Timestamp, phase: &'static str, message: &str) {
        let created = self.container.as_ref().map_or(at, |container| container.created);
        self.row.status = PodStatus::Error;
        self.row.container = ContainerStatus::new(phase, created, message);
        self.row.log(at, &format!("health: pod waiting error — {message}"));
    }

    fn complete(&mut self, at: Timestamp) {
        let created = self.container.as_ref().map_or(at, |container| container.created);
        let message = "Pod phase in Succeeded, putting in COMPLETE status.";
        self.row.status = PodStatus::Complete;
        self.row.container = ContainerStatus::new("Succeeded", created, message);
        self.row.log(at, "health found pod in succeeded, set status to COMPLETE");
    }

    /// Keeps what the container prints: its environment, as careless programs do.
    fn print(&mut self) {
        let Some(Container { values, .. }) = &self.container else { return };
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let variables = values.environment.iter().map(|(name, value)| (name, value.as_str()));
        let command = values.command.iter().map(|command| ("_command", command.as_str()));
        let pairs = variables.chain(command).map(|(name, value)| format!("{}: {}", text(name), text(value)));
        let pairs = pairs.collect::<Vec<_>>().join(", ");
        self.output = format!("hello from pods-tacc-tacc-{}\nenv: {{{pairs}}}\n", self.row.pod_id);
    }
}

#[cfg(test)]
mod tests;
