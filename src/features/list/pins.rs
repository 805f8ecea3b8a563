//! The secrets that the user has pinned to the top of the list, for the session and each profile. They are known by their
//! ids: one that is deleted and created again is pinned as before.

use std::collections::HashMap;
use std::sync::Arc;

use crate::core::Context;
use crate::domain::SecretId;
use crate::text::SafeText;

/// The pins.
#[derive(Debug, Default)]
pub(super) struct Pins {
    /// Those of the present profile, sorted, so that a row is looked up in no time.
    here: Arc<Vec<SecretId>>,
    /// The present profile.
    profile: SafeText,
    /// Those of the other profiles.
    elsewhere: HashMap<SafeText, Arc<Vec<SecretId>>>,
}

impl Pins {
    /// Returns those of the present profile.
    pub(super) fn here(&self) -> &Arc<Vec<SecretId>> {
        &self.here
    }

    pub(super) fn has(&self, id: &SecretId) -> bool {
        self.find(id).is_ok()
    }

    fn find(&self, id: &SecretId) -> Result<usize, usize> {
        self.here.binary_search_by(|pin| pin.as_str().cmp(id.as_str()))
    }

    /// Goes over to the pins of the profile that is used now.
    pub(super) fn follow(&mut self, cx: &Context) {
        if self.profile != cx.site.profile {
            let before = std::mem::replace(&mut self.profile, cx.site.profile.clone());
            let here = self.elsewhere.remove(&self.profile).unwrap_or_default();
            self.elsewhere.insert(before, std::mem::replace(&mut self.here, here));
        }
    }

    /// Pins a secret, or unpins it; tells whether it is pinned now.
    pub(super) fn toggle(&mut self, id: SecretId) -> bool {
        let mut pins = self.here.to_vec();
        let found = self.find(&id);
        match found {
            Ok(at) => drop(pins.remove(at)),
            Err(at) => pins.insert(at, id),
        }
        self.here = Arc::new(pins);
        found.is_err()
    }
}
