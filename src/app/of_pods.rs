//! Calls on the pods slice, with the facts about other slices that it needs.

use super::App;
use crate::core::{RequestId, RequestKey};
use crate::domain::uses::Done;
use crate::domain::{Operation, Reply};
use crate::features::pods::Pods;

impl App {
    /// Returns the pods.
    pub fn pods(&self) -> &Pods {
        &self.pods
    }

    /// Takes a reply to a read about pods.
    pub(super) fn pods_replied(&mut self, request_key: &RequestKey, reply: Reply) {
        let RequestKey::Read(operation, subject) = request_key else { return };
        self.pods.replied(&self.cx, *operation, subject.as_ref(), reply, &mut self.out);
        self.relay();
    }

    /// Takes a step of looking at uses that was carried out.
    pub(super) fn uses_done(&mut self, request: RequestId, done: Done) {
        self.pods.worked(request, done, &mut self.out);
    }

    /// Brings the pods up to date with the user and the list of secrets.
    pub(super) fn tick_pods(&mut self) {
        let (rows, load) = (self.list.rows(), self.list.load());
        let more_come = load.since().is_some() && !load.is_refresh();
        self.pods.keep_up(&self.cx, rows, load.is_whole(), more_come, &mut self.out);
    }
}

/// Tells whether the pods slice has sent a read with this key.
pub(super) fn is_of_pods(request_key: &RequestKey) -> bool {
    use Operation::{GetDerivedPod, GetPod, GetPodLogs, ListPods};
    matches!(request_key, RequestKey::Read(ListPods | GetPod | GetDerivedPod | GetPodLogs, _))
}
