//! The behaviour of a pod of the demonstration: the time that its steps take, and the fate of its containers. `life`
//! obeys.

use std::time::Duration;

use serde::Deserialize;

/// The fate of a container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PodOutcome {
    /// It runs.
    #[default]
    Up,
    /// It runs and is never ready.
    NeverReady,
    /// It falls down at once, again and again.
    CrashLoop,
    /// It runs for so long, and falls down then.
    CrashAfter(Duration),
    /// It falls down after so long and is up again before anybody sees it, again and again.
    Restarting(Duration),
    /// Its image cannot be pulled.
    NoImage,
    /// It ends by itself, at once or after so long.
    Ends(Option<Duration>),
    /// It never comes; after four minutes the pod is requested anew.
    Stalls,
}

/// The time that the steps of a pod take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PodPace {
    /// The time until the health loop sees a request.
    pub notice: Duration,
    /// The time that a container takes to end.
    pub end: Duration,
    /// The time until the spawner takes a request.
    pub take: Duration,
    /// The time that the spawner takes to prepare the container.
    pub setup: Duration,
    /// The time until the container exists.
    pub pull: Duration,
    /// The time from then on until it runs.
    pub boot: Duration,
}

impl PodPace {
    /// Quick enough to watch: a restart takes about eight seconds.
    pub const DEMO: Self = Self {
        notice: Duration::from_millis(1500),
        end: Duration::from_millis(2500),
        take: Duration::from_millis(600),
        setup: Duration::from_millis(800),
        pull: Duration::from_millis(800),
        boot: Duration::from_millis(1800),
    };
}

/// The behaviour of a pod.
#[derive(Clone)]
pub(crate) struct Behaviour {
    pub(crate) pace: PodPace,
    pub(crate) outcome: PodOutcome,
    /// A KEY and the only value of it with which the container comes up.
    pub(crate) accepts: Option<(String, String)>,
    /// The number of requests that will be lost: the health loop writes its own row over them.
    pub(crate) losing: u32,
    /// Set where the row is one that the service cannot read any more: its list leaves the pod out.
    pub(crate) is_unreadable: bool,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self { pace: PodPace::DEMO, outcome: PodOutcome::Up, accepts: None, losing: 0, is_unreadable: false }
    }
}
