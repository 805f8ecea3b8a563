//! Makes the record of the present state.

use jiff::Timestamp;

use super::pod_run::{PodRun, PodState};
use super::record::{Noted, PodRecord, Progress, Record, SCHEMA, SecretRecord};
use super::secret_run::{At, Holds, SecretRun};
use super::state::{Canary, Phase, Rollout};
use super::watch::From;

impl Rollout {
    /// Makes the record of the present state.
    pub fn record(&self, at: Timestamp) -> Record {
        Record {
            schema: SCHEMA,
            place: self.place.clone(),
            runner: self.runner.clone(),
            began: self.began,
            at,
            settings: self.settings.clone(),
            back: self.leg.back,
            canary_passed: self.leg.canary == Canary::Passed,
            stopped: matches!(self.phase, Phase::Stopped { .. }),
            order: self.leg.order.iter().map(|id| id.as_str().to_owned()).collect(),
            secrets: self.secrets.iter().map(secret_record).collect(),
            pods: self.pods.iter().map(pod_record).collect(),
        }
    }
}

fn secret_record(secret: &SecretRun) -> SecretRecord {
    let (holds, settled) = match secret.at {
        At::Recording(_) | At::Writing => (Holds::Unknown, false),
        At::Settled | At::ReadBack { in_doubt: false } => (secret.holds, true),
        _ => (secret.holds, false),
    };
    SecretRecord { id: secret.id.as_str().to_owned(), is_written: secret.is_written, holds, settled }
}

fn pod_record(pod: &PodRun) -> PodRecord {
    let progress = match &pod.state {
        PodState::Waiting | PodState::Looking(_) | PodState::ReadingLog { .. } | PodState::Differs => {
            Progress::Waiting
        }
        PodState::Recording { from, .. } | PodState::Sending(_, from) => Progress::Restarting(noted(from)),
        PodState::Watching(watch) | PodState::AskingLog(watch) => match watch.is_taken() {
            true => Progress::Taken(noted(&watch.from)),
            false => Progress::Restarting(noted(&watch.from)),
        },
        PodState::Ended(ending) => Progress::Ended(ending.word().to_owned()),
    };
    PodRecord {
        pod: pod.id.as_str().to_owned(),
        planned: pod.planned.word().to_owned(),
        progress,
        restarted: pod.was_restarted || matches!(pod.state, PodState::Recording { .. }),
        accepted: pod.is_accepted,
        runs: pod.track.value,
        start: pod.track.start(),
        next_runs: pod.track.floor,
    }
}

fn noted(from: &From) -> Noted {
    Noted { status: from.status.word().to_owned(), start: from.noted, asked: from.asked }
}
