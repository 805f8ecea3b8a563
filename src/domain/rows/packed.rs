//! How rows lie in memory.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::widths::Widths;
use crate::domain::char_mask::CharMask;
use crate::domain::{Access, Scope, Secret, StoredAs};
use crate::text::SafeText;

/// The rows, field by field.
pub(super) struct Packed {
    pub(super) text: Box<str>,
    pub(super) ends: Box<[Ends]>,
    pub(super) facts: Box<[Facts]>,
    pub(super) origins: Box<[Origin]>,
    /// A few bits of each id: the rows that may have an id are found without looking at the texts.
    pub(super) prints: Box<[u32]>,
    pub(super) letters: Box<[RowMasks]>,
    pub(super) widths: Widths,
    /// The rows that cannot be rebuilt from the other fields, whole, by their place.
    pub(super) odd: Box<[(u32, Secret)]>,
}

/// The ends of a row's id and description in the text; the row begins where the one before ends.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    pub(super) id: u32,
    pub(super) description: u32,
}

#[derive(Clone, Copy)]
pub(super) struct Facts {
    /// Microseconds since 1970, or `UNKNOWN`.
    pub(super) created: i64,
    /// Index of its origin.
    pub(super) origin: u32,
    pub(super) access: Access,
}

/// The time of creation when the service did not tell.
pub(super) const UNKNOWN: i64 = i64::MIN;

/// The facts that many rows share.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Origin {
    pub(super) owner: SafeText,
    pub(super) scope: Scope,
    pub(super) stored_as: StoredAs,
}

/// The characters of a row in the texts that the filter searches.
#[derive(Clone, Copy)]
pub(super) struct RowMasks {
    /// In the shown id.
    pub(super) id: CharMask,
    /// In the shown description.
    pub(super) description: CharMask,
}

/// Hashes an id; equal ids have the same number everywhere. Whoever chooses ids can make them collide: that costs a
/// comparison.
pub(super) fn fingerprint(id: &str) -> u32 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id) as u32
}
