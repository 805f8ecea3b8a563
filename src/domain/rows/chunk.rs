//! Some rows that arrived together, with what makes them quick to find: made once, off the loop, and
//! never changed.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::ops::Deref;
use std::sync::Arc;

use crate::domain::letters::Letters;
use crate::domain::{Secret, SecretId};

/// Immutable rows; cheap to clone.
#[derive(Clone, Debug)]
pub struct Chunk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    secrets: Box<[Secret]>,
    /// A few bits of each id: the rows that may have an id are found without looking at the texts.
    ids: Box<[u32]>,
    letters: Box<[RowLetters]>,
}

/// What characters a row has in the texts that the filter searches.
#[derive(Clone, Copy, Debug)]
pub struct RowLetters {
    /// In the shown id.
    pub id: Letters,
    /// In the shown description.
    pub description: Letters,
}

impl RowLetters {
    /// Looks at both texts.
    pub fn of(secret: &Secret) -> Self {
        Self { id: Letters::of(secret.id.shown()), description: Letters::of(secret.description.shown()) }
    }
}

impl Chunk {
    /// Where in it the secret `id` is.
    pub(super) fn position(&self, id: &SecretId) -> Option<usize> {
        let wanted = fingerprint(id);
        let mut from = 0;
        while let Some(at) = self.0.ids[from..].iter().position(|&print| print == wanted) {
            if self.0.secrets[from + at].id == *id {
                return Some(from + at);
            }
            from += at + 1;
        }
        None
    }

    /// The characters of each row, in the order of the rows.
    pub fn letters(&self) -> &[RowLetters] {
        &self.0.letters
    }
}

fn fingerprint(id: &SecretId) -> u32 {
    // The same in every chunk; whoever chooses ids can make them collide, which costs a comparison each.
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id.as_str()) as u32
}

impl From<Vec<Secret>> for Chunk {
    fn from(secrets: Vec<Secret>) -> Self {
        let ids = secrets.iter().map(|secret| fingerprint(&secret.id)).collect();
        let letters = secrets.iter().map(RowLetters::of).collect();
        Self(Arc::new(Inner { secrets: secrets.into(), ids, letters }))
    }
}

impl<const N: usize> From<[Secret; N]> for Chunk {
    fn from(secrets: [Secret; N]) -> Self {
        Vec::from(secrets).into()
    }
}

impl FromIterator<Secret> for Chunk {
    fn from_iter<I: IntoIterator<Item = Secret>>(secrets: I) -> Self {
        secrets.into_iter().collect::<Vec<_>>().into()
    }
}

impl Deref for Chunk {
    type Target = [Secret];

    fn deref(&self) -> &[Secret] {
        &self.0.secrets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_by_its_whole_id() {
        let chunk: Chunk = ["a", "b", "", "b"].into_iter().map(Secret::named).collect();
        assert_eq!(chunk.position(&"b".into()), Some(1));
        assert_eq!(chunk.position(&"".into()), Some(2));
        assert_eq!(chunk.position(&"B".into()), None);
    }
}
