//! The facts about other slices that rollouts depend on. `app` reads them anew for each message.

use jiff::Timestamp;

use crate::core::Context;
use crate::domain::{DigestKey, ProfileId};
use crate::work::rollout::Surroundings;

/// The surroundings of a rollout.
pub struct Around<'a> {
    /// The context of every transition.
    pub cx: &'a Context,
    /// The time by the service's clock, as far as that is known.
    pub service_time: Timestamp,
    /// The key of this session's digests.
    pub digests: Option<&'a DigestKey>,
    /// The profile, whose command tests values.
    pub profile: ProfileId,
}

impl<'a> Around<'a> {
    pub(super) fn surroundings(&self) -> Surroundings<'a> {
        Surroundings {
            now: self.cx.now,
            service_time: self.service_time,
            site: &self.cx.site,
            digests: self.digests,
        }
    }
}
