//! How a search learns that its answer is not wanted any more.

use std::sync::Arc;

/// Tells, from any thread, whether a newer question makes an answer useless.
pub type Superseded = Arc<dyn Fn() -> bool + Send + Sync>;

/// For an answer that is wanted whatever comes.
pub fn never() -> Superseded {
    Arc::new(|| false)
}
