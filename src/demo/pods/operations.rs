//! Carries a call on pods out, with the real service's order of checks (pods contract §5, §10).

use super::body::unexpected;
use super::call::Call;
use super::changing::unknown;
use super::looking;
use super::route::{PodRoute, Verb};
use super::store::Pods;
use crate::demo::answer::Answer;
use crate::demo::store::Store;

impl Call<'_> {
    pub(crate) fn perform(&self, pods: &mut Pods, secrets: &Store, route: &PodRoute) -> Answer {
        let outcome = match route {
            PodRoute::List => Ok(self.list(pods)),
            PodRoute::Create => self.create(pods, secrets),
            PodRoute::One(verb, id, more) => self.one(pods, secrets, *verb, id, more),
        };
        outcome.unwrap_or_else(|refusal| refusal)
    }

    fn one(
        &self,
        pods: &mut Pods,
        secrets: &Store,
        verb: Verb,
        id: &str,
        more: &str,
    ) -> Result<Answer, Answer> {
        let Some(pod) = pods.get(id) else { return Err(self.missing(verb, id)) };
        let level = pod.row.permissions.level_of(self.user);
        if !self.is_administrator() && level < verb.level() {
            let endpoint = verb.endpoint();
            let message = format!("Not authorized -- you do not have access to this endpoint. {endpoint}");
            return Err(Answer::error(400, message).closing());
        }
        match verb {
            Verb::Get => Ok(self.get(pods, pod)),
            Verb::Derived => Ok(self.derived(pods, secrets, pod)),
            Verb::Logs => Ok(looking::logs(pod)),
            Verb::Credentials => Ok(looking::credentials(pod)),
            Verb::Permissions => Ok(looking::permissions(pod)),
            Verb::Update => self.update(pods, id),
            Verb::Delete => Ok(self.delete(pods, id)),
            Verb::Grant => self.grant(pods, id),
            Verb::Revoke => self.revoke(pods, id, more),
            Verb::Start => self.start(pods, secrets, id),
            Verb::Stop => self.request(pods, id, "OFF"),
            Verb::Restart => self.request(pods, id, "RESTART"),
        }
    }

    /// Makes the answer to a pod that is not there: an administrator's way to it is another one.
    fn missing(&self, verb: Verb, id: &str) -> Answer {
        match verb {
            Verb::Start | Verb::Stop | Verb::Restart if self.is_administrator() => {
                let tenant = self.tenant;
                Answer::error(404, format!("Pod with id '{id}' not found in tenant '{tenant}', site 'tacc'."))
            }
            Verb::Get if self.is_administrator() => {
                unexpected("AttributeError(\"'NoneType' object has no attribute 'display'\")")
            }
            _ => unknown(id),
        }
    }
}
