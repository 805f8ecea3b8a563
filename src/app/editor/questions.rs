//! The questions about an edit: a file on a disk, an editor that returned at once, a text that cannot be a value.

use super::{Question, Stage};
use crate::app::App;
use crate::app::modal::{About, Modal};
use crate::core::Effect;

impl App {
    pub(super) fn ask_about_file(&mut self, question: Question) {
        if let Some(editing) = &mut self.editing {
            editing.stage = Stage::Asking;
            self.modal = Some(Modal::confirm(About::Editor(question)));
        }
    }

    /// Takes the answer to a question about the edit; `go` means the second button.
    pub(in crate::app) fn answer_editor(&mut self, question: &Question, go: bool) {
        match (question, go) {
            (Question::OnDisk(_), true) => {
                self.modal = None;
                self.edits_on_disk = true;
                self.prepare_edit();
            }
            (Question::Done { .. }, false) => {
                if let Some(editing) = &mut self.editing {
                    editing.stage = Stage::Looking;
                }
                self.out.effects.push(Effect::LookAtEdited);
            }
            (Question::Kept(_), false) => self.run_editor(),
            (Question::OnDisk(_), false) | (Question::Done { .. } | Question::Kept(_), true) => {
                self.drop_edited();
            }
        }
    }

    /// Handles `Esc` in a question. Only a button throws away text that was typed in an editor.
    pub(in crate::app) fn leave_question(&mut self) {
        match self.modal.as_ref().and_then(Modal::about) {
            Some(About::Editor(Question::Kept(_))) => {}
            Some(About::Editor(_)) => self.drop_edited(),
            _ => self.leave_wish(),
        }
    }

    /// Tells whether `Esc` leaves the open question.
    pub fn can_leave_question(&self) -> bool {
        !matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Editor(Question::Kept(_))))
    }
}
