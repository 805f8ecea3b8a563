//! `tapis-secrets get`: values, byte for byte. The metadata comes first, so that nothing is sent that an access mode
//! forbids: the service logs denied reads against the user.

use serde::Serialize;
use zeroize::Zeroizing;

use super::caller::Caller;
use super::failure::{Failures, failed};
use super::script::Script;
use super::value_target::Target;
use super::{Outcome, json};
use crate::cli::Get;
use crate::core::RequestKey;
use crate::domain::{Answer, Exit, Request, SecretId, SecretValue};
use crate::words;

/// Calls that are under way at once.
const AT_ONCE: usize = 8;

/// Gets values, and brings them where the user wants them: all of them or none.
///
/// # Errors
/// The end of the command when it cannot.
pub fn run(script: &Script<'_>, asked: &Get) -> Result<(), Outcome> {
    let as_json = script.cli.scripting.json;
    let mut ids: Vec<SecretId> = Vec::new();
    for id in &asked.ids {
        let id = SecretId::from(id.as_str());
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.len() > 1 && !as_json {
        let why = "Several values would run into each other, so they come only as JSON: add --json, or get one at a time.";
        return Err(Outcome::failed(Exit::WrongUsage, why));
    }
    let target = Target::of(script, asked)?;
    let place = script.place()?;
    let mut caller = script.sign_in(&place)?;
    look(&mut caller, &ids)?;
    let values = read(&mut caller, &ids)?;
    if as_json {
        let entries = ids.iter().zip(&values);
        let entries = entries.map(|(id, value)| Entry { id: id.as_str(), value: value.expose() });
        let line = Zeroizing::new(json::line(&Values { values: entries.collect() }));
        // Nothing needs them any more while somebody takes their time to read.
        drop(values);
        return target.take(&line, false);
    }
    match (ids.into_iter().next(), values.into_iter().next()) {
        (Some(id), Some(value)) if asked.copy => target.copy(script, &mut caller, &place.profile, id, value),
        (_, Some(value)) => target.take(value.expose().as_bytes(), asked.newline),
        (_, None) => Ok(()),
    }
}

#[derive(Serialize)]
struct Values<'a> {
    values: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    value: &'a str,
}

/// Looks at the metadata, and stops at what nobody may read.
fn look(caller: &mut Caller, ids: &[SecretId]) -> Result<(), Outcome> {
    let looks = (1..).zip(ids).map(|(number, id)| (RequestKey::Look(number), Request::Get(id.clone())));
    let answers = caller.calls(AT_ONCE, looks.collect::<Vec<_>>())?;
    let mut failures = Failures::default();
    for answer in answers {
        match answer {
            Ok(Answer::Got(secret)) if secret.access.mode().readable() => {}
            Ok(Answer::Got(secret)) => {
                let why = words::unreadable(&secret.id, secret.access.mode());
                failures.add(Outcome::failed(Exit::NotAllowed, format!("{why} It was not asked for.")));
            }
            Ok(_) => {}
            Err(failure) => failures.add(failed(&failure, &caller.site)),
        }
    }
    failures.result()
}

fn read(caller: &mut Caller, ids: &[SecretId]) -> Result<Vec<SecretValue>, Outcome> {
    let reads = ids.iter().map(|id| (RequestKey::Value(id.clone()), Request::GetValue(id.clone())));
    let answers = caller.calls(AT_ONCE, reads.collect::<Vec<_>>())?;
    let (mut values, mut failures) = (Vec::with_capacity(ids.len()), Failures::default());
    for answer in answers {
        match answer {
            Ok(Answer::Value(value)) => values.push(value),
            Ok(_) => {}
            Err(failure) => failures.add(failed(&failure, &caller.site)),
        }
    }
    failures.result().map(|()| values)
}
