//! The account of a rollout: what runs which value, as of the last readings; and the time of its next step.

use std::time::Instant;

use jiff::Timestamp;

use super::ending::Ending;
use super::pod_run::PodState;
use super::runs::Runs;
use super::secret_run::Holds;
use super::state::{Phase, Rollout};
use crate::domain::{PodId, SecretId};

/// What runs which value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The secrets, each with the value that it holds.
    pub secrets: Vec<(SecretId, Holds)>,
    /// The pods, in the order of the plan.
    pub pods: Vec<PodLine>,
}

/// A pod in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodLine {
    /// Its id.
    pub pod: PodId,
    /// Its present.
    pub runs: Runs,
    /// The time of the reading that shows it.
    pub seen: Option<Timestamp>,
    /// Its end in the rollout.
    pub ending: Option<Ending>,
    /// A restart of it was asked for or joined.
    pub was_restarted: bool,
}

impl Rollout {
    /// Returns the account.
    pub fn account(&self) -> Account {
        let pods = self.pods.iter().map(|pod| PodLine {
            pod: pod.id.clone(),
            runs: pod.track.runs(),
            seen: pod.track.seen,
            ending: match &pod.state {
                PodState::Ended(ending) => Some(ending.clone()),
                _ => None,
            },
            was_restarted: pod.was_restarted,
        });
        Account {
            secrets: self.secrets.iter().map(|secret| (secret.id.clone(), secret.holds)).collect(),
            pods: pods.collect(),
        }
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
