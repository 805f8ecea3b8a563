//! The values of a container, for tests that compare them with what the program claims.

use jiff::Timestamp;

/// One container that was made. Holds values of the demonstration's secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodStart {
    /// The time at which it was made.
    pub at: Timestamp,
    /// The values of the pod's `secret_map`, by KEY.
    pub secrets: Vec<(String, String)>,
    /// The environment variables.
    pub environment: Vec<(String, String)>,
}
