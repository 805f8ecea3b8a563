//! Marks: which secrets an action on several is meant for. A mark belongs to a secret, by id and owner. Neither a filter
//! nor another order changes it, and a refresh takes it along; a secret that is gone loses it.

use std::sync::Arc;

use super::{Focus, List};
use crate::core::{Effect, Out, RequestKey};
use crate::domain::rows::Row;
use crate::domain::{Hits, Marked, Places, Secret, SecretId};
use crate::text::Sentence;
use crate::text::format::count;
use crate::view::Step;
use crate::words;

impl List {
    /// Returns the marked rows.
    pub fn marked(&self) -> &Marked {
        &self.marked
    }

    /// Tells whether the row at `index` of those that are shown is marked.
    pub fn is_marked(&self, index: usize) -> bool {
        self.ordered.hits().order.get(index).is_some_and(|row| self.marked.has(*row))
    }

    /// Tells whether the selected secret is marked.
    pub fn is_selected_marked(&self) -> bool {
        self.is_marked(self.ordered.selected_index())
    }

    /// Returns the marked secrets, by their ids.
    pub fn marked_secrets(&self) -> Vec<Secret> {
        let rows = self.marked.rows().filter_map(|row| self.rows().get(row));
        let mut secrets: Vec<_> = rows.map(Row::secret).collect();
        secrets.sort_by(|a, b| a.id.as_str().cmp(b.id.as_str()));
        secrets
    }

    /// `Space`: marks the selected secret and those below it, `times` in all, or takes their marks away, and goes on to
    /// the next one. While the detail has the keyboard the selection stays.
    pub fn mark(&mut self, times: usize, out: &mut Out) {
        let stays = self.focus != Focus::List;
        let times = if stays { 1 } else { times };
        let rows = self.ordered.hits().order.iter().skip(self.ordered.selected_index());
        for row in rows.take(times) {
            let is_marked = self.marked.has(*row);
            Arc::make_mut(&mut self.marked).set(*row, !is_marked);
        }
        if !stays {
            self.go(Step::Rows(isize::try_from(times).unwrap_or(isize::MAX)), out);
        }
    }

    /// `*`: marks all secrets that are shown, besides those that are marked.
    pub fn mark_shown(&mut self) {
        let Hits { order, rows, .. } = self.ordered.hits();
        if order.len() == *rows as usize {
            self.marked = Arc::new(Marked::all(*rows));
        } else {
            Arc::make_mut(&mut self.marked).add(order);
        }
    }

    /// `-`: takes all marks away.
    pub fn unmark_all(&mut self) {
        self.marked = Arc::default();
    }

    /// Takes the mark of the secret `id` away.
    pub(super) fn unmark(&mut self, id: &SecretId) {
        if !self.marked.is_empty()
            && let Some(row) = self.rows().index_of(id)
        {
            Arc::make_mut(&mut self.marked).set(row, false);
        }
    }

    /// Asks once for the places of the marked secrets in a complete new list that waits for its order.
    pub(super) fn find_marked(&mut self, out: &mut Out) {
        let Some(new) = self.load.whole().filter(|_| !self.marked.is_empty()) else { return };
        let ways = Some((self.rows().list(), self.rows().len(), new.list()));
        if std::mem::replace(&mut self.finds, ways) != ways {
            out.effects.push(Effect::FindAgain(self.rows().clone(), new.clone()));
        }
    }

    /// Takes the places of the secrets in a newer list. What has waited for them is searched.
    pub fn found_again(&mut self, places: Places, out: &mut Out) {
        self.places = Some(places);
        let waits = self.load.whole().is_some() || self.is_searching();
        if waits && !out.pending.is_open(&RequestKey::Search) {
            self.search(out);
        }
    }

    /// Returns the marks in the list of this number, which is shown or waits for its order; `None` where the places of
    /// the marked secrets there are not known yet.
    pub(super) fn moved_marks(&self, list: u64) -> Option<Arc<Marked>> {
        let is_another = self.load.whole().is_some_and(|new| new.list() == list);
        if self.marked.is_empty() || !is_another {
            return Some(self.marked.clone());
        }
        let places = self.places.as_ref().filter(|places| places.lead(self.rows(), list))?;
        Some(Arc::new(self.marked.moved(places)))
    }

    /// Takes the marks in another list, before that replaces the present one, and tells of those that are lost.
    pub(super) fn take_marks(&mut self, moved: Arc<Marked>, out: &mut Out) {
        let before = std::mem::replace(&mut self.marked, moved);
        self.finds = None;
        let Some(places) = self.places.take() else { return };
        let mut lost = before.rows().filter(|row| places.of(*row).is_none());
        let Some(first) = lost.next() else { return };
        let left = match self.marked.count() {
            0 => "nothing is marked any more".to_owned(),
            left => format!("{} still marked", words::are(left)),
        };
        out.warn(match (lost.count() + 1, self.rows().get(first)) {
            (1, Some(row)) => {
                let id = row.secret().id;
                Sentence::about(id.shown(), |id| format!("The marked secret {id} is gone; {left}."))
            }
            (lost, _) => format!("{} marked secrets are gone; {left}.", count(lost)).into(),
        });
    }
}
