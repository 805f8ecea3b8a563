//! The clock that the app and the embedded service believe in: it stands, unless a test moves the app's.

use std::time::Instant;

use jiff::Timestamp;
use tapis_secrets::demo::Options;
use tapis_secrets::domain::Moment;

/// When everything begins, in UTC.
pub(crate) const NOW: &str = "2026-11-23T14:03:00Z";

/// The time of day.
pub(crate) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// The moment at which an app begins.
pub(crate) fn start() -> Moment {
    Moment { instant: Instant::now(), wall: now() }
}

/// An embedded service with this clock.
pub(crate) fn options() -> Options {
    Options { now, ..Options::default() }
}
