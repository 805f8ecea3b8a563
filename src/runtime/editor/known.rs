//! What is known of single editors: how each is kept from writing what it edits anywhere but into the
//! file itself: swap, undo, backup and lock files, histories, logs. One table, no behaviour.

use std::path::Path;

/// Stands for the private directory in the table.
const DIR: &str = "{dir}";

/// What an editor is started with besides the user's own words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Extras {
    /// Arguments before the file.
    pub(super) arguments: Vec<String>,
    /// Environment variables.
    pub(super) variables: Vec<(&'static str, String)>,
}

struct Known {
    /// The names of its program; what follows the letters (`vim.basic`, `emacs-nox`) does not count.
    names: &'static [&'static str],
    arguments: &'static [&'static str],
    variables: &'static [(&'static str, &'static str)],
}

/// Said twice, before and after the user's own configuration: `silent!`, because small builds lack some.
const VIM_OFF: &str = "silent! set noswapfile|silent! set nobackup|silent! set nowritebackup|\
                       silent! set noundofile|silent! set viminfo=|silent! set patchmode=|\
                       silent! set nomodeline";

/// A configuration that turns swap files on again would have one before `-c` is looked at.
const VIM_AUTO: &str = "silent! autocmd BufReadPre,BufNewFile * setlocal noswapfile noundofile";

const VIM: &[&str] = &[
    "-n",
    "-i",
    "NONE",
    "--cmd",
    VIM_OFF,
    "--cmd",
    "augroup tapis_secrets",
    "--cmd",
    VIM_AUTO,
    "--cmd",
    "augroup END",
    "-c",
    VIM_OFF,
];

/// The value may come from somebody else, so it does not get to set variables either.
const EMACS_OFF: &str = "(progn (setq make-backup-files nil backup-inhibited t auto-save-default nil \
                         auto-save-list-file-prefix nil auto-save-list-file-name nil create-lockfiles nil \
                         enable-local-variables nil undo-tree-auto-save-history nil) \
                         (setq-default backup-inhibited t) \
                         (when (fboundp 'auto-save-visited-mode) (auto-save-visited-mode -1)) \
                         (when (fboundp 'savehist-mode) (savehist-mode -1)) \
                         (when (fboundp 'desktop-save-mode) (desktop-save-mode -1)))";

const TABLE: &[Known] = &[
    Known { names: &["vim", "vimx", "gvim", "mvim"], arguments: VIM, variables: &[] },
    // Its log, and what plugins keep for it.
    Known {
        names: &["nvim"],
        arguments: VIM,
        variables: &[("XDG_STATE_HOME", DIR), ("NVIM_LOG_FILE", "{dir}/log")],
    },
    Known { names: &["emacs"], arguments: &["--eval", EMACS_OFF], variables: &[] },
    // `.save` and lock files stand beside the file; its history of searches is under the data home.
    Known { names: &["nano"], arguments: &["--backupdir={dir}"], variables: &[("XDG_DATA_HOME", DIR)] },
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
    },
    // It keeps no such files but a log; what it saves by renaming stays beside the file.
    Known { names: &["hx", "helix"], arguments: &["--log", "{dir}/helix.log"], variables: &[] },
];

/// What to add for the first of these programs that is known, `dir` being the private directory.
/// `TMPDIR` is there for all of them.
pub(super) fn extras<'a>(programs: impl IntoIterator<Item = &'a str>, dir: &Path) -> Extras {
    let dir = dir.to_string_lossy();
    let fill = |text: &str| text.replace(DIR, &dir);
    let known = programs.into_iter().find_map(known);
    let arguments = known.map_or(&[][..], |known| known.arguments);
    let variables = known.map_or(&[][..], |known| known.variables);
    Extras {
        arguments: arguments.iter().map(|text| fill(text)).collect(),
        variables: [("TMPDIR", DIR)]
            .iter()
            .chain(variables)
            .map(|(name, value)| (*name, fill(value)))
            .collect(),
    }
}

fn known(program: &str) -> Option<&'static Known> {
    let name = program.rsplit('/').next().unwrap_or(program);
    // A front end of its own, with other arguments.
    if name == "nvim-qt" {
        return None;
    }
    let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    TABLE.iter().find(|known| known.names.contains(&&name[..end]))
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
    #[case::nothing("")]
    fn any_other_is_started_as_it_is(#[case] program: &str) {
        assert!(arguments(program).is_empty());
    }

    #[test]
    fn temporary_files_of_all_editors_end_in_the_directory() {
        let extras = extras(["env", "nvim"], Path::new("/dev/shm/x"));
        let expected =
            [("TMPDIR", "/dev/shm/x"), ("XDG_STATE_HOME", "/dev/shm/x"), ("NVIM_LOG_FILE", "/dev/shm/x/log")];
        assert_eq!(extras.variables, expected.map(|(name, value)| (name, value.to_owned())));
    }
}
