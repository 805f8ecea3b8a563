//! What is read for a plan: the permissions on each pod, and the action logs where only they tell of a change. Four
//! pods at a time; no value is read, and nothing is changed.

use std::sync::Arc;

use jiff::Timestamp;

use super::state::{Planning, Reads, Rollouts};
use crate::core::{Out, RequestKey};
use crate::domain::uses::Uses;
use crate::domain::{Answer, Failure, FailureKind, Pod, PodId, Request, SecretId};
use crate::work::rollout::{Facts, Permission};

/// Reads that are under way at once.
const AT_ONCE: usize = 4;
/// The places that name a secret, and the pods, that are taken in one step: both take far less than a millisecond.
const PLACES: usize = 500;
const PODS: usize = 50;

impl Planning {
    pub(super) fn asked(&self, request_key: &RequestKey) -> bool {
        matches!(request_key, RequestKey::RolloutRead(number, read)
            if *number == self.number && self.reads.open.contains_key(read))
    }

    /// Tells whether something is still being read.
    pub(super) fn is_reading(&self) -> bool {
        self.reads.listed.is_none() && !self.failed || self.has_more() || !self.reads.open.is_empty()
    }

    pub(super) fn cancel_reads(&self, out: &mut Out) {
        for read in self.reads.open.keys() {
            out.cancel(&RequestKey::RolloutRead(self.number, *read));
        }
    }

    /// Takes a step in finding the pods of the secrets, or in making the facts of those that were found and asking about those
    /// that nothing is known of yet.
    pub(super) fn learn(&mut self, out: &mut Out) {
        let Self { secrets, plan, reads, .. } = self;
        let Some((mut users, (uses, read))) = reads.users.take().zip(reads.listed.clone()) else { return };
        if !users.look(&uses, secrets, PLACES) {
            reads.users = Some(users);
            return;
        }
        for _ in 0..PODS {
            let Some((pod, secrets)) = users.take(&uses) else { return self.send(out) };
            if !reads.permissions.contains_key(&pod.id) {
                reads.permissions.insert(pod.id.clone(), Permission::Unknown);
                reads.queue.push_back(Request::GetPodPermissions(pod.id.clone()));
                if Facts::needs_log(pod) {
                    reads.queue.push_back(Request::GetPodLogs(pod.id.clone()));
                }
            }
            secrets.iter().for_each(|id| *reads.pods_of.entry(id.clone()).or_default() += 1);
            plan.learn(reads.facts(pod, secrets, &uses, read));
        }
        reads.users = Some(users);
        self.send(out);
    }

    /// Tells whether there is something left to learn.
    pub(super) fn has_more(&self) -> bool {
        self.reads.users.is_some()
    }

    /// Makes the facts of one pod of the plan anew.
    fn learn_again(&mut self, id: &PodId) {
        let Some((uses, read)) = &self.reads.listed else { return };
        let Some((row, pod)) = self.plan.row(id).zip(uses.pods().get(id)) else { return };
        let facts = self.reads.facts(pod, row.facts.uses.clone(), uses, *read);
        self.plan.learn(facts);
    }

    fn send(&mut self, out: &mut Out) {
        while self.reads.open.len() < AT_ONCE
            && let Some(request) = self.reads.queue.pop_front()
        {
            self.reads.last += 1;
            if let Some(pod) = request.subject().and_then(|subject| subject.pod().cloned()) {
                self.reads.open.insert(self.reads.last, pod);
                out.call(RequestKey::RolloutRead(self.number, self.reads.last), request);
            }
        }
    }

    fn answered(&mut self, pod: &PodId, user: &str, answer: Result<Answer, Arc<Failure>>) {
        let permission = match answer {
            Ok(Answer::GotPodPermissions(permissions)) if permissions.may_restart(user) => Permission::Admin,
            Ok(Answer::GotPodPermissions(_)) => Permission::NotAdmin,
            Ok(Answer::GotActionLog(log)) => {
                self.reads.logs.insert(pod.clone(), log.lines);
                return;
            }
            Err(failure) if failure.kind == FailureKind::NotPermitted => Permission::NotAdmin,
            _ => return,
        };
        self.reads.permissions.insert(pod.clone(), permission);
    }
}

impl Reads {
    fn facts(&self, pod: &Pod, secrets: Vec<SecretId>, uses: &Uses, read: Timestamp) -> Facts {
        let permission = self.permissions.get(&pod.id).copied().unwrap_or(Permission::Unknown);
        let log = self.logs.get(&pod.id).map(Vec::as_slice);
        Facts::of(pod, uses, secrets, permission, log, read)
    }
}

impl Rollouts {
    /// Takes the answer to a read for the plan.
    pub(super) fn plan_answered(
        &mut self,
        request_key: &RequestKey,
        user: &str,
        answer: Result<Answer, Arc<Failure>>,
        out: &mut Out,
    ) {
        let Some(planning) = &mut self.planning else { return };
        let RequestKey::RolloutRead(_, read) = request_key else { return };
        let Some(pod) = planning.reads.open.remove(read) else { return };
        planning.answered(&pod, user, answer);
        planning.learn_again(&pod);
        planning.send(out);
    }

    /// Tells whether a plan is open.
    pub fn has_plan(&self) -> bool {
        self.planning.is_some()
    }

    /// Returns the secret of the open plan, where that is about one.
    pub fn planned(&self) -> Option<&SecretId> {
        self.planning.as_ref()?.id()
    }
}
