//! The references of a pod, as variables of a command.

use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::script::Script;
use crate::commands::values::Wanted;
use crate::core::RequestKey;
use crate::domain::variable::{is_plain_key, unfit};
use crate::domain::{Answer, Pod, PodId, Request};

/// Returns the variables that the references of this pod give, each with its secret. Somebody else may have chosen the
/// names, so that those which are taken already, or are not plain, have to be named with `-e`; the user is told.
///
/// # Errors
/// When the pod cannot be looked at.
pub(super) fn references_of(
    script: &Script<'_>,
    caller: &mut Caller,
    pod: &str,
    is_taken: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Wanted)>, Outcome> {
    let id = PodId::from(pod);
    let mut pod = look(caller, Request::GetPod(id.clone()))?;
    if !pod.is_whole() {
        pod = look(caller, Request::GetDerivedPod(id))?;
    }
    let mut given = Vec::new();
    for (key, reference) in pod.references() {
        let name = key.name.original();
        let why = match name {
            name if !is_plain_key(name) || unfit(name).is_some() => {
                "its name is none that is passed on by itself"
            }
            name if is_taken(name) => "there is a variable of that name already",
            _ => {
                given.push((name.to_owned(), Wanted::from(reference)));
                continue;
            }
        };
        script.tell(&format!(
            "{} of the pod {} was left out: {why}. -e NAME={} passes its value on.",
            key.name,
            pod.id.shown(),
            reference.secret
        ));
    }
    Ok(given)
}

fn look(caller: &mut Caller, request: Request) -> Result<Box<Pod>, Outcome> {
    match caller.call(RequestKey::Look(0), request)? {
        Answer::GotPod(pod) => Ok(pod),
        _ => Err(Outcome::unexpected()),
    }
}
