//! The changes of values that are known, and the pods that were seen since: what pods run the old value is told by them.

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Out};
use crate::domain::uses::{Asked, Changes, ValueNews, ValueState};
use crate::domain::{Claims, Pod, Secret, SecretId, Wake};
use crate::text::SafeText;

/// The known changes of this place and user.
#[derive(Debug, Default)]
pub struct Changed {
    changes: Changes,
}

impl Changed {
    /// Takes what became of the value of a secret.
    pub fn take(&mut self, id: &SecretId, owner: &SafeText, news: ValueNews) {
        self.changes.take(id.as_str(), owner.original(), news);
    }

    /// Takes the claims of a new token: what was seen with the token of another user does not count for this one.
    pub fn signed_in(&mut self, cx: &Context, claims: &Claims) {
        let before = &cx.site.claims.user;
        if *before != claims.user && !before.is_empty() {
            self.changes = Changes::default();
        }
    }

    /// Returns the present point, to be kept with a request for pods.
    pub fn asked_now(&self) -> Asked {
        self.changes.asked_now()
    }

    /// Notes the starts of pods that were asked for at this point.
    pub fn see<'a>(&mut self, asked: Asked, pods: impl IntoIterator<Item = &'a Pod>) {
        self.changes.see(asked, pods);
    }

    /// Judges the value of `secret` that a pod runs.
    pub fn state(&self, secret: &Secret, pod: &Pod) -> ValueState {
        self.changes.state(secret, pod)
    }
}

impl Life for Changed {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &Context, _: &mut Out) {}

    fn wipe(&mut self, _: &Context, why: Wipe, _: &mut Out) {
        if why == Wipe::Switch {
            self.changes = Changes::default();
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
