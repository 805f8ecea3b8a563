//! The time that one attempt may take: a limit for the whole, and for a list one for each silence.

use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::api::settings::Timeouts;
use crate::domain::Operation;

#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    started: Instant,
    total: Duration,
    silence: Duration,
}

impl Patience {
    pub(super) fn new(operation: Operation, timeouts: &Timeouts) -> Self {
        let (total, silence) = match operation {
            _ if operation.is_list() => (timeouts.list, timeouts.silence),
            _ => (timeouts.call, timeouts.call),
        };
        Self { started: Instant::now(), total, silence }
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Waits for the next sign of life.
    ///
    /// # Errors
    /// The bound that was passed.
    pub(super) async fn wait<T>(&self, next: impl Future<Output = T>) -> Result<T, Duration> {
        let left = self.total.saturating_sub(self.elapsed());
        let (limit, bound) =
            if self.silence < left { (self.silence, self.silence) } else { (left, self.total) };
        timeout(limit, next).await.map_err(|_| bound)
    }
}
