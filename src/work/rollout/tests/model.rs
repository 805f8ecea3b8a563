//! A small model of the service: its pods go through the states of `PODS` §5, and it keeps a log of what each
//! container got.

use std::collections::BTreeMap;

use super::fixtures::reading;
use crate::work::rollout::Reading;

/// The service.
#[derive(Debug, Default)]
pub(super) struct Service {
    /// Seconds since the begin.
    pub(super) now: i64,
    /// The value of the secret, and everything that was written to it.
    pub(super) value: &'static str,
    pub(super) writes: Vec<&'static str>,
    pub(super) pods: BTreeMap<&'static str, Pod>,
}

/// The faults of a pod.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fate {
    #[default]
    ComesUp,
    /// It crashes before it is available.
    Crashes,
    /// It crashes some seconds after that.
    CrashesLater,
    /// It ends by itself.
    Ends,
    /// It hangs in `CREATING`.
    Hangs,
    /// The request is overwritten by the health loop.
    Vanishes,
}

#[derive(Debug)]
pub(super) struct Pod {
    status: &'static str,
    requested: &'static str,
    start: Option<i64>,
    /// The time of its next change by itself.
    due: Option<i64>,
    pub(super) fate: Fate,
    is_gone: bool,
    /// The value that its container got.
    got: &'static str,
    /// The moment at which that was read.
    got_at: i64,
    failures: usize,
    /// The log: each run by its start, with the value that it got and the time at which that was read.
    pub(super) runs: BTreeMap<i64, (&'static str, i64)>,
    /// The times at which a restart arrived here.
    pub(super) restarts: Vec<i64>,
}

impl Service {
    /// Makes a service whose pods run the value `old` since 1, 2, … seconds.
    pub(super) fn new(pods: &[&'static str]) -> Self {
        let pod = |start| Pod {
            status: "AVAILABLE",
            requested: "ON",
            start: Some(start),
            due: None,
            fate: Fate::ComesUp,
            is_gone: false,
            got: "old",
            got_at: 0,
            failures: 0,
            runs: BTreeMap::from([(start, ("old", 0))]),
            restarts: Vec::new(),
        };
        let pods = pods.iter().zip(1..).map(|(name, start)| (*name, pod(start))).collect();
        Self { now: 100, value: "old", writes: Vec::new(), pods }
    }

    /// Lets a second pass.
    pub(super) fn pass(&mut self) {
        self.now += 1;
        for pod in self.pods.values_mut() {
            pod.pass(self.now, self.value);
        }
    }

    pub(super) fn write(&mut self, value: &'static str) {
        self.value = value;
        self.writes.push(value);
    }

    /// Reads a pod; none when it is gone.
    pub(super) fn read(&self, pod: &str) -> Option<Reading> {
        let pod = &self.pods[pod];
        let start = pod.start.map_or("-".to_owned(), |start| start.to_string());
        let begun = match pod.status {
            "AVAILABLE" => format!(" begun={}", pod.got_at),
            "ERROR" => " says=CrashLoopBackOff".to_owned(),
            _ => String::new(),
        };
        let state = format!("{} {} {start}{begun}", pod.status, pod.requested);
        (!pod.is_gone).then(|| reading(&state))
    }

    /// Returns the lines `health failed` of a pod's action log.
    pub(super) fn log(&self, pod: &str) -> Vec<String> {
        (0..self.pods[pod].failures).map(|n| format!("26/11/26 23:03: health failed to start {n}")).collect()
    }

    /// Takes a request for a restart; false when there is no such pod.
    pub(super) fn restart(&mut self, pod: &str) -> bool {
        let now = self.now;
        let Some(pod) = self.pods.get_mut(pod).filter(|pod| !pod.is_gone) else { return false };
        pod.restarts.push(now);
        pod.ask_restart(now);
        true
    }

    /// Somebody restarts a pod.
    pub(super) fn somebody_restarts(&mut self, pod: &str) {
        let now = self.now;
        self.pods.get_mut(pod).unwrap().ask_restart(now);
    }

    /// Somebody stops a pod.
    pub(super) fn somebody_stops(&mut self, pod: &str) {
        let now = self.now;
        let pod = self.pods.get_mut(pod).unwrap();
        pod.requested = "OFF";
        pod.due = Some(now + 2);
    }

    /// Somebody removes a pod.
    pub(super) fn somebody_removes(&mut self, pod: &str) {
        self.pods.get_mut(pod).unwrap().is_gone = true;
    }
}

impl Pod {
    fn ask_restart(&mut self, now: i64) {
        // One that is being started loses the request when the spawner writes the row.
        self.requested = "RESTART";
        self.due = Some(self.due.unwrap_or(now + 2));
    }

    fn pass(&mut self, now: i64, value: &'static str) {
        if self.due.is_none_or(|due| due > now) || self.is_gone {
            return;
        }
        self.due = None;
        let next = |wait: i64| Some(now + wait);
        match (self.status, self.requested) {
            ("AVAILABLE" | "ERROR" | "COMPLETE" | "STOPPED", "RESTART") if self.fate == Fate::Vanishes => {
                (self.requested, self.fate) = ("ON", Fate::ComesUp);
            }
            ("AVAILABLE" | "COMPLETE", "RESTART" | "OFF") => (self.status, self.due) = ("DELETING", next(3)),
            ("ERROR" | "STOPPED" | "DELETING", "RESTART") => self.request(now, value),
            (_, "OFF") => (self.status, self.start) = ("STOPPED", None),
            ("REQUESTED", _) => (self.status, self.requested, self.due) = ("SPAWNER SETUP", "ON", next(1)),
            ("SPAWNER SETUP", _) => (self.status, self.requested, self.due) = ("CREATING", "ON", next(3)),
            ("CREATING", _) => {
                self.requested = "ON";
                self.come_up(now);
            }
            ("AVAILABLE", "ON") if self.fate == Fate::CrashesLater => self.fail(),
            _ => {}
        }
    }

    fn request(&mut self, now: i64, value: &'static str) {
        (self.status, self.requested, self.start, self.due) = ("REQUESTED", "ON", None, Some(now + 1));
        (self.got, self.got_at) = (value, now);
    }

    fn come_up(&mut self, now: i64) {
        match self.fate {
            Fate::Crashes => self.fail(),
            Fate::Ends => (self.status, self.start) = ("COMPLETE", None),
            Fate::Hangs => {}
            Fate::ComesUp | Fate::CrashesLater | Fate::Vanishes => {
                (self.status, self.start) = ("AVAILABLE", Some(now));
                self.runs.insert(now, (self.got, self.got_at));
                self.due = (self.fate == Fate::CrashesLater).then_some(now + 4);
            }
        }
    }

    fn fail(&mut self) {
        (self.status, self.start) = ("ERROR", None);
        self.failures += 1;
    }
}
