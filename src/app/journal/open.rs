//! The journal on the screen: looking at it, going to a secret from it, saving it to a file.

use super::markdown::markdown;
use crate::app::modal::{About, Modal};
use crate::app::{App, words};
use crate::core::{Effect, Notice, RequestId, Tone};
use crate::domain::SaveFault;
use crate::view::field::Field;
use crate::view::{Dialog, Menu};

impl SaveFault {
    /// For the line below the path.
    pub fn text(self) -> &'static str {
        match self {
            Self::Unnamed => "Type the path of the file first.",
            Self::Exists => "This file exists already; choose another name.",
            Self::NoDirectory => "There is no such directory.",
            Self::Unexpanded => "There is no such directory; only ~/ at the beginning is expanded.",
            Self::Forbidden => "You may not write there.",
            Self::Other => "The file could not be written.",
        }
    }
}

impl App {
    /// `J`: opens the journal at its newest entry; also an empty one, for the key that closes it.
    pub(in crate::app) fn open_journal(&mut self) {
        let (lines, last) = (self.journal.len(), self.journal.len().saturating_sub(1));
        self.modal = Some(Modal::menu(About::Journal, Menu::new(lines, last)));
    }

    /// `Enter`: goes to the secret of the entry, out of any filter.
    pub(in crate::app) fn go_to_entry(&mut self, cursor: usize) {
        let Some(entry) = self.journal.get(cursor) else { return };
        let id = entry.id.clone();
        if !self.is_here(entry) {
            let text = words::elsewhere(&id, &entry.place);
            self.modal = None;
            return self.warn(text);
        }
        self.modal = None;
        if self.list.rows().by_id(&id).is_none() {
            return self.warn(words::not_in_the_list(&id));
        }
        self.list.show(id, &mut self.out);
    }

    /// `s`: asks for the path of a file.
    pub(in crate::app) fn ask_where_to_save(&mut self) {
        let Some(Modal::Dialog(About::Journal, Dialog::Menu(menu))) = &self.modal else { return };
        let line = menu.cursor();
        if self.journal.is_empty() {
            return self.warn("The journal is empty, so there is nothing to save.");
        }
        let now = self.cx.zone.to_datetime(self.cx.now.wall).strftime("%Y-%m-%d-%H%M").to_string();
        let path = Field::text_line(&format!("tapis-secrets-{now}.md"));
        self.modal = Some(Modal::Dialog(About::SaveJournal { asked: None, line }, Dialog::prompt(path)));
    }

    /// The path is typed: writes the file, unless there is one. What is being written is not written twice.
    pub(in crate::app) fn save_journal(&mut self) {
        let Some(Modal::Dialog(About::SaveJournal { asked, .. }, Dialog::Prompt(prompt))) = &mut self.modal
        else {
            return;
        };
        let path = &prompt.field;
        prompt.fault = None;
        if path.is_empty() {
            prompt.fault = Some(SaveFault::Unnamed.text());
        } else if asked.is_none() {
            let request = self.out.pending.request();
            *asked = Some(request);
            let (path, text) = (path.text().to_owned(), markdown(&self.journal, &self.cx.zone));
            self.out.effects.push(Effect::SaveJournal { request, path, text });
        }
    }

    /// The file is written, or is not: told to the dialog that asked for it, or, where that is gone, as a
    /// notice.
    pub(in crate::app) fn journal_saved(
        &mut self,
        request: RequestId,
        path: &str,
        result: Result<(), SaveFault>,
    ) {
        let mut dialog = match &mut self.modal {
            Some(Modal::Dialog(About::SaveJournal { asked, .. }, Dialog::Prompt(prompt)))
                if *asked == Some(request) =>
            {
                Some((prompt, asked))
            }
            _ => None,
        };
        match (result, &mut dialog) {
            (Ok(()), asks) => {
                let asks = asks.is_some();
                self.modal.take_if(|_| asks);
                let notice = Notice::new(Tone::Success, words::journal_saved(path));
                self.notices.show(self.cx.now.instant, notice);
            }
            (Err(why), Some((prompt, asked))) => (prompt.fault, **asked) = (Some(why.text()), None),
            (Err(why), None) => {
                let text = words::journal_not_saved(path, why.text());
                self.notices.show(self.cx.now.instant, Notice::new(Tone::Error, text));
            }
        }
    }
}
