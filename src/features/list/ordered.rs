//! The list as the screen shows it: rows in an order, a selection, a window. `load` loads it, `filter` is the
//! filter line.

use std::sync::Arc;

use super::matcher::Matcher;
use crate::domain::{Chunk, Hits, RowNeeds, Rows, Secret, SecretId};
use crate::index::pattern::Marks;

/// Rows that stay visible above and below the selection.
const CONTEXT: usize = 3;

/// The rows, the order in which they are shown, and the selection.
#[derive(Debug, Default)]
pub struct Ordered {
    rows: Rows,
    hits: Hits,
    /// Index into `hits.order`.
    selected: usize,
    /// Index of the first row on the screen.
    offset: usize,
    /// The number of rows that fit.
    height: usize,
    /// The columns that the rows need. They do not change with a single row, so that nothing jumps.
    needs: RowNeeds,
    /// The rows on the screen with their indices. The list has them packed.
    window: Vec<(u32, Secret)>,
    /// The rows right before and after the window.
    beside: [Option<(u32, SecretId)>; 2],
    /// The pattern in force, for the matched letters.
    matcher: Matcher,
    /// The matched letters of the rows on the screen.
    marks: Vec<Marks>,
    /// The window and the hits that the marks were made for.
    marked: Option<(usize, usize, Hits)>,
}

/// The row to select when the order changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// The best match of the filter.
    Best,
    /// The first row.
    First,
    /// The secret that is selected.
    Same,
    /// The secret that the query asked to keep.
    Asked,
}

impl Ordered {
    /// Returns all rows, including those that the filter hides.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Returns the rows themselves, to be freed elsewhere.
    pub fn into_rows(self) -> Rows {
        self.rows
    }

    /// Returns the number of rows that are shown.
    pub fn shown(&self) -> usize {
        self.hits.order.len()
    }

    /// Returns the present order.
    pub fn hits(&self) -> &Hits {
        &self.hits
    }

    /// Adds rows that have arrived. They are shown when the matcher has put them in order.
    pub fn push(&mut self, batch: Chunk) {
        self.rows.push(batch);
    }

    /// Returns the selected secret.
    pub fn selected(&self) -> Option<&Secret> {
        self.window.get(self.selected.checked_sub(self.offset)?).map(|(_, secret)| secret)
    }

    /// Returns the id of the selected secret.
    pub fn selected_id(&self) -> Option<SecretId> {
        self.selected().map(|secret| secret.id.clone())
    }

    /// Returns the index of the selected row.
    pub fn selected_index(&self) -> usize {
        self.selected
    }

    /// Returns the index of the first row on the screen.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Returns the columns that the rows need.
    pub fn needs(&self) -> RowNeeds {
        self.needs
    }

    /// Measures the columns for rows that came from the service. While more are loading, no column gets
    /// narrower.
    pub fn measure(&mut self, more_come: bool) {
        let needs = self.rows.needs();
        self.needs = if more_come { self.needs.or(needs) } else { needs };
    }

    /// Returns the ids of the rows before and after the one at `index`, which is on the screen.
    pub fn neighbours(&self, index: usize) -> impl Iterator<Item = &str> {
        let line = index.saturating_sub(self.offset);
        let shown = |line: usize| self.window.get(line).map(|(_, secret)| &secret.id);
        let [first, last] = self.beside.each_ref().map(|row| row.as_ref().map(|(_, id)| id));
        let before = line.checked_sub(1).map_or(first, shown);
        let after = shown(line + 1).or(last);
        before.into_iter().chain(after).map(SecretId::shown)
    }

    /// Returns the rows on the screen, from top to bottom, with the matched letters.
    pub fn visible(&self) -> impl Iterator<Item = (usize, &Secret, Option<&Marks>)> {
        let rows = self.window.iter().take(self.height).enumerate();
        rows.map(|(line, (_, secret))| (self.offset + line, secret, self.marks.get(line)))
    }

    /// Returns the matched letters of the selected row.
    pub fn selected_marks(&self) -> Option<&Marks> {
        self.marks.get(self.selected.checked_sub(self.offset)?)
    }

    /// Sets how many rows fit on the screen.
    pub fn set_height(&mut self, height: usize) {
        self.height = height;
        self.scroll();
    }

    /// Moves the selection by `rows`, up to the ends of the list; tells whether it moved.
    pub fn move_by(&mut self, rows: isize) -> bool {
        self.select(self.selected.saturating_add_signed(rows))
    }

    /// Selects the row at `index`, or the last one; tells whether the selection changed.
    pub fn select(&mut self, index: usize) -> bool {
        let before = self.selected;
        self.selected = index.min(self.shown().saturating_sub(1));
        self.scroll();
        self.selected != before
    }

    /// Returns the number of rows of a page.
    pub fn page(&self) -> isize {
        isize::try_from(self.height.max(1)).unwrap_or(isize::MAX)
    }

    /// Takes a new order of the same rows.
    pub fn reorder(&mut self, hits: Hits, follow: Follow) {
        let kept = match follow {
            Follow::Best | Follow::First => None,
            Follow::Same => self.find_selected(&hits),
            Follow::Asked => hits.kept,
        };
        self.place(hits, kept, follow);
    }

    /// Takes another list in its order; returns the former one.
    pub fn replace(&mut self, rows: Rows, hits: Hits, follow: Follow) -> Rows {
        let selected = self.selected_id();
        let old = std::mem::replace(&mut self.rows, rows);
        self.window.clear();
        let kept = match (follow, selected) {
            (Follow::Best | Follow::First, _) => None,
            (Follow::Asked, _) => hits.kept,
            (Follow::Same, None) => None,
            (Follow::Same, Some(id)) if hits.query.keep.as_ref() == Some(&id) => hits.kept,
            // The user moved on while the matcher worked.
            (Follow::Same, Some(id)) => {
                let row = self.rows.index_of(&id);
                row.and_then(|row| hits.order.iter().position(|&r| r == row))
            }
        };
        self.place(hits, kept, follow);
        old
    }

    /// Returns the place of the selected row in a new order of the same list.
    fn find_selected(&self, hits: &Hits) -> Option<usize> {
        let row = *self.hits.order.get(self.selected)?;
        hits.order.iter().position(|&r| r == row)
    }

    /// Takes the order, and keeps the selected row at its height on the screen.
    fn place(&mut self, hits: Hits, kept: Option<usize>, follow: Follow) {
        let line = self.selected.saturating_sub(self.offset);
        let fallback = match follow {
            Follow::Best => hits.best.unwrap_or(self.selected),
            Follow::First => 0,
            Follow::Same | Follow::Asked => self.selected,
        };
        self.hits = hits;
        self.selected = kept.unwrap_or(fallback).min(self.shown().saturating_sub(1));
        self.offset = if kept.is_some() { self.selected.saturating_sub(line) } else { self.offset };
        self.scroll();
    }

    /// Moves the window so that the selection and its context are in it, and no row stays empty without need.
    fn scroll(&mut self) {
        let context = CONTEXT.min(self.height.saturating_sub(1) / 2);
        let lowest = (self.selected + context + 1).saturating_sub(self.height);
        let highest = self.selected.saturating_sub(context);
        self.offset = self.offset.max(lowest).min(highest).min(self.shown().saturating_sub(self.height));
        self.unpack();
    }

    /// Unpacks the rows of the window. The selected row is among them, however low the screen.
    fn unpack(&mut self) {
        let end = self.shown().min(self.offset + self.height.max(1));
        let indices = self.hits.order.get(self.offset..end).unwrap_or_default();
        let outside = [self.offset.checked_sub(1), Some(end)];
        let outside = outside.map(|at| self.hits.order.get(at?).copied());
        let same = self.window.iter().map(|(index, _)| index).eq(indices);
        if same && self.beside.each_ref().map(|row| row.as_ref().map(|(index, _)| *index)) == outside {
            return;
        }
        let secret = |index: u32| Some((index, self.rows.get(index)?.secret()));
        self.window = indices.iter().filter_map(|&index| secret(index)).collect();
        self.beside = outside.map(|index| secret(index?).map(|(index, secret)| (index, secret.id)));
    }

    /// Updates the matched letters of the visible rows. That costs something only when the window or the order
    /// changed.
    pub fn mark(&mut self) {
        let same = self.marked.as_ref().is_some_and(|(offset, height, hits)| {
            (*offset, *height) == (self.offset, self.height)
                && Arc::ptr_eq(&hits.order, &self.hits.order)
                && hits.query == self.hits.query
        });
        if same {
            return;
        }
        self.marked = Some((self.offset, self.height, self.hits.clone()));
        self.marks.clear();
        let pattern = self.matcher.of(&self.hits.query.pattern);
        if !pattern.is_empty() {
            let rows = self.window.iter().take(self.height);
            self.marks.extend(rows.map(|(_, secret)| pattern.marks(secret)));
        }
    }
}

#[cfg(test)]
mod tests;
