//! What a test must know of the app and no screen shows, or not in full: the one place that asks the app itself.

use super::AppTest;

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

    /// On which row of the screen the selection stands.
    pub(crate) fn selected_row(&self) -> usize {
        self.app.list().selected_index() - self.app.list().offset()
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

    /// What undo holds, oldest first.
    pub(crate) fn held(&self) -> Vec<String> {
        self.app.held().iter().map(|held| format!("{} {}", held.word(), held.secret.id)).collect()
    }

    /// The journal, oldest first, one line each.
    pub(crate) fn journal(&self) -> Vec<String> {
        let lines = self.app.journal().iter();
        lines.map(|entry| format!("{} {}: {}", entry.verb, entry.id, entry.outcome.text())).collect()
    }

    /// Whether the rows on the screen are what filter and order make of all that came.
    pub(super) fn is_found(&self) -> bool {
        let (list, hits) = (self.app.list(), self.app.list().hits());
        *hits.query.pattern == *self.app.filter().text()
            && hits.query.sort == self.app.sort()
            && (hits.list, hits.rows as usize) == (list.rows().list(), list.rows().len())
            && self.app.load().whole().is_none()
    }
}
