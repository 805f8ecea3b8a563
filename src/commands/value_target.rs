//! Where a command brings values: standard output, a file or the clipboard. Everything that can be refused is refused
//! before the value is asked for, because each read is logged.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{Access, access};
use zeroize::Zeroizing;

use super::Outcome;
use super::caller::Caller;
use super::output::{is_terminal, print};
use super::script::Script;
use crate::cli::Get;
use crate::config::Profile;
use crate::core::copy::has_room_for;
use crate::core::settings::ClipboardWay;
use crate::core::{CopyFault, CopyJob, CopyReport, Effect, Event, ValueForm};
use crate::domain::{Exit, SecretId, SecretValue};
use crate::files::{Existing, expanded, put_with_mode, reason, shown, shown_missing};
use crate::text::format::duration;
use crate::text::reveal::{Piece, pieces, written_out};
use crate::words;

/// The number of the only copy.
const COPY: u64 = 1;

/// The place for a value.
pub(super) enum Target {
    /// Standard output, which is not a terminal.
    Pipe,
    /// A terminal, on which every character has to show itself.
    Terminal,
    File(PathBuf, Existing),
    Clipboard(ClipboardWay),
}

impl Target {
    /// Returns the place that the user wants.
    ///
    /// # Errors
    /// When the value cannot or should not get there.
    pub(super) fn of(script: &Script<'_>, asked: &Get) -> Result<Self, Outcome> {
        if let Some(file) = Self::output(asked.output.as_deref(), asked.force)? {
            return Ok(file);
        }
        let usage = |why: &str| Err(Outcome::failed(Exit::WrongUsage, why));
        match script.clipboard {
            ClipboardWay::Off if asked.copy => return usage(words::CLIPBOARD_OFF),
            ClipboardWay::Osc52 if asked.copy && !is_terminal() => {
                return usage(
                    "Nothing was copied: OSC 52 needs a terminal on standard output. On a desktop, try --clipboard system.",
                );
            }
            way if asked.copy => return Ok(Self::Clipboard(way)),
            _ => {}
        }
        match (is_terminal(), asked.reveal) {
            (false, _) => Ok(Self::Pipe),
            (true, true) => Ok(Self::Terminal),
            (true, false) => usage(
                "The value was not read, because everybody who sees this terminal would see it.\n\
                 --copy copies it, --reveal shows it here, --output FILE writes it to a file.",
            ),
        }
    }

    /// Returns the place for a text with values in it: a file, or standard output, unless that is a terminal.
    ///
    /// # Errors
    /// When the text cannot or should not get there.
    pub(super) fn of_text(output: Option<&Path>, force: bool) -> Result<Self, Outcome> {
        match Self::output(output, force)? {
            Some(file) => Ok(file),
            None if !is_terminal() => Ok(Self::Pipe),
            None => {
                let why = "Nothing was read, because everybody who sees this terminal would see the values.\n\
                           --output FILE writes to a file; or use it in a pipe.";
                Err(Outcome::failed(Exit::WrongUsage, why))
            }
        }
    }

    /// Returns the file that `--output` names; `None` for standard output.
    fn output(path: Option<&Path>, force: bool) -> Result<Option<Self>, Outcome> {
        let existing = if force { Existing::Replace } else { Existing::Keep };
        let path = path.filter(|path| path.as_os_str() != "-");
        path.map(|path| Self::file(expanded(path), existing)).transpose()
    }

    fn file(path: PathBuf, existing: Existing) -> Result<Self, Outcome> {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if !metadata.is_file() => {
                let why = format!(
                    "{} is no file that could be replaced; name another, or - for standard output.",
                    shown(&path)
                );
                Err(Outcome::failed(Exit::WrongUsage, why))
            }
            Ok(_) if existing == Existing::Keep => Err(exists(&path)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(not_written(&path, &error)),
            _ => match writable_folder(&path) {
                Ok(()) => Ok(Self::File(path, existing)),
                Err(error) => Err(not_written(&path, &error)),
            },
        }
    }

    /// Brings `bytes` to its place.
    ///
    /// # Errors
    /// When they do not get there.
    pub(super) fn take(&self, bytes: &[u8], newline: bool) -> Result<(), Outcome> {
        let end: &[u8] = if newline { b"\n" } else { b"" };
        match self {
            Self::Pipe => print(bytes).and_then(|()| print(end)),
            Self::Terminal => {
                let text = std::str::from_utf8(bytes).unwrap_or_default();
                print(on_terminal(text).as_bytes())
            }
            Self::File(path, existing) => write(path, &[bytes, end], *existing, 0o600),
            // `copy` does that.
            Self::Clipboard(_) => Ok(()),
        }
    }

    /// Brings a text to its place; a new file gets this mode.
    ///
    /// # Errors
    /// When it does not get there.
    pub(super) fn take_text(&self, text: &[u8], mode: u32) -> Result<(), Outcome> {
        match self {
            Self::File(path, existing) => write(path, &[text], *existing, mode),
            other => other.take(text, false),
        }
    }

    /// Copies a value, and waits until the clipboard has it.
    ///
    /// # Errors
    /// When it does not take it.
    pub(super) fn copy(
        &self,
        script: &Script<'_>,
        caller: &mut Caller,
        profile: &Profile,
        id: SecretId,
        value: SecretValue,
    ) -> Result<(), Outcome> {
        let Self::Clipboard(way) = *self else { return Ok(()) };
        let not_copied = |fault| {
            let why = words::why_not_copied(fault, way);
            let text = words::about(&id, |id| format!("{id} was not copied: {why}."));
            let instead = "--output FILE writes the value to a file that only you can read.";
            Outcome::failed(Exit::Failed, format!("{text}\n{instead}"))
        };
        if value.is_empty() {
            return Err(Outcome::failed(Exit::Failed, words::nothing_to_copy(&id).to_string()));
        }
        if !has_room_for(way, value.len()) {
            return Err(not_copied(CopyFault::TooLarge));
        }
        let (bytes, clear_after) = (value.len(), profile.clipboard_for);
        let job = CopyJob { id: COPY, way, value: Arc::new(value), clear_after: Some(clear_after) };
        caller.engine.perform(Effect::Copy(job));
        let sent = loop {
            match caller.next(None)? {
                Event::Copied(COPY, CopyReport::Taken) => break false,
                Event::Copied(COPY, CopyReport::Sent) => break true,
                Event::Copied(COPY, CopyReport::Failed(fault)) => return Err(not_copied(fault)),
                Event::Copied(COPY, _) => return Err(not_copied(CopyFault::NotThere)),
                _ => {}
            }
        };
        let fits = has_room_for(ClipboardWay::Osc52, bytes);
        let done = words::copied_value(&id, ValueForm::Plain, (way, sent, fits), usize::MAX);
        script.tell(&format!("{done} {}.", duration(clear_after)));
        Ok(())
    }
}

fn write(path: &Path, parts: &[&[u8]], existing: Existing, mode: u32) -> Result<(), Outcome> {
    put_with_mode(path, parts, existing, mode).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        _ => not_written(path, &error),
    })
}

/// Tells whether a file can be made in the folder of `path`.
fn writable_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

fn not_written(path: &Path, error: &io::Error) -> Outcome {
    let place = match error.kind() {
        io::ErrorKind::NotFound => shown_missing(path),
        _ => shown(path),
    };
    Outcome::failed(Exit::Failed, format!("{place} was not written: {}.", reason(error)))
}

fn exists(path: &Path) -> Outcome {
    Outcome::failed(Exit::Conflict, format!("{} exists already; --force replaces it.", shown(path)))
}

/// Returns a value as a terminal may show it: only line breaks stay what they are, and the last line ends.
fn on_terminal(value: &str) -> Zeroizing<String> {
    let mut shown = Zeroizing::new(String::with_capacity(value.len() + 1));
    for line in value.split_inclusive('\n') {
        for piece in pieces(line.strip_suffix('\n').unwrap_or(line)) {
            match piece {
                Piece::Plain(text) => shown.push_str(text),
                Piece::Hidden(c) => shown.push_str(&written_out(c)),
            }
        }
        shown.push('\n');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_command_the_terminal() {
        assert_eq!(*on_terminal("a\u{1b}[2J\nb"), "a\\u{1b}[2J\nb\n");
        assert_eq!(*on_terminal("a\n"), "a\n");
        assert_eq!(*on_terminal(""), "");
    }
}
