//! The pods of the tenant with their templates, and the time that passes for them. `operations` checks who may do
//! what.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::life::Loop;
use super::pod::Pod;
use super::resolve::World;
use super::template::Templates;
use crate::demo::store::Store;

/// All pods, found by id and listed in the order of a database heap: what was changed is at the end.
pub(crate) struct Pods {
    rows: BTreeMap<u64, Pod>,
    index: HashMap<String, u64>,
    last: u64,
    pub(crate) templates: Templates,
    pub(crate) health: Loop,
}

impl Default for Pods {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
            index: HashMap::new(),
            last: 0,
            templates: Templates::default(),
            health: Loop { since: Some(Timestamp::MIN), is_old: false },
        }
    }
}

impl Pods {
    pub(crate) fn get(&self, id: &str) -> Option<&Pod> {
        self.rows.get(self.index.get(id)?)
    }

    #[cfg(feature = "test-support")]
    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Pod> {
        self.rows.get_mut(self.index.get(id)?)
    }

    pub(crate) fn insert(&mut self, pod: Pod) {
        self.last += 1;
        let old = self.index.insert(pod.row.pod_id.clone(), self.last);
        old.and_then(|old| self.rows.remove(&old));
        self.rows.insert(self.last, pod);
    }

    pub(crate) fn remove(&mut self, id: &str) -> Option<Pod> {
        self.rows.remove(&self.index.remove(id)?)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Pod> {
        self.rows.values()
    }

    /// Changes a pod, which comes to the end of the list by this.
    pub(crate) fn change(&mut self, id: &str, change: impl FnOnce(&mut Pod)) {
        if let Some(mut pod) = self.remove(id) {
            change(&mut pod);
            self.insert(pod);
        }
    }

    /// Lets everything happen that is due by `now`. Values that are read on the way are those of `secrets`: whoever
    /// changes a secret calls this first.
    pub(crate) fn catch_up(&mut self, now: Timestamp, secrets: &Store, storage_down: bool) {
        let is_due = |pod: &&Pod| pod.due(self.health).is_some_and(|due| due <= now);
        let due: Vec<String> = self.iter().filter(is_due).map(|pod| pod.row.pod_id.clone()).collect();
        for id in due {
            let Some(mut pod) = self.remove(&id) else { continue };
            let world = World { secrets, templates: &self.templates, storage_down };
            pod.catch_up(now, self.health, &world);
            self.insert(pod);
        }
    }
}
