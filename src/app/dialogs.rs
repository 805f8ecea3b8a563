//! The keys of an open dialog: each choice or answer goes to the slice that opened the dialog.

use super::App;
use super::modal::{About, Modal};
use crate::domain::listing::Form;
use crate::domain::uses::PodSort;
use crate::domain::{ProfileId, Sort};
use crate::features::value::CopyAs;
use crate::keys::{Code, Context, Key};
use crate::view::field::Field;
use crate::view::{Dialog, Step};

impl App {
    /// Handles `Enter`: takes the menu line with the cursor, presses the focused button, or takes the typed line.
    pub(super) fn choose(&mut self) {
        match &self.modal {
            Some(Modal::Dialog(_, Dialog::Menu(menu))) => self.choose_line(menu.cursor()),
            Some(Modal::Dialog(_, Dialog::Confirm(confirm))) => self.answer(confirm.go),
            Some(Modal::Dialog(about, Dialog::Prompt(_))) => match about {
                About::LoadFile(_) => self.load_file(),
                About::SaveJournal { .. } => self.save_journal(),
                About::PlanLine(..) => self.plan_line_entered(),
                About::Confirm(what) => self.bulk_line_entered(*what),
                _ => self.tenant_entered(),
            },
            Some(Modal::SignIn) => self.send_sign_in(),
            Some(Modal::Dialog(_, Dialog::Reader(_))) | None => {}
        }
    }

    fn choose_line(&mut self, line: usize) {
        match self.modal.as_ref().and_then(Modal::about) {
            Some(About::Sort) => self.sort_by(Sort::ALL[line]),
            Some(About::SortPods) => self.sort_pods_by(PodSort::ALL[line]),
            Some(About::CopyAs) => self.copy_as_chosen(CopyAs::ALL[line]),
            Some(About::Which(to, selected)) => self.choose_which(*to, selected.clone(), line),
            Some(About::Bulk) => self.choose_in_bulk(line),
            Some(About::CopyMarked) => self.copy_marked(Form::ALL[line]),
            Some(About::Generate(..)) => self.generate(),
            Some(About::Undo) => self.undo_in_line(line),
            Some(About::Journal) => self.go_to_entry(line),
            Some(About::Profiles) => self.switch_to(ProfileId(line)),
            Some(About::Plan) => self.choose_in_plan(line),
            Some(About::Run) => self.choose_in_run(line),
            Some(About::QuitRollout) => self.answer_quit_rollout(line),
            _ => {}
        }
    }

    /// Takes the answer to a question; `go` means the second button, which goes on. An editor's question stays open
    /// where the editor goes on.
    fn answer(&mut self, go: bool) {
        let Some(Modal::Dialog(about, dialog)) = self.modal.take() else { return };
        match about {
            About::Unknown(id, purpose) if go => self.agree(id, purpose),
            About::Quit => self.answer_quit(go),
            About::Unseen(value) => self.answer_unseen(value, go),
            About::Switch(to) => self.answer_switch(to, go),
            About::Lock if go => self.lock(),
            About::NoWayBack(line) => self.answer_no_way_back(line, go),
            About::TakeRollout(name) => self.answer_take_rollout(&name, go),
            About::Editor(question) => {
                self.modal = Some(Modal::Dialog(About::Editor(question.clone()), dialog));
                self.answer_editor(&question, go);
            }
            _ => {}
        }
    }

    /// Takes the menu line whose letter `key` is, and tells whether there is one.
    pub(super) fn choose_by_letter(&mut self, key: Key) -> bool {
        if self.is_bulk_open() && matches!(key.code, Code::Char(' ')) {
            self.toggle_in_bulk();
            return true;
        }
        let line = self.modal.as_mut().and_then(Modal::menu_mut).and_then(|menu| menu.chosen_by(key));
        line.map(|line| self.choose_line(line)).is_some()
    }

    /// Types into the open prompt. A request made for the old text is given up.
    pub(super) fn type_line(&mut self, key: Key) {
        if !Field::takes(key) {
            return self.tell_of_unbound(Context::Line, key);
        }
        if self.modal.as_mut().and_then(Modal::prompt_mut).is_some_and(|prompt| prompt.press(key)) {
            self.forget_asked_for();
        }
    }

    pub(super) fn other_button(&mut self) {
        if let Some(confirm) = self.modal.as_mut().and_then(Modal::confirm_mut) {
            confirm.go = !confirm.go;
        }
    }

    pub(super) fn move_in_dialog(&mut self, step: Step) {
        self.forget_asked_for();
        if let Some(Modal::Dialog(about, dialog)) = &mut self.modal {
            let page = match about {
                About::Journal => usize::from(self.cx.size.height / 2),
                About::Details(_) => self.list.ordered().page().unsigned_abs(),
                _ => 4,
            };
            dialog.go(step, page);
        }
    }

    pub(super) fn move_form_focus(&mut self, step: isize) {
        if let Some(form) = self.write.form_mut() {
            form.move_focus(step);
        }
    }

    fn sort_by(&mut self, sort: Sort) {
        self.modal = None;
        self.list.sort_by(sort, &mut self.out);
    }
}
