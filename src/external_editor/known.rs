//! Facts about single editors: how each is kept from writing the edited text anywhere but into the file itself,
//! such as into swap, undo, backup and lock files, histories, logs. One table, no behaviour.

use std::path::Path;

/// Stands for the private directory in the table. The file is named after a secret; everything else in the
/// directory has a sign in its name that the name of the file cannot have.
const DIR: &str = "{dir}";

/// The additions to the user's own command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Extras {
    /// Arguments before the file.
    pub(super) arguments: Vec<String>,
    pub(super) variables: Vec<(&'static str, String)>,
    /// A home of its own in the private directory.
    pub(super) home: Option<&'static Home>,
}

/// The home of an editor's settings, where it keeps other things as well.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// The variable that names it.
    pub(super) variable: &'static str,
    /// Its name in the user's home of all settings, and, with a dot before it, in the private directory.
    pub(super) name: &'static str,
    /// The entries in it that may hold edited text.
    pub(super) keeps: &'static [&'static str],
}

struct Known {
    /// The names of its program; what follows the letters (`vim.basic`, `emacs-nox`) does not count.
    names: &'static [&'static str],
    arguments: &'static [&'static str],
    variables: &'static [(&'static str, &'static str)],
    home: Option<Home>,
}

/// The settings that turn everything off. They are given before and after the user's own configuration, and
/// again whenever vim would write a file: `silent!`, because small builds lack some of them.
macro_rules! vim_off {
    () => {
        "silent! set noswapfile|silent! set updatecount=0|silent! set nobackup|silent! set nowritebackup|\
         silent! set noundofile|silent! set viminfo=|silent! set patchmode=|silent! set nomodeline"
    };
}

/// Turns swap files off again before `-c` is looked at: a configuration may have turned them on.
const VIM_AUTO: &str = "silent! autocmd BufReadPre,BufNewFile * setlocal noswapfile noundofile";

/// Turns everything off again after events: a configuration may turn things on when it hears of one. Of several
/// handlers of an event vim calls the last one last, so this one is added after those that exist before
/// `VimEnter`, and after those that `VimEnter` adds.
const VIM_LAST: &str = concat!(
    "silent! autocmd tapis_secrets VimEnter * ",
    vim_off!(),
    "|silent! autocmd tapis_secrets BufWritePre,VimLeavePre * ",
    vim_off!()
);

const VIM: &[&str] = &[
    "-n",
    "-i",
    "NONE",
    "--cmd",
    vim_off!(),
    "--cmd",
    "augroup tapis_secrets",
    "--cmd",
    VIM_AUTO,
    "--cmd",
    "augroup END",
    "-c",
    vim_off!(),
    "-c",
    VIM_LAST,
];

/// Replaces functions, instead of only turning modes off: a hook of the user may turn the modes on at any time,
/// and some are not loaded yet. Files that emacs saves by itself go beside the file. The value may come from
/// somebody else, so it must not set variables either.
const EMACS_OFF: &str = "(progn (setq make-backup-files nil backup-inhibited t auto-save-default nil \
                         auto-save-list-file-prefix nil auto-save-list-file-name nil create-lockfiles nil \
                         enable-local-variables nil) \
                         (setq-default backup-inhibited t) \
                         (dolist (f '(savehist-save savehist-autosave desktop-save backup-buffer \
                         undo-tree-save-history undo-tree-save-history-from-hook undohist-save-1 \
                         undo-fu-session-save-safe)) \
                         (advice-add f :override #'ignore)) \
                         (advice-add 'make-auto-save-file-name :override \
                         (lambda (&rest _) \"{dir}/#value#\")))";

const TABLE: &[Known] = &[
    Known { names: &["vim", "vimx", "gvim", "mvim"], arguments: VIM, variables: &[], home: None },
    // The log of nvim, and files that plugins keep.
    Known {
        names: &["nvim"],
        arguments: VIM,
        variables: &[("XDG_STATE_HOME", DIR), ("NVIM_LOG_FILE", "{dir}/nvim.log")],
        home: None,
    },
    Known { names: &["emacs"], arguments: &["--eval", EMACS_OFF], variables: &[], home: None },
    // `.save` and lock files stand beside the file; the history of searches is under the data home.
    Known {
        names: &["nano"],
        arguments: &["--backupdir={dir}"],
        variables: &[("XDG_DATA_HOME", DIR)],
        home: None,
    },
    // Settings for single kinds of files beat those of the command line.
    Known {
        names: &["micro"],
        arguments: &[
            "-backup",
            "false",
            "-permbackup",
            "false",
            "-backupdir",
            DIR,
            "-savehistory",
            "false",
            "-saveundo",
            "false",
            "-savecursor",
            "false",
        ],
        variables: &[],
        home: Some(Home { variable: "MICRO_CONFIG_HOME", name: "micro", keeps: &["buffers", "backups"] }),
    },
    // helix keeps no such files but a log; a file that it saves by renaming stays beside the file.
    Known { names: &["hx", "helix"], arguments: &["--log", "{dir}/helix.log"], variables: &[], home: None },
];

/// Returns the additions for the first of these programs that is known, `dir` being the private directory.
/// `TMPDIR` is set for all programs.
pub(super) fn extras<'a>(programs: impl IntoIterator<Item = &'a str>, dir: &Path) -> Extras {
    let dir = dir.to_string_lossy();
    let fill = |text: &str| text.replace(DIR, &dir);
    let known = programs.into_iter().find_map(known);
    let arguments = known.map_or(&[][..], |known| known.arguments);
    let variables = known.map_or(&[][..], |known| known.variables);
    let home = known.and_then(|known| known.home.as_ref());
    Extras {
        arguments: arguments.iter().map(|text| fill(text)).collect(),
        variables: [("TMPDIR", DIR)]
            .iter()
            .chain(variables)
            .map(|(name, value)| (*name, fill(value)))
            .chain(home.map(|home| (home.variable, format!("{dir}/.{}", home.name))))
            .collect(),
        home,
    }
}

fn known(program: &str) -> Option<&'static Known> {
    let name = program.rsplit('/').next().unwrap_or(program);
    // nvim-qt is another program, with other arguments.
    if name == "nvim-qt" {
        return None;
    }
    let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    // The word may be more than a name, such as a line for a shell: the additions would not reach the editor.
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
    TABLE.iter().find(|known| is_name && known.names.contains(&&name[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn arguments(program: &str) -> Vec<String> {
        extras([program], Path::new("/dev/shm/x")).arguments
    }

    #[rstest]
    #[case::vim("vim", "-n")]
    #[case::with_a_path("/usr/bin/vim.basic", "-n")]
    #[case::nvim("nvim", "-i")]
    #[case::emacs("emacs-nox", "--eval")]
    #[case::emacs_with_a_version("emacs-28.2", "--eval")]
    #[case::nano("nano", "--backupdir=/dev/shm/x")]
    #[case::micro("micro", "/dev/shm/x")]
    #[case::helix("hx", "/dev/shm/x/helix.log")]
    fn a_known_editor_is_told_to_keep_nothing(#[case] program: &str, #[case] argument: &str) {
        assert!(arguments(program).contains(&argument.to_owned()), "{:?}", arguments(program));
    }

    #[rstest]
    #[case::client("emacsclient")]
    #[case::front_end("nvim-qt")]
    #[case::other("code")]
    #[case::line_for_a_shell("vim \"$1\"")]
    #[case::path_in_a_line_for_a_shell("exec /usr/bin/vim \"$1\"")]
    #[case::nothing("")]
    fn any_other_is_started_as_it_is(#[case] program: &str) {
        assert!(arguments(program).is_empty());
    }

    #[test]
    fn temporary_files_of_all_editors_end_in_the_directory() {
        let extras = extras(["env", "nvim"], Path::new("/dev/shm/x"));
        let expected = [
            ("TMPDIR", "/dev/shm/x"),
            ("XDG_STATE_HOME", "/dev/shm/x"),
            ("NVIM_LOG_FILE", "/dev/shm/x/nvim.log"),
        ];
        assert_eq!(extras.variables, expected.map(|(name, value)| (name, value.to_owned())));
    }
}
