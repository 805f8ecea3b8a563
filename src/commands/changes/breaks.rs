//! What a deletion would break: the pods that refer to the secret, as far as the user can list them. The answer is worth
//! a short wait, and never stands in the way.

use std::sync::Arc;
use std::time::Duration;

use crate::commands::Outcome;
use crate::commands::caller::{AT_ONCE, Caller};
use crate::commands::pods::SeenPods;
use crate::core::RequestKey;
use crate::domain::uses::{KnownPods, Uses};
use crate::domain::{Answer, Exit, Request, Rows, Secret, SecretId};
use crate::words;

/// The longest wait for the pods.
const MOST: Duration = Duration::from_secs(5);

/// Returns, for each of the secrets, what its deletion would break; or, once, the reason why that is not known.
///
/// # Errors
/// When a signal ends the command.
pub(in crate::commands) fn what_breaks(
    caller: &mut Caller,
    ids: &[SecretId],
) -> Result<Vec<String>, Outcome> {
    let told = caller.within(MOST, |caller| {
        let secrets = secrets(caller, ids)?;
        let known = SeenPods::ask(caller)?.known;
        Ok(sentences(&secrets, &known))
    });
    match told {
        Err(ended) if matches!(ended.exit, Exit::Signal(_)) => Err(ended),
        Err(why) => Ok(vec![format!("Which pods refer to it is not known. {}", why.err.trim_end())]),
        Ok(told) => Ok(told),
    }
}

/// Asks for the secrets: a reference means one by its id and its owner. What becomes of one that cannot be read is told
/// when it is to be deleted.
fn secrets(caller: &mut Caller, ids: &[SecretId]) -> Result<Vec<Secret>, Outcome> {
    let requests = (0..).zip(ids).map(|(n, id)| (RequestKey::Look(n), Request::Get(id.clone())));
    let answers = caller.calls(AT_ONCE, requests)?;
    Ok(answers
        .into_iter()
        .filter_map(|one| if let Ok(Answer::Got(it)) = one { Some(*it) } else { None })
        .collect())
}

fn sentences(secrets: &[Secret], known: &Arc<KnownPods>) -> Vec<String> {
    let uses = Uses::build(known.clone(), &Rows::new(), "", false);
    let sentence = |secret: &Secret| words::breaks(&secret.id, uses.radius(secret), known.all().len());
    let mut told: Vec<String> = secrets.iter().map(sentence).collect();
    if known.not_looked_into() > 0 {
        told.push(words::not_looked_into(known.not_looked_into()));
    }
    told
}
