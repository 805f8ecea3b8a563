//! The client's waits and limits, with the documented defaults; tests use smaller ones.

use std::time::Duration;

use super::list_stream::ListLimits;
use super::retry::RetryPolicy;

/// Everything about the client's patience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The times after which a call is given up.
    pub timeouts: Timeouts,
    /// The most that is taken of an answer.
    pub limits: Limits,
    /// The policy for repeating a call.
    pub retry: RetryPolicy,
}

/// The times after which one attempt is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until a connection stands, TLS included; 5 s.
    pub connect: Duration,
    /// A list: without any byte, also before the first; 15 s.
    pub silence: Duration,
    /// A list in all; 5 min.
    pub list: Duration,
    /// Any other call in all; 30 s.
    pub call: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            silence: Duration::from_secs(15),
            list: Duration::from_secs(5 * 60),
            call: Duration::from_secs(30),
        }
    }
}

/// The most that is taken of an answer, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A list; 256 MiB, 2,000,000 rows.
    pub list: ListLimits,
    /// A value as it is after reading; 16 MiB. The body may be six times that, which is what JSON's
    /// escapes can cost.
    pub value: u64,
    /// Any other body; 1 MiB.
    pub metadata: u64,
}

impl Limits {
    /// Room for the envelope around a value.
    const ENVELOPE: u64 = 64 * 1024;

    /// Returns the size that the body of a value may have.
    pub fn value_body(&self) -> u64 {
        self.value.saturating_mul(6).saturating_add(Self::ENVELOPE)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { list: ListLimits::default(), value: 16 * 1024 * 1024, metadata: 1024 * 1024 }
    }
}
