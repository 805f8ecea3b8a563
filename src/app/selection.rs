//! What is selected. Only what the user does moves the selection: a pattern that is being typed selects its
//! best match until the user acts on a row, and a write that took effect selects its secret unless the user
//! has acted on another row since. Batches, refreshes and the end of a filter leave it where it is.

use super::{App, Focus};
use crate::core::{Effect, Ticket};
use crate::domain::{Hits, Secret, SecretId, Terms};
use crate::features::list::{Filter, Follow, Pasted, full};
use crate::keys::Key;

/// What the keys that were typed ahead wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum HeldFor {
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

impl App {
    /// Returns what filter and order ask for now.
    pub fn search_terms(&self) -> Terms<'_> {
        Terms { pattern: self.filter.text(), sort: self.sort }
    }

    /// Whether what is on the screen is not yet what filter and order ask for, or not yet selected.
    pub(super) fn is_searching(&self) -> bool {
        self.list.hits().query.terms() != self.search_terms() || self.wanted.is_some()
    }

    /// Takes the matcher's answer, if it is the one that is waited for.
    pub(super) fn found(&mut self, ticket: &Ticket, hits: Hits) {
        if !self.out.pending.is_current(ticket) {
            return;
        }
        self.out.pending.close(ticket);
        if self.hides_wanted(&hits) {
            self.filter = Filter::default();
            return self.search();
        }
        let follow = self.follow(&hits);
        match self.load.take_whole(hits.list) {
            Some(rows) => {
                let old = self.list.replace(rows, hits, follow);
                self.discard(Some(old));
            }
            None => self.list.reorder(hits, follow),
        }
        if let Some(more_come) = self.load.measures() {
            self.list.measure(more_come);
        }
        if self.list.selected().is_none() {
            self.focus = Focus::List;
        }
        self.release_held();
        let known = self.list.hits().rows as usize;
        if self.load.whole().is_none() && self.list.rows().len() > known {
            self.search_more();
        }
    }

    /// Whether it is the filter that keeps what is wanted from being selected. A line that is being typed in is
    /// not closed for that: what is typed next would be taken for commands.
    fn hides_wanted(&self, hits: &Hits) -> bool {
        let Some(wanted) = &self.wanted else { return false };
        hits.query.keep.as_ref() == Some(wanted)
            && hits.kept.is_none()
            && hits.query.is_filter()
            && !self.filter.is_typing()
            && self.knows(wanted)
    }

    /// Whether a secret is among the rows, shown or not.
    fn knows(&self, id: &SecretId) -> bool {
        self.known_rows().index_of(id).is_some()
    }

    /// Decides where the selection goes with an answer.
    fn follow(&mut self, hits: &Hits) -> Follow {
        let query = &hits.query;
        let wanted = self.wanted.take_if(|wanted| query.keep.as_ref() == Some(wanted));
        let facts = Facts {
            wanted: wanted.is_some(),
            is_there: hits.kept.is_some(),
            chosen: self.filter.stays(),
            filters: query.is_filter(),
            retyped: query.pattern != self.list.hits().query.pattern,
            grows: self.filter.is_typing() && hits.list == self.list.hits().list,
            typed_ahead: (!self.held.is_empty()).then_some(self.held_for),
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
    pub(super) fn act_on_row(&mut self) {
        self.acts += 1;
        if self.filter.is_on() {
            self.filter.act_on(self.list.selected_id());
        }
    }

    /// Selects the secret `id` with the next order of the rows, out of a filter that hides it.
    pub(super) fn go_to(&mut self, id: SecretId) {
        self.acts += 1;
        let selected = self.list.selected().is_some_and(|secret| secret.id == id);
        let is_there = selected && !self.filter.is_set() && !self.is_searching();
        self.wanted = Some(id).filter(|_| !is_there);
    }

    /// The list gets `secret` as the write of this form has left it. It is selected, unless the form was left
    /// in the background and the user has acted on a row since.
    pub(super) fn list_written(&mut self, number: u64, secret: Secret) {
        self.follow_work(number, secret.id.clone());
        self.put_into_list(secret);
    }

    /// Selects what the write of this form was about, unless the user has gone on from there.
    pub(super) fn follow_work(&mut self, number: u64, id: SecretId) {
        let left = self.parked.iter().find(|form| form.number == number);
        if left.is_none_or(|form| form.left_at == self.acts && self.held.is_empty()) {
            self.go_to(id);
        }
    }

    pub(super) fn open_filter(&mut self) {
        self.acts += 1;
        self.filter.open(self.wanted.clone().or_else(|| self.list.selected_id()));
        self.out.effects.push(Effect::PrepareSearch(self.list.rows().clone(), self.sort));
    }

    pub(super) fn type_into_filter(&mut self, key: Key) {
        if key.is_text() && self.filter.room() == 0 {
            return self.warn(full());
        }
        if self.filter.press(key) {
            self.search_retyped();
        }
    }

    pub(super) fn paste_into_filter(&mut self, text: &str) {
        match self.filter.paste(text) {
            Pasted::All => self.search_retyped(),
            Pasted::Cut => {
                self.search_retyped();
                self.warn(full());
            }
            Pasted::Nothing => {}
        }
    }

    /// The pattern was changed: what was to be selected before that is not looked for any more.
    fn search_retyped(&mut self) {
        self.wanted = None;
        self.search();
    }

    /// Ends the filter. The row that the user has acted on stays selected; without one, the row from before
    /// the filter is selected again.
    pub(super) fn clear_filter(&mut self) {
        let was_set = self.filter.is_set();
        let selected = self.list.selected_id();
        let ways = self.filter.clear(selected.clone());
        let to = ways.into_iter().flatten().find(|id| self.knows(id));
        if was_set || (to.is_some() && to != selected) {
            // With all rows on the screen and the right one selected, no key has to wait.
            let is_shown = !self.list.hits().query.is_filter() && to == selected;
            self.wanted = to.filter(|_| !is_shown);
            self.search();
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
