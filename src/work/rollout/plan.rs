//! The plan of a rollout: the new values, the word about the provider, the way back, and the pods. Nothing is changed and
//! no value is read before it is started.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::ids::{Call, QuestionId};
use super::pod_run::PodRun;
use super::record::Place;
use super::row::{Facts, Row};
use super::runs::{Era, Track};
use super::secret_run::SecretRun;
use super::settings::Settings;
use super::state::{Canary, Keeping, Leg, Phase, Rollout};
use crate::core::records::Process;
use crate::domain::{PodId, SecretId, SecretValue};

/// The time that a restart is guessed to take, without the soak.
const RESTART: Duration = Duration::from_secs(45);

/// A rollout that is being planned.
#[derive(Debug)]
pub struct Plan {
    /// The secrets.
    pub secrets: Vec<PlannedSecret>,
    /// The settings.
    pub settings: Settings,
    /// The word about the provider. Nothing is chosen beforehand.
    pub provider: Option<Provider>,
    /// The user starts without a way back.
    pub accepts_no_way_back: bool,
    /// The tenant to type, in production.
    pub danger: Option<String>,
    /// The tenant that was typed.
    pub typed: String,
    /// Nothing can be changed in this session.
    pub view_only: bool,
    rows: Vec<Row>,
    /// The places of the pods among the rows.
    places: HashMap<PodId, usize>,
}

/// A secret in the plan.
#[derive(Debug)]
pub struct PlannedSecret {
    /// Its id.
    pub id: SecretId,
    /// Its new value; none while there is none.
    pub new: Option<NewValue>,
    /// The old value is read and held.
    pub keeps_old: bool,
    /// The service lets the old value be read, as far as that is known.
    pub is_readable: bool,
}

/// The new value of a secret.
#[derive(Debug)]
pub enum NewValue {
    /// This one.
    Value(Arc<SecretValue>),
    /// It is saved already: the pods are only restarted.
    AlreadySaved,
}

/// The user's word about the provider, which has to accept the new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// The new value works there now: the test command said so.
    Works,
    /// The user has set it there.
    SetThere,
    /// Nothing outside the pods checks it.
    NothingChecks,
}

/// Something without which the plan cannot be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The session is for viewing only.
    ViewOnly,
    /// This secret has no new value.
    Value(SecretId),
    /// The word about the provider.
    Provider,
    /// There is no way back for this secret, and the user has not accepted that.
    WayBack(SecretId),
    /// The tenant is to be typed.
    Tenant,
    /// No value is to be saved, and no pod is chosen.
    Pods,
}

impl Plan {
    /// Begins a plan for these secrets.
    pub fn new(secrets: Vec<PlannedSecret>, settings: Settings) -> Self {
        Self {
            secrets,
            settings,
            provider: None,
            accepts_no_way_back: false,
            danger: None,
            typed: String::new(),
            view_only: false,
            rows: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// Learns of a pod, or more of one that is known; what the user chose stays.
    pub fn learn(&mut self, facts: Facts) {
        match self.row_mut(&facts.pod) {
            Some(row) => row.facts = facts,
            None => {
                self.places.insert(facts.pod.clone(), self.rows.len());
                self.rows.push(Row { facts, choice: None });
            }
        }
    }

    fn row_mut(&mut self, pod: &PodId) -> Option<&mut Row> {
        self.rows.get_mut(*self.places.get(pod)?)
    }

    /// Returns a pod.
    pub fn row(&self, pod: &PodId) -> Option<&Row> {
        self.rows.get(*self.places.get(pod)?)
    }

    /// Returns the pods, in the order in which they are restarted.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Chooses a pod, or not; does nothing for one that cannot be chosen.
    pub fn choose(&mut self, pod: &PodId, chosen: bool) {
        if let Some(row) = self.row_mut(pod).filter(|row| row.facts.standing().may_be_chosen()) {
            row.choice = Some(chosen);
        }
    }

    /// Moves a pod by one place, up or down.
    pub fn shift(&mut self, pod: &PodId, down: bool) {
        let Some(at) = self.places.get(pod).copied() else { return };
        let to = if down { Some(at + 1) } else { at.checked_sub(1) };
        if let Some(to) = to.filter(|to| *to < self.rows.len()) {
            self.rows.swap(at, to);
            self.places.insert(self.rows[at].facts.pod.clone(), at);
            self.places.insert(self.rows[to].facts.pod.clone(), to);
        }
    }

    /// Returns the pods that are restarted; the first is the canary.
    pub fn chosen(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.is_chosen())
    }

    /// Guesses the time that the restarts take.
    pub fn estimate(&self) -> Duration {
        let pods = self.chosen().count();
        let Some(others) = pods.checked_sub(1) else { return Duration::ZERO };
        let rounds = u32::try_from(others.div_ceil(self.settings.batch.max(1))).unwrap_or(u32::MAX);
        let canary = RESTART + self.settings.canary_soak;
        canary.saturating_add((RESTART + self.settings.soak).saturating_mul(rounds))
    }

    /// Tells whether the token, which ends then, is likely to end before the restarts.
    pub fn outlasts_token(&self, ends: Timestamp, now: Timestamp) -> bool {
        now.checked_add(self.estimate()).is_ok_and(|done| done > ends)
    }

    /// Returns the number of reads of values that the service logs: the old values, and the reading back.
    pub fn logged_reads(&self) -> usize {
        let written =
            self.secrets.iter().filter(|secret| !matches!(secret.new, Some(NewValue::AlreadySaved)));
        let readable = written.filter(|secret| secret.is_readable);
        readable.map(|secret| 1 + usize::from(secret.keeps_old)).sum()
    }

    fn written(&self) -> impl Iterator<Item = &PlannedSecret> {
        self.secrets.iter().filter(|secret| matches!(secret.new, Some(NewValue::Value(_))))
    }

    /// Returns what is missing before it can be started.
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        if self.view_only {
            missing.push(Missing::ViewOnly);
        }
        let without = self.secrets.iter().filter(|secret| secret.new.is_none());
        missing.extend(without.map(|secret| Missing::Value(secret.id.clone())));
        if self.provider.is_none() && self.written().next().is_some() {
            missing.push(Missing::Provider);
        }
        if !self.accepts_no_way_back {
            let lost = self.written().filter(|secret| !(secret.keeps_old && secret.is_readable));
            missing.extend(lost.map(|secret| Missing::WayBack(secret.id.clone())));
        }
        if self.danger.as_ref().is_some_and(|tenant| *tenant != self.typed) {
            missing.push(Missing::Tenant);
        }
        if self.secrets.iter().all(|secret| matches!(secret.new, Some(NewValue::AlreadySaved)))
            && self.chosen().next().is_none()
        {
            missing.push(Missing::Pods);
        }
        missing
    }

    /// Makes the rollout, which begins with [`super::Input::Start`]. Pods that are not chosen stay in it for the
    /// account.
    ///
    /// # Errors
    /// When something is missing.
    pub fn make(&self, place: Place, runner: Process, now: Timestamp) -> Result<Rollout, Vec<Missing>> {
        let missing = self.missing();
        if !missing.is_empty() {
            return Err(missing);
        }
        let is_new = |id: &SecretId| self.written().any(|secret| secret.id == *id);
        let pods = self.rows.iter().map(|row| {
            let Facts { pod, reading, read, .. } = &row.facts;
            let era = if self.written().next().is_some() { Era::Before } else { Era::New };
            let track = Track::begin(row.facts.runs(is_new), era, reading.clone(), *read);
            PodRun::new(pod.clone(), row.facts.planned(), track)
        });
        let (pods, order) = (pods.collect(), self.chosen().map(|row| row.facts.pod.clone()).collect());
        let secrets = self.secrets.iter().map(|secret| {
            let new = match &secret.new {
                Some(NewValue::Value(value)) => Some(value.clone()),
                Some(NewValue::AlreadySaved) | None => None,
            };
            SecretRun::new(secret.id.clone(), new, secret.keeps_old && secret.is_readable)
        });
        Ok(Rollout {
            settings: self.settings.clone(),
            place,
            runner,
            began: now,
            secrets: secrets.collect(),
            pods,
            phase: Phase::Planned,
            leg: Leg { back: false, order, canary: Canary::Ahead, only: None },
            hold: false,
            paused: None,
            old_works: false,
            keeping: Keeping::default(),
            last_call: Call(0),
            signed_in: Call(0),
            last_question: QuestionId(0),
        })
    }
}
