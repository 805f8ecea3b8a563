//! The report on a change: JSON on standard output if the user wants it, everything else on standard error. Never a
//! value.

use serde::Serialize;

use super::ending::{Became, Deed, Ending};
use super::value::Taken;
use crate::commands::Outcome;
use crate::commands::script::Script;
use crate::commands::{json, output};
use crate::domain::{Change, Exit, SecretId, SecretValue};

/// What a change is made of, as far as it may be told.
#[derive(Clone, Debug, Default)]
pub(in crate::commands) struct Parts {
    /// The length of the value in bytes, if one is sent.
    bytes: Option<usize>,
    newline_removed: bool,
    generated: bool,
    describes: bool,
    /// The invisible parts of the value, in words.
    unseen: Option<String>,
}

impl Parts {
    /// Returns the parts of a change, whose value came about like this.
    pub(in crate::commands) fn of(change: &Change, taken: Option<&Taken>) -> Self {
        let taken = taken.filter(|_| change.value.is_some());
        Self {
            bytes: taken.map(|taken| taken.value.len()),
            newline_removed: taken.is_some_and(|taken| taken.newline_removed),
            generated: taken.is_some_and(|taken| taken.generated),
            describes: change.description.is_some(),
            unseen: taken.and_then(|taken| unseen(&taken.value)),
        }
    }

    /// Names the parts: `a value of 31 bytes and a description`.
    pub(in crate::commands) fn named(&self) -> String {
        let value = self.bytes.map(|bytes| format!("a value of {}", in_bytes(bytes)));
        let description = self.describes.then(|| "a description".to_owned());
        value.into_iter().chain(description).collect::<Vec<_>>().join(" and ")
    }

    /// Says how much was stored, and what was not.
    fn stored(&self) -> Option<String> {
        let bytes = in_bytes(self.bytes?);
        let stored = match (self.newline_removed, self.generated) {
            (true, _) => format!("{bytes} stored; the final newline was removed, --exact keeps it."),
            (_, true) => format!("{bytes} generated and stored."),
            _ => format!("{bytes} stored."),
        };
        Some(
            stored
                + &self.unseen.as_ref().map_or(String::new(), |unseen| format!(" The value has {unseen}.")),
        )
    }
}

/// Names what nobody sees in a value, but for the newline at the end of several lines.
fn unseen(value: &SecretValue) -> Option<String> {
    let facts = value.facts();
    let ends_lines = facts.lines > 1 && facts.unseen.newlines == 1;
    let mut unseen = facts.unseen;
    unseen.newlines = if ends_lines { 0 } else { unseen.newlines };
    let notes = unseen.notes();
    (!notes.is_empty()).then(|| notes.join(", "))
}

fn in_bytes(bytes: usize) -> String {
    if bytes == 1 { "1 byte".to_owned() } else { format!("{bytes} bytes") }
}

#[derive(Serialize)]
struct Line<'a> {
    command: &'static str,
    id: &'a str,
    outcome: &'static str,
    exit_code: u8,
    bytes: Option<usize>,
    final_newline_removed: bool,
    generated: bool,
    description: bool,
}

/// Reports on the change of one secret.
///
/// # Errors
/// The end of the command, unless everything is done.
pub(in crate::commands) fn one(
    script: &Script<'_>,
    deed: Deed,
    id: &SecretId,
    ending: &Ending,
    parts: &Parts,
) -> Result<(), Outcome> {
    let line = Line {
        command: deed.command(),
        id: id.as_str(),
        outcome: ending.became.word(),
        exit_code: ending.exit.code(),
        bytes: parts.bytes,
        final_newline_removed: parts.newline_removed,
        generated: parts.generated,
        description: parts.describes,
    };
    let stored = parts.stored().filter(|_| ending.became == Became::Done);
    let text = [Some(ending.text.clone()), stored].into_iter().flatten().collect::<Vec<_>>().join("\n");
    finish(script, ending.exit, &text, &line)
}

/// Says `text`, and prints `line` if the user wants JSON.
///
/// # Errors
/// The end of the command, unless everything is done.
pub(in crate::commands) fn finish(
    script: &Script<'_>,
    exit: Exit,
    text: &str,
    line: &impl Serialize,
) -> Result<(), Outcome> {
    if exit == Exit::Done {
        script.tell(text);
    } else {
        output::complain(text);
    }
    // The exit code tells of the change, also where nobody reads the output any more.
    let printed = if script.cli.scripting.json { output::print(&json::line(line)) } else { Ok(()) };
    match printed {
        Err(outcome) if exit == Exit::Done => Err(outcome),
        _ if exit == Exit::Done => Ok(()),
        _ => Err(Outcome { exit, ..Outcome::default() }),
    }
}
