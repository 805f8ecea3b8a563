//! What editing in the user's own editor is called.

use super::{about, nothing_changed};
use crate::app::editor::Question;
use crate::app::editor::news::{Exit, NoEditor};
use crate::app::form::{Form, Kind};
use crate::domain::{AccessMode, SecretId};
use crate::text::SafeText;
use crate::text::fit::cut_middle;

/// Columns that an editor's name or a path may take in a sentence.
const NAME: usize = 24;

/// Below a value whose added newline was taken off.
pub const TRIMMED: &str = "The newline that the editor added is taken off.";

/// Keys that were meant for an editor came before it was known what it edits.
pub const TYPED_TOO_EARLY: &str = "What you typed behind it came too early for the editor; open it again.";

/// Why the value of a secret of this mode is not edited.
pub fn unwritable(id: &SecretId, mode: AccessMode) -> String {
    about(id, 0, |id| format!("{id} is {}: only its description can be changed.", mode.name()))
}

/// Why the value that was typed in a form is not sent.
pub fn only_described(form: &Form) -> String {
    match &form.kind {
        Kind::Edit(secret) => unwritable(&secret.id, secret.access.mode()),
        Kind::Create | Kind::Delete(_) => String::new(),
    }
}

/// The present value is read before the editor opens.
pub fn reading_for_editor(id: &SecretId) -> String {
    about(id, 0, |id| format!("Reading {id} for the editor; Ctrl-c gives up."))
}

/// Why no editor was started, and what to do.
pub fn no_editor(why: &NoEditor) -> String {
    match why {
        NoEditor::NotSet => "No editor is set: export VISUAL or EDITOR, such as EDITOR=vim.".to_owned(),
        NoEditor::NotWords(name) => format!("${name} cannot be split into words: is a quote left open?"),
        NoEditor::NotFound(program) => {
            format!("The editor {} was not found; set VISUAL or EDITOR anew.", short(program))
        }
        NoEditor::OnDisk(place) | NoEditor::NoDirectory(place) => {
            format!("No editor was opened: no private directory under {}.", short(place))
        }
    }
}

/// How an editor failed, and what follows.
pub fn editor_failed(name: &SafeText, exit: Exit, then: &str) -> String {
    let name = short(name);
    match exit {
        Exit::Code(code) => format!("{name} ended with exit code {code}{then}."),
        Exit::Signal(signal) => format!("{name} was ended by signal {signal}{then}."),
        Exit::NotStarted => format!("{name} could not be started{then}."),
    }
}

/// The editor left everything as it was.
pub fn not_edited(form: &Form) -> String {
    match form.kind {
        Kind::Create => "The value was not changed.".to_owned(),
        _ => nothing_changed(&form.subject()),
    }
}

/// Title, text and buttons of a question about a file that is being edited.
pub fn editor_question(question: &Question, name: &str) -> (String, String, [&'static str; 2]) {
    let name = cut_middle(name, NAME);
    match question {
        Question::OnDisk(place) => (
            "Edit in a file on disk?".to_owned(),
            format!(
                "There is no memory-backed place here, such as /dev/shm. The value would be in a private \
                 file under {}, overwritten and removed afterwards; a disk may still keep traces of it.",
                short(place)
            ),
            ["Cancel", "Edit there"],
        ),
        Question::Done { again } => {
            let (what, tail) = match again {
                false => (format!("{name} returned at once and nothing is changed"), "is done"),
                true => ("Still nothing is changed in the file".to_owned(), "has saved it"),
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

/// What stands on the screen until the editor draws on it; an editor with a window of its own leaves it.
pub fn handing_over(id: &SecretId, name: &SafeText, hidden: bool) -> Vec<String> {
    let what = if id.as_str().is_empty() { "a new value".to_owned() } else { super::short(id) };
    let mut lines = vec![format!("tapis-secrets: editing {what} in {}.", short(name))];
    if hidden {
        lines.push("The present value cannot be shown, so the file starts empty.".to_owned());
    }
    lines.push("Save and leave the editor to go on; an empty file changes nothing.".to_owned());
    lines
}

fn short(text: &SafeText) -> String {
    cut_middle(text.shown(), NAME).into_owned()
}
