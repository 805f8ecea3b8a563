//! The marked rows of a list, as one bit each: a hundred thousand marks take 12 KiB, and setting them all takes less
//! than a frame.

use super::Places;

/// A set of rows by their index in one list. `Places` leads to the same secrets in another list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    words: Vec<u64>,
    count: usize,
}

impl Marked {
    /// Marks the first `count` rows.
    pub fn all(count: u32) -> Self {
        let (full, bit) = place(count);
        let mut words = vec![u64::MAX; full];
        words.push(bit - 1);
        Self { words, count: count as usize }
    }

    /// Returns the number of marked rows.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Tells whether no row is marked.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Tells whether the row is marked.
    pub fn has(&self, row: u32) -> bool {
        let (word, bit) = place(row);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Marks the row, or takes its mark away.
    pub fn set(&mut self, row: u32, marked: bool) {
        let (word, bit) = place(row);
        if self.has(row) == marked {
            return;
        }
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] ^= bit;
        self.count = if marked { self.count + 1 } else { self.count - 1 };
    }

    /// Marks all of these rows.
    pub fn add(&mut self, rows: &[u32]) {
        let words = rows.iter().max().map_or(0, |row| place(*row).0 + 1);
        self.words.resize(words.max(self.words.len()), 0);
        for row in rows {
            let (word, bit) = place(*row);
            self.words[word] |= bit;
        }
        self.count = self.words.iter().map(|word| word.count_ones() as usize).sum();
    }

    /// Returns the marked rows, in the order of their indices.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        let bits = |word: u64| (0..u64::BITS).filter(move |bit| word >> bit & 1 != 0);
        (0u32..).zip(&self.words).flat_map(move |(at, word)| bits(*word).map(move |bit| at * u64::BITS + bit))
    }

    /// Returns the marks of the same secrets in the list that `places` leads to. A secret that is not there any more has
    /// none.
    #[must_use]
    pub fn moved(&self, places: &Places) -> Self {
        let mut moved = Self { words: vec![0; self.words.len()], count: 0 };
        self.rows().filter_map(|row| places.of(row)).for_each(|row| moved.set(row, true));
        moved
    }
}

fn place(row: u32) -> (usize, u64) {
    ((row / u64::BITS) as usize, 1 << (row % u64::BITS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[derive(Clone, Debug)]
    enum Op {
        Set(u32, bool),
        Add(Vec<u32>),
        All(u32),
    }

    fn any_op() -> impl Strategy<Value = Op> {
        let row = || 0u32..200;
        prop_oneof![
            (row(), any::<bool>()).prop_map(|(row, marked)| Op::Set(row, marked)),
            prop::collection::vec(row(), 0..20).prop_map(Op::Add),
            row().prop_map(Op::All),
        ]
    }

    proptest! {
        #[test]
        fn it_is_a_set(ops in prop::collection::vec(any_op(), 0..40)) {
            let (mut marked, mut model) = (Marked::default(), BTreeSet::new());
            for op in ops {
                match op {
                    Op::Set(row, true) => {
                        marked.set(row, true);
                        model.insert(row);
                    }
                    Op::Set(row, false) => {
                        marked.set(row, false);
                        model.remove(&row);
                    }
                    Op::All(count) => {
                        marked = Marked::all(count);
                        model = (0..count).collect();
                    }
                    Op::Add(rows) => {
                        marked.add(&rows);
                        model.extend(rows);
                    }
                }
                prop_assert_eq!(marked.rows().collect::<Vec<_>>(), model.iter().copied().collect::<Vec<_>>());
                prop_assert_eq!((marked.count(), marked.is_empty()), (model.len(), model.is_empty()));
                prop_assert!((0..200).all(|row| marked.has(row) == model.contains(&row)));
            }
        }
    }
}
