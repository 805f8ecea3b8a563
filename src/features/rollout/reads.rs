//! What is read for a plan: the permissions on each pod, and the action logs where only they tell of a change. Four
//! pods at a time; no value is read, and nothing is changed.

use std::sync::Arc;

use super::state::{Planning, Rollouts};
use crate::core::{Out, RequestKey};
use crate::domain::{Answer, Failure, FailureKind, PodId, Request, Secret};
use crate::work::rollout::{Facts, Permission};

/// Reads that are under way at once.
const AT_ONCE: usize = 4;

impl Planning {
    pub(super) fn asked(&self, request_key: &RequestKey) -> bool {
        matches!(request_key, RequestKey::RolloutRead(number, read)
            if *number == self.number && self.reads.open.contains_key(read))
    }

    /// Tells whether something is still being read.
    pub(super) fn is_reading(&self) -> bool {
        self.reads.listed.is_none() && !self.failed || !self.reads.open.is_empty()
    }

    pub(super) fn cancel_reads(&self, out: &mut Out) {
        for read in self.reads.open.keys() {
            out.cancel(&RequestKey::RolloutRead(self.number, *read));
        }
    }

    /// Makes the facts of all pods of the secret anew.
    pub(super) fn learn(&mut self, secret: &Secret) {
        let Some((uses, read)) = self.reads.listed.clone() else { return };
        for one in uses.of(secret).iter().filter(|one| !one.keys.is_empty()) {
            let permission = self.reads.permissions.get(&one.pod.id).copied().unwrap_or(Permission::Unknown);
            let log = self.reads.logs.get(&one.pod.id).map(Vec::as_slice);
            self.plan.learn(Facts::of(one.pod, &uses, vec![secret.id.clone()], permission, log, read));
        }
    }

    /// Asks about the pods that nothing is known of yet.
    pub(super) fn ask_about_pods(&mut self, secret: &Secret, out: &mut Out) {
        let Some((uses, _)) = self.reads.listed.clone() else { return };
        for one in uses.of(secret).iter().filter(|one| !one.keys.is_empty() && one.pod.id.is_addressable()) {
            if !self.reads.permissions.contains_key(&one.pod.id) {
                self.reads.permissions.insert(one.pod.id.clone(), Permission::Unknown);
                self.reads.queue.push_back(Request::GetPodPermissions(one.pod.id.clone()));
                if Facts::needs_log(one.pod) {
                    self.reads.queue.push_back(Request::GetPodLogs(one.pod.id.clone()));
                }
            }
        }
        self.send(out);
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

    fn answered(&mut self, pod: PodId, user: &str, answer: Result<Answer, Arc<Failure>>) {
        let permission = match answer {
            Ok(Answer::GotPodPermissions(permissions)) if permissions.may_restart(user) => Permission::Admin,
            Ok(Answer::GotPodPermissions(_)) => Permission::NotAdmin,
            Ok(Answer::GotActionLog(log)) => {
                self.reads.logs.insert(pod, log.lines);
                return;
            }
            Err(failure) if failure.kind == FailureKind::NotPermitted => Permission::NotAdmin,
            _ => return,
        };
        self.reads.permissions.insert(pod, permission);
    }
}

impl Rollouts {
    /// Takes the answer to a read for the plan; tells whether the plan waited for it.
    pub(super) fn plan_answered(
        &mut self,
        request_key: &RequestKey,
        user: &str,
        answer: Result<Answer, Arc<Failure>>,
        out: &mut Out,
    ) -> bool {
        let Some(planning) = &mut self.planning else { return false };
        let RequestKey::RolloutRead(_, read) = request_key else { return false };
        let Some(pod) = planning.reads.open.remove(read) else { return false };
        planning.answered(pod, user, answer);
        planning.send(out);
        true
    }

    /// Makes the plan's facts of what was read.
    pub fn learn_again(&mut self, secret: &Secret) {
        if let Some(planning) = self.planning.as_mut().filter(|planning| planning.id == secret.id) {
            planning.learn(secret);
        }
    }

    /// Returns the secret of the open plan.
    pub fn planned(&self) -> Option<&crate::domain::SecretId> {
        self.planning.as_ref().map(|planning| &planning.id)
    }
}
