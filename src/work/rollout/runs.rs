//! The value that a pod runs, as far as readings prove it.
//!
//! The service reads the values when a pod's status goes to `REQUESTED` (`PODS` §5). A reading that still shows the
//! old start proves that this has not happened since; the first one with another start, that it has. Where the value
//! did not change between the two, it is certain which one the pod got.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::reading::{Reading, is_down};
use crate::domain::pod::{PodStatus, Requested, Start};

/// The contents that the secrets of a rollout pass through, in this order; a rollout never goes back to an earlier one
/// that pods may have read since, so that equal eras mean equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Era {
    /// Nothing is written yet.
    Before,
    /// The new values are being written, or the outcome is unknown.
    Writing,
    /// All new values are saved.
    New,
    /// The old values are being written, or the outcome is unknown.
    WritingBack,
    /// All old values are saved again.
    Back,
}

/// The value that a run of a pod got at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ran {
    /// The new one.
    New,
    /// One from before the rollout, or the restored one.
    Old,
    /// It started since the rollout began, and nothing proves with which value.
    #[default]
    Unknown,
}

/// The present of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// It runs with this value.
    Value(Ran),
    /// It is being started or restarted.
    Starting,
    /// It failed or ended.
    Down,
    /// It is stopped, or about to be.
    Stopped,
    /// It is no more.
    Gone,
    /// It could not be read, or its state is one that this program does not know.
    Unknown,
}

/// The history of a pod's readings, as far as it counts.
#[derive(Clone, Debug, Default)]
pub struct Track {
    /// The value of the run with the last known start.
    pub value: Ran,
    start: Option<Timestamp>,
    /// The earliest era in which the next run can read its values.
    pub(super) floor: Option<Era>,
    /// The last reading.
    pub last: Option<Reading>,
    /// Its time.
    pub seen: Option<Timestamp>,
    /// The service says that there is no such pod.
    pub is_gone: bool,
}

impl Runs {
    /// Returns the word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Value(Ran::New) => "new",
            Self::Value(Ran::Old) => "old",
            Self::Value(Ran::Unknown) => "unknown_value",
            Self::Starting => "starting",
            Self::Down => "down",
            Self::Stopped => "stopped",
            Self::Gone => "gone",
            Self::Unknown => "unknown",
        }
    }
}

impl Era {
    /// Returns the value of a run that reads the secrets in this era.
    fn value(self) -> Ran {
        match self {
            Self::Before | Self::Back => Ran::Old,
            Self::New => Ran::New,
            Self::Writing | Self::WritingBack => Ran::Unknown,
        }
    }

    /// Tells whether all secrets hold a known value.
    pub fn is_certain(self) -> bool {
        !matches!(self, Self::Writing | Self::WritingBack)
    }
}

impl Track {
    /// Begins with the pod as the plan shows it. `value` is that of its run, where it has one.
    pub fn begin(value: Ran, era: Era, reading: Reading, seen: Timestamp) -> Self {
        let start = reading.start.time();
        Self { value, start, floor: Some(era), last: Some(reading), seen: Some(seen), is_gone: false }
    }

    /// Begins anew with what a record tells of it.
    pub fn resume(value: Ran, start: Option<Timestamp>, floor: Option<Era>, seen: Timestamp) -> Self {
        Self { value, start, floor, seen: Some(seen), ..Self::default() }
    }

    /// Returns the last known start.
    pub fn start(&self) -> Option<Timestamp> {
        self.start
    }

    /// Takes a reading that was asked for in the first era and has arrived in the second.
    pub fn take(&mut self, reading: Reading, asked_in: Era, now_in: Era, seen: Timestamp) {
        let is_starting = reading.status.is_starting();
        match reading.start {
            Start::At(start) if Some(start) == self.start => {
                if !is_starting {
                    self.floor = Some(asked_in);
                }
            }
            Start::At(start) => {
                let is_certain = self.floor == Some(now_in);
                self.value = if is_certain { now_in.value() } else { Ran::Unknown };
                (self.start, self.floor) = (Some(start), Some(asked_in));
            }
            // The next run is still to be requested.
            Start::Null | Start::Unclear
                if !is_starting
                    && (reading.requested == Requested::Restart || reading.status == PodStatus::Stopped) =>
            {
                self.floor = Some(asked_in);
            }
            Start::Null | Start::Unclear => {}
        }
        (self.last, self.seen, self.is_gone) = (Some(reading), Some(seen), false);
    }

    /// Notes that a restart is done, which was asked for in this era.
    pub fn done(&mut self, era: Era) {
        self.value = era.value();
    }

    /// Notes that the pod could not be read.
    pub fn lose(&mut self, is_gone: bool, seen: Timestamp) {
        (self.last, self.seen, self.is_gone) = (None, Some(seen), is_gone);
    }

    /// Tells whether the pod runs since before the rollout wrote anything, or is known to have the old value.
    pub fn runs_old(&self) -> bool {
        self.runs() == Runs::Value(Ran::Old)
    }

    /// Returns the present of the pod, as of the last reading.
    pub fn runs(&self) -> Runs {
        let Some(reading) = &self.last else {
            return if self.is_gone { Runs::Gone } else { Runs::Unknown };
        };
        match (&reading.status, &reading.requested) {
            (PodStatus::Available, _) => Runs::Value(self.value),
            (PodStatus::Other(_), _) => Runs::Unknown,
            (PodStatus::Stopped | PodStatus::Deleting, Requested::Off) => Runs::Stopped,
            (status, Requested::On | Requested::Off) if is_down(status) => Runs::Down,
            (PodStatus::Stopped, Requested::Other(_)) => Runs::Stopped,
            _ => Runs::Starting,
        }
    }
}
