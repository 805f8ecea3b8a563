//! The editor of the user: `$VISUAL`, then `$EDITOR`, split into words as a shell would do it, but without a
//! shell.

use std::env;
use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::core::editing::NoEditor;
use crate::files::unexpanded;
use crate::text::SafeText;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct EditorCommand {
    /// The variable that holds it.
    variable: &'static str,
    /// The program, then the user's arguments.
    pub(super) words: Vec<String>,
}

impl EditorCommand {
    /// Returns the editor that the environment names.
    pub(super) fn of_user() -> Result<Self, NoEditor> {
        let command = Self::choose(["VISUAL", "EDITOR"].map(|name| (name, env::var_os(name))))?;
        let found = is_program(command.program(), env::var_os("PATH"));
        if found { Ok(command) } else { Err(command.not_found()) }
    }

    /// Returns the editor in the first of these variables that is not blank.
    fn choose(
        variables: impl IntoIterator<Item = (&'static str, Option<OsString>)>,
    ) -> Result<Self, NoEditor> {
        for (name, value) in variables {
            let Some(value) = value else { continue };
            let value = value.into_string().map_err(|_| NoEditor::NotWords(name))?;
            let words = shell_words::split(&value).map_err(|_| NoEditor::NotWords(name))?;
            if words.first().is_some_and(|program| !program.is_empty()) {
                return Ok(Self { variable: name, words });
            }
        }
        Err(NoEditor::NotSet)
    }

    /// Returns the fault, with a hint where the user may have relied on a shell to expand `~` or `$`.
    fn not_found(&self) -> NoEditor {
        let program = self.program();
        NoEditor::NotFound {
            variable: self.variable,
            program: program.into(),
            unexpanded: unexpanded(program),
        }
    }

    pub(super) fn program(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Returns the name of the program, without its folder.
    pub(super) fn name(&self) -> SafeText {
        let program = self.program();
        SafeText::from(program.rsplit('/').next().unwrap_or(program))
    }

    /// Returns the words that may tell which editor it is: those of the command (`env TERM=xterm vim`), and the
    /// target of the first where that is a link (`vi` is vim almost everywhere).
    pub(super) fn programs(&self) -> Vec<String> {
        let target = find(self.program(), env::var_os("PATH")).and_then(|path| path.canonicalize().ok());
        let target = target.and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
        self.words.iter().cloned().chain(target).collect()
    }
}

/// Returns the path of `program`, as a shell would look for it.
fn find(program: &str, path: Option<OsString>) -> Option<PathBuf> {
    if program.contains('/') {
        return Some(PathBuf::from(program));
    }
    let mut places = path.iter().flat_map(env::split_paths).map(|place| place.join(program));
    places.find(|path| is_executable(path))
}

fn is_program(program: &str, path: Option<OsString>) -> bool {
    find(program, path).is_some_and(|path| is_executable(&path))
}

fn is_executable(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn choose(visual: Option<&str>, editor: Option<&str>) -> Result<Vec<String>, NoEditor> {
        let variables = [("VISUAL", visual), ("EDITOR", editor)];
        let variables = variables.map(|(name, value)| (name, value.map(OsString::from)));
        EditorCommand::choose(variables).map(|command| command.words)
    }

    #[rstest]
    #[case::visual_first(Some("code --wait"), Some("vim"), &["code", "--wait"])]
    #[case::editor(None, Some("vim"), &["vim"])]
    #[case::empty_is_not_set(Some(""), Some("vim"), &["vim"])]
    #[case::blank_is_not_set(Some("  "), Some("vim"), &["vim"])]
    #[case::quotes(Some("'my editor' -c \"set tw=0\""), None, &["my editor", "-c", "set tw=0"])]
    #[case::no_shell(Some("vim $HOME; id"), None, &["vim", "$HOME;", "id"])]
    fn the_users_editor_in_words(
        #[case] visual: Option<&str>,
        #[case] editor: Option<&str>,
        #[case] words: &[&str],
    ) {
        assert_eq!(choose(visual, editor).unwrap(), words);
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert_eq!(choose(None, None), Err(NoEditor::NotSet));
        assert_eq!(choose(Some("vim 'x"), Some("nano")), Err(NoEditor::NotWords("VISUAL")));
    }

    #[test]
    fn a_program_is_looked_for_as_a_shell_does() {
        let path = || Some(OsString::from("/nowhere:/bin"));
        assert!(is_program("sh", path()) && is_program("/bin/sh", None));
        assert!(!is_program("no-such-editor", path()) && !is_program("/bin", path()));
        assert!(!is_program("sh", None) && !is_program("/etc/passwd", path()));
    }
}
