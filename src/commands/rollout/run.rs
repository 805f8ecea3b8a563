//! Takes a rollout to its end: the person's word, given beforehand or at the terminal, answers the machine's questions.
//!
//! ```text
//! held at the gate: the record is on the disk, nothing is changed ─► nobody else is at it, the old value works ─► it runs
//! ```

use super::conclusion::{Conclusion, Seen, Why};
use super::driving::{Given, Run};
use super::records::Records;
use super::report::Report;
use super::words::{stopped, what_runs};
use crate::clock;
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::output::complain;
use crate::commands::prompt::Prompt;
use crate::core::records::{Process, RecordJob, RecordName, RecordReport};
use crate::core::{Effect, Event};
use crate::domain::{Exit, PodId};
use crate::work::rollout::{Choice, Context, Input, Phase, Record, Rollout, Stop, WayBack};

/// Takes a rollout from its plan to its end.
pub(in crate::commands) fn begin(
    caller: &mut Caller,
    report: &Report<'_>,
    (name, rollout): (RecordName, Rollout),
    given: Given,
) -> Conclusion {
    let mut run = Run::new(caller, report, given, name, rollout);
    run.step(Input::Hold(true));
    run.step(Input::Start);
    run.follow()
}

/// Goes on with a rollout that was left. `process` is this one.
pub(in crate::commands) fn go_on(
    caller: &mut Caller,
    report: &Report<'_>,
    (name, record): (RecordName, &Record),
    process: Process,
    given: Given,
) -> Conclusion {
    let now = clock::now();
    let rollout = Rollout::resume(record, process, &Context { now, service_time: now.wall, digests: None });
    let mut run = Run::new(caller, report, given, name, rollout);
    (run.is_open, run.is_found) = (true, true);
    run.step(Input::LookAround);
    run.follow()
}

impl<'a> Run<'a> {
    fn follow(mut self) -> Conclusion {
        let why = loop {
            if let Some(why) = self.decide() {
                break why;
            }
            match self.event() {
                Ok(event) => event.into_iter().for_each(|event| self.take(event)),
                Err(why) => break why,
            }
        };
        self.end(&why);
        let seen = Seen {
            rollout: self.driver.rollout(),
            name: self.driver.name(),
            is_found: self.is_found,
            signal: self.signal,
            failure: self.failure.as_deref(),
        };
        Conclusion::of(&seen, why)
    }

    /// Answers the open question, or says why this is the end.
    fn decide(&mut self) -> Option<Why> {
        let rollout = self.driver.rollout();
        match rollout.phase() {
            Phase::Ended(end) => Some(Why::Over(*end)),
            _ if self.driver.lacks_token() => Some(Why::NoToken),
            Phase::Stopped { stop, .. } if !rollout.looks_around() => {
                let stop = stop.clone();
                self.answer(stop).unwrap_or_else(Some)
            }
            _ => None,
        }
    }

    /// Answers a question; `None` when it goes on.
    fn answer(&mut self, stop: Stop) -> Result<Option<Why>, Why> {
        match &stop {
            Stop::Held if !self.is_open => self.at_the_gate(),
            Stop::Found => self.gone_on_with(stop),
            Stop::AfterCanary(pod) | Stop::CameUp(pod) if self.signal.is_none() => {
                let pod = pod.clone();
                self.after_canary(&pod, stop)
            }
            Stop::Held | Stop::AfterCanary(_) | Stop::CameUp(_) => Ok(Some(Why::Stopped(stop))),
            Stop::Pod(pod) if self.is_found && self.signal.is_none() => {
                let pod = pod.clone();
                self.again(&pod, stop)
            }
            _ if self.goes_back() => self.back(stop),
            _ => Ok(Some(Why::Stopped(stop))),
        }
    }

    /// Lets the rollout go on from the gate: its record is on the disk, so of two that begin at once neither misses the
    /// other one.
    fn at_the_gate(&mut self) -> Result<Option<Why>, Why> {
        if !self.is_recorded {
            return Ok(None);
        }
        self.caller.engine.perform(Effect::Records(RecordJob::Find));
        let is_found = |event: &Event| matches!(event, Event::Records(RecordReport::Found(..)));
        let Some(records) = Records::of(self.until(is_found)?) else { return Ok(None) };
        let rollout = self.driver.rollout();
        let (ids, writes) = (rollout.secrets().iter().map(|secret| &secret.id), rollout.writes());
        if let Err(why) = records.refuse_another(ids, rollout.place(), Some(self.driver.name()), writes) {
            return Ok(Some(Why::Refused(why)));
        }
        if self.given.back && !self.given.old_works {
            let held: Vec<_> = rollout.held().map(|(id, value)| (id.clone(), value.clone())).collect();
            if let Some(told) = self.test(held)? {
                let text = format!(
                    "{told} Without a value to go back to nothing was sent.\nYour word counts, too: --old-value-works"
                );
                return Ok(Some(Why::Refused(Outcome::failed(Exit::WrongUsage, text))));
            }
        }
        self.choose(Choice::GoOn);
        self.is_open = true;
        Ok(None)
    }

    /// Goes on with a rollout that was left, once the person has seen what is true now.
    fn gone_on_with(&mut self, stop: Stop) -> Result<Option<Why>, Why> {
        let rollout = self.driver.rollout();
        let (can, text) = (rollout.can_be_resumed(), what_runs(rollout));
        self.report.plan_line(&text);
        let agrees = can && (self.given.yes || self.ask("Go on with it?")?);
        if !agrees {
            return Ok(Some(Why::Stopped(stop)));
        }
        self.choose(Choice::GoOn);
        Ok(None)
    }

    fn after_canary(&mut self, pod: &PodId, stop: Stop) -> Result<Option<Why>, Why> {
        let rollout = self.driver.rollout();
        let (done, all) = rollout.count();
        let question = format!("{} is up. Restart the other {}?", pod.shown(), all.saturating_sub(done));
        if !(self.given.yes || self.ask(&question)?) {
            return Ok(Some(Why::Stopped(stop)));
        }
        self.choose(Choice::GoOn);
        Ok(None)
    }

    /// Restarts a pod again, of a rollout that was left with its failure, if the person wants that; `--yes` does not.
    fn again(&mut self, pod: &PodId, stop: Stop) -> Result<Option<Why>, Why> {
        let rollout = self.driver.rollout();
        let choice = Choice::RestartAgain(pod.clone());
        let question = format!("{} Restart it again?", stopped(rollout, &stop));
        if !(rollout.choices().contains(&choice) && self.ask(&question)?) {
            return Ok(Some(Why::Stopped(stop)));
        }
        self.choose(choice);
        Ok(None)
    }

    /// Asks a question at the terminal. Without one the answer is no.
    fn ask(&mut self, question: &str) -> Result<bool, Why> {
        if !self.given.may_ask {
            return Ok(false);
        }
        let prompt = Prompt::open(&mut self.caller.watch).ok();
        match prompt.map(|mut prompt| prompt.ask(&format!("{question} Type yes: "))) {
            Some(Ok(answer)) => Ok(answer.trim().eq_ignore_ascii_case("yes")),
            Some(Err(why)) => {
                let why = Outcome::from(why);
                // Nothing is under way, so that this is the first signal and the stop that it asks for.
                self.signal = Some(why.exit).filter(|exit| matches!(exit, Exit::Signal(_)));
                Ok(false)
            }
            None => Ok(false),
        }
    }

    fn goes_back(&self) -> bool {
        let rollout = self.driver.rollout();
        self.given.back
            && self.signal.is_none()
            && !self.has_gone_back
            && !rollout.changed_nothing()
            && rollout.way_back() != WayBack::No
    }

    /// Goes back to the old value, if it works still.
    fn back(&mut self, stop: Stop) -> Result<Option<Why>, Why> {
        self.has_gone_back = true;
        complain(&stopped(self.driver.rollout(), &stop));
        if !self.given.old_works {
            let old: Vec<_> =
                self.driver.rollout().old().map(|(id, value)| (id.clone(), value.clone())).collect();
            let told = self.test(old)?;
            if self.signal.is_some() {
                return Ok(Some(Why::Stopped(stop)));
            }
            if let Some(told) = told {
                complain(&format!("{told} So the old value was not restored."));
                return Ok(Some(Why::Stopped(stop)));
            }
        }
        self.step(Input::OldWorks(true));
        self.choose(Choice::Restore);
        Ok(None)
    }
}
