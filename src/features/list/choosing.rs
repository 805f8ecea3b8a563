//! Choosing a row: by acting on it, by its id, and with each answer of the matcher.

use super::List;
use super::filter::Filter;
use super::ordered::Follow;
use super::selection::{Facts, HeldFor};
use crate::core::Out;
use crate::domain::{Hits, SecretId};

impl List {
    /// Decides which row an answer selects; `held_for`: keys wait for the answer.
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
            // The chosen row is forgotten with a pattern that does not match it.
            self.filter.leave_row();
        }
        follow
    }

    /// Notes that the user has acted on the selected row.
    pub fn act_on_row(&mut self) {
        self.acts += 1;
        if self.filter.is_on() {
            self.filter.act_on(self.selected_id());
        }
    }

    /// Selects the secret `id` with the next order of the rows, and ends a filter that hides it.
    pub fn go_to(&mut self, id: SecretId) {
        self.acts += 1;
        let selected = self.selected().is_some_and(|secret| secret.id == id);
        let is_there = selected && !self.filter.is_set() && !self.is_searching();
        self.wanted = Some(id).filter(|_| !is_there);
    }

    /// Selects the secret `id`, without any filter and with the keyboard in the list.
    pub fn show(&mut self, id: SecretId, out: &mut Out) {
        self.filter = Filter::default();
        self.close_detail();
        self.go_to(id);
        self.search(out);
    }

    /// Returns the event that keys wait for which are typed ahead from now on.
    pub fn held_for(&self) -> HeldFor {
        match self.load.is_first() {
            true if self.ordered.shown() == 0 => HeldFor::FirstRows,
            true => HeldFor::WholeList,
            false => HeldFor::Search,
        }
    }
}
