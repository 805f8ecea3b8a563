//! The limit on the size of a token or key.

/// The longest token or key, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;
