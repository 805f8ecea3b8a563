//! Drives a rollout: makes requests of its outputs, and inputs of the answers. Pure.
//!
//! ```text
//! answer, record report, time ──► Driver ──► Input ──► Rollout
//!              Deeds ◄── requests, records, questions ◄── Output
//!                                  ▲      │
//!                                  └──────┴─► the write machine, while a value is written
//! ```

mod deed;
mod writing;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

pub use deed::{Deed, Surroundings};
use writing::Writing;

use super::ids::Call;
use super::input::{Context, Input};
use super::output::{End, Event, Output};
use super::reading::{Reading, Restarted, Unread};
use super::record::{Found, Record};
use super::state::Rollout;
use crate::core::RequestKey;
use crate::core::records::{FoundRecord, RecordJob, RecordName, RecordReport};
use crate::domain::uses::ValueNews;
use crate::domain::{Answer, Failure, Operation, Request, SecretId};
use crate::work::write;

/// A rollout with everything that is under way for it.
#[derive(Debug)]
pub struct Driver {
    number: u64,
    name: RecordName,
    rollout: Rollout,
    writing: Writing,
}

impl Driver {
    /// Drives `rollout`. Its requests carry `number`, which no write of another one has; its record has this name.
    pub fn new(number: u64, name: RecordName, rollout: Rollout) -> Self {
        Self { number, name, rollout, writing: Writing::default() }
    }

    /// Returns the rollout.
    pub fn rollout(&self) -> &Rollout {
        &self.rollout
    }

    /// Returns the name of its record.
    pub fn name(&self) -> &RecordName {
        &self.name
    }

    /// Returns the job that claims its record before [`Input::Start`], so that nobody else begins one of the same
    /// secrets. [`Driver::rival`] judges the report.
    pub fn claim(&self, now: Timestamp) -> RecordJob {
        let text = serde_json::to_string(&self.rollout.record(now)).unwrap_or_default();
        RecordJob::Claim(self.name.clone(), text)
    }

    /// Returns the record of a rollout of one of its secrets that another process has.
    pub fn rival(&self, others: &[FoundRecord]) -> Option<Box<Record>> {
        let concerns = |record: &Record| {
            self.rollout.secrets().iter().any(|secret| record.concerns(&secret.id, self.rollout.place()))
        };
        others.iter().filter(|other| other.is_held).find_map(|other| match Found::read(&other.content) {
            Found::Record(record) if concerns(&record) => Some(record),
            _ => None,
        })
    }

    /// Returns the secret whose value is being sent, until its outcome is known.
    pub fn writes(&self) -> Option<&SecretId> {
        self.writing.secret()
    }

    /// Tells whether it does nothing any more before there is a token.
    pub fn lacks_token(&self) -> bool {
        self.writing.lacks_token().unwrap_or(self.rollout.is_paused())
    }

    /// Takes the time of the service's answer to the write under way.
    pub fn dated(&mut self, at: Timestamp) {
        self.writing.dated(at);
    }

    /// Returns what became of the value of [`Event::Saved`].
    pub fn saved(&self) -> ValueNews {
        self.writing.saved()
    }

    /// Returns the moment at which [`Driver::tick`] is due.
    pub fn next_due(&self) -> Option<Instant> {
        [self.rollout.next_due(), self.writing.next_due()].into_iter().flatten().min()
    }

    /// Tells whether the answer to the request with this key belongs to it.
    pub fn asked(&self, request_key: &RequestKey) -> bool {
        match request_key {
            RequestKey::RolloutRead(number, _) | RequestKey::Restart(number, _) => *number == self.number,
            RequestKey::Look(number) | RequestKey::Write(number) => *number == self.number,
            _ => false,
        }
    }

    /// Takes a key press of the user: [`Input::Start`], [`Input::Chosen`], [`Input::Hold`] and their like.
    #[must_use = "a request that is dropped is never answered"]
    pub fn step(&mut self, around: &Surroundings<'_>, input: Input) -> Vec<Deed> {
        let mut deeds = Vec::new();
        self.run(around, input, &mut deeds);
        deeds
    }

    /// Takes the answer to a request that [`Driver::asked`] knows.
    #[must_use = "a request that is dropped is never answered"]
    pub fn answered(
        &mut self,
        around: &Surroundings<'_>,
        request_key: &RequestKey,
        answer: Result<Answer, Arc<Failure>>,
    ) -> Vec<Deed> {
        let mut deeds: Vec<Deed> = answer.as_ref().err().cloned().map(Deed::Failed).into_iter().collect();
        match request_key {
            RequestKey::RolloutRead(_, call) | RequestKey::Restart(_, call) => {
                if let Some(input) = input(Call(*call), answer) {
                    self.run(around, input, &mut deeds);
                }
            }
            RequestKey::Look(_) => self.run_write(around, write::Input::Looked(answer), &mut deeds),
            _ => self.run_write(around, write::Input::Written(answer), &mut deeds),
        }
        deeds
    }

    /// Takes a report on the records; one about another record does nothing.
    #[must_use = "a request that is dropped is never answered"]
    pub fn reported(&mut self, around: &Surroundings<'_>, report: &RecordReport) -> Vec<Deed> {
        match report {
            RecordReport::Kept(name, number, is_written) if *name == self.name => {
                self.step(around, Input::Recorded(*number, *is_written))
            }
            _ => Vec::new(),
        }
    }

    /// Does what is due.
    #[must_use = "a request that is dropped is never answered"]
    pub fn tick(&mut self, around: &Surroundings<'_>) -> Vec<Deed> {
        let mut deeds = Vec::new();
        self.run_write(around, write::Input::Tick, &mut deeds);
        self.run(around, Input::Tick, &mut deeds);
        deeds
    }

    /// Goes on with a token, of the same user.
    #[must_use = "a request that is dropped is never answered"]
    pub fn signed_in(&mut self, around: &Surroundings<'_>) -> Vec<Deed> {
        let mut deeds = Vec::new();
        self.run_write(around, write::Input::SignedIn, &mut deeds);
        self.run(around, Input::SignedIn, &mut deeds);
        deeds
    }

    /// Ends it here: the program goes to another place, or another user has signed in. The record stays, with the
    /// outcome of what is being sent unknown.
    #[must_use = "a record that is not left cannot be taken"]
    pub fn session_over(&mut self, around: &Surroundings<'_>) -> Vec<Deed> {
        let mut deeds = Vec::new();
        self.run_write(around, write::Input::SessionOver, &mut deeds);
        self.writing.leave();
        self.run(around, Input::SessionOver, &mut deeds);
        deeds
    }

    fn run(&mut self, around: &Surroundings<'_>, input: Input, deeds: &mut Vec<Deed>) {
        let cx = Context { now: around.now, service_time: around.service_time, digests: around.digests };
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for output in self.rollout.step(&cx, input) {
                match output {
                    Output::Write(draft, old) => {
                        self.writing.begin(self.number, draft.id().clone());
                        let confirmed = write::Input::Confirmed(draft, old);
                        inputs.extend(self.writing.step(around, confirmed, deeds));
                    }
                    Output::Record(number, record) => match serde_json::to_string(&record) {
                        Ok(text) => {
                            deeds.push(Deed::Record(RecordJob::Keep(self.name.clone(), number, text)));
                        }
                        Err(_) => inputs.push_back(Input::Recorded(number, false)),
                    },
                    output => self.pass_on(output, deeds),
                }
            }
        }
    }

    /// Passes on an output that needs nothing of the driver.
    fn pass_on(&self, output: Output, deeds: &mut Vec<Deed>) {
        let read = |call: Call, request| Deed::Call(RequestKey::RolloutRead(self.number, call.0), request);
        let deed = match output {
            Output::LookUp(call, id) => read(call, Request::Get(id)),
            Output::ReadValue(call, id) => read(call, Request::GetValue(id)),
            Output::ReadPod(call, pod) => read(call, Request::GetPod(pod)),
            Output::ReadLog(call, pod) => read(call, Request::GetPodLogs(pod)),
            Output::Restart(call, pod) => {
                Deed::Call(RequestKey::Restart(self.number, call.0), Request::RestartPod(pod))
            }
            Output::DropRecord => Deed::Record(RecordJob::Remove(self.name.clone())),
            Output::Ask(question, stop) => Deed::Ask(question, stop),
            Output::Withdraw(question) => Deed::Withdraw(question),
            Output::Tell(event @ Event::Over(End::Left)) => {
                deeds.push(Deed::Record(RecordJob::Leave(self.name.clone())));
                Deed::Tell(event)
            }
            Output::Tell(event) => Deed::Tell(event),
            // The two that `run` takes.
            Output::Write(..) | Output::Record(..) => return,
        };
        deeds.push(deed);
    }

    fn run_write(&mut self, around: &Surroundings<'_>, input: write::Input, deeds: &mut Vec<Deed>) {
        if let Some(input) = self.writing.step(around, input, deeds) {
            self.run(around, input, deeds);
        }
    }
}

/// Returns the input that an answer makes.
fn input(call: Call, answer: Result<Answer, Arc<Failure>>) -> Option<Input> {
    let failure = match answer {
        Ok(Answer::Got(secret)) => return Some(Input::LookedUp(call, Ok(secret))),
        Ok(Answer::Value(value)) => return Some(Input::ValueRead(call, Ok(Arc::new(value)))),
        Ok(Answer::GotPod(pod)) => return Some(Input::PodRead(call, Ok(Reading::from(&*pod)))),
        // Without its newest lines a log proves nothing.
        Ok(Answer::GotActionLog(log)) => {
            let lines = if log.is_cut { Err(Unread::NoAnswer) } else { Ok(log.lines) };
            return Some(Input::LogRead(call, lines));
        }
        Ok(Answer::Restarting(_)) => return Some(Input::Restarted(call, Restarted::Accepted)),
        // No request of a rollout has such an answer.
        Ok(_) => return None,
        Err(failure) => failure,
    };
    let unread = Unread::from(&*failure);
    match failure.operation {
        Operation::Get => Some(Input::LookedUp(call, Err(unread))),
        Operation::GetValue => Some(Input::ValueRead(call, Err(unread))),
        Operation::GetPod => Some(Input::PodRead(call, Err(unread))),
        Operation::GetPodLogs => Some(Input::LogRead(call, Err(unread))),
        Operation::RestartPod => Some(Input::Restarted(call, Restarted::from(failure))),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
