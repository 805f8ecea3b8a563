//! The state of a rollout.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use super::ending::Ending;
use super::ids::{Call, QuestionId};
use super::input::Context;
use super::output::{End, Event, Output};
use super::pod_run::{PodRun, PodState};
use super::record::{Place, Record};
use super::runs::Era;
use super::secret_run::{At, Holds, SecretRun};
use super::settings::Settings;
use super::stop::Stop;
use crate::core::records::Process;
use crate::domain::{PodId, SecretId, SecretValue};

/// A rollout of one or several secrets over the pods that use them.
#[derive(Debug)]
pub struct Rollout {
    pub(super) settings: Settings,
    pub(super) place: Place,
    pub(super) runner: Process,
    pub(super) began: Timestamp,
    pub(super) secrets: Vec<SecretRun>,
    pub(super) pods: Vec<PodRun>,
    pub(super) phase: Phase,
    pub(super) leg: Leg,
    /// The user wants it to stop after the present pod.
    pub(super) hold: bool,
    /// A token is missing since then.
    pub(super) paused: Option<Instant>,
    /// The old values still work at their provider.
    pub(super) old_works: bool,
    pub(super) keeping: Keeping,
    pub(super) last_call: Call,
    /// The last request before the last sign-in.
    pub(super) signed_in: Call,
    pub(super) last_question: QuestionId,
}

/// The progress of a rollout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is sent before the user starts it.
    Planned,
    /// The values are written, one after the other.
    Values,
    /// The pods are restarted.
    Pods,
    /// It stopped, and waits for a person.
    Stopped {
        /// The reason.
        stop: Stop,
        /// The question.
        question: QuestionId,
        /// The user has left it as it is; nothing is read any more.
        left: bool,
    },
    /// Everything is done; the pods are read once more for the account.
    Closing(End),
    /// It is over.
    Ended(End),
}

/// One way through the pods.
#[derive(Debug)]
pub struct Leg {
    /// Back to the old values.
    pub back: bool,
    /// The pods to restart, in their order.
    pub order: Vec<PodId>,
    /// The first one.
    pub canary: Canary,
    /// The only pod that a person wants to be restarted now.
    pub only: Option<PodId>,
}

/// The progress of the first pod of a leg.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Canary {
    /// It is not done.
    Ahead,
    /// This pod is done, and nothing has gone on yet.
    Done(PodId),
    /// The rollout went on after it.
    Passed,
}

/// The keeping of the record.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    /// The user goes on without one.
    pub(super) is_off: bool,
    /// The last one could not be written.
    pub(super) failed: bool,
    pub(super) number: u64,
    pub(super) last: Option<Box<Record>>,
}

/// A step that is being taken: its surroundings, and the outputs so far.
pub(super) struct Step<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) out: Vec<Output>,
}

impl Step<'_> {
    pub(super) fn tell(&mut self, event: Event) {
        self.out.push(Output::Tell(event));
    }

    pub(super) fn now(&self) -> Instant {
        self.cx.now.instant
    }
}

impl Rollout {
    /// Returns its progress.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Returns its secrets.
    pub fn secrets(&self) -> &[SecretRun] {
        &self.secrets
    }

    /// Returns the ids of its secrets.
    pub fn ids(&self) -> impl Iterator<Item = &SecretId> {
        self.secrets.iter().map(|secret| &secret.id)
    }

    /// Returns its pods, in the order of the plan.
    pub fn pods(&self) -> &[PodRun] {
        &self.pods
    }

    /// Returns the way that it takes at present.
    pub fn leg(&self) -> &Leg {
        &self.leg
    }

    /// Returns its place.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Tells whether the old values are known or said to work at their provider.
    pub fn old_works(&self) -> bool {
        self.old_works
    }

    /// Returns the old values that going back would write.
    pub fn old(&self) -> impl Iterator<Item = (&SecretId, &Arc<SecretValue>)> {
        let needed = self.secrets.iter().filter(|secret| secret.needs_old());
        needed.filter_map(|secret| Some((&secret.id, secret.old.as_ref()?)))
    }

    /// Returns the old values that are held, whether going back needs them or not.
    pub fn held(&self) -> impl Iterator<Item = (&SecretId, &Arc<SecretValue>)> {
        self.secrets.iter().filter_map(|secret| Some((&secret.id, secret.old.as_ref()?)))
    }

    /// Tells whether pods are being read to see what is true now, after it has stopped.
    pub fn looks_around(&self) -> bool {
        self.pods.iter().any(|pod| pod.poll.survey)
    }

    /// Tells whether it has changed nothing: no value was or may have been written, and no restart asked for that may have
    /// happened.
    pub fn changed_nothing(&self) -> bool {
        let refused =
            |state: &PodState| matches!(state, PodState::Ended(Ending::Refused(_) | Ending::NotSent(_)));
        self.secrets.iter().all(|secret| !secret.is_written || secret.holds == Holds::Old)
            && self.pods.iter().all(|pod| !pod.was_restarted || refused(&pod.state))
    }

    /// Tells whether it writes a value: otherwise its pods are only restarted.
    pub fn writes(&self) -> bool {
        self.secrets.iter().any(|secret| secret.is_written)
    }

    /// Tells whether it waits for a token.
    pub fn is_paused(&self) -> bool {
        self.paused.is_some()
    }

    /// Tells whether it is to stop after the present pod.
    pub fn is_held(&self) -> bool {
        self.hold
    }

    /// Tells whether it was found, and nobody has said yet that it goes on.
    pub fn is_found(&self) -> bool {
        matches!(self.phase, Phase::Stopped { stop: Stop::Found, .. })
    }

    /// Tells whether it is at work: it writes, restarts or watches.
    pub fn is_under_way(&self) -> bool {
        matches!(self.phase, Phase::Values | Phase::Pods | Phase::Closing(_))
    }

    /// Returns the contents of the secrets, taken together.
    pub fn era(&self) -> Era {
        let written = || self.secrets.iter().filter(|secret| secret.is_written);
        let all = |holds: fn(Holds) -> bool| written().all(|secret| holds(secret.holds));
        match self.leg.back {
            _ if all(|holds| matches!(holds, Holds::New { .. })) => Era::New,
            false if all(|holds| holds == Holds::Old) => Era::Before,
            true if all(|holds| holds == Holds::Old) => Era::Back,
            false => Era::Writing,
            true => Era::WritingBack,
        }
    }

    /// Tells whether all values are where they belong.
    pub(super) fn values_are_settled(&self) -> bool {
        self.secrets.iter().all(|secret| secret.at == At::Settled)
    }

    /// Returns one of its pods.
    pub fn pod(&self, id: &PodId) -> Option<&PodRun> {
        self.pods.iter().find(|pod| pod.id == *id)
    }

    pub(super) fn pod_mut(&mut self, id: &PodId) -> Option<&mut PodRun> {
        self.pods.iter_mut().find(|pod| pod.id == *id)
    }

    pub(super) fn secret_mut(&mut self, id: &SecretId) -> Option<&mut SecretRun> {
        self.secrets.iter_mut().find(|secret| secret.id == *id)
    }

    pub(super) fn call(&mut self) -> Call {
        self.last_call.0 += 1;
        self.last_call
    }

    /// Waits for a token, which the request of this number lacked: nothing is sent until then. One that was sent before
    /// the last sign-in is only made again.
    pub(super) fn pause(&mut self, step: &mut Step<'_>, call: Call) {
        if self.paused.is_none() && call > self.signed_in {
            self.paused = Some(step.now());
            step.tell(Event::Paused);
        }
    }
}
