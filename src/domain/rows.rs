//! The list of secrets as it came: immutable chunks, so that a snapshot for another thread costs a
//! few pointers, however long the list is.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Secret, SecretId};

mod chunk;
mod pack;
mod packed;
mod str_span;
mod widths;

pub use chunk::{Chunk, Row};
pub use str_span::{StrSpan, Texts};
pub use widths::RowNeeds;

use widths::Widths;

/// Secrets in the order in which they arrived. Grows by whole chunks; a row never changes its index.
#[derive(Clone, Debug)]
pub struct Rows {
    list: u64,
    chunks: Vec<Chunk>,
    /// The index of the first row of each chunk.
    starts: Vec<u32>,
    len: u32,
}

impl Rows {
    /// Makes an empty list with an identity of its own.
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self { list: NEXT.fetch_add(1, Ordering::Relaxed), chunks: Vec::new(), starts: Vec::new(), len: 0 }
    }

    /// Returns the number of the list. A snapshot and the list that grew from it have the same number, so that a
    /// result for the snapshot still holds for its rows.
    pub fn list(&self) -> u64 {
        self.list
    }

    /// Appends a chunk. Rows beyond `u32::MAX` cannot be addressed and are dropped; the client stops
    /// long before (2,000,000 rows).
    pub fn push(&mut self, chunk: Chunk) {
        let Some(len) = u32::try_from(chunk.len()).ok().and_then(|n| self.len.checked_add(n)) else { return };
        if chunk.is_empty() {
            return;
        }
        self.starts.push(self.len);
        self.chunks.push(chunk);
        self.len = len;
    }

    /// Makes another list: this one with `secret` in place of the one of the same id, or added at the end. Copies one
    /// chunk; the others are shared.
    pub fn with(&self, secret: Secret) -> Self {
        match self.find(&secret.id) {
            Some((chunk, at)) => self.edited(chunk, |rows| rows[at] = secret),
            None => {
                let mut rows = Self { list: Self::new().list, ..self.clone() };
                rows.push([secret].into());
                rows
            }
        }
    }

    /// Makes another list: this one without the secret `id`. Copies one chunk; the others are shared.
    pub fn without(&self, id: &SecretId) -> Self {
        match self.find(id) {
            Some((chunk, at)) => self.edited(chunk, |rows| drop(rows.remove(at))),
            None => self.clone(),
        }
    }

    /// Returns the secret `id`. Costs a pass over four bytes a row.
    pub fn by_id(&self, id: &SecretId) -> Option<Secret> {
        let (chunk, at) = self.find(id)?;
        self.chunks[chunk].get(at).map(Row::secret)
    }

    /// Finds the chunk of the secret `id`, and its place there.
    fn find(&self, id: &SecretId) -> Option<(usize, usize)> {
        self.chunks.iter().enumerate().find_map(|(chunk, rows)| Some((chunk, rows.position(id)?)))
    }

    /// Returns the index of the secret `id`, counted in order of arrival. Costs as much as `by_id`.
    pub fn index_of(&self, id: &SecretId) -> Option<u32> {
        self.find(id).map(|(chunk, at)| self.starts[chunk] + at as u32)
    }

    /// Returns the rows chunk by chunk, each with the index of its first row.
    pub fn chunks(&self) -> impl ExactSizeIterator<Item = (u32, &Chunk)> {
        self.starts.iter().copied().zip(&self.chunks)
    }

    /// Returns the owners and pods of the rows, each combination once in each chunk.
    pub fn origins(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.chunks.iter().flat_map(Chunk::origins)
    }

    fn edited(&self, chunk: usize, edit: impl FnOnce(&mut Vec<Secret>)) -> Self {
        let mut rows = Self::new();
        let mut edited = self.chunks[chunk].iter().map(Row::secret).collect();
        edit(&mut edited);
        let before = self.chunks[..chunk].iter().cloned();
        for chunk in before.chain([edited.into()]).chain(self.chunks[chunk + 1..].iter().cloned()) {
            rows.push(chunk);
        }
        rows
    }

    /// Returns the columns that the rows need. Costs a few additions for each chunk.
    pub fn needs(&self) -> RowNeeds {
        let mut widths = Widths::default();
        self.chunks.iter().for_each(|chunk| widths.absorb(chunk.widths()));
        widths.needs()
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the row at `index`, counted in order of arrival.
    pub fn get(&self, index: u32) -> Option<Row<'_>> {
        let chunk = self.starts.partition_point(|&start| start <= index).checked_sub(1)?;
        self.chunks.get(chunk)?.get((index - self.starts[chunk]) as usize)
    }

    /// Returns the rows from `first` on, with their indices.
    pub fn iter_from(&self, first: u32) -> impl Iterator<Item = (u32, Row<'_>)> {
        let chunk = self.starts.partition_point(|&start| start <= first).saturating_sub(1);
        let begin = self.starts.get(chunk).copied().unwrap_or(0);
        (begin..)
            .zip(self.chunks[chunk.min(self.chunks.len())..].iter().flat_map(Chunk::iter))
            .skip((first - begin) as usize)
    }
}

impl Default for Rows {
    fn default() -> Self {
        Self::new()
    }
}

impl FromIterator<Secret> for Rows {
    fn from_iter<I: IntoIterator<Item = Secret>>(secrets: I) -> Self {
        let mut rows = Self::new();
        rows.push(secrets.into_iter().collect());
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(names: &[&str]) -> Chunk {
        names.iter().map(|name| Secret::named(*name)).collect()
    }

    #[test]
    fn rows_are_found_across_chunks() {
        let mut rows = Rows::new();
        assert!(rows.is_empty() && rows.get(0).is_none());
        assert_eq!(rows.iter_from(0).count(), 0);
        rows.push(chunk(&["a", "b", "c"]));
        rows.push(chunk(&[]));
        rows.push(chunk(&["d"]));
        rows.push(chunk(&["e", "f"]));
        let all: Vec<_> = (0..6).map(|i| rows.get(i).unwrap().id().to_owned()).collect();
        assert_eq!(all, ["a", "b", "c", "d", "e", "f"]);
        assert!(rows.get(6).is_none());
        let tail: Vec<_> = rows.iter_from(2).map(|(i, s)| format!("{i}{}", s.id())).collect();
        assert_eq!(tail, ["2c", "3d", "4e", "5f"]);
        assert_eq!(rows.iter_from(3).count(), 3);
        assert_eq!(rows.iter_from(6).count(), 0);
    }

    #[test]
    fn a_list_is_edited_by_id_and_stays_itself() {
        let mut rows = Rows::new();
        rows.push(chunk(&["a", "b"]));
        rows.push(chunk(&["c"]));
        let ids = |rows: &Rows| rows.iter_from(0).map(|(_, s)| s.id().to_owned()).collect::<Vec<_>>();
        let changed = rows.with(Secret { description: "new".into(), ..Secret::named("b") });
        assert_eq!(changed.by_id(&"b".into()).unwrap().description.shown(), "new");
        assert_eq!((ids(&changed), changed.len()), (ids(&rows), 3));
        assert_eq!(ids(&rows.with(Secret::named("d"))), ["a", "b", "c", "d"]);
        assert_eq!(ids(&rows.without(&"a".into())), ["b", "c"]);
        assert_eq!(ids(&rows.without(&"c".into())), ["a", "b"]);
        assert_eq!(rows.len(), 3);
        assert_ne!(changed.list(), rows.list());
        assert_eq!(rows.by_id(&"x".into()), None);
        assert_eq!((rows.index_of(&"c".into()), rows.index_of(&"x".into())), (Some(2), None));
    }

    #[test]
    fn a_snapshot_keeps_its_rows_and_its_identity() {
        let mut rows = Rows::new();
        rows.push(chunk(&["a"]));
        let snapshot = rows.clone();
        rows.push(chunk(&["b"]));
        assert_eq!((snapshot.len(), rows.len()), (1, 2));
        assert_eq!(snapshot.list(), rows.list());
        assert_ne!(Rows::new().list(), rows.list());
    }
}
