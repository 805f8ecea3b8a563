//! The limit of what a source may give.

/// The longest token or key, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;
