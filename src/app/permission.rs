//! What is known of the user's permission on a secret: what the service allowed and refused in this session.
//! Nothing more is claimed (contract §4).

use std::collections::HashMap;

use jiff::Timestamp;

use super::form::{Form, Kind};
use super::{App, words};
use crate::core::Slot;
use crate::domain::{Answer, Failure, FailureKind, Level, Operation, Refused, Secret, SecretId, Standing};

/// What was learned in this session.
#[derive(Debug, Default)]
pub struct Permissions {
    allowed: HashMap<SecretId, Level>,
    refused: HashMap<SecretId, Refused>,
}

impl Permissions {
    /// A refresh: what was refused may be allowed now.
    pub fn forget_refusals(&mut self) {
        self.refused.clear();
    }

    fn allow(&mut self, id: SecretId, level: Level) {
        // What needs more is still refused.
        if self.refused.get(&id).is_some_and(|refused| refused.needs <= level) {
            self.refused.remove(&id);
        }
        let known = self.allowed.entry(id).or_insert(level);
        *known = level.max(*known);
    }

    fn refuse(&mut self, id: SecretId, needs: Level, at: Timestamp) {
        // It was taken away since.
        if let Some(known) = self.allowed.get_mut(&id) {
            *known = needs.below().min(*known);
        }
        self.refused.insert(id, Refused { needs, at });
    }
}

impl App {
    /// How the user stands to `secret`.
    pub fn standing(&self, secret: &Secret) -> Standing {
        Standing {
            owner: self.cx.site.owns(secret),
            at_least: self.permissions.allowed.get(&secret.id).copied().unwrap_or(Level::Read),
            refused: self.permissions.refused.get(&secret.id).copied(),
        }
    }

    /// Learns from the end of a call what the user may do.
    pub(super) fn learn_permission(&mut self, slot: &Slot, result: &Result<Answer, Box<Failure>>) {
        match result {
            Ok(Answer::Value(_)) => {
                let id = match slot {
                    Slot::Value(id) => Some(id.clone()),
                    Slot::Verify => self.saved.as_ref().map(|saved| saved.id().clone()),
                    Slot::Load(number) | Slot::Look(number) | Slot::Write(number) => {
                        self.form_of(*number).map(|form| form.subject())
                    }
                    Slot::List | Slot::Search => None,
                };
                if let Some(id) = id {
                    self.permissions.allow(id, Level::User);
                }
            }
            Ok(Answer::Updated(secret)) => self.permissions.allow(secret.id.clone(), Level::User),
            Ok(Answer::Deleted(id)) => {
                self.permissions.allowed.remove(id);
                self.permissions.refused.remove(id);
            }
            Ok(Answer::Listed { .. } | Answer::Got(_) | Answer::Created { .. }) => {}
            Err(failure) => {
                if failure.kind == FailureKind::NotPermitted
                    && failure.operation != Operation::Create
                    && let Some(id) = failure.subject.clone()
                {
                    self.permissions.refuse(id, Level::needed(failure.operation), self.cx.now.wall);
                }
            }
        }
    }

    /// What was refused on the secret `id` and rules out what needs `level`.
    pub(super) fn refusal(&self, id: &SecretId, level: Level) -> Option<Refused> {
        self.permissions.refused.get(id).copied().filter(|refused| refused.needs <= level)
    }

    /// Says why the selected secret cannot be changed in this way, where the service has refused it.
    pub(super) fn is_refused(&mut self, id: &SecretId, level: Level) -> bool {
        let refusal = self.refusal(id, level);
        if let Some(refused) = refusal {
            self.warn(words::refused_before(id, refused, &self.cx.zone));
        }
        refusal.is_some()
    }

    /// What a form says of the permission that it takes, before it is filled in; nothing where that is known to
    /// be there.
    pub(super) fn caution(&self, form: &Form) -> Option<String> {
        let (secret, level) = match &form.kind {
            Kind::Create => return words::unreferable_owner(&self.cx.site),
            Kind::Edit(secret) => (secret, Level::User),
            Kind::Delete(secret) => (secret, Level::Admin),
        };
        let standing = self.standing(secret);
        (!standing.has(level)).then(|| words::takes(standing, level, &self.cx.zone))
    }
}
