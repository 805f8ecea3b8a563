//! The service as the worker sees it: it runs one request, reports what happens meanwhile, and ends with one result.
//! The implementation decides how requests get there.

use crate::domain::{Answer, Failure, Reply, Request};

/// A receiver of the news about a call under way. Any `Fn(Reply)` is one, for example a channel's sender.
pub trait Replies: Send + Sync {
    /// Passes on one reply: `Progress`, `Batch` or `Retrying`, never `Final`.
    fn send(&self, reply: Reply);
}

impl<F: Fn(Reply) + Send + Sync> Replies for F {
    fn send(&self, reply: Reply) {
        self(reply);
    }
}

/// The operations on secrets (contract §2) and pods (`PODS`).
pub trait SecretStore: Send + Sync {
    /// Runs one operation to its end, made again where that is safe and may help. The result is what the
    /// worker sends as `Reply::Final`; dropping the future abandons the call.
    ///
    /// # Errors
    /// Whatever contract §9 lists, and what would stop the request from being sent at all. When a list
    /// breaks off, the batches since the last `Retrying` are what came.
    fn call<R: Replies>(
        &self,
        request: Request,
        replies: &R,
    ) -> impl Future<Output = Result<Answer, Box<Failure>>> + Send;
}
