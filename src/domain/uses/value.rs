//! The value of a secret that a pod runs: old, new, or no claim at all.

use std::time::Duration;

use jiff::Timestamp;

use crate::domain::Pod;
use crate::domain::pod::{PodStatus, Requested, Start};

/// Time by which a pod must have started before a change, so that it certainly runs the value of before.
const BEFORE: Duration = Duration::from_secs(5);

/// The claim about the value that a pod runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ValueState {
    /// It started before the last change that is known.
    Old,
    /// It came up with the new value, and this session saw that.
    New,
    /// It started after the change, and nobody saw with which value.
    StartedSince,
    /// It has no container; its next start takes the value of then.
    NextStart,
    /// A start or restart is under way.
    Starting,
    /// Nothing can be said.
    Unknown,
}

/// The start of a pod that was noted after the value was written and verified, and before a restart was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The start.
    pub start: Start,
    /// The time of the request for the restart, by the service's clock.
    pub asked: Option<Timestamp>,
    /// Set when the pod was seen on its way since: deleting, requested, in the spawner's hands or being created.
    pub was_on_its_way: bool,
}

impl ValueState {
    /// Judges a pod. `changed` is the last change of the value that is known, by the service's clock. `noted` counts
    /// only when it was noted after the last verified write.
    pub fn of(pod: &Pod, changed: Option<Timestamp>, noted: Option<&Noted>) -> Self {
        match (&pod.status, &pod.requested) {
            (PodStatus::Stopped | PodStatus::Deleting, Requested::On)
            | (
                PodStatus::Stopped
                | PodStatus::Deleting
                | PodStatus::Error
                | PodStatus::Complete
                | PodStatus::Available,
                Requested::Restart,
            ) => Self::Starting,
            (status, requested) if status.is_starting() => match requested {
                Requested::Off => Self::NextStart,
                _ => Self::Starting,
            },
            (PodStatus::Stopped | PodStatus::Deleting | PodStatus::Complete, _) => Self::NextStart,
            // Kubernetes starts a failed container again with the values of before.
            (PodStatus::Error, _) if pod.container.is_there() => Self::Unknown,
            (PodStatus::Error, _) => Self::NextStart,
            (PodStatus::Available, _) if noted.is_some_and(|noted| noted.is_followed_by(pod)) => Self::New,
            (PodStatus::Available, _) => match (pod.started, changed) {
                (Start::At(started), Some(changed)) if started >= changed => Self::StartedSince,
                (Start::At(started), Some(changed)) => {
                    let earlier = changed.duration_since(started);
                    if earlier.unsigned_abs() > BEFORE { Self::Old } else { Self::Unknown }
                }
                _ => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    /// Returns the word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
            Self::StartedSince => "started_since",
            Self::NextStart => "next_start",
            Self::Starting => "starting",
            Self::Unknown => "unknown",
        }
    }
}

impl Noted {
    /// Tells whether `pod` runs with a later start than the noted one (`PODS` §5). That it is available alone is true
    /// in the first seconds of every restart.
    pub fn is_followed_by(&self, pod: &Pod) -> bool {
        let is_up = pod.status == PodStatus::Available && pod.requested == Requested::On;
        let Start::At(started) = pod.started else { return false };
        is_up
            && match self.start {
                Start::At(noted) => started != noted,
                // The pod may have come up between the note and the request.
                Start::Null => {
                    let begun = pod.container.begun.zip(self.asked);
                    self.was_on_its_way || begun.is_some_and(|(begun, asked)| begun > asked)
                }
                Start::Unclear => false,
            }
    }
}

#[cfg(test)]
mod tests;
