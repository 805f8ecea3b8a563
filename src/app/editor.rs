//! Editing a value in the user's own editor: what is asked of the runtime, and what becomes of the answer.
//!
//! Files and children are `external_editor`'s, the keys until the editor has the terminal `editor::keys`'.
//! Nothing typed is lost to an error.

use std::sync::Arc;
use std::time::Instant;

use super::form::{Form, Kind, Phase, Spot, ValueInput};
use super::{App, words};
use crate::core::{Effect, Notice, RequestId, RequestKey, Tone, Wait};
use crate::domain::SecretValue;
use crate::text::SafeText;

mod keys;
mod questions;

use crate::core::editing::{EditJob, EditorEnd, NoEditor};

/// Editing under way, for the form of this number.
#[derive(Debug)]
pub struct Editing {
    /// What the answers about it carry.
    request: RequestId,
    form: u64,
    /// It began in the list, and ends there when nothing was changed.
    from_list: bool,
    /// The editor's name, once it is known.
    name: SafeText,
    since: Instant,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// It is looked whether an editor can be had at all: a value is not read in vain.
    Finding,
    /// The present value is being read.
    Reading,
    /// The file is being made.
    Preparing,
    /// The editor has the terminal.
    Away,
    /// The file is looked at again.
    Looking,
    /// A question about it is open.
    Asking,
}

impl Stage {
    /// Whether what is typed is meant for an editor that has not got the terminal yet.
    fn is_on_its_way(self) -> bool {
        matches!(self, Self::Finding | Self::Reading | Self::Preparing)
    }
}

/// What has to be asked about editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether the file may be in this directory, which is not in memory.
    OnDisk(SafeText),
    /// Whether the editor, which returned at once, is done; `again`: the file is still as it was.
    Done {
        /// It was asked before.
        again: bool,
    },
    /// What becomes of a file that cannot be taken, for this reason.
    Kept(String),
}

impl App {
    /// `E` in the panes: edits the value of the selected secret.
    pub(super) fn open_in_editor(&mut self) {
        if let Some(id) = self.changeable() {
            let mode = self.list.selected().map(|secret| secret.access.mode());
            match mode.filter(|mode| !mode.writable()) {
                Some(mode) => self.warn(words::unwritable(&id, mode)),
                None => self.open_edit_of(&id),
            }
        }
        self.edit_in_editor(true);
    }

    /// `Ctrl-x` in a form: edits its value.
    pub(super) fn edit_form_value(&mut self) {
        self.edit_in_editor(false);
    }

    fn edit_in_editor(&mut self, from_list: bool) {
        let Some(form) = self.form.as_deref().filter(|form| is_editable(form)) else {
            return self.drop_keys_for_editor();
        };
        let form = form.number();
        let (request, since, name) = (self.out.pending.request(), self.cx.now.instant, SafeText::default());
        self.editing = Some(Editing { request, form, from_list, name, since, stage: Stage::Preparing });
        // No editor gets them any more, and without them it would not get what was typed.
        if self.keys.typeahead.clear() {
            self.leave_editing();
            return self.warn(words::TYPED_TOO_EARLY);
        }
        self.prepare_edit();
    }

    /// Whether the present value is to be read before it is edited.
    fn reads_for_editor(&self, form: &Form) -> bool {
        match (&form.kind, &form.value) {
            (Kind::Edit(secret), ValueInput::Unchanged) if form.loaded.is_none() => {
                secret.access.readable == Some(true) && self.forbids_reading(secret).is_none()
            }
            _ => false,
        }
    }

    /// An editor can be had: the service is asked for the value, and logs that.
    fn read_for_editor(&mut self) {
        let Some(editing) = &mut self.editing else { return };
        editing.stage = Stage::Reading;
        let since = editing.since;
        let Some(form) = self.form.as_deref() else { return };
        let text = words::reading_for_editor(&form.subject());
        self.notices.show(since, Notice::new(Tone::Busy(Wait::Editor, since), text));
        self.load_present();
    }

    /// The value that was to be read is there, or will not come; or the form is gone.
    pub(super) fn tick_editing(&mut self) {
        let Some(editing) = self.editing.as_ref().filter(|editing| editing.stage == Stage::Reading) else {
            return;
        };
        let number = editing.form;
        let Some(form) = self.form.as_ref().filter(|form| form.number() == number) else {
            return self.end_editing();
        };
        if form.loaded.is_some() {
            self.prepare_edit();
        } else if !self.out.pending.is_open(&RequestKey::Load(number)) {
            // Why not is told; the form stays, to replace the value without seeing it.
            self.end_editing();
            self.come_back_from_editor();
        }
    }

    /// Has the file made; where the value is not there yet, only looks whether that can be done.
    fn prepare_edit(&mut self) {
        let Some(form) = self.form.as_deref() else { return };
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

    /// The file is there, or can be, and the editor was found; or why not.
    pub(super) fn editor_ready(&mut self, request: RequestId, result: Result<SafeText, NoEditor>) {
        let is_it = |editing: &&mut Editing| {
            editing.request == request && matches!(editing.stage, Stage::Finding | Stage::Preparing)
        };
        let locked = self.is_locked();
        // What was given up meanwhile is removed already.
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

    /// Hands the terminal over.
    fn run_editor(&mut self) {
        self.modal = None;
        let Some(editing) = &mut self.editing else { return };
        editing.stage = Stage::Away;
        let Some(form) = self.form.as_deref() else { return };
        let hidden = matches!(&form.kind, Kind::Edit(_) if form.loaded.is_none())
            && matches!(form.value, ValueInput::Unchanged);
        self.out.effects.push(Effect::RunEditor(words::handing_over(&form.subject(), &editing.name, hidden)));
    }

    /// The editor has ended, or its file was looked at again.
    pub(super) fn editor_done(&mut self, request: RequestId, end: EditorEnd) {
        let is_it = |editing: &&Editing| {
            editing.request == request && matches!(editing.stage, Stage::Away | Stage::Looking)
        };
        // What was given up meanwhile is thrown away, also with a value in it.
        let Some(editing) = self.editing.as_ref().filter(is_it) else { return };
        let (name, looked) = (editing.name.clone(), editing.stage == Stage::Looking);
        // What is typed on was meant for the editor, which is gone.
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

    /// The new value goes into the form; from the list on to the review.
    fn take_edited(&mut self, value: SecretValue, trimmed: bool) {
        self.modal = None;
        let Some(editing) = self.editing.take() else { return };
        let Some(form) = self.form_of(editing.form) else { return };
        form.set_value(Arc::new(value));
        form.trimmed = trimmed;
        if !matches!(form.value, ValueInput::Fixed) {
            form.focus = Spot::Value;
        }
        if editing.from_list {
            self.review();
        }
    }

    pub(super) fn drop_edited(&mut self) {
        self.modal = None;
        self.out.effects.push(Effect::DropEdited);
        self.leave_editing();
    }

    /// Editing is over without a new value. A form that the list's key opened is left as well, unless
    /// there is something in it.
    fn leave_editing(&mut self) {
        let from_list = self.editing.as_ref().is_some_and(|editing| editing.from_list);
        self.end_editing();
        if from_list && self.form.as_ref().is_some_and(|form| !form.is_changed()) {
            self.form_back();
        }
    }

    /// No editor comes for the form that is open: somebody may be typing for it all the same.
    fn come_back_from_editor(&mut self) {
        self.drop_keys_for_editor();
        if let Some(form) = self.form.as_mut().filter(|form| matches!(form.phase(), Phase::Filling)) {
            form.come_back();
        }
    }

    fn end_editing(&mut self) {
        self.notices.end_busy(Wait::Editor);
        // What was typed ahead for it is neither a command nor the text of a form.
        if self.editing.take().is_some_and(|editing| editing.stage.is_on_its_way()) {
            self.out.effects.push(Effect::DropKeys);
        }
    }

    /// The name of the editor, for questions about it.
    pub fn editor_name(&self) -> &str {
        self.editing.as_ref().map_or("", |editing| editing.name.shown())
    }
}

/// Whether the value of this form can be edited now.
fn is_editable(form: &Form) -> bool {
    matches!(form.phase(), Phase::Filling)
        && matches!(form.kind, Kind::Create | Kind::Edit(_))
        && !matches!(form.value, ValueInput::Fixed)
}
