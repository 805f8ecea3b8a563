//! Calls on the journal slice: its dialogs, and the reads of forms.

use super::App;
use super::modal::{About, Modal};
use crate::core::RequestId;
use crate::domain::{SaveFault, SecretId};
use crate::features::journal::{Journal, NOTHING_CHANGED_HERE};
use crate::view::field::Field;
use crate::view::{Dialog, Menu};

impl App {
    /// Returns the journal.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Opens the journal at its newest entry, even if it is empty, so that the key always works.
    pub(super) fn open_journal(&mut self) {
        self.open_journal_at(self.journal.entries().len().saturating_sub(1));
    }

    pub(super) fn open_journal_at(&mut self, line: usize) {
        self.modal = Some(Modal::menu(About::Journal, Menu::new(self.journal.entries().len(), line)));
    }

    /// Goes to the secret of an entry, and clears a filter that hides it.
    pub(super) fn go_to_entry(&mut self, line: usize) {
        let id = self.journal.secret_of(&self.cx, line, &mut self.out);
        self.modal.take_if(|_| line < self.journal.entries().len());
        if let Some(id) = id {
            if self.list.rows().by_id(&id).is_some() {
                self.list.show(id, &mut self.out);
            } else {
                self.journal.is_gone(&id, &mut self.out);
            }
        }
        self.relay();
    }

    /// Goes to the secret that was changed last here, of those that are still in the list.
    pub(super) fn go_to_last_changed(&mut self) {
        let is_there = |id: &&SecretId| self.list.rows().by_id(id).is_some();
        let id = self.journal.changed(&self.cx).find(is_there).cloned();
        match id {
            Some(id) => self.list.show(id, &mut self.out),
            None => self.warn(NOTHING_CHANGED_HERE),
        }
        self.relay();
    }

    /// Asks for the path of the file to save to.
    pub(super) fn ask_where_to_save(&mut self) {
        let Some(Modal::Dialog(About::Journal, Dialog::Menu(menu))) = &self.modal else { return };
        let line = menu.cursor();
        if let Some(name) = self.journal.file_name(&self.cx, &mut self.out) {
            let prompt = Dialog::prompt(Field::text_line(&name));
            self.modal = Some(Modal::Dialog(About::SaveJournal { asked: None, line }, prompt));
        }
        self.relay();
    }

    /// Writes the file at the typed path, unless it exists. Does nothing while a file is being written.
    pub(super) fn save_journal(&mut self) {
        let Some(Modal::Dialog(About::SaveJournal { asked, .. }, Dialog::Prompt(prompt))) = &mut self.modal
        else {
            return;
        };
        prompt.fault = None;
        if asked.is_none() {
            match self.journal.save(&self.cx, prompt.field.text(), &mut self.out) {
                Ok(request) => *asked = Some(request),
                Err(why) => prompt.fault = Some(why.text()),
            }
        }
    }

    /// Takes the result of writing the file. The dialog that asked shows a failure; if it is gone, a notice does.
    pub(super) fn journal_saved(&mut self, request: RequestId, path: &str, result: Result<(), SaveFault>) {
        if let Some(Modal::Dialog(About::SaveJournal { asked, .. }, Dialog::Prompt(prompt))) = &mut self.modal
            && *asked == Some(request)
        {
            if let Err(why) = result {
                (prompt.fault, *asked) = (Some(why.text()), None);
                return;
            }
            self.modal = None;
        }
        self.journal.tell_saved(path, result, &mut self.out);
        self.relay();
    }
}
