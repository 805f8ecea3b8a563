//! The flow of a rollout: the values, the canary, the question after it, one pod after the other, and the end. The
//! first trouble stops it: the pods under way are watched to their end, and no other one begins.

use super::output::{End, Event, Output};
use super::pod_run::PodState;
use super::secret_run::{At, SecretRun};
use super::state::{Canary, Phase, Rollout, Step};
use super::stop::Stop;
use crate::domain::PodId;

impl Rollout {
    /// Does what the state asks for: requests, questions, the next pod.
    pub(super) fn advance(&mut self, step: &mut Step<'_>) {
        self.note_late(step);
        if self.phase == Phase::Values {
            let is_busy = |secret: &SecretRun| secret.call.is_some() || secret.at == At::Writing;
            match self.keeping.failed {
                // A read or a write that is under way comes to its end first.
                true if self.secrets.iter().any(is_busy) => {}
                true => self.stop(step, Stop::NoRecord),
                false => self.advance_values(step),
            }
        }
        match self.phase {
            Phase::Pods => self.advance_pods(step),
            Phase::Stopped { .. } => self.look_at_question(step),
            _ => {}
        }
        if let Phase::Closing(end) = self.phase
            && (self.is_paused() || !self.pods.iter().any(|pod| pod.poll.survey))
        {
            self.over(step, end);
        }
        if !matches!(self.phase, Phase::Planned | Phase::Ended(_) | Phase::Stopped { left: true, .. }) {
            self.read_due(step);
        }
    }

    fn note_late(&mut self, step: &Step<'_>) {
        if self.is_paused() || !self.judges() {
            return;
        }
        for pod in &mut self.pods {
            pod.is_late |= pod.deadline().is_some_and(|deadline| deadline <= step.now());
        }
    }

    /// Tells whether readings count for the progress of pods.
    pub(super) fn judges(&self) -> bool {
        match &self.phase {
            Phase::Pods => true,
            Phase::Stopped { stop, left, .. } => *stop != Stop::Found && !left,
            Phase::Planned | Phase::Values | Phase::Closing(_) | Phase::Ended(_) => false,
        }
    }

    fn advance_pods(&mut self, step: &mut Step<'_>) {
        if self.is_troubled() {
            self.call_back(step);
            if self.is_quiet() {
                self.raise(step);
            }
            return;
        }
        if let Some(only) = self.leg.only.clone() {
            return self.advance_only(step, &only);
        }
        let under_way = self.pods.iter().filter(|pod| pod.is_under_way()).count();
        let waits = self.next_waiting().is_some();
        if under_way == 0 && !waits {
            return self.close(step);
        }
        if let Canary::Done(id) = &self.leg.canary {
            if waits && !self.leg.back && !self.settings.continue_after_canary {
                let stop = Stop::AfterCanary(id.clone());
                return self.stop(step, stop);
            }
            self.leg.canary = Canary::Passed;
        }
        if self.hold {
            if under_way == 0 {
                self.stop(step, Stop::Held);
            }
            return;
        }
        let width = if self.leg.canary == Canary::Passed { self.settings.batch.max(1) } else { 1 };
        for _ in under_way..width {
            let Some(id) = self.next_waiting() else { break };
            self.begin_pod(step, &id);
        }
    }

    /// Restarts the one pod that a person has chosen; nothing else begins.
    fn advance_only(&mut self, step: &mut Step<'_>, only: &PodId) {
        let Some(pod) = self.pod(only) else { return };
        match &pod.state {
            PodState::Waiting => self.begin_pod(step, &only.clone()),
            PodState::Ended(_) if self.is_quiet() => self.raise(step),
            _ => {}
        }
    }

    /// Returns the next pod whose turn it is.
    fn next_waiting(&self) -> Option<PodId> {
        self.leg.order.iter().find(|id| self.pod(id).is_some_and(|pod| pod.is_waiting())).cloned()
    }

    /// Tells whether a pod or the record stops the rollout. While a person has one pod restarted, only that one counts.
    pub(super) fn is_troubled(&self) -> bool {
        let counts = |id: &PodId| match &self.leg.only {
            Some(only) => only == id,
            None => self.leg.order.contains(id),
        };
        self.keeping.failed
            || self.pods.iter().filter(|pod| counts(&pod.id)).any(|pod| {
                pod.trouble().is_some() || pod.is_stuck() || matches!(pod.state, PodState::Differs)
            })
    }

    /// Tells whether no pod is under way whose end is still to be waited for.
    fn is_quiet(&self) -> bool {
        self.pods.iter().all(|pod| !pod.is_under_way() || pod.is_late)
    }

    /// Takes a pod back whose restart is not sent yet.
    fn call_back(&mut self, step: &Step<'_>) {
        for pod in self.pods.iter_mut().filter(|pod| !pod.is_late) {
            let waits = match &pod.state {
                PodState::Looking(_) | PodState::Recording { .. } => true,
                PodState::ReadingLog { joins, .. } => !joins,
                _ => false,
            };
            if waits {
                let planned = pod.planned.clone();
                pod.wait_for_turn(planned);
                pod.survey(step.now());
            }
        }
    }

    /// Stops for the weightiest of the present reasons.
    pub(super) fn raise(&mut self, step: &mut Step<'_>) {
        let only = self.leg.only.clone();
        let in_order = || only.iter().chain(&self.leg.order).filter_map(|id| self.pod(id));
        let stop = if let Some(pod) = in_order().find(|pod| pod.trouble().is_some()) {
            Stop::Pod(pod.id.clone())
        } else if let Some(pod) = in_order().find(|pod| matches!(pod.state, PodState::Differs)) {
            Stop::Differs(pod.id.clone())
        } else if self.keeping.failed {
            Stop::NoRecord
        } else if let Some(pod) = in_order().find(|pod| pod.is_stuck()) {
            Stop::Late(pod.id.clone())
        } else if let Some(id) = only.clone() {
            self.leg.only = None;
            match self.next_waiting() {
                Some(_) => Stop::CameUp(id),
                None => return self.close(step),
            }
        } else {
            return;
        };
        self.stop(step, stop);
    }

    /// Asks something else when the pod that the question is about has come to an end.
    fn look_at_question(&mut self, step: &mut Step<'_>) {
        let Phase::Stopped { stop: Stop::Late(id), question, .. } = &self.phase else { return };
        let (id, question) = (id.clone(), *question);
        if self.pod(&id).is_some_and(|pod| matches!(pod.state, PodState::Ended(_) | PodState::Differs)) {
            step.out.push(Output::Withdraw(question));
            self.leg.only = Some(id);
            self.raise(step);
        }
    }

    /// Stops and asks.
    pub(super) fn stop(&mut self, step: &mut Step<'_>, stop: Stop) {
        self.last_question.0 += 1;
        let question = self.last_question;
        step.tell(Event::Stopped(stop.clone()));
        step.out.push(Output::Ask(question, stop.clone()));
        self.phase = Phase::Stopped { stop, question, left: false };
        self.look_around(step);
    }

    /// Reads the pods that are not under way, to see what is true now.
    pub(super) fn look_around(&mut self, step: &Step<'_>) {
        let (now, wall) = (step.now(), step.cx.now.wall);
        for pod in self.pods.iter_mut().filter(|pod| pod.track.seen != Some(wall)) {
            pod.survey(now);
        }
    }

    /// Goes on where it stopped.
    pub(super) fn go_on(&mut self) {
        self.phase = if self.values_are_settled() { Phase::Pods } else { Phase::Values };
    }

    /// Ends after a last look at the pods.
    fn close(&mut self, step: &Step<'_>) {
        let end = if self.leg.back { End::WentBack } else { End::Done };
        self.phase = Phase::Closing(end);
        self.look_around(step);
    }

    /// Is over; the values are wiped.
    pub(super) fn over(&mut self, step: &mut Step<'_>, end: End) {
        if let Phase::Stopped { question, .. } = self.phase {
            step.out.push(Output::Withdraw(question));
        }
        self.phase = Phase::Ended(end);
        self.secrets.iter_mut().for_each(super::secret_run::SecretRun::wipe);
        // Where the last one could not be written, one before it may be there.
        if end != End::Left && (self.keeping.last.is_some() || self.keeping.failed) {
            step.out.push(Output::DropRecord);
        }
        step.tell(Event::Over(end));
    }
}
