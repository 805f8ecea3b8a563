//! Some rows that arrived together, packed: a hundred thousand secrets as structures of their own would
//! take three times the memory, and as much longer to search and to give back.
//!
//! ```text
//! text   redis_prod_dsnMain clusterkafka_dev_tokengit…      ids and descriptions, as they are shown
//! ends              ┴           ┴              ┴
//! facts  created, access, origin ──► origins  (owner, scope, tenant), each combination once
//! ```
//!
//! What makes rows quick to find is made here too, once and off the loop. Nothing in it ever changes.

use std::sync::Arc;

use jiff::Timestamp;

use super::pack::Pack;
use super::packed::{Ends, Facts, Origin, Packed, RowMasks, UNKNOWN, fingerprint};
use super::str_span::{StrSpan, Texts};
use super::widths::Widths;
use crate::domain::{Access, Scope, Secret, SecretId};
use crate::text::SafeText;

/// Immutable rows; cheap to clone.
#[derive(Clone)]
pub struct Chunk(Arc<Packed>);

/// One row, where it lies.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pack: &'a Packed,
    at: usize,
}

impl Chunk {
    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.0.ends.len()
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the row at `at`.
    pub fn get(&self, at: usize) -> Option<Row<'_>> {
        (at < self.len()).then_some(Row { pack: &self.0, at })
    }

    /// Returns the rows in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|at| Row { pack: &self.0, at })
    }

    /// Tells whether both are one chunk.
    pub(in crate::domain) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Returns the fingerprints of the ids.
    pub(in crate::domain) fn prints(&self) -> &[u32] {
        &self.0.prints
    }

    /// Returns the widths of its texts.
    pub(super) fn widths(&self) -> &Widths {
        &self.0.widths
    }

    /// Returns the owners and pods of the rows, each combination once.
    pub fn origins(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.origins.iter().map(|origin| (origin.owner.shown(), origin.scope.pod().map(SafeText::shown)))
    }

    /// Returns the position of the secret `id` in the chunk.
    pub(super) fn position(&self, id: &SecretId) -> Option<usize> {
        let wanted = fingerprint(id.as_str());
        let mut from = 0;
        while let Some(at) = self.0.prints[from..].iter().position(|&print| print == wanted) {
            if (Row { pack: &self.0, at: from + at }).is(id) {
                return Some(from + at);
            }
            from += at + 1;
        }
        None
    }
}

impl<'a> Row<'a> {
    /// Returns the id as it is drawn; empty when it is.
    pub fn id(self) -> &'a str {
        &self.pack.text[self.begin()..self.ends().id as usize]
    }

    /// Returns the description as it is drawn.
    pub fn description(self) -> &'a str {
        let Ends { id, description } = self.ends();
        &self.pack.text[id as usize..description as usize]
    }

    /// Returns the texts that the filter searches.
    pub fn texts(self) -> Texts<'a> {
        let Ends { id, description } = self.ends();
        let letters = self.letters();
        let span = |from, to, letters| StrSpan { all: &self.pack.text, from, to, letters };
        Texts {
            id: span(self.begin(), id as usize, letters.id),
            description: span(id as usize, description as usize, letters.description),
        }
    }

    /// Reads a little of what a search reads, so that it is at hand then. What it returns means nothing.
    pub fn glance(self) -> u8 {
        let byte = |at: usize| self.pack.text.as_bytes().get(at).copied().unwrap_or(0);
        let end = self.ends().description as usize;
        byte(self.begin()) ^ byte(end.wrapping_sub(1)) ^ u8::from(self.letters().id.is_ascii())
    }

    fn letters(self) -> RowMasks {
        self.pack.letters[self.at]
    }

    /// Returns the name of the owner, as it is drawn.
    pub fn owner(self) -> &'a str {
        self.origin().owner.shown()
    }

    /// Returns the tenant, as far as its name in the service's storage tells.
    pub fn tenant(self) -> Option<&'a str> {
        self.origin().stored_as.tenant()
    }

    /// Returns the id as it was sent.
    pub fn sent_id(self) -> &'a str {
        self.odd().map_or_else(|| self.id(), |odd| odd.id.as_str())
    }

    /// Returns the name of the owner in both forms; shared between rows.
    pub fn owner_text(self) -> &'a SafeText {
        &self.origin().owner
    }

    /// Returns the pod that it belongs to, as it is drawn; `None` where it belongs to a user.
    pub fn pod(self) -> Option<&'a str> {
        self.scope().pod().map(SafeText::shown)
    }

    /// Returns the scope.
    pub fn scope(self) -> &'a Scope {
        &self.origin().scope
    }

    /// Returns the access to the value.
    pub fn access(self) -> Access {
        self.facts().access
    }

    /// Returns the time of creation, in microseconds since 1970.
    pub fn created(self) -> Option<i64> {
        Some(self.facts().created).filter(|&at| at != UNKNOWN)
    }

    /// Returns the time of creation as a time, where there is such a time.
    pub fn created_at(self) -> Option<Timestamp> {
        self.created().and_then(|at| Timestamp::from_microsecond(at).ok())
    }

    /// Unpacks the secret. Copies its texts.
    pub fn secret(self) -> Secret {
        if let Some(odd) = self.odd() {
            return odd.clone();
        }
        let Origin { owner, scope, stored_as } = self.origin().clone();
        Secret {
            id: self.id().into(),
            description: self.description().into(),
            owner,
            scope,
            access: self.access(),
            created: self.created_at(),
            stored_as,
        }
    }

    /// Returns the fingerprint of the id.
    pub(in crate::domain) fn print(self) -> u32 {
        self.pack.prints[self.at]
    }

    fn is(self, id: &SecretId) -> bool {
        self.sent_id() == id.as_str()
    }

    fn odd(self) -> Option<&'a Secret> {
        let odd = &self.pack.odd;
        let index = odd.binary_search_by_key(&self.at, |(at, _)| *at as usize).ok()?;
        Some(&odd[index].1)
    }

    fn begin(self) -> usize {
        self.at.checked_sub(1).map_or(0, |before| self.pack.ends[before].description as usize)
    }

    fn ends(self) -> Ends {
        self.pack.ends[self.at]
    }

    fn facts(self) -> Facts {
        self.pack.facts[self.at]
    }

    fn origin(self) -> &'a Origin {
        &self.pack.origins[self.facts().origin as usize]
    }
}

impl FromIterator<Secret> for Chunk {
    fn from_iter<I: IntoIterator<Item = Secret>>(secrets: I) -> Self {
        let mut pack = Pack::default();
        secrets.into_iter().for_each(|secret| pack.add(secret));
        Self(Arc::new(pack.finish()))
    }
}

impl From<Vec<Secret>> for Chunk {
    fn from(secrets: Vec<Secret>) -> Self {
        secrets.into_iter().collect()
    }
}

impl<const N: usize> From<[Secret; N]> for Chunk {
    fn from(secrets: [Secret; N]) -> Self {
        secrets.into_iter().collect()
    }
}

impl std::fmt::Debug for Chunk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Chunk({} rows)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::StoredAs;
    use proptest::prelude::*;

    #[test]
    fn a_secret_is_found_by_its_whole_id() {
        let chunk: Chunk = ["a", "b", "", "b", "\u{1b}"].into_iter().map(Secret::named).collect();
        assert_eq!(chunk.position(&"b".into()), Some(1));
        assert_eq!(chunk.position(&"".into()), Some(2));
        assert_eq!(chunk.position(&"B".into()), None);
        assert_eq!(chunk.position(&"\u{1b}".into()), Some(4));
        assert_eq!(chunk.position(&"\\u{1b}".into()), None, "what it is drawn as is not its id");
    }

    fn any_secret() -> impl Strategy<Value = Secret> {
        let texts = (".{0,6}", ".{0,12}", prop_oneof!["[ab]", ".{0,3}"]);
        let scope = prop_oneof![
            Just(Scope::User),
            Just(Scope::Unknown),
            ".{0,2}".prop_map(|pod| Scope::Pod(pod.as_str().into())),
            ".{0,2}".prop_map(|word| Scope::Other(word.as_str().into())),
        ];
        let stored_as = prop_oneof![
            Just(StoredAs::Unknown),
            "[xy]".prop_map(|tenant| StoredAs::Usual(tenant.into())),
            ".{0,4}".prop_map(|name| StoredAs::Odd(name.as_str().into())),
        ];
        let times = prop_oneof![
            Just(None),
            (-377_705_116_800_i128..253_402_207_200).prop_map(|s| Some(s * 1_000_000_000)),
            any::<i64>().prop_map(|nanos| Some(nanos.into())),
        ];
        (texts, scope, any::<(Option<bool>, Option<bool>)>(), times, stored_as).prop_map(
            |((id, description, owner), scope, (readable, writable), nanos, stored_as)| Secret {
                id: id.as_str().into(),
                description: description.as_str().into(),
                owner: owner.as_str().into(),
                scope,
                access: Access { readable, writable },
                created: nanos.and_then(|nanos| Timestamp::from_nanosecond(nanos).ok()),
                stored_as,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_out_as_it_went_in(secrets in prop::collection::vec(any_secret(), 0..12)) {
            let chunk = Chunk::from(secrets.clone());
            let out: Vec<_> = chunk.iter().map(Row::secret).collect();
            prop_assert_eq!(&out, &secrets);
            for (row, secret) in chunk.iter().zip(&secrets) {
                prop_assert_eq!(row.description(), secret.description.shown());
                prop_assert_eq!(row.owner(), secret.owner.shown());
                prop_assert!(chunk.position(&secret.id).is_some_and(|at| secrets[at].id == secret.id));
            }
        }
    }
}
