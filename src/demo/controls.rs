//! How the service behaves while it runs: latency, faults, how long tokens last. The controls only remember;
//! `serve` obeys them.

use std::time::Duration;

use super::faults::{Fault, Faults};
use super::options::Options;

/// The settings of a running service.
pub(super) struct Controls {
    pub(super) latency: Duration,
    pub(super) fail_percent: u8,
    /// Lifetime of the tokens that the token endpoint grants.
    pub(super) sign_in_life: Duration,
    /// Set while the Security Kernel, which keeps the values, is down (contract §8).
    pub(super) storage_down: bool,
    faults: Faults,
}

impl Controls {
    pub(super) fn new(options: &Options) -> Controls {
        Controls {
            latency: options.latency,
            fail_percent: options.fail_percent,
            sign_in_life: options.sign_in_life,
            storage_down: false,
            faults: Faults::new(options.seed),
        }
    }

    pub(super) fn draw_fault(&mut self) -> Option<Fault> {
        self.faults.draw(self.fail_percent)
    }
}
