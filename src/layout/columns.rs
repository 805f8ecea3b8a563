//! The columns of the list: which ones there is room for, and how wide they are.
//!
//! ```text
//! id                      owner used     age  description
//! postgres_main_password rw you      4    8 mo  Main cluster, primary writer
//! ```
//! What does not fit goes in this order: description, age, the number of uses, the owner's name; `you` stays. Only then
//! is the id cut, so that more room never shows less of an id. There is a column for the uses once they are known.

use crate::domain::RowNeeds;

/// The access pair.
const PAIR: u16 = 2;
/// Between the id, the pair and the owner.
const GAP: u16 = 1;
/// `you`, or `-` for anybody else.
const YOU: u16 = 3;
/// The most columns that names of owners take.
const OWNER_MOST: u16 = 16;
/// A name that has to be cut gets this much, or none is shown.
const OWNER_LEAST: u16 = 8;
/// `used`, with the gap before it.
const USED: u16 = 1 + 4;
/// `59 min`, with the gap before it.
const AGE: u16 = 1 + 6;
const BEFORE_DESCRIPTION: u16 = 2;
/// With less room no description is shown.
const DESCRIPTION_LEAST: u16 = 16;

/// The widths of the columns; a column that is not shown has width 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Columns {
    id: u16,
    owner: u16,
    used: u16,
    age: u16,
    description: u16,
}

impl Columns {
    /// Lays out the columns of rows with these `needs` in `room`, where `counts` says that the uses are known. None is
    /// wider than it needs.
    pub fn new(needs: RowNeeds, counts: bool, room: u16) -> Self {
        let fixed = GAP + PAIR + GAP + YOU;
        let id = needs.id.min(room.saturating_sub(fixed));
        let mut rest = room.saturating_sub(fixed + id);
        let mut take = |least: u16, most: u16| {
            let taken = if rest < least { 0 } else { rest.min(most) };
            // What comes after it has no room either.
            rest = if rest < most { 0 } else { rest - taken };
            taken
        };
        let name = needs.owner.clamp(YOU, OWNER_MOST);
        let owner = YOU + take(name.min(OWNER_LEAST) - YOU, name - YOU);
        let used = if counts { take(USED, USED) } else { 0 };
        let age = take(AGE, AGE);
        let most = needs.description.max(DESCRIPTION_LEAST) + BEFORE_DESCRIPTION;
        let least = if needs.description > 0 { DESCRIPTION_LEAST + BEFORE_DESCRIPTION } else { u16::MAX };
        let description = take(least, most).saturating_sub(BEFORE_DESCRIPTION);
        Self { id, owner, used, age, description }
    }

    /// Returns the width of a row.
    pub fn width(&self) -> u16 {
        let last = self.description().or(self.age()).or(self.used());
        last.unwrap_or(self.owner()).1
    }

    /// Returns first column and end of the ids, counted from the beginning of the row.
    pub fn id(&self) -> (u16, u16) {
        (0, self.id)
    }

    /// Returns the column in which the access pair begins.
    pub fn pair(&self) -> u16 {
        self.id + GAP
    }

    /// Returns first column and end of the owners.
    pub fn owner(&self) -> (u16, u16) {
        let start = self.pair() + PAIR + GAP;
        (start, start + self.owner)
    }

    /// Tells whether there is room for the names of owners.
    pub fn has_names(&self) -> bool {
        self.owner > YOU
    }

    /// Returns first column and end of the numbers of uses, which end where the column ends.
    pub fn used(&self) -> Option<(u16, u16)> {
        let (_, start) = self.owner();
        (self.used > 0).then_some((start + 1, start + self.used))
    }

    /// Returns first column and end of the ages, which end where the column ends.
    pub fn age(&self) -> Option<(u16, u16)> {
        let (_, start) = self.used().unwrap_or(self.owner());
        (self.age > 0).then_some((start + 1, start + self.age))
    }

    /// Returns first column and end of the descriptions.
    pub fn description(&self) -> Option<(u16, u16)> {
        let start = self.age()?.1 + BEFORE_DESCRIPTION;
        (self.description > 0).then_some((start, start + self.description))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const NEEDS: RowNeeds = RowNeeds { id: 22, owner: 7, description: 40 };

    #[rstest]
    #[case::everything(100, (22, 7, true, 40))]
    #[case::a_part_of_the_description(58, (22, 7, true, 18 - 2))]
    #[case::no_description(57, (22, 7, true, 0))]
    #[case::no_age(39, (22, 7, false, 0))]
    #[case::no_name(32, (22, 3, false, 0))]
    #[case::a_part_of_the_id(20, (13, 3, false, 0))]
    fn what_does_not_fit_goes_in_order(#[case] room: u16, #[case] expected: (u16, u16, bool, u16)) {
        let columns = Columns::new(NEEDS, false, room);
        let Columns { id, owner, used, age, description } = columns;
        assert_eq!(
            (id, owner, used, age > 0, description),
            (expected.0, expected.1, 0, expected.2, expected.3)
        );
        assert!(columns.width() <= room);
    }

    #[rstest]
    #[case::everything(105, (true, true, 40))]
    #[case::no_description(62, (true, true, 0))]
    #[case::no_age(44, (true, false, 0))]
    #[case::no_uses(37, (false, false, 0))]
    fn known_uses_have_a_column_before_the_age(#[case] room: u16, #[case] expected: (bool, bool, u16)) {
        let columns = Columns::new(NEEDS, true, room);
        assert_eq!((columns.used().is_some(), columns.age().is_some(), columns.description), expected);
        assert!(columns.owner == 7 && columns.width() <= room, "{columns:?}");
    }

    #[test]
    fn a_long_name_is_cut_before_it_goes() {
        let needs = RowNeeds { owner: 40, ..NEEDS };
        assert_eq!(Columns::new(needs, false, 100).owner, OWNER_MOST);
        assert_eq!(
            Columns::new(needs, false, 22 + 4 + 10),
            Columns { id: 22, owner: 10, ..Columns::default() }
        );
        assert_eq!(Columns::new(needs, false, 22 + 4 + 7).owner, YOU);
    }

    proptest! {
        #[test]
        fn more_room_never_shows_less_of_an_id(
            id in 0u16..600,
            owner in 0u16..40,
            description in 0u16..200,
            counts in proptest::bool::ANY,
        ) {
            let needs = RowNeeds { id, owner, description };
            let mut before = Columns::default();
            for room in 8..400 {
                let columns = Columns::new(needs, counts, room);
                prop_assert!(columns.width() <= room, "{columns:?} in {room}");
                prop_assert!(columns.id >= before.id && columns.id <= id);
                prop_assert!(columns.id == id || !columns.has_names(), "{columns:?} in {room}");
                before = columns;
            }
        }
    }
}
