//! What the modals do: choosing an order, telling of the last failure.

use super::modal::{Modal, sort_letter};
use super::undo::OFFERED;
use super::{App, words};
use crate::domain::{ProfileId, Sort};
use crate::features::value::CopyAs;
use crate::keys::Key;

impl App {
    /// Takes what the cursor of the menu is on, or presses the button that has the focus.
    pub(super) fn choose(&mut self) {
        match &self.modal {
            Some(Modal::Sort { cursor }) => self.sort_by(*cursor),
            Some(Modal::CopyAs { cursor }) => self.copy_about(*cursor),
            Some(Modal::AskUnknown { .. }) => {
                if let Some(Modal::AskUnknown { id, purpose, go: true }) = self.modal.take() {
                    self.agree(id, purpose);
                }
            }
            Some(Modal::QuitAnyway { go }) => self.answer_quit(*go),
            Some(Modal::Generate { .. }) => self.generate(),
            Some(Modal::LoadFile { .. }) => self.load_file(),
            Some(Modal::Undo { cursor }) => self.undo_offered(*cursor),
            Some(Modal::Journal { cursor }) => self.go_to_entry(*cursor),
            Some(Modal::SaveJournal { .. }) => self.save_journal(),
            Some(Modal::Unseen { value, go }) => {
                let (value, go) = (value.clone(), *go);
                self.answer_unseen(value, go);
            }
            Some(Modal::SignIn(_)) => self.send_sign_in(),
            Some(Modal::TypeTenant { .. }) => self.tenant_entered(),
            Some(Modal::Profiles { cursor }) => self.switch_to(ProfileId(*cursor)),
            Some(Modal::SwitchAnyway { to, go }) => {
                let (to, go) = (*to, *go);
                self.answer_switch(to, go);
            }
            Some(Modal::LockAnyway { go, .. }) => self.answer_lock(*go),
            Some(Modal::Editor { question, go }) => {
                let (question, go) = (question.clone(), *go);
                self.answer_editor(&question, go);
            }
            Some(Modal::Details { .. }) | None => {}
        }
    }

    /// Takes the line of the menu that `key` is the letter of.
    pub(super) fn choose_by_letter(&mut self, key: Key) -> bool {
        let is = |letter| key == Key::char(letter);
        match &self.modal {
            Some(Modal::Sort { .. }) => {
                let chosen = Sort::ALL.into_iter().find(|sort| is(sort_letter(*sort)));
                chosen.map(|sort| self.sort_by(sort)).is_some()
            }
            Some(Modal::CopyAs { .. }) => {
                let chosen = CopyAs::ALL.into_iter().find(|what| is(what.letter()));
                chosen.map(|what| self.copy_about(what)).is_some()
            }
            Some(Modal::Undo { .. }) => {
                let chosen = (0..OFFERED).zip('1'..='9').find(|(_, digit)| is(*digit));
                chosen.map(|(at, _)| self.undo_offered(at)).is_some()
            }
            _ => false,
        }
    }

    /// Types into the line that is asked for: a path, the tenant's name.
    pub(super) fn type_line(&mut self, key: Key) {
        self.type_tenant(key);
        self.type_journal_path(key);
        if let Some(Modal::LoadFile { path, fault, asked }) = &mut self.modal
            && path.press(key)
        {
            (*fault, *asked) = (None, None);
        }
    }

    /// Moves the focus to the other button of a question.
    pub(super) fn other_button(&mut self) {
        if let Some(
            Modal::AskUnknown { go, .. }
            | Modal::QuitAnyway { go }
            | Modal::SwitchAnyway { go, .. }
            | Modal::Unseen { go, .. }
            | Modal::LockAnyway { go, .. }
            | Modal::Editor { go, .. },
        ) = &mut self.modal
        {
            *go = !*go;
        }
    }

    pub(super) fn move_form_focus(&mut self, step: isize) {
        if let Some(form) = &mut self.form {
            form.move_focus(step);
        }
    }

    /// Copies the lines of the details.
    pub(super) fn copy_details(&mut self) {
        let Some(Modal::Details { failure, .. }) = &self.modal else { return };
        let mut lines = vec![
            words::what_failed(failure).into(),
            words::cause_sentence(failure, &self.cx.site),
            words::advice(failure, &self.cx.site),
        ];
        lines.extend(words::facts(failure).into_iter().map(|(label, text)| format!("{label}: {text}")));
        self.copy_text(lines.join("\n"));
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
            None => self.warn("No request has failed, so there are no details; J shows what was done."),
        }
    }
}
