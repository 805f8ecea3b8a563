//! A stand-in for the timers of a system that has none of this kind.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

/// A timer that does not exist.
pub(super) struct Timer(Infallible);

impl Timer {
    /// Fails: there is no timer.
    ///
    /// # Errors
    /// Always.
    pub(super) fn since_boot() -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Fails: there is no timer.
    ///
    /// # Errors
    /// Always.
    pub(super) fn of_day() -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Waits for nothing: it is never called.
    pub(super) async fn reach(&mut self, _: Option<Duration>) -> io::Result<()> {
        match self.0 {}
    }
}
