//! What is selected. Only what the user does moves the selection: a pattern that is being typed selects its
//! best match until the user acts on a row, and a write that took effect selects its secret unless the user
//! has acted on another row since. Batches, refreshes and the end of a filter leave it where it is.

use super::List;
use super::filter::Filter;
use super::ordered::Follow;
use crate::core::Out;
use crate::domain::{Hits, SecretId};

/// What the keys that were typed ahead wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeldFor {
    /// A search in the list that is there.
    #[default]
    Search,
    /// The rest of the list: some rows were on the screen when the first key came.
    WholeList,
    /// The list: no row was on the screen yet.
    FirstRows,
}

/// What decides where the selection goes with an answer.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)]
struct Facts {
    /// A write or a key has named the secret to select, and the matcher was asked for its place.
    wanted: bool,
    /// The secret that the matcher was asked to keep is among the rows that are shown.
    is_there: bool,
    /// The user has acted on the selected row under this filter.
    chosen: bool,
    /// The rows are filtered.
    filters: bool,
    /// The pattern is another than before.
    retyped: bool,
    /// The pattern is being typed, and rows of the same list have arrived.
    grows: bool,
    /// Keys wait for this answer.
    typed_ahead: Option<HeldFor>,
}

impl Facts {
    /// The table: the first line that fits decides.
    fn follow(self) -> Follow {
        match self {
            // The secret that was named; where it is not shown nothing moves.
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
            // Without a filter they mean the first row, but only if they were typed before any row was seen.
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

impl List {
    /// Decides where the selection goes with an answer; `held_for`: keys wait for it.
    pub(super) fn follow(&mut self, hits: &Hits, held_for: Option<HeldFor>) -> Follow {
        let query = &hits.query;
        let wanted = self.wanted.take_if(|wanted| query.keep.as_ref() == Some(wanted));
        let before = self.ordered.hits();
        let facts = Facts {
            wanted: wanted.is_some(),
            is_there: hits.kept.is_some(),
            chosen: self.filter.stays(),
            filters: query.is_filter(),
            retyped: query.pattern != before.query.pattern,
            grows: self.filter.is_typing() && hits.list == before.list,
            typed_ahead: held_for,
        };
        let follow = facts.follow();
        if follow == Follow::Asked {
            self.filter.act_on(wanted);
        } else if facts.chosen && facts.retyped && !facts.is_there && !facts.wanted {
            // The row that was chosen is left with a pattern that does not match it.
            self.filter.leave_row();
        }
        follow
    }

    /// The user has acted on the selected row.
    pub fn act_on_row(&mut self) {
        self.acts += 1;
        if self.filter.is_on() {
            self.filter.act_on(self.selected_id());
        }
    }

    /// Selects the secret `id` with the next order of the rows, out of a filter that hides it.
    pub fn go_to(&mut self, id: SecretId) {
        self.acts += 1;
        let selected = self.selected().is_some_and(|secret| secret.id == id);
        let is_there = selected && !self.filter.is_set() && !self.is_searching();
        self.wanted = Some(id).filter(|_| !is_there);
    }

    /// Selects the secret `id`, out of any filter and with the keyboard in the list.
    pub fn show(&mut self, id: SecretId, out: &mut Out) {
        self.filter = Filter::default();
        self.close_detail();
        self.go_to(id);
        self.search(out);
    }

    /// What the keys wait for that are typed ahead from now on.
    pub fn held_for(&self) -> HeldFor {
        match self.load.is_first() {
            true if self.ordered.shown() == 0 => HeldFor::FirstRows,
            true => HeldFor::WholeList,
            false => HeldFor::Search,
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
