//! The editor as a child with the terminal.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::ExitStatus;

use super::command::EditorCommand;
use super::{home, known};
use crate::children::{self, foreground};
use crate::core::editing::Exit;

/// Runs the editor on `file` in the foreground, to its end.
///
/// # Errors
/// When it cannot be started.
pub(super) fn run(editor: &EditorCommand, file: &Path, dir: &Path) -> io::Result<Exit> {
    let programs = editor.programs();
    let extras = known::extras(programs.iter().map(String::as_str), dir);
    if let Some(home) = extras.home {
        home::make(home, dir);
    }
    let mut command = children::command(editor.program());
    command.args(&editor.words[1..]).args(&extras.arguments).arg(file).envs(extras.variables);
    let (_, job) = foreground::start(&mut command)?;
    Ok(exit(job.wait()))
}

fn exit(status: ExitStatus) -> Exit {
    match (status.code(), status.signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, signal) => Exit::Signal(signal.unwrap_or_default()),
    }
}
