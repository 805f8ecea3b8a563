//! The loop's view of the world besides the terminal: clocks, signals, and a performer of effects. The loop's tests
//! supply their own.

use super::signals::{self, Caught};
use crate::clock::{self, Timers};
use crate::core::Effect;
use crate::domain::{Moment, Wake};
use crate::engine::Engine;

pub(super) trait Clock {
    fn now(&self) -> Moment;
    /// Waits until `wake` is due.
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

pub(super) trait Signals {
    /// Returns the next signal. The future can be dropped at any time.
    async fn next(&mut self) -> Caught;
}

impl Signals for signals::Signals {
    async fn next(&mut self) -> Caught {
        self.next().await
    }
}

/// A performer of the effects that need neither the terminal nor the loop.
pub(super) trait Hands {
    /// Starts an effect in the background.
    fn perform(&self, effect: Effect);
}

impl Hands for Engine {
    fn perform(&self, effect: Effect) {
        self.perform(effect);
    }
}
