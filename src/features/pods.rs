//! The pods: asking for them, looking into those whose template the service has not merged in, and the index that says
//! where a secret is used. The index is made off the loop's thread.
//!
//! ```text
//! ask ─► list of pods ─► index ─► looks into single pods ─► index
//!                          ▲
//! secrets have changed ────┘
//! ```

mod body;
mod browsing;
mod index;
mod keeping;
mod looks;
mod reading;
mod state;
#[cfg(test)]
mod tests;
pub mod view;
mod words;

use std::sync::Arc;

use jiff::Timestamp;

pub use body::Body;
pub use keeping::Facts;
pub use state::{Phase, Pods};

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, Out};
use crate::domain::uses::{Radius, Uses, Waste};
use crate::domain::{Failure, Rows, Secret, Wake};

impl Pods {
    /// Returns the state of the last call.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Returns the index, as soon as there is one.
    pub fn uses(&self) -> Option<&Arc<Uses>> {
        self.index.uses()
    }

    /// Returns the pods that a deletion of `secret` would break, and how many the user can list; `None` while that is not
    /// known, and the failure when it cannot be.
    pub fn radius(&self, secret: &Secret) -> Option<Result<(Radius, usize), Arc<Failure>>> {
        match (self.uses(), &self.phase) {
            (Some(uses), _) => Some(Ok((uses.radius(secret), uses.pods().all().len()))),
            (None, Phase::Failed(failure)) => Some(Err(failure.clone())),
            (None, _) => None,
        }
    }

    /// Returns the secrets that the index was made of.
    pub fn secrets(&self) -> &Rows {
        self.index.secrets()
    }

    /// Returns the number of pods that are not known in full.
    pub fn partly_known(&self) -> usize {
        self.index.partly_known()
    }

    /// Returns the time at which the pods of the index were listed.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.as_of
    }

    /// Returns how many pods were looked into, and how many there are to look into, while that is under way.
    pub fn looking(&self) -> Option<(usize, usize)> {
        self.looks.progress()
    }

    /// Forgets everything about the pods of this profile and user.
    fn forget_all(&mut self, out: &mut Out) {
        self.looks.stop(out);
        self.close(out);
        let Self { batches, index, .. } = std::mem::take(self);
        out.effects.push(Effect::DiscardPods(Waste { batches, ..Waste::default() }));
        index.discard(out);
    }
}

impl Life for Pods {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &Context, _: &mut Out) {}

    /// Forgets the pods of a profile that is left. A lock forgets a pod on the screen: its container's message and its
    /// log may tell more than the list does, which holds no values.
    fn wipe(&mut self, _: &Context, why: Wipe, out: &mut Out) {
        match why {
            Wipe::Switch => self.forget_all(out),
            Wipe::Lock => self.close_pod(out),
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}
