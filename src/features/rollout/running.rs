//! The run: what the driver asks for, and the keys that answer its questions.

use std::sync::Arc;

use jiff::Timestamp;

use super::around::Around;
use super::state::{LetsGo, Rollouts, RunLine, Running};
use super::words;
use crate::core::records::RecordReport;
use crate::core::{Effect, News, Notice, Out, RequestId, RequestKey, Tone, Verb};
use crate::domain::uses::{Asked, ValueNews};
use crate::domain::{Answer, Failure, Request, SecretId, Tested};
use crate::keys::Action;
use crate::work::rollout::{Choice, Deed, End, Event, Input, Phase, Rollout, Stop, Surroundings, WayBack};

impl Rollouts {
    /// Lets the driver take a step, and does what it asks for.
    fn drive(
        &mut self,
        around: &Around<'_>,
        out: &mut Out,
        step: impl FnOnce(&mut Running, &Surroundings<'_>) -> Vec<Deed>,
    ) {
        let Some(running) = &mut self.running else { return };
        let deeds = step(running, &around.surroundings());
        for deed in deeds {
            self.perform(around, deed, out);
        }
    }

    pub(super) fn step(&mut self, around: &Around<'_>, input: Input, out: &mut Out) {
        self.drive(around, out, |running, at| running.driver.step(at, input));
    }

    fn perform(&mut self, around: &Around<'_>, deed: Deed, out: &mut Out) {
        match deed {
            Deed::Call(request_key, request) => {
                if let (Request::GetPod(_), Some(running)) = (&request, &mut self.running) {
                    running.asked.insert(request_key.clone(), None);
                }
                out.call(request_key, request);
            }
            Deed::Abort(request_key) => out.cancel(&request_key),
            Deed::Record(job) => out.effects.push(Effect::Records(job)),
            Deed::Tell(event) => self.hear(around, event, out),
            Deed::Failed(failure) => out.report(News::Failed(failure)),
            // The phase has the question, and the event has told of it.
            Deed::Ask(..) | Deed::Withdraw(_) => {}
        }
    }

    /// Notes an event in the journal, and tells the user what matters.
    fn hear(&mut self, around: &Around<'_>, event: Event, out: &mut Out) {
        let Some(running) = &mut self.running else { return };
        running.note_time(&event, around.cx.now.wall);
        let rollout = running.driver.rollout();
        for (id, outcome) in words::journal(rollout, &event) {
            out.report(News::Done(Verb::RollOut, id, outcome));
        }
        if let Some(notice) = words::notice(rollout, &event) {
            out.tell(notice);
        }
        let rings = matches!(event, Event::Stopped(_) | Event::Over(End::Done | End::WentBack));
        if rings && around.cx.settings.notify {
            out.effects.push(Effect::Bell);
        }
        match event {
            Event::Stopped(stop) => self.came_to_rest(Some(&stop), out),
            Event::Over(End::Done | End::WentBack) => self.came_to_rest(None, out),
            Event::Over(End::Left | End::Abandoned) => {}
            Event::Writing { secret, .. } => self.tell_value(secret, ValueNews::Doubted, out),
            Event::Saved { secret, .. } => {
                let news = running.driver.saved();
                self.tell_value(secret, news, out);
            }
            _ => {}
        }
    }

    /// Reports what became of a value, for those who tell which pods run the old one.
    fn tell_value(&self, id: SecretId, news: ValueNews, out: &mut Out) {
        let secrets = self.rollout().map_or(&[][..], Rollout::secrets);
        let owner = secrets.iter().find(|secret| secret.id == id).and_then(|secret| secret.owner().cloned());
        owner.into_iter().for_each(|owner| out.report(News::Value { id: id.clone(), owner, news }));
    }

    /// Lets the user leave the program, where that was the wish and nothing has failed. Without a stop the rollout is over.
    fn came_to_rest(&mut self, stop: Option<&Stop>, out: &mut Out) {
        let Some(running) = &mut self.running else { return };
        let lets_go = match (running.lets_go.take(), stop) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(LetsGo::Over), Some(_)) => false,
            (Some(LetsGo::Held), Some(stop)) => {
                matches!(stop, Stop::Held | Stop::AfterCanary(_) | Stop::CameUp(_))
            }
        };
        out.report(if lets_go { News::RolloutLetsGo } else { News::RolloutAsks });
    }

    /// Notes the point between two changes of values at which the pods are asked for that this step reads.
    pub fn pods_asked(&mut self, asked: Asked) {
        for at in self.running.iter_mut().flat_map(|running| running.asked.values_mut()) {
            at.get_or_insert(asked);
        }
    }

    /// Returns that point for an answer with a pod, which has come.
    pub fn asked_of(&mut self, request_key: &RequestKey) -> Option<Asked> {
        self.running.as_mut()?.asked.remove(request_key)?
    }

    /// Takes the time of the service's answer to the write of a value.
    pub fn dated(&mut self, at: Timestamp) {
        self.running.iter_mut().for_each(|running| running.driver.dated(at));
    }

    /// Takes an answer of the service, for the rollout or for the plan.
    pub fn replied(
        &mut self,
        around: &Around<'_>,
        request_key: &RequestKey,
        answer: Result<Answer, Arc<Failure>>,
        out: &mut Out,
    ) {
        match self.running.as_ref().is_some_and(|running| running.driver.asked(request_key)) {
            true => self.drive(around, out, |running, at| running.driver.answered(at, request_key, answer)),
            false => self.plan_answered(request_key, around.cx.site.user(), answer, out),
        }
    }

    /// Does what is due.
    pub fn tick_running(&mut self, around: &Around<'_>, out: &mut Out) {
        let is_due = |due| due <= around.cx.now.instant;
        if self.running.as_ref().and_then(|running| running.driver.next_due()).is_some_and(is_due) {
            self.drive(around, out, |running, at| running.driver.tick(at));
        }
    }

    /// Goes on with a token. Another user goes on with nothing.
    pub fn signed_in(&mut self, around: &Around<'_>, out: &mut Out) {
        let user = around.cx.site.user();
        let Some(running) = &self.running else { return };
        match running.user() == user {
            true => self.drive(around, out, |running, at| running.driver.signed_in(at)),
            false => self.leave_running(around, out),
        }
    }

    /// Leaves the rollout to its record: the program goes to another place, or another user has signed in.
    pub fn leave_running(&mut self, around: &Around<'_>, out: &mut Out) {
        self.drive(around, out, |running, at| running.driver.session_over(at));
        self.running = None;
        self.has_looked = false;
    }

    pub(super) fn kept_report(&mut self, around: &Around<'_>, report: &RecordReport, out: &mut Out) {
        self.drive(around, out, |running, at| running.driver.reported(at, report));
    }

    /// Returns the lines of the run that the cursor can stand on: the pods, and the answers to the open question.
    pub fn run_lines(&self, tests_values: bool) -> Vec<RunLine> {
        let Some(rollout) = self.rollout() else { return Vec::new() };
        let mut all: Vec<_> = match words::restarts_several(rollout) {
            true => vec![RunLine::Secrets],
            false => rollout.ids().cloned().map(RunLine::Value).collect(),
        };
        all.extend(rollout.pods().iter().map(|pod| RunLine::Pod(pod.id.clone())));
        if matches!(rollout.phase(), Phase::Stopped { .. } | Phase::Ended(_)) {
            all.push(RunLine::Account);
        }
        let (restore, mut lines): (Vec<_>, Vec<_>) = rollout
            .choices()
            .into_iter()
            .map(RunLine::Choice)
            .partition(|line| *line == RunLine::Choice(Choice::Restore));
        if rollout.in_doubt().is_some() {
            lines.insert(1, RunLine::LookAtValue);
        }
        if !lines.is_empty() && rollout.way_back() != WayBack::No {
            lines.push(RunLine::OldWorks);
            if tests_values {
                lines.push(RunLine::TestOld);
            }
        }
        // Last, so that no line takes the place of another one under the cursor when it is offered.
        all.extend(lines.into_iter().chain(restore));
        all
    }

    /// Returns the line of the run on which the cursor stands at first: the first answer.
    pub fn first_run_line(&self, tests_values: bool) -> usize {
        let lines = self.run_lines(tests_values);
        lines.iter().position(|line| matches!(line, RunLine::Choice(_))).unwrap_or(0)
    }

    /// Takes the line with the cursor: an answer to the open question.
    pub fn choose(&mut self, around: &Around<'_>, line: usize, out: &mut Out) {
        let Some(line) = self.run_lines(around.cx.settings.tests_values).get(line).cloned() else { return };
        let Some(rollout) = self.rollout() else { return };
        match line {
            RunLine::Choice(choice) => {
                let Phase::Stopped { question, .. } = rollout.phase() else { return };
                if around.cx.settings.view_only && choice != Choice::Leave {
                    return out.warn(words::VIEW_ONLY);
                }
                let question = *question;
                self.step(around, Input::Chosen(question, choice), out);
            }
            RunLine::OldWorks => {
                let works = !rollout.old_works();
                self.step(around, Input::OldWorks(works), out);
            }
            RunLine::TestOld => self.test_old(around, out),
            // The value is shown elsewhere.
            RunLine::LookAtValue
            | RunLine::Value(_)
            | RunLine::Secrets
            | RunLine::Pod(_)
            | RunLine::Account => {}
        }
    }

    fn test_old(&mut self, around: &Around<'_>, out: &mut Out) {
        let Some(running) = self.running.as_mut().filter(|running| running.tested.is_none()) else { return };
        let Some((id, value)) = running.driver.rollout().old().next() else { return };
        let request = out.pending.request();
        out.effects.push(Effect::TestValue(request, around.profile, id.clone(), value.clone()));
        running.tested = Some(request);
        out.warn(words::testing());
    }

    pub(super) fn old_tested(
        &mut self,
        around: &Around<'_>,
        request: RequestId,
        tested: Tested,
        out: &mut Out,
    ) {
        let Some(running) = self.running.as_mut().filter(|running| running.tested == Some(request)) else {
            return;
        };
        running.tested = None;
        let Some((id, _)) = running.driver.rollout().old().next() else { return };
        out.tell(words::tested(id, tested, "old"));
        if tested == Tested::Works {
            self.step(around, Input::OldWorks(true), out);
        }
    }

    /// Holds the rollout after the present pod, or lets it go on.
    pub fn hold(&mut self, around: &Around<'_>, out: &mut Out) {
        let Some(hold) = self.rollout().filter(|rollout| rollout.is_under_way()).map(Rollout::is_held) else {
            return out.warn(words::NOTHING_TO_HOLD);
        };
        self.step(around, Input::Hold(!hold), out);
        let text = self.rollout().map(|rollout| words::held(rollout, !hold));
        text.into_iter().for_each(|text| out.tell(Notice::new(Tone::Warning, text)));
    }

    /// Ends the rollout for good, with its record. One that is at work is held first.
    pub fn end_running(&mut self, around: &Around<'_>, out: &mut Out) {
        let Some(rollout) = self.rollout() else { return };
        if rollout.is_under_way() {
            return out.tell(Notice::new(Tone::Warning, words::HOLD_FIRST).offering(vec![Action::Hold]));
        }
        self.step(around, Input::Abandon, out);
        self.running = None;
    }

    /// Closes the view of a run that is over.
    pub fn close_run(&mut self) {
        self.running.take_if(|running| matches!(running.driver.rollout().phase(), Phase::Ended(_)));
    }

    /// Tells whether a rollout is not over.
    pub fn is_open(&self) -> bool {
        self.is_under_way() || self.is_stopped()
    }

    /// Tells whether a rollout has stopped and waits for a person.
    pub fn is_stopped(&self) -> bool {
        self.rollout().is_some_and(|rollout| matches!(rollout.phase(), Phase::Stopped { .. }))
    }
}

impl Running {
    /// Returns the user who began it.
    pub(super) fn user(&self) -> &str {
        &self.driver.rollout().place().user
    }

    fn note_time(&mut self, event: &Event, now: Timestamp) {
        match event {
            Event::Writing { .. } | Event::Saved { .. } | Event::OldHeld(_) | Event::OldAlready(_) => {
                self.value_at = Some(now);
            }
            Event::Looking(pod)
            | Event::Settling(pod)
            | Event::Joined(pod)
            | Event::RestartSent(pod)
            | Event::Seen(pod, ..)
            | Event::Soaking(pod)
            | Event::Ended(pod, _) => drop(self.times.insert(pod.clone(), now)),
            _ => {}
        }
    }
}
