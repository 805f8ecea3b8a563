//! Editing a value in the user's own editor: what the engine is asked to do, and what happens with the answer.
//!
//! ```text
//! Finding ─► Reading ─► Preparing ─► Away ─► the form takes the new value
//!                           ▲         │ ▲
//!                           └─ Asking ┴─┴─ Looking
//! ```
//!
//! `external_editor` handles files and child processes. No error loses what the user typed.

mod state;
mod words;

pub use state::Editor;
pub use words::question;

use std::sync::Arc;

use crate::core::editing::{EditJob, EditorEnd, NoEditor, Original, Question};
use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, News, Notice, Out, RequestId, RequestKey, Tone, Wait};
use crate::domain::Wake;
use crate::keys::{Code, Key};
use crate::text::SafeText;
use state::{Editing, Stage};

impl Editor {
    /// Tells whether a value is being edited.
    pub fn is_editing(&self) -> bool {
        self.editing.is_some()
    }

    /// Tells whether keys belong to an editor that is starting or running.
    pub fn takes_keys(&self) -> bool {
        self.editing.as_ref().is_some_and(|editing| editing.stage != Stage::Asking)
    }

    /// Tells whether an editor is starting. The terminal is not read meanwhile, so that the editor gets what is typed
    /// ahead.
    pub fn is_starting(&self) -> bool {
        self.editing.as_ref().is_some_and(Editing::is_on_its_way)
    }

    /// Tells whether the value is being read for the editor.
    pub fn is_reading(&self) -> bool {
        self.is_at(&[Stage::Reading])
    }

    /// Tells whether an editor has the terminal.
    pub fn is_away(&self) -> bool {
        self.is_at(&[Stage::Away])
    }

    fn is_at(&self, stages: &[Stage]) -> bool {
        self.editing.as_ref().is_some_and(|editing| stages.contains(&editing.stage))
    }

    /// Returns the edit whose answer this is. The result of an edit that was given up is dropped, even if it holds a
    /// value.
    fn current(&mut self, request: RequestId, stages: &[Stage]) -> Option<&mut Editing> {
        let current = |editing: &&mut Editing| editing.request == request && stages.contains(&editing.stage);
        self.editing.as_mut().filter(current)
    }

    /// Begins to edit a value. `typed`: keys came for the editor, but the program has read them already, so the editor
    /// would miss them.
    pub fn edit(&mut self, cx: &Context, original: Original, from_list: bool, typed: bool, out: &mut Out) {
        if typed {
            out.effects.push(Effect::DropKeys);
            out.report(News::EditOver { closes: from_list, comes_back: false });
            return out.warn(words::TYPED_TOO_EARLY);
        }
        let (request, since, name) = (out.pending.request(), cx.now.instant, SafeText::default());
        let stage = Stage::Preparing;
        self.editing = Some(Editing { request, of: original, from_list, name, since, stage });
        self.start(out);
    }

    /// Begins anew with the value as it is now.
    pub fn prepare(&mut self, original: Original, out: &mut Out) {
        if let Some(editing) = &mut self.editing {
            editing.of = original;
            self.start(out);
        }
    }

    /// Asks the engine to write the file, or only to find an editor where the value is not read yet.
    fn start(&mut self, out: &mut Out) {
        let Some(editing) = &mut self.editing else { return };
        let (request, id, text) = (editing.request, editing.of.id.clone(), editing.of.text.take());
        editing.stage = if text.is_some() { Stage::Preparing } else { Stage::Finding };
        out.effects.push(Effect::Edit(EditJob { request, id, text, on_disk: self.on_disk }));
    }

    /// Goes on once the present value has come or has failed to come into the `open` form, and gives up when the form
    /// is gone.
    pub fn follow(&mut self, open: Option<Original>, out: &mut Out) {
        let Some(editing) = &self.editing else { return };
        match open.filter(|original| original.form == editing.of.form) {
            None => drop(self.end(out)),
            Some(original) if !original.hidden => self.prepare(original, out),
            Some(_) if out.pending.is_open(&RequestKey::Load(editing.of.form)) => {}
            // A notice tells why. The form stays open, so that the user can replace the value unseen.
            Some(_) => {
                self.end(out);
                out.report(News::EditOver { closes: false, comes_back: true });
            }
        }
    }

    /// Takes the engine's word that the editor and the file are ready, or the reason why not.
    pub fn ready(
        &mut self,
        request: RequestId,
        end: Result<SafeText, NoEditor>,
        locked: bool,
        out: &mut Out,
    ) {
        // An edit that was given up has no file any more.
        let Some(editing) = self.current(request, &[Stage::Finding, Stage::Preparing]) else { return };
        if locked {
            return self.give_up(out);
        }
        out.report(News::Over(Wait::Editor));
        match end {
            // The service logs the read.
            Ok(_) if editing.stage == Stage::Finding => {
                editing.stage = Stage::Reading;
                let busy = Tone::Busy(Wait::Editor, editing.since);
                out.tell(Notice::new(busy, words::reading(&editing.of.id)));
                out.report(News::PresentValueWanted);
            }
            Ok(name) => {
                editing.name = name;
                self.run(out);
            }
            Err(NoEditor::OnDisk(place)) => self.ask(Question::OnDisk(place), out),
            Err(why) => {
                self.leave(true, out);
                out.tell(Notice::new(Tone::Error, words::no_editor(&why)));
            }
        }
    }

    fn run(&mut self, out: &mut Out) {
        let Some(editing) = &mut self.editing else { return };
        editing.stage = Stage::Away;
        out.report(News::EditorQuestionOver);
        let lines = words::handing_over(&editing.of.id, &editing.name, editing.of.hidden);
        out.effects.push(Effect::RunEditor(lines));
    }

    /// Takes the end of the editor, or the result of another look at its file.
    pub fn done(&mut self, request: RequestId, end: EditorEnd, out: &mut Out) {
        let Some(editing) = self.current(request, &[Stage::Away, Stage::Looking]) else { return };
        let (name, again) = (editing.name.clone(), editing.stage == Stage::Looking);
        // The user may still be typing for the editor, which has ended.
        out.report(News::OpenedByItself);
        match end {
            EditorEnd::Changed { value, trimmed } => {
                let (form, review) = (editing.of.form, editing.from_list);
                self.editing = None;
                out.report(News::EditorQuestionOver);
                out.report(News::Edited { form, value: Arc::new(value), trimmed, review });
            }
            EditorEnd::AtOnce => self.ask(Question::Done { name, again }, out),
            EditorEnd::Unusable(fault) => self.ask(Question::Kept(fault.text().to_owned()), out),
            EditorEnd::Failed { exit, changed: true } => {
                self.ask(Question::Kept(words::failed(&name, exit, "").into()), out);
            }
            EditorEnd::Failed { exit, changed: false } => {
                self.leave(true, out);
                out.tell(Notice::new(Tone::Error, words::failed(&name, exit, "; nothing was changed")));
            }
            EditorEnd::Unchanged => {
                let text = words::unchanged(&editing.of.id, editing.of.is_new);
                self.leave(false, out);
                out.warn(text);
            }
        }
    }

    fn ask(&mut self, question: Question, out: &mut Out) {
        if let Some(editing) = &mut self.editing {
            editing.stage = Stage::Asking;
            out.report(News::EditorAsks(question));
        }
    }

    /// Takes the answer to a question about the edit; `go` means the second button. Tells whether the file is to be
    /// prepared again.
    pub fn answer(&mut self, question: &Question, go: bool, out: &mut Out) -> bool {
        match (question, go) {
            (Question::OnDisk(_), true) => {
                self.on_disk = true;
                out.report(News::EditorQuestionOver);
                return true;
            }
            (Question::Done { .. }, false) => {
                if let Some(editing) = &mut self.editing {
                    editing.stage = Stage::Looking;
                    out.effects.push(Effect::LookAtEdited);
                }
            }
            (Question::Kept(_), false) => self.run(out),
            (Question::OnDisk(_), false) | (Question::Done { .. } | Question::Kept(_), true) => {
                self.give_up(out);
            }
        }
        false
    }

    /// Takes a key while the editor is starting: `Esc` and `Ctrl-c` give up the edit.
    pub fn press(&mut self, key: Key, out: &mut Out) {
        if key != Key::plain(Code::Esc) && key != Key::ctrl('c') {
            return;
        }
        match self.editing.as_ref().map(|editing| (editing.stage, editing.of.form)) {
            Some((Stage::Reading, form)) => {
                out.cancel(&RequestKey::Load(form));
                self.leave(false, out);
            }
            Some((Stage::Finding | Stage::Preparing | Stage::Looking, _)) => self.give_up(out),
            Some((Stage::Away | Stage::Asking, _)) | None => {}
        }
    }

    /// Gives up the edit and its file.
    pub fn give_up(&mut self, out: &mut Out) {
        out.report(News::EditorQuestionOver);
        out.effects.push(Effect::DropEdited);
        self.leave(false, out);
    }

    /// Ends the edit without a new value. `comes_back`: the form gets the keys again.
    fn leave(&mut self, comes_back: bool, out: &mut Out) {
        if let Some(editing) = self.end(out) {
            out.report(News::EditOver { closes: editing.from_list, comes_back });
        }
    }

    fn end(&mut self, out: &mut Out) -> Option<Editing> {
        out.report(News::Over(Wait::Editor));
        let editing = self.editing.take()?;
        // Keys typed ahead for the editor are neither commands nor text of a form.
        if editing.is_on_its_way() {
            out.effects.push(Effect::DropKeys);
        }
        Some(editing)
    }
}

impl Life for Editor {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &Context, _: &mut Out) {}

    /// A change of the profile gives up the edit; a lock leaves it alone.
    fn wipe(&mut self, _: &Context, why: Wipe, out: &mut Out) {
        if why == Wipe::Switch && self.is_editing() {
            out.effects.push(Effect::DropEdited);
            self.end(out);
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        self.is_editing().then_some(Stake::Typed).into_iter().collect()
    }
}
