//! The pods as far as they are known: the list as it arrives, and what a look into single pods adds.

use std::collections::{HashMap, HashSet};

use crate::domain::pod::Place;
use crate::domain::{Pod, PodId, Request};

/// The pods that the user can list, in the service's order.
#[derive(Clone, Debug, Default)]
pub struct KnownPods {
    pods: Vec<Pod>,
    places: HashMap<PodId, usize>,
    is_complete: bool,
    unreadable: usize,
}

impl KnownPods {
    /// Adds a batch of the list. The last of two pods with the same id counts.
    pub fn add(&mut self, batch: impl IntoIterator<Item = Pod>) {
        for pod in batch {
            match self.places.get(&pod.id) {
                Some(&at) => self.pods[at] = pod,
                None => {
                    self.places.insert(pod.id.clone(), self.pods.len());
                    self.pods.push(pod);
                }
            }
        }
    }

    /// Ends the list. `merged` says that the service has merged the templates in, and `unreadable` how many rows are
    /// missing because nobody could read them.
    pub fn end(&mut self, merged: bool, unreadable: usize) {
        self.pods.iter_mut().for_each(|pod| pod.is_merged |= merged);
        self.unreadable = unreadable;
        self.is_complete = true;
    }

    /// Takes a pod that was looked at by itself. A look that does not tell the template's share, or what its config files
    /// read, keeps what is known of that.
    pub fn look(&mut self, pod: Pod) {
        let Some(known) = self.places.get(&pod.id).and_then(|&at| self.pods.get_mut(at)) else {
            return self.add([pod]);
        };
        let is_unchanged = pod.updated == known.updated;
        let tells_less = (known.is_whole() && !pod.is_whole())
            || (known.files_known && !pod.files_known && pod.is_whole() == known.is_whole() && is_unchanged);
        let from_template = template_share(known, &pod);
        let from_template = from_template.or_else(|| known.from_template.take().filter(|_| is_unchanged));
        *known = if !tells_less {
            pod
        } else {
            let Pod { is_merged, keys, reads, mistakes, literals, files_known, .. } =
                std::mem::replace(known, pod);
            Pod { is_merged, keys, reads, mistakes, literals, files_known, ..known.clone() }
        };
        known.from_template = from_template;
    }

    /// Forgets a pod that is gone.
    pub fn forget(&mut self, id: &PodId) {
        if let Some(at) = self.places.remove(id) {
            self.pods.remove(at);
            self.places.values_mut().filter(|place| **place > at).for_each(|place| *place -= 1);
        }
    }

    /// Returns the pods.
    pub fn all(&self) -> &[Pod] {
        &self.pods
    }

    /// Returns the pod of this id.
    pub fn get(&self, id: &PodId) -> Option<&Pod> {
        self.places.get(id).and_then(|&at| self.pods.get(at))
    }

    /// Returns the request that tells everything about a pod; `None` when no URL can name it.
    pub fn look_at(pod: &Pod) -> Option<Request> {
        let id = Some(pod.id.clone()).filter(PodId::is_addressable)?;
        Some(if pod.template.is_some() { Request::GetDerivedPod(id) } else { Request::GetPod(id) })
    }

    /// Returns the place of a pod among all.
    pub fn position(&self, id: &PodId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Returns the pods whose template the service has not merged in: each takes a look of its own.
    pub fn to_look_into(&self) -> impl Iterator<Item = &PodId> {
        self.pods.iter().filter(|pod| !pod.is_whole()).map(|pod| &pod.id)
    }

    /// Returns the number of pods that were not looked into: an unmerged template, or a row that nobody could read.
    pub fn not_looked_into(&self) -> usize {
        self.to_look_into().count() + self.unreadable
    }

    /// Tells whether the list has come to its end.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }
}

/// Returns the readers that the template brings: those that the pod has with it and not without. What
/// `template_overrides` bring besides KEYs is not looked at, so where there is something, nothing is said.
fn template_share(one: &Pod, other: &Pod) -> Option<Box<[Place]>> {
    let (merged, own) = if one.is_merged { (one, other) } else { (other, one) };
    let are_both = merged.is_merged
        && !own.is_whole()
        && (&merged.template, merged.updated) == (&own.template, own.updated);
    let files = merged.reads.iter().any(|read| matches!(read.by, Place::File(_)));
    if !are_both || own.overrides_more || (files && !own.files_known) {
        return None;
    }
    let mut seen: HashSet<&Place> = own.reads.iter().map(|read| &read.by).collect();
    let places = merged.reads.iter().map(|read| &read.by);
    Some(places.filter(|place| seen.insert(place)).cloned().collect())
}
