//! The requests in order, for tests that follow a journey. Never bodies, headers or tokens.

use std::sync::{Mutex, PoisonError};

/// Requests beyond this many are not remembered, so that a demo left running does not grow.
const LIMIT: usize = 100_000;

/// One request that reached the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedRequest {
    /// The method, in capitals.
    pub method: String,
    /// The path as it was sent, without the query.
    pub path: String,
    /// The status of the answer; `None` while there is none, and for good when the connection was dropped.
    pub status: Option<u16>,
}

/// The requests so far.
#[derive(Default)]
pub(super) struct Log(Mutex<Vec<LoggedRequest>>);

impl Log {
    /// Notes an arriving request; the number is for [`Log::answered`].
    pub(super) fn asked(&self, method: &str, path: &str) -> usize {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() < LIMIT {
            entries.push(LoggedRequest { method: method.to_owned(), path: path.to_owned(), status: None });
            return entries.len() - 1;
        }
        LIMIT
    }

    pub(super) fn answered(&self, number: usize, status: Option<u16>) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.get_mut(number) {
            entry.status = status;
        }
    }

    pub(super) fn entries(&self) -> Vec<LoggedRequest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
