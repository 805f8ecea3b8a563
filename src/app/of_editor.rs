//! Calls on the editor slice, with the facts about the form and about keys that it needs.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::App;
use super::modal::{About, Modal};
use crate::core::Event;
use crate::core::editing::{Original, Question};
use crate::domain::SecretValue;
use crate::features::write::{Form, Phase, Write};
use crate::keys::{Action, Context, Key, keymap};
use crate::words;

/// The longest time that the terminal stays unread while the editor's key itself waits for the list. The list may
/// take any time, and `Esc` has to work.
const LEAVES_KEYS_FOR: Duration = Duration::from_secs(2);

impl App {
    /// Edits the value of the selected secret.
    pub(super) fn open_in_editor(&mut self) {
        if let Some(id) = self.changeable() {
            let mode = self.list.selected().map(|secret| secret.access.mode());
            match mode.filter(|mode| !mode.writable()) {
                Some(mode) => self.warn(words::unwritable(&id, mode)),
                None => self.writes(|write, at, out| write.open_edit(at, &id, out)),
            }
        }
        self.edit_form_value(true);
    }

    /// Edits the value of the open form; `from_list`: the form was opened for that.
    pub(super) fn edit_form_value(&mut self, from_list: bool) {
        let takes_value = self.form().is_some_and(Form::takes_value);
        let Some(original) = self.original().filter(|_| takes_value) else {
            return self.drop_keys_for_editor();
        };
        let typed = self.keys.typeahead.clear();
        self.editor.edit(&self.cx, original, from_list, typed, &mut self.out);
        self.relay();
    }

    /// Edits the new value of the plan.
    pub(super) fn edit_for_plan(&mut self) {
        let typed = self.keys.typeahead.clear();
        if let Some(original) = self.rollouts.original() {
            self.editor.edit(&self.cx, original, false, typed, &mut self.out);
            self.relay();
        }
    }

    /// Returns the value of the open form or plan as the editor gets it.
    fn original(&self) -> Option<Original> {
        let Some(form) = self.form() else { return self.rollouts.original() };
        Some(form.original(form.secret().is_some_and(|secret| self.forbids_reading(secret).is_some())))
    }

    /// Goes on once the present value has come or has failed to come.
    pub(super) fn tick_editing(&mut self) {
        if self.editor.is_reading() {
            self.editor.follow(self.original(), &mut self.out);
            self.relay();
        }
    }

    /// Opens a question about an edit.
    pub(super) fn ask_about_edit(&mut self, question: Question) {
        if matches!(question, Question::OnDisk(_)) {
            self.drop_keys_for_editor();
        }
        self.modal = Some(Modal::confirm(About::Editor(question)));
    }

    /// Closes a question about an edit. The plan that it stood before comes back.
    pub(super) fn editor_question_over(&mut self) {
        let was_open = self.modal.take_if(|modal| matches!(modal.about(), Some(About::Editor(_)))).is_some();
        if was_open && self.rollouts.has_plan() {
            self.show_plan(None);
        }
    }

    /// Takes the answer to a question about the edit.
    pub(super) fn answer_editor(&mut self, question: &Question, go: bool) {
        let prepares = self.editor.answer(question, go, &mut self.out);
        if let Some(original) = self.original().filter(|_| prepares) {
            self.editor.prepare(original, &mut self.out);
        }
        self.relay();
    }

    /// Handles `Esc` in a question. Only a button throws away text that was typed in an editor.
    pub(super) fn leave_question(&mut self) {
        match self.modal.as_ref().and_then(Modal::about) {
            Some(About::Editor(Question::Kept(_))) => {}
            Some(About::Editor(_)) => self.editor.give_up(&mut self.out),
            _ => self.leave_wish(),
        }
        self.relay();
    }

    /// Tells whether `Esc` leaves the open question.
    pub fn can_leave_question(&self) -> bool {
        !matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Editor(Question::Kept(_))))
    }

    /// Puts the edited value into its form or plan; an edit from the list goes on to the review.
    pub(super) fn take_edited(&mut self, form: u64, value: Arc<SecretValue>, trimmed: bool, review: bool) {
        let Some(form) = self.write.form_of_mut(form) else {
            return self.rollouts.take_edited(form, value, trimmed, &mut self.out);
        };
        form.take_edited(value, trimmed);
        if review {
            self.writes(Write::review);
        }
    }

    /// Closes the form that was opened for an edit that is over, unless it was changed. `comes_back`: the keys go to
    /// the form again, but those that the user may still be typing for the editor are dropped.
    pub(super) fn edit_is_over(&mut self, closes: bool, comes_back: bool) {
        if closes && self.form().is_some_and(|form| !form.is_changed()) {
            self.writes(Write::back);
        }
        if comes_back {
            self.drop_keys_for_editor();
            if let Some(form) = self.write.form_mut().filter(|form| matches!(form.phase(), Phase::Filling)) {
                form.come_back();
            }
        }
    }

    /// Tells whether the terminal must not be read now, because keys are meant for an editor that runs or is
    /// starting.
    pub fn leaves_keys(&self) -> bool {
        self.is_away() || self.is_interruptible()
    }

    /// Tells whether the terminal is left unread for an editor that is starting. `Ctrl-c` works all the same, as a
    /// signal.
    pub fn is_interruptible(&self) -> bool {
        let waits = self.keys_left_until().is_some_and(|until| self.cx.now.instant < until);
        (self.editor.is_starting() || waits) && !self.is_locked()
    }

    /// Returns the time until which the terminal is not read because the editor's key waits for a search.
    pub(super) fn keys_left_until(&self) -> Option<Instant> {
        let opens = |key: &Key| keymap::action(Context::List, *key) == Some(Action::EditInEditor);
        self.keys.typeahead.since_for(opens).map(|since| since + LEAVES_KEYS_FOR)
    }

    /// Tells whether another program has the terminal, so that nothing drawn can be seen.
    pub fn is_away(&self) -> bool {
        self.session.has_terminal().is_some() || self.editor.is_away()
    }

    /// Tells whether `event` is the end of the program that has the terminal.
    pub fn gets_terminal_back(&self, event: &Event) -> bool {
        match event {
            Event::EditorDone(..) => true,
            Event::GotToken(session, _) => self.session.has_terminal() == Some(*session),
            _ => false,
        }
    }
}
