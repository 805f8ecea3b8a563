//! The pods: which one's turn it is, the look just before a restart, the restart, and the readings after it.

use std::time::Instant;

use super::before::{Before, judge};
use super::ending::Ending;
use super::ids::Call;
use super::output::{Event, Output};
use super::pod_run::{PodRun, PodState};
use super::reading::{Reading, Restarted, Unread, is_down};
use super::state::{Canary, Phase, Rollout, Step};
use super::watch::{From, Limits, Sight, Watch, interval};
use crate::domain::PodId;
use crate::domain::pod::ActionLine;

impl Rollout {
    /// Lets the turn of a pod begin.
    pub(super) fn begin_pod(&mut self, step: &mut Step<'_>, id: &PodId) {
        let first = self.leg.canary != Canary::Passed;
        let soak = if first { self.settings.canary_soak } else { self.settings.soak };
        let timeout = self.settings.pod_timeout;
        let Some(pod) = self.pod_mut(id) else { return };
        pod.begin(step.now(), timeout, soak);
        step.tell(Event::Looking(id.clone()));
    }

    /// Takes the answer to the reading of a pod.
    pub(super) fn pod_read(&mut self, step: &mut Step<'_>, call: Call, answer: Result<Reading, Unread>) {
        let (now, wall) = (step.now(), step.cx.now.wall);
        let (era, judges) = (self.era(), self.judges());
        let is_its = |pod: &&mut PodRun| pod.poll.call.is_some_and(|(asked, _)| asked == call);
        let Some(pod) = self.pods.iter_mut().find(is_its) else { return };
        let asked_in = pod.poll.call.take().map_or(era, |(_, era)| era);
        let is_survey = std::mem::take(&mut pod.poll.survey);
        pod.poll.due = None;
        pod.poll.unanswered.take_if(|_| !matches!(answer, Err(Unread::NoAnswer)));
        match &answer {
            Err(Unread::Token) => {
                (pod.poll.survey, pod.poll.due) = (is_survey, Some(now));
                return self.pause(step, call);
            }
            Ok(reading) => {
                let before = pod.track.last.as_ref().map(|last| (&last.status, &last.requested));
                let is_news = before != Some((&reading.status, &reading.requested));
                pod.track.take(reading.clone(), asked_in, era, wall);
                if is_news && judges && pod.is_under_way() {
                    let (status, requested) = (reading.status.clone(), reading.requested.clone());
                    step.tell(Event::Seen(pod.id.clone(), status, requested));
                }
            }
            Err(Unread::Gone) => pod.track.lose(true, wall),
            Err(Unread::NotAllowed) => pod.track.lose(false, wall),
            Err(Unread::NoAnswer) => {}
        }
        if !judges || !pod.is_under_way() {
            return;
        }
        let id = pod.id.clone();
        match (&mut pod.state, answer) {
            (PodState::Looking(_), Ok(reading)) => self.looked(step, &id, &reading),
            (PodState::Watching(watch), Ok(reading)) => {
                let was_soaking = watch.soak.is_some();
                let sight = watch.take(now, &reading);
                pod.poll.due = Some(now + watch.wait(now));
                self.sighted(step, &id, sight, was_soaking);
            }
            (_, Err(Unread::Gone)) => self.end_pod(step, &id, Ending::Gone),
            (_, Err(Unread::NotAllowed)) => self.end_pod(step, &id, Ending::CannotBeWatched),
            (PodState::Looking(looking), Err(_)) => {
                pod.poll.due = Some(now + interval(now.saturating_duration_since(looking.since)));
            }
            (PodState::Watching(watch), Err(_)) => pod.poll.due = Some(now + watch.wait(now)),
            _ => {}
        }
    }

    /// Judges a pod just before its restart.
    fn looked(&mut self, step: &mut Step<'_>, id: &PodId, reading: &Reading) {
        let (now, asked) = (step.now(), step.cx.service_time);
        // A late pod is only watched while the question about it is open.
        let goes_on = self.phase == Phase::Pods;
        let Some(pod) = self.pod_mut(id) else { return };
        let from = |noted| From { status: reading.status.clone(), noted, asked, log: None };
        // A pod that is down shows only by its log that it failed again.
        let needs_log = is_down(&reading.status);
        match judge(&pod.planned, reading) {
            before if before == Before::Settle || !goes_on => {
                let PodState::Looking(looking) = &mut pod.state else { return };
                pod.poll.due = Some(now + interval(now.saturating_duration_since(looking.since)));
                if !std::mem::replace(&mut looking.settles, true) {
                    step.tell(Event::Settling(id.clone()));
                }
            }
            Before::Settle => {}
            Before::Differs => pod.state = PodState::Differs,
            Before::Restart(noted) if needs_log => {
                pod.state = PodState::ReadingLog { from: from(noted), joins: false, read: now };
            }
            Before::Restart(noted) => {
                pod.state = PodState::Recording { from: from(noted), read: now, record: None };
            }
            Before::Join(noted) if needs_log => {
                pod.state = PodState::ReadingLog { from: from(noted), joins: true, read: now };
            }
            Before::Join(noted) => self.join(step, id, from(noted)),
        }
    }

    fn join(&mut self, step: &mut Step<'_>, id: &PodId, from: From) {
        step.tell(Event::Joined(id.clone()));
        self.watch(step.now(), id, from, true);
    }

    /// Begins to watch a pod whose restart was asked for.
    fn watch(&mut self, now: Instant, id: &PodId, from: From, is_taken: bool) {
        let timeout = self.settings.pod_timeout;
        let Some(pod) = self.pod_mut(id) else { return };
        let limits = Limits { timeout, soak: pod.soak };
        let watch = Watch::begin(now, from, limits, is_taken);
        pod.was_restarted = true;
        // Without an answer it is looked at at once.
        pod.poll.due = Some(if is_taken { now + watch.wait(now) } else { now });
        pod.state = PodState::Watching(Box::new(watch));
    }

    /// Asks for the restart, now that the record says so.
    pub(super) fn restart(&mut self, step: &mut Step<'_>, id: &PodId) {
        let call = self.call();
        let asked = step.cx.service_time;
        let Some(pod) = self.pod_mut(id) else { return };
        let PodState::Recording { from, .. } = &pod.state else { return };
        let from = From { asked, ..from.clone() };
        pod.state = PodState::Sending(call, from);
        pod.was_restarted = true;
        step.tell(Event::RestartSent(id.clone()));
        step.out.push(Output::Restart(call, id.clone()));
    }

    /// Takes the answer to a restart. Whatever it is, the restart is not sent again by itself.
    pub(super) fn restarted(&mut self, step: &mut Step<'_>, call: Call, answer: Restarted) {
        let (now, timeout) = (step.now(), self.settings.pod_timeout);
        let is_its = |pod: &&mut PodRun| matches!(pod.state, PodState::Sending(asked, _) if asked == call);
        let Some(pod) = self.pods.iter_mut().find(is_its) else { return };
        let PodState::Sending(_, from) = &pod.state else { return };
        let (id, from) = (pod.id.clone(), from.clone());
        match answer {
            Restarted::Accepted => {
                step.tell(Event::RestartTaken(id.clone()));
                self.watch(now, &id, from, true);
            }
            Restarted::NoAnswer => {
                step.tell(Event::RestartInDoubt(id.clone()));
                self.watch(now, &id, from, false);
            }
            // Nothing was done: after the sign-in its turn begins with a look again.
            Restarted::Token => {
                pod.look(now, timeout);
                self.pause(step, call);
            }
            Restarted::Refused(failure) => self.end_pod(step, &id, Ending::Refused(Some(failure))),
            Restarted::NotSent(failure) => self.end_pod(step, &id, Ending::NotSent(Some(failure))),
        }
    }

    fn sighted(&mut self, step: &mut Step<'_>, id: &PodId, sight: Sight, was_soaking: bool) {
        match sight {
            Sight::OnItsWay => {}
            Sight::Soaking(_) if was_soaking => {}
            Sight::Soaking(_) => step.tell(Event::Soaking(id.clone())),
            Sight::Over(ending) => self.end_pod(step, id, ending),
            Sight::AskLog => {
                let Some(pod) = self.pod_mut(id) else { return };
                pod.poll.due = None;
                let state = std::mem::replace(&mut pod.state, PodState::Waiting);
                pod.state = match state {
                    PodState::Watching(watch) => PodState::AskingLog(watch),
                    state => state,
                };
            }
        }
    }

    /// Takes the answer to the reading of an action log.
    pub(super) fn log_read(
        &mut self,
        step: &mut Step<'_>,
        call: Call,
        answer: Result<Vec<ActionLine>, Unread>,
    ) {
        let Some(pod) = self.pods.iter_mut().find(|pod| pod.log == Some(call)) else { return };
        pod.log = None;
        if answer == Err(Unread::Token) {
            return self.pause(step, call);
        }
        let (id, log) = (pod.id.clone(), answer.ok().map(failures));
        match &pod.state {
            PodState::ReadingLog { from, joins, read } => {
                let (from, joins, read) = (From { log, ..from.clone() }, *joins, *read);
                if joins {
                    self.join(step, &id, from);
                } else {
                    pod.state = PodState::Recording { from, read, record: None };
                }
            }
            PodState::AskingLog(watch) => {
                let ending = watch.conclude(log.as_deref());
                self.end_pod(step, &id, ending);
            }
            _ => {}
        }
    }

    /// Notes the end of a pod.
    pub(super) fn end_pod(&mut self, step: &mut Step<'_>, id: &PodId, ending: Ending) {
        let era = self.era();
        let is_done = ending == Ending::Done;
        if is_done && self.leg.canary == Canary::Ahead {
            self.leg.canary = Canary::Done(id.clone());
        }
        let Some(pod) = self.pod_mut(id) else { return };
        if is_done {
            pod.track.done(era);
        }
        pod.end(step.now(), ending.clone());
        step.tell(Event::Ended(id.clone(), ending));
    }

    /// Sends the readings that are due: one at a time for each pod.
    pub(super) fn read_due(&mut self, step: &mut Step<'_>) {
        if self.is_paused() {
            return;
        }
        let (now, wall, era) = (step.now(), step.cx.now.wall, self.era());
        let mut last = self.last_call;
        let mut call = || {
            last.0 += 1;
            last
        };
        for pod in &mut self.pods {
            if pod.poll.call.is_none() && pod.poll.due.is_some_and(|due| due <= now) {
                let call = call();
                (pod.poll.call, pod.poll.due) = (Some((call, era)), None);
                pod.poll.unanswered.get_or_insert(wall);
                step.out.push(Output::ReadPod(call, pod.id.clone()));
            }
            let asks_log = matches!(pod.state, PodState::ReadingLog { .. } | PodState::AskingLog(_));
            if asks_log && pod.log.is_none() {
                let call = call();
                pod.log = Some(call);
                step.out.push(Output::ReadLog(call, pod.id.clone()));
            }
        }
        self.last_call = last;
    }
}

/// Returns the lines that tell of a failed start.
fn failures(log: Vec<ActionLine>) -> Vec<ActionLine> {
    log.into_iter().filter(ActionLine::is_failure).collect()
}
