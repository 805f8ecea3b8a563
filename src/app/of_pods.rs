//! Calls on the pods slice, with the facts about other slices that it needs.

use super::App;
use crate::core::{RequestId, RequestKey};
use crate::domain::uses::{Done, PodSort, Subject};
use crate::domain::{Answer, Reply};
use crate::features::list::PodsKnown;
use crate::features::pods::{Facts, Phase, Pods};
use crate::keys::Context;

impl App {
    /// Returns the pods.
    pub fn pods(&self) -> &Pods {
        &self.pods
    }

    /// Returns how far the pods are known, for filters and orders.
    pub(super) fn known_pods(&self) -> PodsKnown {
        match (self.pods.uses(), self.pods.phase()) {
            (Some(uses), _) => {
                let in_full = uses.pods().is_complete() && self.pods.partly_known() == 0;
                PodsKnown::Known { listed: uses.pods().all().len(), in_full }
            }
            (None, Phase::NotAsked) => PodsKnown::NotAsked,
            (None, Phase::Failed(_)) => PodsKnown::Failed,
            (None, Phase::Asking { .. } | Phase::Known) => PodsKnown::Coming,
        }
    }

    /// Takes a reply to a read about pods.
    pub(super) fn pods_replied(&mut self, request_key: &RequestKey, reply: Reply) {
        let RequestKey::Read(_, subject) = request_key else { return };
        match (&reply, self.pods.asked_of(subject.as_ref())) {
            (Reply::Pods(pods), Some(asked)) => self.changed.see(asked, pods),
            (Reply::Final(Ok(Answer::GotPod(pod))), Some(asked)) => self.changed.see(asked, [&**pod]),
            _ => {}
        }
        self.pods.replied(&self.cx, request_key, reply, &mut self.out);
        self.relay();
    }

    /// Takes a step of looking at uses that was carried out.
    pub(super) fn uses_done(&mut self, request: RequestId, done: Done) {
        self.pods.worked(&self.cx, request, done, &mut self.out);
    }

    /// Brings the pods up to date with the user, the list of secrets and the known changes.
    pub(super) fn tick_pods(&mut self) {
        let load = self.list.load();
        let facts = Facts {
            secrets: self.list.rows(),
            are_all: load.is_whole(),
            more_come: load.since().is_some() && !load.is_refresh(),
            changes: self.changed.changes(),
            now: self.service_time(),
        };
        self.pods.keep_up(&self.cx, facts, &mut self.out);
        if self.form().is_some_and(|form| form.breaks.is_open()) {
            self.writes(|write, at, _| write.note_pods(at));
        }
    }

    /// Returns the context of the keys in the view of a secret's pods.
    pub(super) fn context_of_pods(&self) -> Context {
        match self.pods.body() {
            Some(body) if body.has_text() => Context::UsesText,
            Some(body) if body.is_typing() => Context::UsesFilter,
            _ => Context::Uses,
        }
    }

    /// Shows the pods of the marked secrets, or else of the selected one.
    pub(super) fn open_uses(&mut self) {
        let (marked, selected) = (self.list.marked(), self.list.selected());
        let subject = match selected {
            _ if !marked.is_empty() => Subject::Marked(self.list.rows().clone(), marked.clone()),
            Some(secret) => Subject::One(Box::new(secret.clone())),
            None => return self.warn("No secret is selected."),
        };
        self.hide();
        self.pods.open(&self.cx, subject, &mut self.out);
        self.relay();
    }

    /// Shows the pod with the cursor.
    pub(super) fn open_pod(&mut self) {
        self.pods.open_pod(&self.cx, self.changed.asked_now(), &mut self.out);
        self.relay();
    }

    /// Copies the table of pods, or what is broken.
    pub(super) fn copy_pods(&mut self) {
        match self.pods.copied(&self.cx) {
            Some(text) => self.copy_as("the list", text),
            None => self.warn("There is nothing to copy."),
        }
    }

    /// Puts the pods into another order.
    pub(super) fn sort_pods_by(&mut self, sort: PodSort) {
        self.modal = None;
        self.pods.sort_by(sort);
    }
}

/// Tells whether the pods slice has sent a read with this key.
pub(super) fn is_of_pods(request_key: &RequestKey) -> bool {
    matches!(request_key, RequestKey::Read(operation, _) if operation.is_about_pods())
}
