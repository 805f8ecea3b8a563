//! A rollout under way: what the machine asks for goes to the engine, and the answers, reports, signals and times come back.
//!
//! The first signal stops it after the present pod, the second one ends the command; the record stays.

use std::sync::Arc;

use super::conclusion::Why;
use super::report::Report;
use crate::clock;
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::output::complain;
use crate::commands::remembered;
use crate::core::records::{RecordJob, RecordName, RecordReport};
use crate::core::{Effect, Event, RequestKey};
use crate::domain::uses::ValueNews;
use crate::domain::{Exit, Failure, ProfileId, Reply, SecretId, SecretValue, Tested};
use crate::text::format::duration;
use crate::words;
use crate::work::rollout::words::test_told;
use crate::work::rollout::{Choice, Deed, Driver, Event as Step, Input, Phase, Rollout, Stop, Surroundings};

/// What the person has said beforehand.
#[derive(Clone, Copy, Debug)]
pub(in crate::commands) struct Given {
    /// It goes on after the canary, and where it was left.
    pub(in crate::commands) yes: bool,
    /// Somebody is there to be asked.
    pub(in crate::commands) may_ask: bool,
    /// At a failure it goes back.
    pub(in crate::commands) back: bool,
    /// The old value works at its provider, so that no command is asked.
    pub(in crate::commands) old_works: bool,
}

/// A rollout under way.
pub(super) struct Run<'a> {
    pub(super) caller: &'a mut Caller,
    pub(super) report: &'a Report<'a>,
    pub(super) given: Given,
    pub(super) driver: Driver,
    /// The record was written once, or could not be.
    pub(super) is_recorded: bool,
    /// It is past the gate.
    pub(super) is_open: bool,
    /// It was left, and is gone on with.
    pub(super) is_found: bool,
    pub(super) has_gone_back: bool,
    pub(super) signal: Option<Exit>,
    /// The last failure of a request about a secret.
    pub(super) failure: Option<Arc<Failure>>,
    /// The line that told the last failure, until something succeeds.
    told: Option<String>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        caller: &'a mut Caller,
        report: &'a Report<'a>,
        given: Given,
        name: RecordName,
        rollout: Rollout,
    ) -> Self {
        let driver = Driver::new(caller.pending.request().0, name, rollout);
        let (is_recorded, is_open, is_found, has_gone_back) = (false, false, false, false);
        let (signal, failure, told) = (None, None, None);
        Self {
            caller,
            report,
            given,
            driver,
            is_recorded,
            is_open,
            is_found,
            has_gone_back,
            signal,
            failure,
            told,
        }
    }

    /// Ends it here. A record of something that has changed nothing is of no use to anybody.
    pub(super) fn end(&mut self, why: &Why) {
        let is_void = !self.is_found && self.driver.rollout().changed_nothing();
        if !matches!(why, Why::Over(_)) {
            self.drive(|driver, around| driver.session_over(around));
            if is_void {
                let name = self.driver.name().clone();
                self.caller.engine.perform(Effect::Records(RecordJob::Remove(name)));
            }
        }
        self.caller.engine.finish_files();
    }

    /// Asks the user's command about values; says what it told about the first one that it does not accept.
    pub(super) fn test(&mut self, values: Vec<(SecretId, Arc<SecretValue>)>) -> Result<Option<String>, Why> {
        for (id, value) in values {
            let request = self.caller.pending.request();
            // A command has one profile.
            self.caller.engine.perform(Effect::TestValue(request, ProfileId(0), id.clone(), value));
            let is_mine = |event: &Event| matches!(event, Event::ValueTested(of, _) if *of == request);
            let Event::ValueTested(_, tested) = self.until(is_mine)? else { continue };
            if tested != Tested::Works {
                return Ok(Some(test_told(&id, tested, "old").to_string()));
            }
        }
        Ok(None)
    }

    /// Waits for an event that is wanted, and gives the others to the rollout.
    pub(super) fn until(&mut self, is_wanted: impl Fn(&Event) -> bool) -> Result<Event, Why> {
        loop {
            match self.event()? {
                Some(event) if is_wanted(&event) => return Ok(event),
                Some(event) => self.take(event),
                None => {}
            }
        }
    }

    /// Waits for the next event; `None` after the first signal.
    pub(super) fn event(&mut self) -> Result<Option<Event>, Why> {
        match self.caller.next(self.driver.next_due()) {
            Ok(event) => Ok(Some(event)),
            Err(Outcome { exit: exit @ Exit::Signal(_), .. }) => self.signalled(exit).map(|()| None),
            Err(_) => Err(Why::NoWorker),
        }
    }

    pub(super) fn take(&mut self, event: Event) {
        match event {
            Event::Wake => self.drive(|driver, around| driver.tick(around)),
            Event::Reply(ticket, Reply::Dated(at)) if matches!(ticket.request_key, RequestKey::Write(_)) => {
                self.driver.dated(at);
            }
            Event::Reply(_, Reply::Paused { left }) => {
                self.report.line(&format!("{} {}.", words::ASKED_TO_WAIT, duration(left)));
            }
            Event::Reply(ticket, Reply::Final(result)) if self.caller.pending.is_current(&ticket) => {
                self.caller.pending.close(&ticket);
                let answer = result.map_err(|failure| Arc::new(*failure));
                if answer.is_ok() {
                    self.told = None;
                }
                if self.driver.asked(&ticket.request_key) {
                    self.drive(|driver, around| driver.answered(around, &ticket.request_key, answer));
                }
            }
            Event::Records(report) => {
                self.is_recorded |=
                    matches!(&report, RecordReport::Kept(name, ..) if name == self.driver.name());
                self.drive(|driver, around| driver.reported(around, &report));
            }
            _ => {}
        }
    }

    /// Takes a signal: the first one stops the rollout after the present pod, where something is under way.
    fn signalled(&mut self, exit: Exit) -> Result<(), Why> {
        if self.signal.replace(exit).is_some() || !self.is_open || self.driver.rollout().is_found() {
            return Err(Why::Signal(exit));
        }
        complain("Stops after the present pod. The next signal ends this at once; the record stays.");
        self.step(Input::Hold(true));
        Ok(())
    }

    pub(super) fn choose(&mut self, choice: Choice) {
        if let Phase::Stopped { question, .. } = self.driver.rollout().phase() {
            let question = *question;
            self.step(Input::Chosen(question, choice));
        }
    }

    pub(super) fn step(&mut self, input: Input) {
        self.drive(|driver, around| driver.step(around, input));
    }

    pub(super) fn drive(&mut self, step: impl FnOnce(&mut Driver, &Surroundings<'_>) -> Vec<Deed>) {
        let now = clock::now();
        let service_time = self.caller.gap.map_or(now.wall, |gap| gap.service_time(now.wall));
        let around = Surroundings { now, service_time, site: &self.caller.site, digests: None };
        for deed in step(&mut self.driver, &around) {
            match deed {
                Deed::Call(request_key, request) => drop(self.caller.begin(request_key, request)),
                Deed::Abort(request_key) => {
                    if let Some(ticket) = self.caller.pending.cancel(&request_key) {
                        self.caller.engine.perform(Effect::Abort(ticket));
                    }
                }
                Deed::Record(job) => self.caller.engine.perform(Effect::Records(job)),
                Deed::Tell(event) => self.hear(&event),
                Deed::Failed(failure) => self.failed(failure),
                // The phase has the question.
                Deed::Ask(..) | Deed::Withdraw(_) => {}
            }
        }
    }

    fn hear(&self, event: &Step) {
        let rollout = self.driver.rollout();
        match event {
            Step::Writing { secret, .. } => self.remember(secret, ValueNews::Doubted),
            Step::Saved { secret, .. } => self.remember(secret, self.driver.saved()),
            _ => {}
        }
        let is_of_gate =
            matches!(event, Step::Hold(_) | Step::Stopped(Stop::Held) | Step::Chosen(Choice::GoOn));
        if self.is_open || !is_of_gate {
            self.report.step(rollout, event);
        }
    }

    fn remember(&self, id: &SecretId, news: ValueNews) {
        let secrets = self.driver.rollout().secrets();
        if let Some(owner) = secrets.iter().find(|secret| secret.id == *id).and_then(|secret| secret.owner())
        {
            remembered::note(self.caller, id, owner, news);
        }
    }

    /// Tells of a failure, once until something succeeds.
    fn failed(&mut self, failure: Arc<Failure>) {
        let text = words::in_a_command(&failure, &self.caller.site);
        let line = text.lines().next().unwrap_or_default().to_owned();
        if self.told.as_ref() != Some(&line) {
            complain(&line);
            self.told = Some(line);
        }
        if !failure.operation.is_about_pods() {
            self.failure = Some(failure);
        }
    }
}
