//! The way in which a search learns that a newer one has replaced it.

use std::sync::Arc;

/// A question from any thread: whether a newer query makes the answer useless.
pub type Superseded = Arc<dyn Fn() -> bool + Send + Sync>;

/// Returns a test that always says no, for a search that nothing replaces.
pub fn never() -> Superseded {
    Arc::new(|| false)
}
