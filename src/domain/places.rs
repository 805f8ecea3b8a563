//! The places of the secrets of one list in a newer one. Both hold the same secret where id and owner are the same: a
//! name that was freed and taken by somebody else is another secret.

use std::sync::Arc;

use super::rows::{Chunk, Row, Rows};

/// No row has this index, because no list is that long.
const GONE: u32 = u32::MAX;

/// The index in a newer list for each row of an older one. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    from: u64,
    to: u64,
    places: Arc<[u32]>,
}

impl Places {
    /// Finds the rows of `old` in `new`. Takes about as long as sorting both, so it is nothing for the loop; chunks that
    /// both lists share cost nothing.
    pub fn find(old: &Rows, new: &Rows) -> Self {
        let mut prints = Vec::new();
        let mut places = Vec::with_capacity(old.len());
        for (_, chunk) in old.chunks() {
            if let Some((start, _)) = new.chunks().find(|(_, other)| other.is_same(chunk)) {
                places.extend(start..start + chunk.len() as u32);
                continue;
            }
            if prints.is_empty() {
                prints = by_print(new);
            }
            places.extend(chunk.iter().map(|row| find(row, new, &prints)));
        }
        Self { from: old.list(), to: new.list(), places: places.into() }
    }

    /// Tells whether it leads from all rows of `old` to the list of this number.
    pub fn lead(&self, old: &Rows, to: u64) -> bool {
        (self.from, self.to, self.places.len()) == (old.list(), to, old.len())
    }

    /// Returns the index in the newer list of the row at this index of the older one; `None` where it is gone.
    pub fn of(&self, row: u32) -> Option<u32> {
        self.places.get(row as usize).copied().filter(|place| *place != GONE)
    }
}

/// Returns the rows with the fingerprints of their ids, in the order of these.
fn by_print(rows: &Rows) -> Vec<(u32, u32)> {
    let of_chunk =
        |(start, chunk): (u32, &Chunk)| chunk.prints().iter().copied().zip(start..).collect::<Vec<_>>();
    let mut prints: Vec<_> = rows.chunks().flat_map(of_chunk).collect();
    prints.sort_unstable();
    prints
}

fn find(row: Row<'_>, new: &Rows, prints: &[(u32, u32)]) -> u32 {
    let first = prints.partition_point(|(print, _)| *print < row.print());
    let alike = prints[first..].iter().take_while(|(print, _)| *print == row.print());
    let same = |other: Row<'_>| {
        other.sent_id() == row.sent_id() && other.owner_text().original() == row.owner_text().original()
    };
    alike.map(|(_, place)| *place).find(|place| new.get(*place).is_some_and(same)).unwrap_or(GONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Secret;

    fn secret(name: &str) -> Secret {
        let (id, owner) = name.split_once('/').unwrap_or((name, "alice"));
        Secret { owner: owner.into(), ..Secret::named(id) }
    }

    fn rows(chunks: &[&[&str]]) -> Rows {
        let mut rows = Rows::new();
        chunks.iter().for_each(|chunk| rows.push(chunk.iter().map(|name| secret(name)).collect()));
        rows
    }

    fn places(old: &Rows, new: &Rows) -> Vec<Option<u32>> {
        let places = Places::find(old, new);
        assert!(places.lead(old, new.list()) && !places.lead(new, old.list()));
        (0..old.len() as u32).map(|row| places.of(row)).collect()
    }

    #[test]
    fn a_secret_is_found_by_id_and_owner() {
        let old = rows(&[&["a", "b"], &["c", "\u{1b}"]]);
        let new = rows(&[&["\u{1b}", "c/bob"], &["x", "b", "a"]]);
        assert_eq!(places(&old, &new), [Some(4), Some(3), None, Some(0)]);
        assert_eq!(places(&old, &Rows::new()), [None; 4]);
    }

    #[test]
    fn an_edited_list_has_its_rows_where_they_are() {
        let old = rows(&[&["a", "b"], &["c", "d"], &["e"]]);
        assert_eq!(places(&old, &old.without(&"c".into())), [Some(0), Some(1), None, Some(2), Some(3)]);
        assert_eq!(places(&old, &old.with(secret("f"))), [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(places(&old, &old.with(secret("d/bob")))[2..], [Some(2), None, Some(4)]);
    }

    #[test]
    fn rows_that_came_since_are_noticed() {
        let mut old = rows(&[&["a"]]);
        let places = Places::find(&old, &old);
        old.push([secret("b")].into());
        assert!(!places.lead(&old, old.list()));
    }
}
