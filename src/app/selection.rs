//! What is selected. Only what the user does moves the selection: a pattern that is being typed selects its
//! best match until the user acts on a row, and a write that took effect selects its secret unless the user
//! has acted on another row since. Batches, refreshes and the end of a filter leave it where it is.

use super::filter::{self, Filter, Pasted};
use super::list::Follow;
use super::{App, Focus};
use crate::core::{Effect, Ticket};
use crate::domain::{Hits, Secret, SecretId};
use crate::keys::Key;

impl App {
    /// Whether what is on the screen is not yet what filter and sort ask for, or not yet selected.
    pub(super) fn is_searching(&self) -> bool {
        let shown = &self.list.hits().query;
        *shown.pattern != *self.filter.text() || shown.sort != self.sort || self.wanted.is_some()
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

    /// Where the selection goes with an answer.
    fn follow(&mut self, hits: &Hits) -> Follow {
        let query = &hits.query;
        if self.wanted.is_some() && self.wanted == query.keep {
            let wanted = self.wanted.take();
            if hits.kept.is_none() {
                return Follow::Same;
            }
            self.filter.act_on(wanted);
            return Follow::Asked;
        }
        let is_new = query.pattern != self.list.hits().query.pattern;
        if self.filter.stays() {
            // The row that was chosen is left with a pattern that does not match it.
            if !is_new || hits.kept.is_some() {
                return Follow::Same;
            }
            self.filter.leave_row();
        }
        // Keys that wait for the whole list mean the best match in it, and so does who still types.
        let waits = self.held_for_list && !self.held.is_empty();
        let grows = self.filter.is_typing() && hits.list == self.list.hits().list;
        if waits || (query.is_filter() && (grows || is_new)) { Follow::Best } else { Follow::Same }
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
            return self.warn(filter::full());
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
                self.warn(filter::full());
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
