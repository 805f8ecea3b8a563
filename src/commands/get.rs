//! `tapis-secrets get`: values, byte for byte.

use serde::Serialize;
use zeroize::Zeroizing;

use super::script::Script;
use super::value_target::Target;
use super::values::{Values, Wanted};
use super::{Outcome, json};
use crate::cli::Get;
use crate::domain::{Exit, SecretId};

/// Gets values, and brings them where the user wants them: all of them or none.
///
/// # Errors
/// The end of the command when it cannot.
pub fn run(script: &Script<'_>, asked: &Get) -> Result<(), Outcome> {
    let as_json = script.cli.scripting.json;
    let wanted: Vec<Wanted> = asked.ids.iter().map(|id| SecretId::from(id.as_str()).into()).collect();
    if wanted.iter().any(|other| *other != wanted[0]) && !as_json {
        let why = "Several values would run into each other, so they come only as JSON: add --json, or get one at a time.";
        return Err(Outcome::failed(Exit::WrongUsage, why));
    }
    let target = Target::of(script, asked)?;
    let place = script.place()?;
    let mut caller = script.sign_in(&place)?;
    let values = Values::read(&mut caller, &wanted, false)?.into_vec();
    if as_json {
        let entries = values.iter().map(|(id, value)| Entry { id: id.as_str(), value: value.expose() });
        let line = Zeroizing::new(json::line(&Whole { values: entries.collect() }));
        // Nothing needs them any more while somebody takes their time to read.
        drop(values);
        return target.take(&line, false);
    }
    match values.into_iter().next() {
        Some((id, value)) if asked.copy => target.copy(script, &mut caller, &place.profile, id, value),
        Some((_, value)) => target.take(value.expose().as_bytes(), asked.newline),
        None => Ok(()),
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    values: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    value: &'a str,
}
