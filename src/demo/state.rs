//! The state that the handlers share with the `Service` in the caller's hand. Locks are held for one step only and
//! never over an await.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::watch;

use super::controls::Controls;
use super::keys::Keys;
use super::store::Store;

/// The state of a running service.
pub(super) struct State {
    store: Mutex<Store>,
    controls: Mutex<Controls>,
    pub(super) tenant: &'static str,
    pub(super) keys: Keys,
    pub(super) now: fn() -> Timestamp,
    /// Set while the port is to be open.
    pub(super) online: watch::Sender<bool>,
    /// Set while the port is open.
    pub(super) bound: watch::Sender<bool>,
    #[cfg(feature = "test-support")]
    pub(super) testing: super::testing::Testing,
}

impl State {
    pub(super) fn new(controls: Controls, tenant: &'static str, keys: Keys, now: fn() -> Timestamp) -> State {
        State {
            store: Mutex::default(),
            controls: Mutex::new(controls),
            tenant,
            keys,
            now,
            online: watch::Sender::new(true),
            bound: watch::Sender::new(false),
            #[cfg(feature = "test-support")]
            testing: super::testing::Testing::default(),
        }
    }

    // A panic in a handler must not take the service down with it: poisoning is ignored.
    pub(super) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn controls(&self) -> MutexGuard<'_, Controls> {
        self.controls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
