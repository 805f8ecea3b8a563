//! The columns that the texts of a list take. Each chunk counts its own once, off the loop, so that the columns of
//! the list can be chosen without a look at every row.

use crate::text::fit::width;

/// Wider texts count as this wide: no screen shows more of one.
const MOST: usize = 512;

/// The columns that the rows of a list need: each number is enough for 19 of 20 texts that are not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RowNeeds {
    /// For the ids.
    pub id: u16,
    /// For the owners' names.
    pub owner: u16,
    /// For the descriptions.
    pub description: u16,
}

impl RowNeeds {
    /// Returns the needs of both.
    pub fn or(self, other: Self) -> Self {
        Self {
            id: self.id.max(other.id),
            owner: self.owner.max(other.owner),
            description: self.description.max(other.description),
        }
    }
}

/// The widths of the texts of some rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Widths {
    id: Tally,
    owner: Tally,
    description: Tally,
}

impl Widths {
    pub(super) fn add(&mut self, id: &str, owner: &str, description: &str) {
        self.id.add(id);
        self.owner.add(owner);
        self.description.add(description);
    }

    /// Counts the rows that `other` has counted.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.id.absorb(&other.id);
        self.owner.absorb(&other.owner);
        self.description.absorb(&other.description);
    }

    /// Returns the columns that these rows need.
    pub(super) fn needs(&self) -> RowNeeds {
        RowNeeds {
            id: self.id.nearly_all(),
            owner: self.owner.nearly_all(),
            description: self.description.nearly_all(),
        }
    }
}

/// The number of texts of each width.
#[derive(Clone, Debug, Default)]
struct Tally(Vec<u32>);

impl Tally {
    fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let columns = width(text).min(MOST);
        if self.0.len() <= columns {
            self.0.resize(columns + 1, 0);
        }
        self.0[columns] += 1;
    }

    fn absorb(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine += theirs;
        }
    }

    /// Returns the least width that is enough for 19 of 20 texts.
    fn nearly_all(&self) -> u16 {
        let all: u64 = self.0.iter().map(|&count| u64::from(count)).sum();
        let wanted = (all * 19).div_ceil(20);
        let mut so_far = 0;
        let enough = self.0.iter().position(|&count| {
            so_far += u64::from(count);
            so_far >= wanted
        });
        // At most `MOST`.
        enough.unwrap_or(0) as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(ids: &[&str]) -> u16 {
        let mut widths = Widths::default();
        ids.iter().for_each(|id| widths.add(id, "", ""));
        widths.needs().id
    }

    #[test]
    fn one_text_of_twenty_may_be_wider() {
        let mut ids = vec!["four"; 19];
        assert_eq!(needs(&ids), 4);
        ids.push("a_long_one");
        assert_eq!(needs(&ids), 4);
        ids.push("another_long_one");
        assert_eq!(needs(&ids), 10);
        assert_eq!((needs(&[]), needs(&["中文"])), (0, 4));
        assert_eq!(needs(&[&"x".repeat(8_000)]), 512);
    }

    #[test]
    fn what_is_counted_apart_is_the_same_together() {
        let (mut one, mut other) = (Widths::default(), Widths::default());
        one.add("a", "alice", "");
        other.add("bbb", "", "some words");
        one.absorb(&other);
        assert_eq!(one.needs(), RowNeeds { id: 3, owner: 5, description: 10 });
    }
}
