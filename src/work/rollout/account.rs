//! The account of a rollout: what runs which value, as of the last readings; and the time of its next step.

use std::time::Instant;

use super::pod_run::{PodRun, PodState};
use super::runs::Runs;
use super::state::{Phase, Rollout};
use super::watch::Watch;
use crate::domain::PodId;

/// A pod in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodLine {
    /// Its id.
    pub pod: PodId,
    /// Its present.
    pub runs: Runs,
    /// A restart of it was asked for or joined.
    pub was_restarted: bool,
}

impl Rollout {
    /// Returns the account: the pods, in the order of the plan.
    pub fn account(&self) -> Vec<PodLine> {
        let line = |pod: &PodRun| PodLine {
            pod: pod.id.clone(),
            runs: present(pod),
            was_restarted: pod.was_restarted,
        };
        self.pods.iter().map(line).collect()
    }

    /// Returns the number of pods that are done, and of all that are to be restarted.
    pub fn count(&self) -> (usize, usize) {
        let in_order = self.leg().order.iter().filter_map(|id| self.pod(id));
        (in_order.filter(|pod| pod.is_done()).count(), self.leg().order.len())
    }

    /// Returns the moment at which [`super::Input::Tick`] is due.
    pub fn next_due(&self) -> Option<Instant> {
        let is_asleep =
            matches!(self.phase(), Phase::Planned | Phase::Ended(_) | Phase::Stopped { left: true, .. });
        if is_asleep || self.is_paused() {
            return None;
        }
        let deadlines = self.pods.iter().filter(|_| self.judges()).filter_map(|pod| pod.deadline());
        let polls = self.pods.iter().filter(|pod| pod.poll.call.is_none()).filter_map(|pod| pod.poll.due);
        deadlines.chain(polls).min()
    }
}

/// Returns the present of a pod. A restart that the service has taken counts before a reading shows it.
fn present(pod: &PodRun) -> Runs {
    let is_coming = |watch: &Watch| watch.is_taken() && pod.track.start() == watch.from.noted;
    match (pod.track.runs(), &pod.state) {
        (Runs::Value(_), PodState::Watching(watch)) if is_coming(watch) => Runs::Starting,
        (runs, _) => runs,
    }
}
