//! Keeping the record: it is written whenever it changes, and a request that changes something waits until it is on
//! the disk.

use std::time::Duration;

use super::output::Output;
use super::pod_run::PodState;
use super::secret_run::At;
use super::state::{Phase, Rollout, Step};

/// The longest that a record may take between the reading of a pod and its restart; after that it is read anew.
const FRESH: Duration = Duration::from_secs(10);

impl Rollout {
    /// Writes the record if it has changed. Without a record, sends what waits for it.
    pub(super) fn keep(&mut self, step: &mut Step<'_>) {
        let is_quiet =
            matches!(self.phase, Phase::Planned | Phase::Ended(_)) || self.is_found() || self.keeping.failed;
        if is_quiet {
            return;
        }
        if self.keeping.is_off {
            return self.send(step, None);
        }
        let record = self.record(step.cx.now.wall);
        let waits = self.secrets.iter().any(|secret| secret.at == At::Recording(None))
            || self.pods.iter().any(|pod| matches!(pod.state, PodState::Recording { record: None, .. }));
        if !waits && self.keeping.last.as_ref().is_some_and(|last| last.says_the_same(&record)) {
            return;
        }
        self.keeping.number += 1;
        let number = Some(self.keeping.number);
        for secret in self.secrets.iter_mut().filter(|secret| secret.at == At::Recording(None)) {
            secret.at = At::Recording(number);
        }
        for pod in &mut self.pods {
            if let PodState::Recording { record: record @ None, .. } = &mut pod.state {
                *record = number;
            }
        }
        self.keeping.last = Some(Box::new(record.clone()));
        step.out.push(Output::Record(self.keeping.number, Box::new(record)));
    }

    /// Takes the answer to the writing of a record.
    pub(super) fn recorded(&mut self, step: &mut Step<'_>, number: u64, is_written: bool) {
        if self.keeping.is_off || matches!(self.phase, Phase::Ended(_)) {
            return;
        }
        if is_written {
            self.send(step, Some(number));
        } else {
            (self.keeping.failed, self.keeping.last) = (true, None);
            self.take_back(step);
        }
    }

    /// Sends what waits for the record of this number.
    fn send(&mut self, step: &mut Step<'_>, number: Option<u64>) {
        let (now, timeout) = (step.now(), self.settings.pod_timeout);
        let secret = self.secrets.iter().find(|secret| secret.at == At::Recording(number));
        if let Some(id) = secret.map(|secret| secret.id.clone()) {
            match self.phase == Phase::Values && !self.is_paused() {
                true => self.write(step, &id),
                false => self.take_back(step),
            }
        }
        let is_its =
            |state: &PodState| matches!(state, PodState::Recording { record, .. } if *record == number);
        let ids: Vec<_> =
            self.pods.iter().filter(|pod| is_its(&pod.state)).map(|pod| pod.id.clone()).collect();
        let may = self.phase == Phase::Pods && !self.is_paused() && !self.is_troubled();
        for id in ids {
            let Some(pod) = self.pod_mut(&id) else { continue };
            let PodState::Recording { read, .. } = &pod.state else { continue };
            match now.saturating_duration_since(*read) <= FRESH {
                true if may => self.restart(step, &id),
                _ => pod.look(now, timeout),
            }
        }
    }

    /// Takes back what waits for a record that could not be written.
    fn take_back(&mut self, step: &Step<'_>) {
        for secret in self.secrets.iter_mut().filter(|secret| matches!(secret.at, At::Recording(_))) {
            secret.at = At::Ready;
        }
        let (now, timeout) = (step.now(), self.settings.pod_timeout);
        for pod in self.pods.iter_mut().filter(|pod| matches!(pod.state, PodState::Recording { .. })) {
            pod.look(now, timeout);
        }
    }
}
