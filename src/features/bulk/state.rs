//! The state of the plan to delete several secrets.

use std::time::{Duration, Instant};

use crate::domain::Secret;

/// The longest wait for the pods before the plan may be carried out without knowing them.
const MOST: Duration = Duration::from_secs(5);

/// The plan to delete several secrets, where there is one.
#[derive(Debug, Default)]
pub struct Bulk {
    pub(super) plan: Option<Plan>,
}

/// A secret to be put into a plan.
#[derive(Debug)]
pub struct Candidate {
    /// The secret.
    pub secret: Secret,
    /// The reason why it cannot be deleted now, as the end of a sentence.
    pub obstacle: Option<String>,
    /// Its old value can be read.
    pub is_readable: bool,
}

/// What is to be done with the marked secrets or with the selected one alone: the question which are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// To delete them.
    Delete,
    /// To restart their pods.
    Restart,
    /// To restart the pods of the marked ones, or to rotate the selected one.
    RollOut,
}

/// How far a plan has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It can still be changed.
    Planned,
    /// It is being carried out, or stops after the present secret.
    Runs,
    /// It is over.
    Over,
}

/// A line of the dialog that takes the cursor, after those of the secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A secret.
    Secret(usize),
    /// The choice whether old values are read.
    Keep,
    /// The button: delete, stop or close.
    Go,
}

/// The text that is typed before a plan is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirming {
    /// The number of secrets.
    Number,
    /// The name of the tenant, in production.
    Tenant,
}

/// The plan.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) items: Vec<Item>,
    pub(super) stage: Stage,
    /// The form whose write is under way, or has ended and is not yet let go of.
    pub(super) form: Option<u64>,
}

/// The stage of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// It was opened at this time.
    Planned(Instant),
    /// It is being carried out.
    Runs,
    /// It ends with the secret that is being deleted.
    Stops,
    /// It is over.
    Over,
}

/// A secret of the plan.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) secret: Secret,
    pub(super) obstacle: Option<String>,
    pub(super) is_readable: bool,
    pub(super) state: State,
}

/// What became of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Its deletion was not begun.
    Left,
    /// It is being deleted.
    Working,
    /// It is deleted.
    Deleted,
    /// It was not deleted, for this reason.
    Failed(String),
    /// Nobody can tell, or it is not as it was expected, for this reason.
    Unknown(String),
}

impl Plan {
    /// Returns the secret that is being deleted.
    pub(super) fn item_at_work(&mut self) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.state == State::Working)
    }

    /// Returns the number of secrets in this state.
    pub(super) fn count(&self, state: &State) -> usize {
        self.items.iter().filter(|item| item.state == *state).count()
    }

    /// Returns the first secret whose deletion did not go as planned.
    pub(super) fn first_wrong(&self) -> Option<&Item> {
        self.items.iter().find(|item| matches!(item.state, State::Failed(_) | State::Unknown(_)))
    }

    /// Returns the number of values that would be read to be kept.
    pub(super) fn readable(&self) -> usize {
        self.items.iter().filter(|item| item.is_readable).count()
    }
}

impl Bulk {
    /// Returns how far the plan has got; `None` without a plan.
    pub fn progress(&self) -> Option<Progress> {
        Some(match self.plan.as_ref()?.stage {
            Stage::Planned(_) => Progress::Planned,
            Stage::Runs | Stage::Stops => Progress::Runs,
            Stage::Over => Progress::Over,
        })
    }

    /// Tells whether the plan still waits for the pods, if those are on the way.
    pub fn waits_for_pods(&self, now: Instant) -> bool {
        let stage = self.plan.as_ref().map(|plan| plan.stage);
        matches!(stage, Some(Stage::Planned(since)) if now < since + MOST)
    }

    /// Returns the number of secrets in the plan.
    pub fn count(&self) -> usize {
        self.plan.as_ref().map_or(0, |plan| plan.items.len())
    }

    /// Returns the row of the secret that is being deleted.
    pub fn row(&self) -> Option<usize> {
        self.plan.as_ref()?.items.iter().position(|item| item.state == State::Working)
    }

    /// Returns the lines that take the cursor.
    pub fn lines(&self) -> Vec<Line> {
        let secrets = (0..self.count()).map(Line::Secret);
        let keeps = self.progress() == Some(Progress::Planned)
            && self.plan.as_ref().is_some_and(|p| p.readable() > 0);
        secrets.chain(keeps.then_some(Line::Keep)).chain([Line::Go]).collect()
    }
}
