//! What is known of the user's permission on a secret: what the service allowed and refused in this session.
//! Nothing more is claimed (contract §4).

use std::collections::HashMap;

use jiff::Timestamp;

use super::List;
use crate::core::{Context, Slot};
use crate::domain::{Answer, Failure, FailureKind, Level, Operation, Refused, Secret, SecretId, Standing};

/// What was learned in this session.
#[derive(Debug, Default)]
pub(super) struct Permissions {
    allowed: HashMap<SecretId, Level>,
    refused: HashMap<SecretId, Refused>,
}

impl Permissions {
    /// A refresh: what was refused may be allowed now.
    pub(super) fn forget_refusals(&mut self) {
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

    fn forget(&mut self, id: &SecretId) {
        self.allowed.remove(id);
        self.refused.remove(id);
    }
}

impl List {
    /// How the user stands to `secret`.
    pub fn standing(&self, cx: &Context, secret: &Secret) -> Standing {
        Standing {
            owner: cx.site.owns(secret),
            at_least: self.permissions.allowed.get(&secret.id).copied().unwrap_or(Level::Read),
            refused: self.permissions.refused.get(&secret.id).copied(),
        }
    }

    /// What was refused on the secret `id` and rules out what needs `level`.
    pub fn refusal(&self, id: &SecretId, level: Level) -> Option<Refused> {
        self.permissions.refused.get(id).copied().filter(|refused| refused.needs <= level)
    }

    /// Learns from the end of any call whether the service can be had and what the user may do with the secret
    /// `subject`, which the call was about.
    pub fn learn(
        &mut self,
        cx: &Context,
        slot: &Slot,
        subject: Option<SecretId>,
        result: &Result<Answer, Box<Failure>>,
    ) {
        if *slot != Slot::List {
            self.learn_of_service(cx.now.instant, result.as_ref().err().map(|failure| &**failure));
        }
        let known = &mut self.permissions;
        match result {
            Ok(Answer::Value(_)) => subject.into_iter().for_each(|id| known.allow(id, Level::User)),
            Ok(Answer::Updated(secret)) => known.allow(secret.id.clone(), Level::User),
            Ok(Answer::Deleted(id)) => known.forget(id),
            Ok(Answer::Listed { .. } | Answer::Got(_) | Answer::Created { .. }) => {}
            Err(failure) => {
                if failure.kind == FailureKind::NotPermitted
                    && failure.operation != Operation::Create
                    && let Some(id) = failure.subject.clone()
                {
                    known.refuse(id, Level::needed(failure.operation), cx.now.wall);
                }
            }
        }
    }
}
