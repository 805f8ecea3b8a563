//! What an answer of a person sets going.

use super::ending::Ending;
use super::ids::QuestionId;
use super::output::{End, Event, Output};
use super::pod_run::{PodRun, PodState};
use super::secret_run::{At, Holds};
use super::state::{Canary, Leg, Phase, Rollout, Step};
use super::stop::{Choice, Stop};
use crate::domain::pod::PodStatus;
use crate::domain::{PodId, SecretId};

impl Rollout {
    /// Starts what was planned.
    pub(super) fn start(&mut self, step: &mut Step<'_>) {
        if self.phase == Phase::Planned {
            step.tell(Event::Began);
            self.go_on();
        }
    }

    /// Takes the answer to a question, unless it is out of date or not among the answers that are offered.
    pub(super) fn chosen(&mut self, step: &mut Step<'_>, to: QuestionId, choice: Choice) {
        let Phase::Stopped { stop, question, .. } = &self.phase else { return };
        if *question != to || !self.choices().contains(&choice) {
            return;
        }
        let stop = stop.clone();
        step.tell(Event::Chosen(choice.clone()));
        match choice {
            Choice::Leave => self.leave(),
            Choice::GoOn => self.go_on_after(step, &stop),
            Choice::WaitOn => self.wait_on(step),
            Choice::TryAgain => self.try_again(&stop),
            Choice::RestartAgain(id) => self.restart_again(&id),
            Choice::RestartAsItIs(id) => self.restart_as_it_is(&id),
            Choice::LeaveOut(id) => self.leave_out(step, &id),
            Choice::Restore => self.restore(),
            Choice::WriteAgain(id) => self.set_secret(&id, At::Ready),
            Choice::Compare(id) => self.set_secret(&id, At::ReadBack { in_doubt: true }),
            Choice::OverwriteAnyway(id) => self.set_secret(&id, At::Ready),
            Choice::WithoutOld(id) => {
                if let Some(secret) = self.secret_mut(&id) {
                    secret.wants_old = false;
                }
                self.set_secret(&id, At::Ready);
            }
            Choice::IsSaved(id) => self.is_saved(step, &id),
            Choice::WithoutRecord => {
                (self.keeping.is_off, self.keeping.failed) = (true, false);
                step.tell(Event::NoRecord);
                // The last one that was written is out of date from here on.
                step.out.push(Output::DropRecord);
                self.go_on();
            }
        }
        if !matches!(self.phase, Phase::Stopped { .. }) {
            step.out.push(Output::Withdraw(to));
            self.read_watched(step);
        }
    }

    /// Leaves everything as it is: nothing is read any more, and the question stays open.
    fn leave(&mut self) {
        if let Phase::Stopped { left, .. } = &mut self.phase {
            *left = true;
        }
    }

    fn go_on_after(&mut self, step: &Step<'_>, stop: &Stop) {
        self.hold = false;
        match stop {
            Stop::AfterCanary(_) | Stop::CameUp(_) => self.leg.canary = Canary::Passed,
            Stop::Found => {
                let now = step.now();
                for pod in &mut self.pods {
                    pod.begun = pod.is_under_way().then_some(now);
                    if let PodState::Watching(watch) = &mut pod.state {
                        watch.begin_again(now);
                    }
                }
            }
            _ => {}
        }
        self.go_on();
    }

    fn is_saved(&mut self, step: &Step<'_>, id: &SecretId) {
        let holds = if self.leg.back { Holds::Old } else { Holds::New { verified: false } };
        if let Some(secret) = self.secret_mut(id) {
            (secret.at, secret.holds) = (At::Settled, holds);
        }
        // Another one may be in doubt, too.
        if self.can_be_resumed() {
            self.go_on_after(step, &Stop::Found);
        }
    }

    fn wait_on(&mut self, step: &Step<'_>) {
        let (now, timeout) = (step.now(), self.settings.pod_timeout);
        for pod in self.pods.iter_mut().filter(|pod| pod.is_late) {
            pod.is_late = false;
            match &mut pod.state {
                PodState::Looking(looking) => looking.deadline = now + timeout,
                PodState::Watching(watch) => watch.wait_on(now),
                _ => {}
            }
        }
        self.go_on();
    }

    fn try_again(&mut self, stop: &Stop) {
        match stop {
            Stop::NoRecord => self.keeping.failed = false,
            Stop::Differs(id) => {
                if let Some(pod) = self.pod_mut(id) {
                    let planned = pod.planned.clone();
                    pod.wait_for_turn(planned);
                }
            }
            _ => {}
        }
        self.go_on();
    }

    fn restart_again(&mut self, id: &PodId) {
        let Some(pod) = self.pod_mut(id) else { return };
        let planned = state_to_restart(pod);
        pod.wait_for_turn(planned);
        self.leg.only = Some(id.clone());
        self.go_on();
    }

    fn restart_as_it_is(&mut self, id: &PodId) {
        let Some(pod) = self.pod_mut(id) else { return };
        let planned = state_to_restart(pod);
        pod.wait_for_turn(planned);
        self.go_on();
    }

    fn leave_out(&mut self, step: &mut Step<'_>, id: &PodId) {
        if self.pod(id).is_some_and(|pod| matches!(pod.state, PodState::Differs)) {
            self.end_pod(step, id, Ending::LeftOut);
        }
        if let Some(pod) = self.pod_mut(id) {
            pod.is_accepted = true;
        }
        self.leg.only.take_if(|only| *only == *id);
        self.go_on();
    }

    /// Goes back: first the values, then the pods that were restarted, those in trouble first.
    fn restore(&mut self) {
        let order = self.would_restart();
        // A late pod that is not restarted is watched no more.
        for pod in self.pods.iter_mut().filter(|pod| order.contains(&pod.id) || pod.is_under_way()) {
            let planned = state_to_restart(pod);
            pod.wait_for_turn(planned);
        }
        for secret in self.secrets.iter_mut().filter(|secret| secret.needs_old()) {
            secret.at = At::Check;
        }
        for secret in self.secrets.iter_mut().filter(|secret| !secret.needs_old()) {
            secret.at = At::Settled;
        }
        self.hold = false;
        self.leg = Leg { back: true, order, canary: Canary::Ahead, only: None };
        self.go_on();
    }

    fn set_secret(&mut self, id: &SecretId, at: At) {
        if let Some(secret) = self.secret_mut(id) {
            secret.at = at;
        }
        self.go_on();
    }

    /// Reads the pods that are watched, which were not read while it was left.
    fn read_watched(&mut self, step: &Step<'_>) {
        let is_read = |pod: &&mut PodRun| {
            matches!(pod.state, PodState::Looking(_) | PodState::Watching(_)) && pod.poll.call.is_none()
        };
        for pod in self.pods.iter_mut().filter(is_read) {
            pod.poll.due = Some(pod.poll.due.unwrap_or(step.now()));
        }
    }

    /// Reads all pods once, where nothing is under way.
    pub(super) fn look_now(&mut self, step: &Step<'_>) {
        if let Phase::Stopped { left, .. } = &mut self.phase {
            *left = false;
            self.pods.iter_mut().for_each(|pod| pod.survey(step.now()));
            self.read_watched(step);
        }
    }

    pub(super) fn hold(&mut self, step: &mut Step<'_>, hold: bool) {
        if hold != self.hold && !matches!(self.phase, Phase::Ended(_)) {
            self.hold = hold;
            step.tell(Event::Hold(hold));
        }
    }

    /// Ends it for good.
    pub(super) fn abandon(&mut self, step: &mut Step<'_>) {
        if matches!(self.phase, Phase::Planned | Phase::Stopped { .. }) {
            self.over(step, End::Abandoned);
        }
    }

    pub(super) fn signed_in(&mut self, step: &mut Step<'_>) {
        self.signed_in = self.last_call;
        let Some(since) = self.paused.take() else { return };
        let paused = step.now().saturating_duration_since(since);
        for pod in &mut self.pods {
            match &mut pod.state {
                PodState::Looking(looking) => looking.deadline += paused,
                PodState::Watching(watch) => watch.put_off(paused),
                _ => {}
            }
        }
        step.tell(Event::Resumed);
    }

    /// Asks nothing any more; the record stays as it is.
    pub(super) fn session_over(&mut self, step: &mut Step<'_>) {
        if !matches!(self.phase, Phase::Ended(_)) {
            self.over(step, End::Left);
        }
    }
}

/// Returns the state in which a person has seen the pod who wants it restarted.
fn state_to_restart(pod: &PodRun) -> PodStatus {
    match pod.track.last.as_ref().map(|last| &last.status) {
        Some(status @ (PodStatus::Available | PodStatus::Error | PodStatus::Complete)) => status.clone(),
        _ => PodStatus::Available,
    }
}
