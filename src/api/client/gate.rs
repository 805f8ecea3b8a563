//! Keeps calls back while the service asks to wait: a wait that one call was asked for holds for all.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::attempt::AttemptError;
use crate::api::store::Replies;
use crate::domain::{FailureKind, Operation, Reply};
use crate::text::SafeText;

/// Open, unless it was closed for a while.
#[derive(Default)]
pub(super) struct Gate(Mutex<Option<Instant>>);

impl Gate {
    /// Closes it for as long, or for longer when it is closed for longer already.
    pub(super) fn close(&self, pause: Duration) {
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *until = (*until).max(Instant::now().checked_add(pause));
    }

    /// Lets a call pass. A read waits, and says so, unless that takes longer than `longest`; a write is
    /// answered at once, because its user would not know when it goes out.
    ///
    /// # Errors
    /// For what does not wait, while it is closed: nothing was sent.
    pub(super) async fn pass<R: Replies>(
        &self,
        operation: Operation,
        longest: Duration,
        replies: &R,
    ) -> Result<(), AttemptError> {
        while let Some(until) = self.closed_until() {
            let left = until.saturating_duration_since(Instant::now());
            if operation.is_write() || left > longest {
                // In whole seconds, as the service says it.
                let wait = Some(Duration::from_secs(left.as_secs() + 1));
                return Err(AttemptError {
                    kind: FailureKind::SlowedDown { wait },
                    message: SafeText::default(),
                    status: None,
                    elapsed: Duration::ZERO,
                    nothing_sent: true,
                    clock: None,
                });
            }
            replies.send(Reply::Paused { left });
            sleep_until(until).await;
        }
        Ok(())
    }

    fn closed_until(&self) -> Option<Instant> {
        let until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        until.filter(|until| *until > Instant::now())
    }
}
