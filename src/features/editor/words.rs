//! The words for editing in the user's own editor.

use crate::core::editing::{Exit, NoEditor, Question};
use crate::domain::SecretId;
use crate::text::{SafeText, Sentence};
use crate::words::{about, in_full, nothing_changed};

/// Says that keys typed for the editor came before it could take them.
pub(super) const TYPED_TOO_EARLY: &str = "What you typed came too early for the editor; open it again.";

/// Says that the present value is read before the editor opens.
pub(super) fn reading(id: &SecretId) -> Sentence {
    about(id, |id| format!("Reading {id} for the editor; Ctrl-c gives up."))
}

/// Says why no editor was started, and what to do.
pub(super) fn no_editor(why: &NoEditor) -> Sentence {
    match why {
        NoEditor::NotSet => "No editor is set: export VISUAL or EDITOR, such as EDITOR=vim.".into(),
        NoEditor::NotWords(name) => {
            format!("${name} cannot be split into words: is a quote left open?").into()
        }
        // Any part of the path may be wrong, so none is cut.
        NoEditor::NotFound { variable, program, unexpanded: Some(sign) } => {
            format!("${variable} names {program}, in which {sign} is not expanded.").into()
        }
        NoEditor::NotFound { variable, program, .. } if program.original().contains('/') => {
            format!("${variable} names no program that can be run: {program}.").into()
        }
        NoEditor::NotFound { variable, program, .. } => Sentence::about(program.shown(), |program| {
            format!("The editor {program} was not found; check {variable}.")
        }),
        NoEditor::OnDisk(place) | NoEditor::NoDirectory(place) => Sentence::about(place.shown(), |place| {
            format!("No editor was opened: no private directory under {place}.")
        }),
    }
}

/// Says how an editor failed; `then` is the end of the sentence.
pub(super) fn failed(name: &SafeText, exit: Exit, then: &str) -> Sentence {
    Sentence::about(name.shown(), |name| match exit {
        Exit::Code(code) => format!("{name} ended with exit code {code}{then}."),
        Exit::Signal(signal) => format!("{name} was ended by signal {signal}{then}."),
        Exit::NotStarted => format!("{name} could not be started{then}."),
    })
}

/// Says that the editor changed nothing.
pub(super) fn unchanged(id: &SecretId, is_new: bool) -> Sentence {
    if is_new { "The value was not changed.".into() } else { nothing_changed(id) }
}

/// Returns the title, text and buttons of a question about an edited file.
pub fn question(question: &Question) -> (String, String, [&'static str; 2]) {
    match question {
        Question::OnDisk(place) => (
            "Edit in a file on disk?".to_owned(),
            format!(
                "There is no memory-backed place here, such as /dev/shm. The value would be in a private \
                 file under {}, overwritten and removed afterwards; a disk may still keep traces of it.",
                place.shown()
            ),
            ["Cancel", "Edit there"],
        ),
        Question::Done { name, again } => {
            let (what, tail) = match again {
                false => (format!("{} returned at once and nothing has changed", name.shown()), "is done"),
                true => ("Still nothing has changed in the file".to_owned(), "has saved it"),
            };
            let text = format!("{what}. If it is open elsewhere, press Enter when the editor {tail}.");
            ("Is the editor done?".to_owned(), text, ["Done", "Give up"])
        }
        Question::Kept(why) => (
            "Nothing was taken from the editor".to_owned(),
            format!("{why} What you typed is kept until you choose."),
            ["Edit again", "Discard"],
        ),
    }
}

/// Returns the lines on the screen until the editor draws over them; an editor with its own window leaves them there.
pub(super) fn handing_over(id: &SecretId, name: &SafeText, hidden: bool) -> Vec<String> {
    let what = if id.as_str().is_empty() { "a new value".to_owned() } else { in_full(id) };
    let mut lines = vec![format!("tapis-secrets: editing {what} in {name}.")];
    if hidden {
        lines.push("The current value cannot be shown, so the file starts empty.".to_owned());
    }
    lines.push("Save and leave the editor to go on; an empty file changes nothing.".to_owned());
    lines
}
