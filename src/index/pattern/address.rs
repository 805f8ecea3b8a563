//! Words that name one secret, as in the `secret_map` of a pod or in a log: its reference, or the name that it
//! is stored under (contract §2, `PODS.md` §2).

use crate::domain::rows::Row;

/// Points of such a name: more than any word of its length can have, because the name is unambiguous.
pub(super) const SCORE: u32 = 1_000;

/// A reference or a stored name, or the beginning of one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The owner or pod; a short reference has none.
    whose: Option<String>,
    id: String,
    /// The id is complete, not only begun.
    is_whole: bool,
}

impl Address {
    /// Reads `${secret:ID}`, `${secret:OWNER:ID}`, `pods_TENANT_user+OWNER+ID` or `pods_TENANT_pod+POD+ID`. A
    /// reference may also be incomplete, as while it is typed.
    pub(super) fn read(word: &str) -> Option<Self> {
        let (names, separator, is_whole) = match word.strip_prefix("${secret:") {
            Some(names) => (names.strip_suffix('}').unwrap_or(names), ':', names.ends_with('}')),
            None => (word.strip_prefix("pods_")?.split_once('+')?.1, '+', false),
        };
        let (whose, id) = match names.split_once(separator) {
            Some((whose, id)) => (Some(whose.to_owned()), id),
            None if separator == '+' => return None,
            None => (None, names),
        };
        Some(Self { whose, id: id.to_owned(), is_whole })
    }

    /// Returns the number of bytes of the id of `row` that it names, if it names `row`.
    pub(super) fn names(&self, row: Row<'_>) -> Option<usize> {
        let whose = self.whose.as_deref();
        let is_whose = whose.is_none_or(|whose| whose == row.owner() || row.pod() == Some(whose));
        let is_id = match self.is_whole {
            true => row.id() == self.id,
            false => row.id().starts_with(&self.id),
        };
        // The only name of a reference that is being typed may become its owner.
        let may_be_owner = whose.is_none() && !self.is_whole && row.owner().starts_with(&self.id);
        match is_whose && is_id {
            true => Some(self.id.len()),
            false => may_be_owner.then_some(0),
        }
    }

    /// Returns the beginning of an id, to mark its letters.
    pub(super) fn id(&self) -> &str {
        &self.id
    }
}
