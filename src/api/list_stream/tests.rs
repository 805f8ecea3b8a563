//! The reader against serde_json, in any pieces.
