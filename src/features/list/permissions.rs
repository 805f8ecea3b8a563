//! The permissions of the user on each secret, as far as the service has allowed or refused something in this
//! session. Nothing more is claimed (contract §4).

use std::collections::HashMap;

use jiff::Timestamp;

use crate::domain::{
    Answer, Failure, FailureKind, Level, Operation, Refused, Secret, SecretId, Site, Standing,
};

/// The permissions that this session has shown.
#[derive(Debug, Default)]
pub(super) struct Permissions {
    allowed: HashMap<SecretId, Level>,
    refused: HashMap<SecretId, Refused>,
}

impl Permissions {
    /// Forgets the refusals at a refresh: the service may allow the action now.
    pub(super) fn forget_refusals(&mut self) {
        self.refused.clear();
    }

    fn allow(&mut self, id: SecretId, level: Level) {
        // An action that needs more is still refused.
        if self.refused.get(&id).is_some_and(|refused| refused.needs <= level) {
            self.refused.remove(&id);
        }
        let known = self.allowed.entry(id).or_insert(level);
        *known = level.max(*known);
    }

    fn refuse(&mut self, id: SecretId, needs: Level, at: Timestamp) {
        // The permission was taken away since.
        if let Some(known) = self.allowed.get_mut(&id) {
            *known = needs.below().min(*known);
        }
        self.refused.insert(id, Refused { needs, at });
    }

    fn forget(&mut self, id: &SecretId) {
        self.allowed.remove(id);
        self.refused.remove(id);
    }

    pub(super) fn standing(&self, site: &Site, secret: &Secret) -> Standing {
        Standing {
            owner: site.owns(secret),
            at_least: self.allowed.get(&secret.id).copied().unwrap_or(Level::Read),
            refused: self.refused.get(&secret.id).copied(),
        }
    }

    /// Returns the refusal for the secret `id` that rules out an action which needs `level`.
    pub(super) fn refusal(&self, id: &SecretId, level: Level) -> Option<Refused> {
        self.refused.get(id).copied().filter(|refused| refused.needs <= level)
    }

    /// Learns the permissions of the user from the end of a call about the secret `subject`.
    pub(super) fn learn(
        &mut self,
        now: Timestamp,
        subject: Option<SecretId>,
        result: &Result<Answer, Box<Failure>>,
    ) {
        match result {
            Ok(Answer::Value(_)) => subject.into_iter().for_each(|id| self.allow(id, Level::User)),
            Ok(Answer::Updated(secret)) => self.allow(secret.id.clone(), Level::User),
            Ok(Answer::Deleted(id)) => self.forget(id),
            Ok(_) => {}
            Err(failure) => {
                if failure.kind == FailureKind::NotPermitted
                    && failure.operation != Operation::Create
                    && let Some(id) = failure.secret().cloned()
                {
                    self.refuse(id, failure.operation.level(), now);
                }
            }
        }
    }
}
