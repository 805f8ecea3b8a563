//! What the loop needs of the outside besides a terminal: clocks, signals, and somebody who carries effects out.
//! The loop's tests have their own.

use super::signals::{self, Caught};
use crate::clock::{self, Timers};
use crate::core::Effect;
use crate::domain::{Moment, Wake};
use crate::engine::Engine;

/// The clocks.
pub(super) trait Clock {
    /// The present.
    fn now(&self) -> Moment;
    /// Waits until it is time.
    async fn until(&mut self, wake: Wake);
}

impl Clock for Timers {
    fn now(&self) -> Moment {
        clock::now()
    }

    async fn until(&mut self, wake: Wake) {
        self.until(wake).await;
    }
}

/// The signals.
pub(super) trait Signals {
    /// The next one. Can be dropped at any time.
    async fn next(&mut self) -> Caught;
}

impl Signals for signals::Signals {
    async fn next(&mut self) -> Caught {
        self.next().await
    }
}

/// Who carries out what needs neither terminal nor loop.
pub(super) trait Hands {
    /// Does it, in the background.
    fn perform(&self, effect: Effect);
}

impl Hands for Engine {
    fn perform(&self, effect: Effect) {
        self.perform(effect);
    }
}
