//! What a container was given, for tests that compare it with what was claimed.

use jiff::Timestamp;

/// One container that was made. Holds values of the demonstration's secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodStart {
    /// When it was made.
    pub at: Timestamp,
    /// The values of the pod's `secret_map`, by KEY.
    pub secrets: Vec<(String, String)>,
    /// The environment variables.
    pub environment: Vec<(String, String)>,
}
