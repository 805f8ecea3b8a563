//! `tapis-secrets create`: makes a new secret. Overwrites nothing: the name is looked up first, because an older
//! service would replace a secret of the same name (contract §2).

use std::sync::Arc;

use super::Outcome;
use super::caller::Caller;
use super::changes::consent::{confirm_tenant, refuse_view_only};
use super::changes::drive::carry_out;
use super::changes::ending::{Deed, Ending};
use super::changes::refuse_faults;
use super::changes::report::{self, Parts};
use super::changes::value::{Source, refuse_argument};
use super::script::Script;
use crate::cli::Create;
use crate::domain::{AccessMode, Change, Exit, NewScope, NewSecret, SecretId, SecretValue};
use crate::work::write::{Draft, Old};

/// Creates a secret.
///
/// # Errors
/// The end of the command, unless the secret is created.
pub fn run(script: &Script<'_>, asked: &Create) -> Result<(), Outcome> {
    refuse_argument(Deed::Create, &asked.id, &asked.value)?;
    let source = Source::of(script, Deed::Create, &asked.value)?;
    let mut new = draft(asked);
    refuse_faults(&new.faults())?;
    let place = script.place()?;
    refuse_view_only(script, &place)?;
    let mut caller = script.sign_in(&place)?;
    if !asked.dry_run {
        confirm_tenant(script, &mut caller, &asked.consent)?;
    }
    let id = new.id.clone();
    let taken = source.take(&mut caller, &id)?;
    new.value = taken.value.clone();
    let description = Some(new.description.clone()).filter(|text| !text.is_empty());
    let parts = Parts::of(&Change { value: Some(new.value.clone()), description }, Some(&taken));
    drop(taken);
    let ending = match asked.dry_run {
        true => try_out(&mut caller, &new, &parts).unwrap_or_else(|why| Ending::before(&id, why)),
        false => carry_out(&mut caller, Deed::Create, Draft::Create(new), (Old::Lost, false)),
    };
    report::one(script, Deed::Create, &id, &ending, &parts)
}

fn draft(asked: &Create) -> NewSecret {
    NewSecret {
        id: SecretId::from(asked.id.as_str()),
        value: Arc::new(SecretValue::from("")),
        description: asked.description.clone(),
        scope: asked.pod.clone().map_or(NewScope::User, NewScope::Pod),
        access: match (asked.read_only, asked.write_only, asked.locked) {
            (true, ..) => AccessMode::ReadOnly,
            (_, true, _) => AccessMode::WriteOnly,
            (.., true) => AccessMode::Locked,
            _ => AccessMode::Full,
        },
    }
}

/// Looks the name up, and says what would be sent.
fn try_out(caller: &mut Caller, new: &NewSecret, parts: &Parts) -> Result<Ending, Outcome> {
    let id = &new.id;
    match caller.secret(id) {
        Err(why) if why.exit == Exit::NotFound => {
            let mode = new.access.name();
            Ok(Ending::would_be_sent(&format!("{id} would be created, {mode}, with {}.", parts.named())))
        }
        Err(why) if why.exit == Exit::NotAllowed => {
            Ok(Ending::not_sent(Exit::Conflict, format!("{id} belongs to somebody else on this site.")))
        }
        Ok(_) => Ok(Ending::not_sent(Exit::Conflict, format!("{id} exists already."))),
        Err(why) => Err(why),
    }
}
