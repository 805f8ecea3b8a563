//! The messages between app and runtime about an external editor: plain data, and the judgement of the file
//! that the user has left behind.

use std::sync::Arc;

use super::ticket::RequestId;
use crate::domain::file::FILE_LIMIT;
use crate::domain::{FileFault, SecretId, SecretValue};
use crate::text::SafeText;

/// A value to edit in an external editor.
#[derive(Debug)]
pub struct EditJob {
    /// The id of the request, which the answers carry.
    pub request: RequestId,
    /// The secret, for the name of the file; empty for a new one.
    pub id: SecretId,
    /// The text that the file begins with; `None` to find out only whether there could be an editor.
    pub text: Option<Arc<SecretValue>>,
    /// The user agreed to a directory that is not in memory.
    pub on_disk: bool,
}

/// A value to edit, as its form has it.
#[derive(Debug)]
pub struct Original {
    /// The number of the form.
    pub form: u64,
    /// The secret; empty for a new one.
    pub id: SecretId,
    /// The secret is a new one.
    pub is_new: bool,
    /// The text that the file begins with; `None` where the service has to be asked for it first.
    pub text: Option<Arc<SecretValue>>,
    /// The form does not have the present value.
    pub hidden: bool,
}

/// A question about an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Asks whether the file may be written to this directory, which is on a disk.
    OnDisk(SafeText),
    /// Asks whether the editor is done, because it returned at once and the file has not changed.
    Done {
        /// The name of the editor.
        name: SafeText,
        /// The same question was asked before.
        again: bool,
    },
    /// Asks what to do with a file that cannot be used, for this reason.
    Kept(String),
}

/// A reason why no editor can be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEditor {
    /// Neither `$VISUAL` nor `$EDITOR` is set.
    NotSet,
    /// This variable has an open quote, or is not UTF-8.
    NotWords(&'static str),
    /// There is no program of this name.
    NotFound {
        /// The variable that names it.
        variable: &'static str,
        /// The program as it is written there.
        program: SafeText,
        /// The part of it that a shell would have expanded.
        unexpanded: Option<&'static str>,
    },
    /// There is no memory-backed place; files would be under this directory.
    OnDisk(SafeText),
    /// No private directory could be made under this one.
    NoDirectory(SafeText),
}

/// The way in which the editor ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// With this exit code.
    Code(i32),
    /// By this signal.
    Signal(i32),
    /// It never started.
    NotStarted,
}

/// The result of an edit. Where a file is kept, the user chooses what happens to it.
#[derive(Debug)]
pub enum EditorEnd {
    /// A new value; the file is gone.
    Changed {
        /// The value.
        value: SecretValue,
        /// A final newline that the editor had added was taken off.
        trimmed: bool,
    },
    /// Nothing was changed, or all was deleted; the file is gone.
    Unchanged,
    /// The editor returned at once without a change: the file may still be open elsewhere. The file is kept.
    AtOnce,
    /// The saved file cannot become a value. The file is kept.
    Unusable(FileFault),
    /// The editor failed; where something was `changed` the file is kept.
    Failed {
        /// The way in which it ended.
        exit: Exit,
        /// The user has changed the file.
        changed: bool,
    },
}

impl EditorEnd {
    /// Judges the result of editing `before`, with `saved` in the file now. `at_once`: the editor returned as
    /// fast as a program that only tells another one to open the file.
    pub fn judge(
        before: &SecretValue,
        saved: Result<SecretValue, FileFault>,
        exit: Exit,
        at_once: bool,
    ) -> Self {
        let saved = saved.map(|value| without_added_newline(before, value)).and_then(|(value, trimmed)| {
            if value.len() as u64 > FILE_LIMIT { Err(FileFault::TooLarge) } else { Ok((value, trimmed)) }
        });
        let changed = match &saved {
            Ok((value, _)) => !value.is_empty() && *value != *before,
            Err(fault) => *fault != FileFault::Missing,
        };
        match saved {
            _ if exit != Exit::Code(0) => Self::Failed { exit, changed },
            Err(fault) if changed => Self::Unusable(fault),
            Ok((value, trimmed)) if changed => Self::Changed { value, trimmed },
            _ if at_once => Self::AtOnce,
            _ => Self::Unchanged,
        }
    }

    /// Tells whether the file stays until the user has chosen.
    pub fn keeps_file(&self) -> bool {
        match self {
            Self::Changed { .. } | Self::Unchanged => false,
            Self::AtOnce | Self::Unusable(_) => true,
            Self::Failed { changed, .. } => *changed,
        }
    }
}

/// Takes off the newline that an editor adds at the end: one that was not there before was not typed by the
/// user.
fn without_added_newline(before: &SecretValue, after: SecretValue) -> (SecretValue, bool) {
    let text = after.expose();
    match text.strip_suffix('\n') {
        Some(text) if !before.expose().ends_with('\n') => {
            let text = text.strip_suffix('\r').unwrap_or(text);
            (SecretValue::new(text.to_owned()), true)
        }
        _ => (after, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn value(text: &str) -> SecretValue {
        SecretValue::new(text.to_owned())
    }

    fn judge(before: &str, after: &str, exit: Exit, at_once: bool) -> String {
        match EditorEnd::judge(&value(before), Ok(value(after)), exit, at_once) {
            EditorEnd::Changed { value, trimmed } => {
                format!("{:?}{}", value.expose(), if trimmed { " trimmed" } else { "" })
            }
            other => format!("{other:?}"),
        }
    }

    const OK: Exit = Exit::Code(0);

    #[rstest]
    #[case::a_change("old", "new", "\"new\"")]
    #[case::an_added_newline("old", "new\n", "\"new\" trimmed")]
    #[case::with_a_carriage_return("old", "new\r\n", "\"new\" trimmed")]
    #[case::two_newlines("old", "new\n\n", "\"new\\n\" trimmed")]
    #[case::a_newline_that_was_there("old\n", "new\n", "\"new\\n\"")]
    #[case::a_newline_taken_off("old\n", "old", "\"old\"")]
    #[case::into_nothing("", "new\n", "\"new\" trimmed")]
    #[case::only_a_newline_added("old", "old\n", "Unchanged")]
    #[case::untouched("old", "old", "Unchanged")]
    #[case::emptied("old", "", "Unchanged")]
    #[case::emptied_with_a_newline("old", "\n", "Unchanged")]
    #[case::new_and_untouched("", "", "Unchanged")]
    fn what_was_left_behind(#[case] before: &str, #[case] after: &str, #[case] expected: &str) {
        assert_eq!(judge(before, after, OK, false), expected);
    }

    #[test]
    fn at_once_counts_only_where_nothing_was_changed() {
        assert_eq!(judge("old", "old", OK, true), "AtOnce");
        assert_eq!(judge("old", "new", OK, true), "\"new\"");
    }

    #[test]
    fn a_failure_is_never_taken_for_a_change() {
        let failed = judge("old", "new", Exit::Code(1), false);
        assert_eq!(failed, "Failed { exit: Code(1), changed: true }");
        assert_eq!(judge("old", "old", Exit::Signal(9), true), "Failed { exit: Signal(9), changed: false }");
    }

    #[rstest]
    #[case::no_text(FileFault::NotText, true)]
    #[case::too_large(FileFault::TooLarge, true)]
    #[case::deleted(FileFault::Missing, false)]
    fn what_cannot_be_a_value_is_kept(#[case] fault: FileFault, #[case] kept: bool) {
        let end = EditorEnd::judge(&value("old"), Err(fault), OK, false);
        assert_eq!(end.keeps_file(), kept, "{end:?}");
        let end = EditorEnd::judge(&value("old"), Err(fault), Exit::Code(1), false);
        assert_eq!(end.keeps_file(), kept, "{end:?}");
    }

    #[test]
    fn the_added_newline_does_not_count_for_the_size() {
        let most = "x".repeat(FILE_LIMIT as usize);
        let end = |text: String| EditorEnd::judge(&value("old"), Ok(value(&text)), OK, false);
        assert!(matches!(end(format!("{most}\n")), EditorEnd::Changed { trimmed: true, .. }));
        assert!(matches!(end(format!("{most}x\n")), EditorEnd::Unusable(FileFault::TooLarge)));
    }
}
