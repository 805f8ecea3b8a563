//! Asks for everything that a plan is made of: the secrets, the pods, the permissions on them, and the action logs where
//! only these tell of a change. Reads no value and changes nothing.

use std::collections::HashMap;
use std::sync::Arc;

use crate::clock;
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::pods::SeenPods;
use crate::commands::script::Script;
use crate::core::RequestKey;
use crate::domain::pod::ActionLine;
use crate::domain::uses::Uses;
use crate::domain::{Answer, FailureKind, Pod, PodId, Request, Secret};
use crate::work::rollout::{Facts, Permission, users};

use super::wanted::Wanted;

/// Pods that are asked about at once.
const AT_ONCE: usize = 4;

/// The pods as they are known before anything is changed.
pub(in crate::commands) struct Looked {
    /// The pods that refer to one of the secrets, and those that were named.
    pub(super) pods: Vec<Facts>,
    /// Pods that may use the secrets, and about which nothing is known.
    pub(in crate::commands) not_looked_into: usize,
}

/// Looks at the pods of these secrets, and at those that are named.
///
/// # Errors
/// When a named pod does not exist or cannot be seen, when the pods cannot be listed, or a signal ends the command.
pub(in crate::commands) fn look(
    script: &Script<'_>,
    caller: &mut Caller,
    secrets: &[Secret],
    wanted: &Wanted,
    canary: Option<&PodId>,
) -> Result<Looked, Outcome> {
    let (rows, unreadable) = caller.secrets()?;
    let mut seen = SeenPods::ask(caller)?;
    let named = wanted.names(canary);
    for pod in &named {
        if seen.known.get(pod).is_none() {
            let pod = whole(caller, pod)?;
            Arc::make_mut(&mut seen.known).look(*pod);
        }
    }
    let read = clock::now().wall;
    let me = caller.site.user().to_owned();
    let not_looked_into = seen.known.not_looked_into();
    let uses = Uses::build(seen.known.clone(), &rows, &me, unreadable == 0);
    if let Err(why) = seen.end(caller) {
        script.tell(why.err.trim_end());
    }
    let used: Vec<_> = users(&uses, secrets).collect();
    let others = named.into_iter().filter(|pod| !used.iter().any(|(user, _)| user.id == **pod));
    let others: Vec<_> = others.filter_map(|pod| Some((uses.pods().get(pod)?, Vec::new()))).collect();
    let pods: Vec<_> = used.into_iter().chain(others).collect();
    let (permissions, logs) = about(caller, pods.iter().map(|(pod, _)| *pod), &me)?;
    let facts = pods.into_iter().map(|(pod, uses_these)| {
        let permission = permissions.get(&pod.id).copied().unwrap_or(Permission::Unknown);
        Facts::of(pod, &uses, uses_these, permission, logs.get(&pod.id).map(Vec::as_slice), read)
    });
    Ok(Looked { pods: facts.collect(), not_looked_into })
}

/// Asks for one pod, with its template.
fn whole(caller: &mut Caller, id: &PodId) -> Result<Box<Pod>, Outcome> {
    let mut look = |request| match caller.call(RequestKey::Look(0), request)? {
        Answer::GotPod(pod) => Ok(pod),
        _ => Err(Outcome::unexpected()),
    };
    let pod = look(Request::GetPod(id.clone()))?;
    if pod.is_whole() { Ok(pod) } else { look(Request::GetDerivedPod(id.clone())) }
}

type About = (HashMap<PodId, Permission>, HashMap<PodId, Vec<ActionLine>>);

/// Asks for the permissions on the pods, and for the action logs that are needed. What cannot be read stays unknown.
fn about<'a>(
    caller: &mut Caller,
    pods: impl Iterator<Item = &'a Pod> + Clone,
    me: &str,
) -> Result<About, Outcome> {
    let permissions = pods.clone().map(|pod| (&pod.id, Request::GetPodPermissions(pod.id.clone())));
    let logs = pods.filter(|pod| Facts::needs_log(pod));
    let logs = logs.map(|pod| (&pod.id, Request::GetPodLogs(pod.id.clone())));
    let (ids, requests): (Vec<_>, Vec<_>) = permissions.chain(logs).unzip();
    let requests = (0..).zip(requests).map(|(n, request)| (RequestKey::Look(n), request));
    let answers = caller.calls(AT_ONCE, requests)?;
    let mut known = About::default();
    for (id, answer) in ids.into_iter().zip(answers) {
        let permission = match answer {
            Ok(Answer::GotPodPermissions(all)) if all.may_restart(me) => Permission::Admin,
            Ok(Answer::GotPodPermissions(_)) => Permission::NotAdmin,
            Ok(Answer::GotActionLog(log)) => {
                known.1.insert(id.clone(), log.lines);
                continue;
            }
            // The log needs less than the permissions do.
            Err(failure) if failure.kind == FailureKind::NotPermitted => Permission::NotAdmin,
            _ => continue,
        };
        known.0.insert(id.clone(), permission);
    }
    Ok(known)
}
