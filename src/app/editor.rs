//! Editing a value in the user's own editor: what the runtime is asked to do, and what happens with the answer.
//!
//!
//! `external_editor` handles files and child processes; `editor::keys` handles the keys until the editor has the
//! terminal. No error loses what the user typed.

use std::sync::Arc;
use std::time::Instant;

use super::{App, words};
use crate::core::{Effect, Notice, RequestId, RequestKey, Tone, Wait};
use crate::domain::SecretValue;
use crate::features::write::{Form, Kind, Phase, Spot, ValueInput, Write};
use crate::text::SafeText;

mod keys;
mod questions;

use crate::core::editing::{EditJob, EditorEnd, NoEditor};

/// The edit that is under way, for the form of this number.
#[derive(Debug)]
pub struct Editing {
    /// The number that the runtime's answers about this edit carry.
    request: RequestId,
    form: u64,
    /// The edit was started from the list, and returns there when nothing was changed.
    from_list: bool,
    name: SafeText,
    since: Instant,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The runtime looks for an editor first, so that no value is read in vain.
    Finding,
    Reading,
    /// The file is being written.
    Preparing,
    Away,
    /// The file is being read once more.
    Looking,
    /// A question about the edit is open.
    Asking,
}

impl Stage {
    /// Tells whether keys are meant for an editor that does not have the terminal yet.
    fn is_on_its_way(self) -> bool {
        matches!(self, Self::Finding | Self::Reading | Self::Preparing)
    }
}

/// A question about an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Asks whether the file may be written to this directory, which is on a disk.
    OnDisk(SafeText),
    /// Asks whether the editor is done, because it returned at once and the file has not changed.
    Done {
        /// The same question was asked before.
        again: bool,
    },
    /// Asks what to do with a file that cannot be used, for this reason.
    Kept(String),
}

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
        self.edit_in_editor(true);
    }

    /// Edits the value of the open form.
    pub(super) fn edit_form_value(&mut self) {
        self.edit_in_editor(false);
    }

    fn edit_in_editor(&mut self, from_list: bool) {
        let Some(form) = self.form().filter(|form| is_editable(form)) else {
            return self.drop_keys_for_editor();
        };
        let form = form.number();
        let (request, since, name) = (self.out.pending.request(), self.cx.now.instant, SafeText::default());
        self.editing = Some(Editing { request, form, from_list, name, since, stage: Stage::Preparing });
        // The program has read these keys already, so the editor would miss them.
        if self.keys.typeahead.clear() {
            self.leave_editing();
            return self.warn(words::TYPED_TOO_EARLY);
        }
        self.prepare_edit();
    }

    /// Tells whether the present value has to be read before it is edited.
    fn reads_for_editor(&self, form: &Form) -> bool {
        match (&form.kind, &form.value) {
            (Kind::Edit(secret), ValueInput::Unchanged) if form.loaded.is_none() => {
                secret.access.readable == Some(true) && self.forbids_reading(secret).is_none()
            }
            _ => false,
        }
    }

    /// Asks the service for the value, now that an editor was found. The service logs the read.
    fn read_for_editor(&mut self) {
        let Some(editing) = &mut self.editing else { return };
        editing.stage = Stage::Reading;
        let since = editing.since;
        let Some(form) = self.form() else { return };
        let text = words::reading_for_editor(&form.subject());
        self.notices.show(since, Notice::new(Tone::Busy(Wait::Editor, since), text));
        self.writes(|write, at, out| write.load(at, out));
    }

    /// Goes on once the present value has come or has failed to come, and gives up when the form is gone.
    pub(super) fn tick_editing(&mut self) {
        let Some(editing) = self.editing.as_ref().filter(|editing| editing.stage == Stage::Reading) else {
            return;
        };
        let number = editing.form;
        let Some(form) = self.form().filter(|form| form.number() == number) else {
            return self.end_editing();
        };
        if form.loaded.is_some() {
            self.prepare_edit();
        } else if !self.out.pending.is_open(&RequestKey::Load(number)) {
            // A notice tells why. The form stays open, so that the user can replace the value unseen.
            self.end_editing();
            self.come_back_from_editor();
        }
    }

    /// Asks the runtime to write the file, or only to find an editor where the value is not read yet.
    fn prepare_edit(&mut self) {
        let Some(form) = self.write.form() else { return };
        let finds = self.reads_for_editor(form);
        let Some(editing) = &mut self.editing else { return };
        editing.stage = if finds { Stage::Finding } else { Stage::Preparing };
        let request = editing.request;
        let text = form.new_value().or_else(|| form.loaded.clone());
        let text = text.unwrap_or_else(|| Arc::new(SecretValue::new(String::new())));
        let text = (!finds).then_some(text);
        let job = EditJob { request, id: form.subject(), text, on_disk: self.edits_on_disk };
        self.out.effects.push(Effect::Edit(job));
    }

    /// Takes the runtime's word that the editor and the file are ready, or the reason why not.
    pub(super) fn editor_ready(&mut self, request: RequestId, result: Result<SafeText, NoEditor>) {
        let is_it = |editing: &&mut Editing| {
            editing.request == request && matches!(editing.stage, Stage::Finding | Stage::Preparing)
        };
        let locked = self.is_locked();
        // An edit that was given up has no file any more.
        let Some(editing) = self.editing.as_mut().filter(is_it) else { return };
        if locked {
            return self.drop_edited();
        }
        let only_found = editing.stage == Stage::Finding;
        self.notices.end_busy(Wait::Editor);
        match result {
            Ok(_) if only_found => self.read_for_editor(),
            Ok(name) => {
                editing.name = name;
                self.run_editor();
            }
            Err(NoEditor::OnDisk(place)) => {
                self.drop_keys_for_editor();
                self.ask_about_file(Question::OnDisk(place));
            }
            Err(why) => {
                self.leave_editing();
                self.come_back_from_editor();
                let notice = Notice::new(Tone::Error, words::no_editor(&why));
                self.notices.show(self.cx.now.instant, notice);
            }
        }
    }

    fn run_editor(&mut self) {
        self.modal = None;
        let Some(editing) = &mut self.editing else { return };
        editing.stage = Stage::Away;
        let Some(form) = self.write.form() else { return };
        let hidden = matches!(&form.kind, Kind::Edit(_) if form.loaded.is_none())
            && matches!(form.value, ValueInput::Unchanged);
        self.out.effects.push(Effect::RunEditor(words::handing_over(&form.subject(), &editing.name, hidden)));
    }

    /// Takes the end of the editor, or the result of another look at its file.
    pub(super) fn editor_done(&mut self, request: RequestId, end: EditorEnd) {
        let is_it = |editing: &&Editing| {
            editing.request == request && matches!(editing.stage, Stage::Away | Stage::Looking)
        };
        // The result of an edit that was given up is dropped, even if it holds a value.
        let Some(editing) = self.editing.as_ref().filter(is_it) else { return };
        let (name, looked) = (editing.name.clone(), editing.stage == Stage::Looking);
        // The user may still be typing for the editor, which has ended.
        self.hear_nobody();
        match end {
            EditorEnd::Changed { value, trimmed } => self.take_edited(value, trimmed),
            EditorEnd::AtOnce => self.ask_about_file(Question::Done { again: looked }),
            EditorEnd::Unusable(fault) => self.ask_about_file(Question::Kept(fault.text().to_owned())),
            EditorEnd::Failed { exit, changed: true } => {
                self.ask_about_file(Question::Kept(words::editor_failed(&name, exit, "").into()));
            }
            EditorEnd::Failed { exit, changed: false } => {
                let text = words::editor_failed(&name, exit, "; nothing was changed");
                self.leave_editing();
                self.come_back_from_editor();
                self.notices.show(self.cx.now.instant, Notice::new(Tone::Error, text));
            }
            EditorEnd::Unchanged => {
                let text = self.form().map(words::not_edited);
                self.leave_editing();
                if let Some(text) = text {
                    self.warn(text);
                }
            }
        }
    }

    /// Puts the new value into the form; an edit from the list goes on to the review.
    fn take_edited(&mut self, value: SecretValue, trimmed: bool) {
        self.modal = None;
        let Some(editing) = self.editing.take() else { return };
        let Some(form) = self.write.form_of_mut(editing.form) else { return };
        form.set_value(Arc::new(value));
        form.trimmed = trimmed;
        if !matches!(form.value, ValueInput::Fixed) {
            form.focus = Spot::Value;
        }
        if editing.from_list {
            self.writes(Write::review);
        }
    }

    pub(super) fn drop_edited(&mut self) {
        self.modal = None;
        self.out.effects.push(Effect::DropEdited);
        self.leave_editing();
    }

    /// Ends the edit without a new value. A form that was opened from the list closes as well, unless it was changed.
    fn leave_editing(&mut self) {
        let from_list = self.editing.as_ref().is_some_and(|editing| editing.from_list);
        self.end_editing();
        if from_list && self.form().is_some_and(|form| !form.is_changed()) {
            self.writes(Write::back);
        }
    }

    /// Gives the keys back to the form. The user may still be typing for the editor, so those keys are dropped.
    fn come_back_from_editor(&mut self) {
        self.drop_keys_for_editor();
        if let Some(form) = self.write.form_mut().filter(|form| matches!(form.phase(), Phase::Filling)) {
            form.come_back();
        }
    }

    fn end_editing(&mut self) {
        self.notices.end_busy(Wait::Editor);
        // Keys typed ahead for the editor are neither commands nor text of a form.
        if self.editing.take().is_some_and(|editing| editing.stage.is_on_its_way()) {
            self.out.effects.push(Effect::DropKeys);
        }
    }

    /// Returns the name of the editor, for questions about the edit.
    pub fn editor_name(&self) -> &str {
        self.editing.as_ref().map_or("", |editing| editing.name.shown())
    }
}

fn is_editable(form: &Form) -> bool {
    matches!(form.phase(), Phase::Filling)
        && matches!(form.kind, Kind::Create | Kind::Edit(_))
        && !matches!(form.value, ValueInput::Fixed)
}
