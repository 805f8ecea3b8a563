//! Searches in the list: the requests to the matcher for filter and sort order, and its answers. `selection`
//! decides which row an answer selects.

use std::time::{Duration, Instant};

use super::filter::{self, Filter, Pasted};
use super::knowledge::PodsKnown;
use super::selection::HeldFor;
use super::{Focus, List};
use crate::core::{Context, Effect, News, Out, RequestKey, Ticket};
use crate::domain::{Hits, Query, Rows, SecretId, Sort, Terms};
use crate::keys::Key;

/// The time for which a frame waits for the answer to a search: half of the time between two frames of a
/// screen.
const PATIENCE: Duration = Duration::from_millis(8);

impl List {
    /// Returns the terms of the present filter and order.
    pub fn search_terms(&self) -> Terms<'_> {
        Terms { pattern: self.filter.text(), order: self.order }
    }

    /// Tells whether the screen lacks the answer to the present filter and order, or the wanted selection.
    pub fn is_searching(&self) -> bool {
        let query = &self.ordered.hits().query;
        query.terms() != self.search_terms() || query.pins != *self.pins.here() || self.wanted.is_some()
    }

    /// Tells whether the filter finds nothing yet, because the pods that it needs are on the way.
    pub fn waits_for_pods(&self) -> bool {
        self.filter.needs().pods && self.knowledge.pods() == PodsKnown::Coming
    }

    /// Tells whether the rows are not yet those that the filter will show, so that a key that acts on rows has to wait.
    pub fn is_unsettled(&self) -> bool {
        self.is_searching() || self.waits_for_pods()
    }

    /// Returns the time until which the next frame should wait. The answer to a search mostly comes at once,
    /// and one frame with everything is there sooner than the second of two.
    pub fn frame_waits_until(&self) -> Option<Instant> {
        self.unanswered.map(|since| since + PATIENCE)
    }

    /// Returns the newest rows, in order or not: a complete new list, if one waits for its order.
    pub(super) fn known_rows(&self) -> &Rows {
        self.load.whole().unwrap_or(self.ordered.rows())
    }

    /// Tells whether a secret is among the rows, including those that the filter hides.
    pub(super) fn knows(&self, id: &SecretId) -> bool {
        self.known_rows().index_of(id).is_some()
    }

    /// Asks the matcher for the order that filter and sort need; a search under way is given up.
    pub fn search(&mut self, out: &mut Out) {
        self.find_marked(out);
        let keep = self.wanted.clone().or_else(|| self.selected_id());
        let (ticket, _) = out.pending.open(RequestKey::Search);
        // Also an answer to an earlier search is out of date then.
        let Some(query) = self.query(keep) else { return out.pending.close(&ticket) };
        out.effects.push(Effect::Search(
            ticket,
            self.known_rows().clone(),
            query,
            Box::new(self.ordered.hits().clone()),
        ));
    }

    /// Returns the query for the newest rows; `None` while a filter by marks waits for the places of the marked secrets
    /// among them.
    fn query(&self, keep: Option<SecretId>) -> Option<Query> {
        let (mut facts, pins) = (self.knowledge.facts(), self.pins.here().clone());
        facts.marked = match self.needs().marks {
            true => Some(self.moved_marks(self.known_rows().list())?),
            false => None,
        };
        let is_typed = self.filter.is_typing();
        Some(Query { facts, pins, is_typed, ..Query::new(self.search_terms(), keep) })
    }

    /// Asks for the order of rows that have arrived. If the matcher is at work, that follows when it is done.
    pub fn search_more(&mut self, out: &mut Out) {
        let in_order = self.ordered.hits().rows as usize;
        if self.load.whole().is_none()
            && self.rows().len() > in_order
            && !out.pending.is_open(&RequestKey::Search)
        {
            self.search(out);
        }
    }

    /// Takes the matcher's answer, unless it is out of date; `held_for`: keys wait for it.
    pub fn found(&mut self, ticket: &Ticket, hits: Hits, held_for: Option<HeldFor>, out: &mut Out) {
        if !out.pending.is_current(ticket) {
            return;
        }
        out.pending.close(ticket);
        if self.hides_wanted(&hits) {
            self.filter = Filter::default();
            return self.search(out);
        }
        let Some(moved) = self.moved_marks(hits.list) else { return self.find_marked(out) };
        let follow = self.follow(&hits, held_for);
        match self.load.take_whole(hits.list) {
            Some(rows) => {
                self.take_marks(moved, out);
                discard(Some(self.ordered.replace(rows, hits, follow)), out);
            }
            None => self.ordered.reorder(hits, follow),
        }
        if let Some(more_come) = self.load.measures() {
            self.ordered.measure(more_come);
        }
        if self.selected().is_none() {
            self.focus = Focus::List;
        }
        out.report(News::RowsInOrder);
    }

    /// Tells whether the filter hides the row to select. A line that the user is typing in is not closed for
    /// that: the next letters would become commands.
    fn hides_wanted(&self, hits: &Hits) -> bool {
        let Some(wanted) = &self.wanted else { return false };
        hits.query.keep.as_ref() == Some(wanted)
            && hits.kept.is_none()
            && hits.query.is_filter()
            && !self.filter.is_typing()
            && self.knows(wanted)
    }

    /// Puts the rows into another order, or turns the present one round.
    pub fn sort_by(&mut self, sort: Sort, out: &mut Out) {
        self.order = self.order.chosen(sort);
        self.search(out);
    }

    /// `/`: puts the cursor into the filter line.
    pub fn open_filter(&mut self, out: &mut Out) {
        self.acts += 1;
        self.filter.open(self.wanted.clone().or_else(|| self.selected_id()));
        out.effects.extend(self.query(None).map(|query| Effect::PrepareSearch(self.rows().clone(), query)));
    }

    /// Types a key into the filter line.
    pub fn type_into_filter(&mut self, key: Key, out: &mut Out) {
        if key.is_text() && self.filter.room() == 0 {
            return out.warn(filter::full());
        }
        if self.filter.press(key) {
            self.search_retyped(out);
        }
    }

    /// Pastes into the filter line.
    pub fn paste_into_filter(&mut self, text: &str, out: &mut Out) {
        match self.filter.paste(text) {
            Pasted::All => self.search_retyped(out),
            Pasted::Cut => {
                self.search_retyped(out);
                out.warn(filter::full());
            }
            Pasted::Nothing => {}
        }
    }

    /// Searches for the changed pattern, and forgets the row that was to be selected before.
    pub(super) fn search_retyped(&mut self, out: &mut Out) {
        self.wanted = None;
        self.search(out);
    }

    /// Ends the filter. The row that the user has acted on stays selected; without one, the row from before the
    /// filter is selected again.
    pub fn clear_filter(&mut self, cx: &Context, out: &mut Out) {
        if self.filter.stays() {
            // It was of use.
            self.history.keep(&cx.site.profile, self.filter.text(), out);
        }
        let was_set = self.filter.is_set();
        if !was_set {
            out.effects.push(Effect::ForgetResults);
        }
        let selected = self.selected_id();
        let ways = self.filter.clear(selected.clone());
        let to = ways.into_iter().flatten().find(|id| self.knows(id));
        if was_set || (to.is_some() && to != selected) {
            // If all rows are shown and the right one is selected, no key has to wait.
            let is_shown = !self.ordered.hits().query.is_filter() && to == selected;
            self.wanted = to.filter(|_| !is_shown);
            self.search(out);
        }
    }
}

/// Passes on rows that are not needed any more, to be freed elsewhere.
pub(super) fn discard(rows: Option<Rows>, out: &mut Out) {
    out.effects.extend(rows.filter(|rows| !rows.is_empty()).map(Effect::Discard));
}
