//! The controls by which tests change pods behind the service's back, and see what the service keeps to itself.

use std::sync::PoisonError;
use std::time::Duration;

use super::Service;
use crate::demo::pods::behaviour::{PodOutcome, PodPace};
use crate::demo::pods::level::PodLevel;
use crate::demo::pods::pod::Pod;
use crate::demo::pods::row::PodStatus;
use crate::demo::pods::start::PodStart;
use crate::demo::pods::store::Pods;
use crate::demo::testing::Scripted;

impl Service {
    /// Lets this much time pass for the service at once: its clock stays ahead by it.
    pub fn advance(&self, by: Duration) {
        *self.state.ahead.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    /// Sends the `Date` of the service's own clock with every answer from now on, or again the machine's. A test
    /// that moves the clock decides with this whether a client can tell.
    pub fn send_own_date(&self, own: bool) {
        self.state.testing.send_own_date(own);
    }

    /// Returns the status of a pod and its `status_requested`, or `None` when there is no such pod.
    pub fn pod(&self, id: &str) -> Option<(PodStatus, String)> {
        self.with_pods(|pods| pods.get(id).map(|pod| (pod.row.status, pod.row.requested().to_owned())))
    }

    /// Returns the values of each container that a pod has had, oldest first, also of those that did not come up.
    pub fn pod_starts(&self, id: &str) -> Vec<PodStart> {
        self.with_pods(|pods| pods.get(id).map(|pod| pod.starts().to_vec()).unwrap_or_default())
    }

    /// Sets the fate of the containers that a pod gets from now on.
    pub fn set_pod_outcome(&self, id: &str, outcome: PodOutcome) {
        self.with_pod(id, |pod| pod.behaviour.outcome = outcome);
    }

    /// Lets a pod crash with any value of `key` but this one.
    pub fn accept_only(&self, id: &str, key: &str, value: &str) {
        self.with_pod(id, |pod| pod.behaviour.accepts = Some((key.to_owned(), value.to_owned())));
    }

    /// Changes the time that the steps of a pod take, also for the step that it is in.
    pub fn set_pod_pace(&self, id: &str, pace: PodPace) {
        self.with_pod(id, |pod| pod.behaviour.pace = pace);
    }

    /// Loses the next `count` changes of a running pod's `status_requested`: the service answers them, and then the
    /// health loop writes its own copy of the row over them.
    pub fn lose_requests(&self, id: &str, count: u32) {
        self.with_pod(id, |pod| pod.behaviour.losing = count);
    }

    /// Sets the permission of `user` on a pod, or of everybody for `*`, which replaces the users' own.
    pub fn grant_pod(&self, id: &str, user: &str, level: PodLevel) {
        self.with_pod(id, |pod| pod.row.permissions.set(user, level));
    }

    /// Makes the row of a pod unreadable for the service, whose list leaves it out and warns of it.
    pub fn spoil_pod(&self, id: &str) {
        self.with_pod(id, |pod| pod.behaviour.is_unreadable = true);
    }

    /// Stops the health loop or lets it go on. Without it no request on a pod is carried out.
    pub fn set_health_down(&self, down: bool) {
        let now = self.state.now();
        self.with_pods(|pods| pods.health.since = (!down).then_some(now));
    }

    /// Makes the service one of before 26Q1, or of now: it knows no `derived_lite` and no `secret_map` in a PUT,
    /// tells less of containers, and writes values into the action log.
    pub fn set_old_release(&self, old: bool) {
        self.with_pods(|pods| pods.health.is_old = old);
    }

    /// Adds a tag of a template, named `NAME:TAG`; `json` has `definition` and perhaps `parent` and `stamp`.
    ///
    /// # Errors
    /// A text that is not such an object.
    pub fn add_template(&self, name: &str, json: &str) -> serde_json::Result<()> {
        let template = serde_json::from_str(json)?;
        self.with_pods(|pods| pods.templates.insert(name.to_owned(), template));
        Ok(())
    }

    /// Answers every call on pods like this from now on, or as usual for `None`. Calls on secrets are not touched.
    pub fn answer_pods(&self, scripted: Option<Scripted>) {
        self.state.testing.answer_pods(scripted);
    }

    /// Holds answers to calls on pods back for so long, besides what all answers are.
    pub fn set_pods_latency(&self, latency: Duration) {
        self.state.testing.set_pods_latency(latency);
    }

    fn with_pod(&self, id: &str, change: impl FnOnce(&mut Pod)) {
        self.with_pods(|pods| pods.get_mut(id).map(change));
    }

    /// Does something with the pods as they are now.
    pub(super) fn with_pods<T>(&self, act: impl FnOnce(&mut Pods) -> T) -> T {
        let (now, storage_down) = (self.state.now(), self.state.controls().storage_down);
        let (store, mut pods) = (self.state.store(), self.state.pods());
        pods.catch_up(now, &store, storage_down);
        act(&mut pods)
    }
}
