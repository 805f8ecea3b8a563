//! Rollouts: the plan of one, its run, and the records of those that an earlier run of the program left.
//!
//! ```text
//! open ─► Planning ─► Start ─► Running: the driver, its questions, its end
//!                                ▲
//! records found ─► take one ─────┘
//! ```
//!
//! The machine and its driver stand in `work::rollout`; this slice gives them keys, requests and words.

mod around;
mod end;
mod kept;
mod opening;
mod planning;
mod reads;
mod running;
mod starting;
mod state;
pub mod view;
mod words;

pub use around::Around;
pub use starting::Objection;
pub use state::{PlanLine, Rollouts, RunLine, Typing};
pub use words::{NOT_TYPED, no_way_back, not_seen_from_here};

use std::time::Instant;

use crate::core::life::{Life, Stake, Wipe};
use crate::core::records::RecordName;
use crate::core::{Context, Out};
use crate::domain::{SecretId, Wake};
use crate::work::rollout::{Driver, Rollout};
use state::Planning;

impl Rollouts {
    /// Returns the rollout that runs or has stopped here.
    pub fn rollout(&self) -> Option<&Rollout> {
        self.running.as_ref().map(|running| running.driver.rollout())
    }

    /// Returns the name of its record.
    pub fn record(&self) -> Option<&RecordName> {
        Some(self.running.as_ref()?.driver.name())
    }

    /// Returns the secret of that rollout whose value a person has to look at.
    pub fn in_doubt(&self) -> Option<&SecretId> {
        Some(&self.rollout()?.in_doubt()?.id)
    }

    /// Tells whether a rollout of this secret is not over.
    pub fn concerns(&self, id: &SecretId) -> bool {
        self.is_open() && self.rollout().is_some_and(|rollout| rollout.ids().any(|one| one == id))
    }

    /// Tells whether a rollout is at work: it writes, restarts or watches.
    pub fn is_under_way(&self) -> bool {
        self.rollout().is_some_and(Rollout::is_under_way)
    }

    /// Returns its state for the bar, for as long as it is not over.
    pub fn in_bar(&self) -> Option<String> {
        let (done, all) = self.rollout()?.count();
        match () {
            () if self.is_under_way() => Some(format!("rollout {done}/{all}")),
            () if self.is_stopped() => Some(format!("rollout {done}/{all} stopped")),
            () => None,
        }
    }

    /// Tells whether the answer to a request belongs to the rollout or its plan.
    pub fn asked(&self, request_key: &crate::core::RequestKey) -> bool {
        self.running.as_ref().is_some_and(|running| running.driver.asked(request_key))
            || self.planning.as_ref().is_some_and(|planning| planning.asked(request_key))
    }

    /// Returns the begin of the rollout that is here.
    pub fn since(&self) -> Option<Instant> {
        Some(self.running.as_ref()?.since)
    }
}

impl Life for Rollouts {
    fn next_due(&self, cx: &Context) -> Wake {
        let learns = self.planning.as_ref().is_some_and(Planning::has_more).then_some(cx.now.instant);
        let runs = self.running.as_ref().and_then(|running| running.driver.next_due());
        Wake::default().or_at(learns).or_at(runs)
    }

    /// Does nothing: `app` ticks it with what it needs of other slices.
    fn tick(&mut self, _: &Context, _: &mut Out) {}

    /// Wipes a plan at a switch, and its shown value at a lock. A rollout goes on behind a lock, with the old value that
    /// belongs to it.
    fn wipe(&mut self, _: &Context, why: Wipe, out: &mut Out) {
        match (why, &mut self.planning) {
            (Wipe::Lock, Some(planning)) => planning.shown = false,
            (Wipe::Lock, None) => {}
            (Wipe::Switch, _) => {
                self.close_plan(out);
                self.kept.clear();
            }
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        let Some(running) = &self.running else { return Vec::new() };
        let sent = running.driver.writes().cloned().map(Stake::Sent);
        let rollout = self.rollout().filter(|_| self.is_open()).map(|rollout| Stake::Rollout {
            secrets: rollout.ids().cloned().collect(),
            holds_old: rollout.held().next().is_some(),
        });
        sent.into_iter().chain(rollout).collect()
    }
}

impl state::Running {
    pub(super) fn new(driver: Driver, since: Instant) -> Self {
        let (times, asked) = Default::default();
        Self { driver, times, value_at: None, lets_go: None, since, asked, tested: None }
    }
}
