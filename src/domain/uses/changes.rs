//! The changes of values that are known, on one site and for one user, and what follows for the pods: which run the old
//! value, and which were seen to come up with the new one.

use std::collections::HashMap;

use jiff::Timestamp;

use super::index::Use;
use super::remembered::{KnownChange, ValueNews};
use super::value::{Noted, ValueState};
use crate::domain::pod::{PodStatus, Start};
use crate::domain::{Pod, PodId, Secret};
use crate::text::SafeText;

/// The last known change of each value.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// By the secret's id, which is unique on a site.
    known: HashMap<SafeText, Change>,
    /// The number of changes in this session so far.
    count: u64,
}

/// The point between two changes of this session at which pods were asked for. Only an answer to a later question proves
/// what a pod ran after the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked(u64);

#[derive(Clone, Debug)]
struct Change {
    owner: SafeText,
    /// The time by the service's clock; `None` where it did not tell, and then nothing is claimed of it.
    at: Option<Timestamp>,
    /// The number of the change in this session; `None` for a change that is remembered from an earlier one.
    number: Option<u64>,
    /// The starts that were noted after it, by pod.
    starts: HashMap<PodId, Noted>,
}

impl Changes {
    /// Takes a change of an earlier session. One of this session counts more.
    pub fn remember(&mut self, change: &KnownChange) {
        let KnownChange { id, owner, at } = change;
        let is_later = |known: &Change| known.number.is_none() && known.at < Some(*at);
        if self.known.get(id).is_none_or(is_later) {
            self.insert(id.original(), owner.original(), Some(*at), None);
        }
    }

    /// Takes what became just now of the value of a secret.
    pub fn take(&mut self, id: &str, owner: &str, news: ValueNews) {
        match news {
            ValueNews::Changed(at) => {
                self.count += 1;
                self.insert(id, owner, at, Some(self.count));
            }
            // The change before is still one that is known; a start since then may have read either value.
            ValueNews::Doubted => {
                if let Some(change) = self.known.get_mut(id) {
                    change.number = None;
                    change.starts.clear();
                }
            }
            ValueNews::Gone => drop(self.known.remove(id)),
        }
    }

    /// Returns the present point, to be kept with a request for pods.
    pub fn asked_now(&self) -> Asked {
        Asked(self.count)
    }

    /// Tells whether there was a change in this session, so that starts of pods are noted.
    pub fn notes_starts(&self) -> bool {
        self.count > 0
    }

    /// Notes the starts of pods that were asked for at this point.
    pub fn see<'a>(&mut self, asked: Asked, pods: impl IntoIterator<Item = &'a Pod>) {
        if !self.notes_starts() {
            return;
        }
        for pod in pods {
            for (_, reference) in pod.references() {
                let Some(change) = self.known.get_mut(&reference.secret) else { continue };
                let is_meant = reference.user.as_ref().is_none_or(|user| *user == change.owner);
                if is_meant && change.number.is_some_and(|number| number <= asked.0) {
                    change.note(pod);
                }
            }
        }
    }

    /// Returns the time of the last known change of a secret's value.
    pub fn last(&self, id: &str, owner: &str) -> Option<Timestamp> {
        self.of(id, owner)?.at
    }

    /// Judges the value of `secret` that a pod runs.
    pub fn state(&self, secret: &Secret, pod: &Pod) -> ValueState {
        let change = self.of(secret.id.as_str(), secret.owner.original());
        let noted = change.and_then(|change| change.starts.get(&pod.id));
        ValueState::of(pod, change.and_then(|change| change.at), noted)
    }

    /// Judges the value of `secret` that a pod runs; `None` where it names the secret by mistake only.
    pub fn value_of(&self, secret: &Secret, one: &Use<'_>) -> Option<ValueState> {
        (!one.keys.is_empty()).then(|| self.state(secret, one.pod))
    }

    /// Returns what is known of this secret alone.
    pub fn only(&self, secret: &Secret) -> Self {
        let known = self.known.get_key_value(secret.id.as_str());
        let known = known.map(|(id, change)| (id.clone(), change.clone())).into_iter().collect();
        Self { known, count: self.count }
    }

    fn of(&self, id: &str, owner: &str) -> Option<&Change> {
        self.known.get(id).filter(|change| change.owner.original() == owner)
    }

    fn insert(&mut self, id: &str, owner: &str, at: Option<Timestamp>, number: Option<u64>) {
        let change = Change { owner: owner.into(), at, number, starts: HashMap::new() };
        self.known.insert(id.into(), change);
    }
}

impl Change {
    fn note(&mut self, pod: &Pod) {
        let is_removed = pod.status == PodStatus::Deleting;
        if let Some(noted) = self.starts.get_mut(&pod.id) {
            noted.was_on_its_way |= pod.status.is_starting() || is_removed;
            return;
        }
        // A start that is under way may have read the old value.
        let is_settled = match pod.status {
            PodStatus::Available => pod.started != Start::Null,
            PodStatus::Stopped | PodStatus::Error | PodStatus::Complete => true,
            _ => is_removed,
        };
        if is_settled && pod.started != Start::Unclear {
            let noted = Noted { start: pod.started, asked: None, was_on_its_way: false };
            self.starts.insert(pod.id.clone(), noted);
        }
    }
}

#[cfg(test)]
mod tests;
