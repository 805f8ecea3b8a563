//! What the modals do: choosing an order, telling of the last failure.

use super::App;
use super::modal::{Modal, sort_letter};
use crate::domain::Sort;
use crate::input::{Code, Key};

impl App {
    /// Takes what the cursor of the menu is on.
    pub(super) fn choose(&mut self) {
        if let Some(Modal::Sort { cursor }) = self.modal {
            self.sort_by(cursor);
        }
    }

    /// Takes the line of the menu that `key` is the letter of.
    pub(super) fn choose_by_letter(&mut self, key: Key) -> bool {
        let Some(Modal::Sort { .. }) = self.modal else { return false };
        let chosen = Sort::ALL.into_iter().find(|sort| key == Key::plain(Code::Char(sort_letter(*sort))));
        chosen.is_some_and(|sort| {
            self.sort_by(sort);
            true
        })
    }

    fn sort_by(&mut self, sort: Sort) {
        self.modal = None;
        if self.sort != sort {
            self.sort = sort;
            self.search();
        }
    }

    pub(super) fn open_details(&mut self) {
        match &self.last_failure {
            Some(failure) => self.modal = Some(Modal::Details { failure: failure.clone(), scroll: 0 }),
            None => self.warn("No call has failed, so there are no details."),
        }
    }
}
