//! What a test must know of the app and no screen shows, or not in full: the one place that asks the app itself.

use std::time::{Duration, Instant};

use super::super::prelude::inside::{LABEL, ValueState};
use super::super::prelude::*;

impl AppTest {
    /// The id of the selected secret; empty without one.
    pub(crate) fn selected(&self) -> &str {
        self.app.list().selected().map_or("", |secret| secret.id.as_str())
    }

    /// How many rows the filter leaves.
    pub(crate) fn rows_shown(&self) -> usize {
        self.app.list().shown()
    }

    /// How many rows have come.
    pub(crate) fn rows_listed(&self) -> usize {
        self.app.list().rows().len()
    }

    /// Which row is selected, of those that the filter leaves, from 0.
    pub(crate) fn selected_index(&self) -> usize {
        self.app.list().selected_index()
    }

    /// On which row of the screen the selection stands.
    pub(crate) fn selected_row(&self) -> usize {
        self.selected_index() - self.app.list().offset()
    }

    /// The ids of the rows on the screen.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.app.list().visible().map(|(_, secret, _)| secret.id.as_str().to_owned()).collect()
    }

    /// What is typed into the filter, also what is scrolled out of it.
    pub(crate) fn filter(&self) -> &str {
        self.app.filter().text()
    }

    /// What the notice line says, also where it is cut or hidden.
    pub(crate) fn notice(&self) -> &str {
        self.app.notice().map_or("", |notice| &notice.text)
    }

    /// The value that is shown, with what the screen stands in for.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.app.value().shown().map(|shown| shown.value.expose())
    }

    /// The value that is typed into the form, which the screen masks; empty for none.
    #[track_caller]
    pub(crate) fn form_value(&self) -> String {
        let form = self.app.form().expect("no form");
        form.new_value().map_or(String::new(), |value| value.expose().to_owned())
    }

    /// The password that is typed, which the screen masks.
    #[track_caller]
    pub(crate) fn password(&self) -> &str {
        self.app.session().form().expect("no form to sign in").password.text()
    }

    /// Whether no value is shown, or on its way to be.
    pub(crate) fn hides_value(&self) -> bool {
        matches!(self.app.value(), ValueState::Hidden)
    }

    /// Whether a value is on its way to be shown: for a moment no screen says so.
    pub(crate) fn reads_value(&self) -> bool {
        matches!(self.app.value(), ValueState::Reading { .. })
    }

    /// What the notice line offers.
    pub(crate) fn offers(&self) -> &[Action] {
        self.app.offers()
    }

    /// The undo that the notice offers, in its words.
    pub(crate) fn offered(&self) -> Option<&'static str> {
        self.app.notice()?.undoes.map(|(_, word)| word)
    }

    /// How long the notice still counts down; nothing where it does not.
    pub(crate) fn countdown(&self) -> Option<Duration> {
        self.app.notice()?.countdown.map(|until| until.left(self.now))
    }

    /// Whether the selected secret is known to forbid this.
    pub(crate) fn forbids(&self, action: Action) -> bool {
        self.app.forbids(action)
    }

    /// Whether the key that saves signs in first.
    pub(crate) fn save_signs_in(&self) -> bool {
        self.app.save_signs_in()
    }

    /// When the service is tried again by itself.
    pub(crate) fn next_try(&self) -> Option<Instant> {
        self.app.next_try()
    }

    /// Whether a change is on its way, in a form or in the background.
    pub(crate) fn is_sending(&self) -> bool {
        self.app.is_sending()
    }

    /// Whether the list is being read so that the user sees it: for a moment no screen says so.
    pub(crate) fn is_loading(&self) -> bool {
        self.app.load().since().is_some()
    }

    pub(crate) fn tenant(&self) -> &str {
        self.app.site().tenant()
    }

    /// Whether something is typed into the filter.
    pub(crate) fn has_filter(&self) -> bool {
        self.app.filter().is_set()
    }

    /// Columns that the list gives to its ids.
    pub(crate) fn id_columns(&self) -> u16 {
        self.app.list().needs().id
    }

    /// For each row of the form that is no field: the columns of its text, the room that it has, and the text.
    /// No screen shows what was cut off.
    pub(crate) fn form_rows(&self) -> Vec<(usize, usize, String)> {
        let form_view = self.app.form_view().expect("no form");
        let all = usize::from(form_view.areas.content.width);
        let indent = if form_view.areas.framed { usize::from(LABEL) + 2 } else { 4 };
        let rows = form_view.rows.iter().filter(|row| !row.field);
        rows.map(|row| {
            let text: String = row.spans.iter().map(|span| span.0.as_str()).collect();
            let right = row.right.as_ref().map_or(0, |right| width(&right.0) + 1);
            (width(&text) + right, if row.wide { all } else { all - indent }, text)
        })
        .collect()
    }

    /// What undo holds, oldest first.
    pub(crate) fn held(&self) -> Vec<String> {
        self.app.undo().held().iter().map(|held| format!("{} {}", held.word(), held.secret.id)).collect()
    }

    /// The journal, oldest first, one line each.
    pub(crate) fn journal(&self) -> Vec<String> {
        let lines = self.app.journal().entries().iter();
        lines.map(|entry| format!("{} {}: {}", entry.verb, entry.id, entry.outcome.text())).collect()
    }

    /// What became of the entry of the journal with this number, from 0.
    pub(crate) fn outcome(&self, number: usize) -> &str {
        self.app.journal().entries()[number].outcome.text()
    }

    /// Whether the rows on the screen are what filter and order make of all that came.
    pub(super) fn is_found(&self) -> bool {
        let (list, hits) = (self.app.list(), self.app.list().hits());
        hits.query.terms() == self.app.search_terms()
            && (hits.list, hits.rows as usize) == (list.rows().list(), list.rows().len())
            && self.app.load().whole().is_none()
    }
}
