//! Reads values for commands, a few at a time, and each once. The metadata comes first, so that nothing is sent that an
//! access mode forbids: the service logs denied reads against the user.

use super::Outcome;
use super::caller::{AT_ONCE, Caller};
use super::failure::{Failures, failed};
use crate::core::RequestKey;
use crate::domain::{Answer, Exit, Reference, Request, Secret, SecretId, SecretValue};
use crate::text::SafeText;
use crate::words;

/// A secret whose value is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) id: SecretId,
    /// The user who must have added it; `None` when any may.
    pub(super) owner: Option<SafeText>,
}

impl From<SecretId> for Wanted {
    fn from(id: SecretId) -> Self {
        Self { id, owner: None }
    }
}

impl From<&Reference> for Wanted {
    fn from(reference: &Reference) -> Self {
        Self { id: reference.secret.original().into(), owner: reference.user.clone() }
    }
}

/// The values that were read.
#[derive(Default)]
pub(super) struct Values(Vec<(SecretId, SecretValue)>);

impl Values {
    /// Reads the wanted values: all or none, but where `may_be_missing`, without those that do not exist.
    ///
    /// # Errors
    /// When one cannot be had; all that cannot are named, and the first decides the exit code.
    pub(super) fn read(
        caller: &mut Caller,
        wanted: &[Wanted],
        may_be_missing: bool,
    ) -> Result<Self, Outcome> {
        let mut ids: Vec<SecretId> = Vec::new();
        for Wanted { id, .. } in wanted {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        let looks = (1..).zip(&ids).map(|(number, id)| (RequestKey::Look(number), Request::Get(id.clone())));
        let answers = caller.calls(AT_ONCE, looks.collect::<Vec<_>>())?;
        let mut failures = Failures::default();
        for (id, answer) in std::mem::take(&mut ids).into_iter().zip(answers) {
            let result = match answer {
                Ok(Answer::Got(secret)) => fits(&secret, wanted),
                Ok(_) => Err(Outcome::unexpected()),
                Err(failure) => Err(failed(&failure, &caller.site)),
            };
            match result {
                Ok(()) => ids.push(id),
                Err(why) if may_be_missing && why.exit == Exit::NotFound => {}
                Err(why) => failures.add(why),
            }
        }
        failures.result()?;
        let reads = ids.iter().map(|id| (RequestKey::Value(id.clone()), Request::GetValue(id.clone())));
        let answers = caller.calls(AT_ONCE, reads.collect::<Vec<_>>())?;
        let (mut values, mut failures) = (Vec::with_capacity(ids.len()), Failures::default());
        for (id, answer) in ids.into_iter().zip(answers) {
            match answer {
                Ok(Answer::Value(value)) => values.push((id, value)),
                Ok(_) => failures.add(Outcome::unexpected()),
                Err(failure) => failures.add(failed(&failure, &caller.site)),
            }
        }
        failures.result().map(|()| Self(values))
    }

    /// Returns the value of a secret; `None` when the secret does not exist and may be missing.
    pub(super) fn get(&self, id: &SecretId) -> Option<&SecretValue> {
        self.0.iter().find(|(known, _)| known == id).map(|(_, value)| value)
    }

    /// Returns the values, in the order in which they were first wanted.
    pub(super) fn into_vec(self) -> Vec<(SecretId, SecretValue)> {
        self.0
    }
}

/// Tells whether a secret can be read and belongs to the user who is wanted.
fn fits(secret: &Secret, wanted: &[Wanted]) -> Result<(), Outcome> {
    let owners = wanted.iter().filter(|wanted| wanted.id == secret.id).filter_map(|w| w.owner.as_ref());
    if let Some(owner) = owners.into_iter().find(|owner| **owner != secret.owner) {
        let id = &secret.id;
        let text = format!(
            "{owner} has no secret {id} that you can see: it belongs to {}. ${{secret:{id}}} takes that one.",
            secret.owner
        );
        return Err(Outcome::failed(Exit::NotFound, text));
    }
    if !secret.access.mode().readable() {
        let why = words::unreadable(&secret.id, secret.access.mode());
        return Err(Outcome::failed(Exit::NotAllowed, format!("{why} It was not asked for.")));
    }
    Ok(())
}
