//! The settings of a rollout.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The settings of a rollout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Pods that are restarted at the same time, after the canary.
    pub batch: usize,
    /// No question follows the canary.
    pub continue_after_canary: bool,
    /// The time after which a pod is late.
    pub pod_timeout: Duration,
    /// The time for which the canary must stay up.
    pub canary_soak: Duration,
    /// The time for which each other pod must stay up.
    pub soak: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            batch: 1,
            continue_after_canary: false,
            pod_timeout: Duration::from_secs(5 * 60),
            canary_soak: Duration::from_secs(30),
            soak: Duration::from_secs(10),
        }
    }
}
