//! The rules of the selection. Only the user moves the selection: a pattern that is being typed selects its
//! best match until the user acts on a row, and a write that took effect selects its secret unless the user has
//! acted on another row since. Batches, refreshes and the end of a filter do not move it.

use super::ordered::Follow;

/// The event that keys wait for which were typed ahead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeldFor {
    /// The answer to a search in the loaded list.
    #[default]
    Search,
    /// The rest of the list: some rows were on the screen at the first key.
    WholeList,
    /// The list: no row was on the screen yet.
    FirstRows,
}

/// The facts that decide which row an answer selects.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Facts {
    /// A write or a key has named the secret to select, and the matcher was asked for its place.
    pub(super) wanted: bool,
    /// The secret that the matcher was asked to keep is among the rows that are shown.
    pub(super) is_there: bool,
    /// The user has acted on the selected row under this filter.
    pub(super) chosen: bool,
    /// The rows are filtered.
    pub(super) filters: bool,
    pub(super) retyped: bool,
    /// The pattern is being typed, and rows of the same list have arrived.
    pub(super) grows: bool,
    /// Keys wait for this answer.
    pub(super) typed_ahead: Option<HeldFor>,
}

impl Facts {
    /// Decides by a table: the first line that fits counts.
    pub(super) fn follow(self) -> Follow {
        match self {
            // The named secret; where it is not shown the selection stays.
            Self { wanted: true, is_there: true, .. } => Follow::Asked,
            Self { wanted: true, is_there: false, .. } => Follow::Same,
            // The row that the user has chosen, unless a new pattern hides it.
            Self { chosen: true, is_there: true, .. } | Self { chosen: true, retyped: false, .. } => {
                Follow::Same
            }
            // Keys that wait for the list mean the best match in all of it, not in the rows that came first.
            Self { filters: true, typed_ahead: Some(HeldFor::WholeList | HeldFor::FirstRows), .. } => {
                Follow::Best
            }
            // Without a filter such keys mean the first row, but only if they were typed before any row was
            // seen.
            Self { typed_ahead: Some(HeldFor::FirstRows), .. } => Follow::First,
            // A pattern that is new, or still being typed, selects its best match.
            Self { filters: true, retyped: true, .. } | Self { filters: true, grows: true, .. } => {
                Follow::Best
            }
            // Further rows, a refresh, another order and the end of a filter move nothing.
            Self { .. } => Follow::Same,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const NOTHING: Facts = Facts {
        wanted: false,
        is_there: false,
        chosen: false,
        filters: false,
        retyped: false,
        grows: false,
        typed_ahead: None,
    };
    const PATTERN: Facts = Facts { filters: true, retyped: true, ..NOTHING };

    #[rstest]
    #[case::rows_arrive(NOTHING, Follow::Same)]
    #[case::end_of_a_filter(Facts { retyped: true, ..NOTHING }, Follow::Same)]
    #[case::new_pattern(PATTERN, Follow::Best)]
    #[case::rows_arrive_while_it_is_typed(Facts { retyped: false, grows: true, ..PATTERN }, Follow::Best)]
    #[case::rows_arrive_after_it_was_typed(Facts { retyped: false, ..PATTERN }, Follow::Same)]
    #[case::chosen(Facts { chosen: true, is_there: true, ..PATTERN }, Follow::Same)]
    #[case::chosen_and_hidden(Facts { chosen: true, ..PATTERN }, Follow::Best)]
    #[case::named(Facts { wanted: true, is_there: true, ..PATTERN }, Follow::Asked)]
    #[case::named_and_hidden(Facts { wanted: true, ..PATTERN }, Follow::Same)]
    #[case::before_any_row(Facts { typed_ahead: Some(HeldFor::FirstRows), ..NOTHING }, Follow::First)]
    #[case::among_some_rows(Facts { typed_ahead: Some(HeldFor::WholeList), ..NOTHING }, Follow::Same)]
    #[case::best_of_the_whole(
        Facts { filters: true, typed_ahead: Some(HeldFor::WholeList), ..NOTHING },
        Follow::Best
    )]
    #[case::search(Facts { typed_ahead: Some(HeldFor::Search), ..NOTHING }, Follow::Same)]
    fn the_selection_follows(#[case] facts: Facts, #[case] follow: Follow) {
        assert_eq!(facts.follow(), follow);
    }
}
