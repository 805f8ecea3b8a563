//! The state that the handlers share with the `Service` in the caller's hand. Locks are held for one step only and
//! never over an await.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::watch;

use super::controls::Controls;
use super::keys::Keys;
use super::pods::store::Pods;
use super::store::Store;

/// The state of a running service.
pub(super) struct State {
    store: Mutex<Store>,
    pods: Mutex<Pods>,
    controls: Mutex<Controls>,
    pub(super) tenant: &'static str,
    pub(super) keys: Keys,
    clock: fn() -> Timestamp,
    /// By how much tests have advanced the clock.
    #[cfg(feature = "test-support")]
    pub(super) ahead: Mutex<std::time::Duration>,
    /// Set while the port is to be open.
    pub(super) online: watch::Sender<bool>,
    /// Set while the port is open.
    pub(super) bound: watch::Sender<bool>,
    #[cfg(feature = "test-support")]
    pub(super) testing: super::testing::Testing,
}

impl State {
    pub(super) fn new(
        controls: Controls,
        tenant: &'static str,
        keys: Keys,
        clock: fn() -> Timestamp,
    ) -> State {
        State {
            store: Mutex::default(),
            pods: Mutex::default(),
            controls: Mutex::new(controls),
            tenant,
            keys,
            clock,
            #[cfg(feature = "test-support")]
            ahead: Mutex::default(),
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

    /// To be locked after the store, where both are.
    pub(super) fn pods(&self) -> MutexGuard<'_, Pods> {
        self.pods.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the time that the service believes in.
    pub(super) fn now(&self) -> Timestamp {
        let now = (self.clock)();
        #[cfg(feature = "test-support")]
        let now = now + *self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        now
    }

    pub(super) fn controls(&self) -> MutexGuard<'_, Controls> {
        self.controls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
