//! A value in the user's editor: in one private file as long as that is edited, and nowhere else, not even
//! a piece of it; gone on every way out, and at the next start where the program could not do it.

use std::fs;
use std::path::Path;

use rstest::rstest;
use rustix::process::{Signal, kill_process};

use crate::support::editing::{Memory, with_editor};
use crate::support::process;
use crate::support::pty::Pty;
use crate::{ID, Sentinel, service};

/// A terminal with an editor open on the sentinel.
struct Editing {
    pty: Pty,
    sentinel: Sentinel,
    memory: Memory,
    _service: tapis_secrets::demo::Service,
}

/// Editors keep copies of what they edit; these are some of them.
const COPIES: &str =
    "mkdir \"$TMPDIR/undo\"; cp \"$1\" \"$TMPDIR/undo/%1\"; cp \"$1\" \"$1~\"; cp \"$1\" \"$1.save\"";

const UNTIL_ENTER: &str = "read -r line; printf changed >\"$1\"";

impl Editing {
    fn start(memory: Memory, then: &str) -> Self {
        let sentinel = Sentinel::new();
        let service = service(&sentinel);
        let script = format!("env >\"$HOME/env\"; {COPIES}; echo $$ >\"$HOME/pid\"; echo at work; {then}");
        let mut pty = with_editor(&memory, &[], &script)
            .env("TAPIS_BASE_URL", &service.base_url())
            .env("TAPIS_TOKEN", &service.token())
            .run();
        pty.wait_for(&format!("▌ {ID}"));
        pty.send("E");
        // It may have ended by the time somebody looks.
        pty.wait_until("editor at work", |pty| pty.raw().contains("at work"));
        Self { pty, sentinel, memory, _service: service }
    }

    fn editor(&self) -> i32 {
        fs::read_to_string(self.pty.home().join("pid")).unwrap().trim().parse().unwrap()
    }

    fn assert_nowhere(&self, when: &str) {
        self.memory.assert_empty(when);
        self.sentinel.assert_not_in(&String::from_utf8_lossy(&self.pty.bytes), when);
        assert_not_under(self.pty.home(), &self.sentinel, when);
    }
}

/// No file below `directory` has the value.
fn assert_not_under(directory: &Path, sentinel: &Sentinel, when: &str) {
    for entry in fs::read_dir(directory).unwrap().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            assert_not_under(&entry.path(), sentinel, when);
        }
        let bytes = fs::read(entry.path()).unwrap_or_default();
        assert!(!sentinel.piece_in(&bytes), "{when}: {:?} has the value", entry.path());
    }
}

/// What vim is told to keep whenever it says something.
const VIMRC: &str = "set nocompatible undodir=~/undo backupdir=~/backup directory=~/swap//
call mkdir($HOME.'/undo', 'p') | call mkdir($HOME.'/backup', 'p') | call mkdir($HOME.'/swap', 'p')
autocmd VimEnter,BufWritePre,VimLeavePre * set undofile backup swapfile updatecount=1 viminfo='9,<50
autocmd VimEnter,VimLeavePre * silent! set viminfofile=~/.viminfo
autocmd VimEnter,VimLeavePre * silent! set shadafile=~/.shada
";

/// The same for emacs.
const EMACS: &str = "(require 'savehist)
(defun keep () (setq savehist-additional-variables '(kill-ring) make-backup-files t backup-inhibited nil
  auto-save-file-name-transforms '((\".*\" \"~/\" t)) backup-directory-alist '((\".\" . \"~/\")))
  (savehist-mode 1) (when buffer-file-name (auto-save-mode 1) (setq-local backup-inhibited nil)))
(add-hook 'emacs-startup-hook 'keep) (add-hook 'find-file-hook 'keep) (add-hook 'pre-command-hook 'keep)
";

/// The same for micro.
const MICRO: &str = r#"{"*": {"saveundo": true, "backup": true, "permbackup": true}, "savehistory": true}"#;

#[rstest]
#[case::vim("vim", ".vimrc", VIMRC, "xddP:wq\r")]
#[case::nvim("nvim", ".config/nvim/init.vim", VIMRC, "xddP:wq\r")]
#[case::emacs("emacs", ".emacs", EMACS, "new \x0b\x19\x18\x13\x18\x03")]
#[case::micro("micro", ".config/micro/settings.json", MICRO, "new \x13\x11")]
fn real_editors_keep_nothing_whatever_the_users_own_configuration_turns_on(
    #[case] editor: &str,
    #[case] file: &str,
    #[case] configuration: &str,
    #[case] keys: &str,
) {
    let Some(memory) = Memory::find() else { return };
    let path = std::env::var_os("PATH").unwrap_or_default();
    if !std::env::split_paths(&path).any(|place| place.join(editor).exists()) {
        println!("skipped: there is no {editor} here");
        return;
    }
    let sentinel = Sentinel::new();
    let service = service(&sentinel);
    let start = with_editor(&memory, &[], "");
    let file = start.home().join(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, configuration).unwrap();
    let mut pty = start
        .env("VISUAL", editor)
        .env("TAPIS_BASE_URL", &service.base_url())
        .env("TAPIS_TOKEN", &service.token())
        .run();
    pty.wait_for(&format!("▌ {ID}"));
    pty.send("E");
    pty.wait_for(&sentinel.0);
    pty.send(keys);
    pty.wait_for("─ Review ");
    assert_not_under(pty.home(), &sentinel, "after the editor");
    memory.assert_empty("after the editor");
}

#[test]
fn it_is_in_no_argument_or_environment_and_the_token_is_not_inherited() {
    let Some(memory) = Memory::find() else { return };
    if !process::visible() {
        return;
    }
    let mut editing = Editing::start(memory, UNTIL_ENTER);
    for pid in [editing.pty.pid().as_raw_nonzero().get(), editing.editor()] {
        editing.sentinel.assert_not_in(&process::command_line(pid), "an argument");
        // The program's own cannot be read by anybody.
        let environment = process::environment(pid).unwrap_or_default();
        editing.sentinel.assert_not_in(&environment, "the environment");
    }
    let environment = fs::read_to_string(editing.pty.home().join("env")).unwrap();
    assert!(!environment.contains("TAPIS_TOKEN"), "{environment}");
    editing.pty.send("\r");
    editing.pty.wait_for("─ Review ");
    editing.pty.pause();
    editing.pty.send("\x03\x03");
    assert_eq!(editing.pty.wait_for_end(), 0);
    editing.assert_nowhere("after the end");
}

#[rstest]
#[case::terminate(Signal::TERM)]
#[case::hang_up(Signal::HUP)]
fn a_signal_leaves_nothing_behind(#[case] signal: Signal) {
    let Some(memory) = Memory::find() else { return };
    let mut editing = Editing::start(memory, "sleep 1000");
    assert!(!editing.memory.directories().is_empty());
    editing.pty.signal(signal);
    editing.pty.wait_for_end();
    editing.assert_nowhere("after the signal");
}

#[test]
fn a_terminal_that_is_gone_leaves_nothing_behind() {
    let Some(memory) = Memory::find() else { return };
    let mut editing = Editing::start(memory, "sleep 1000");
    editing.pty.vanish();
    editing.pty.wait_for_end();
    editing.assert_nowhere("after the terminal");
}

#[test]
fn what_is_kept_for_a_choice_goes_when_the_program_ends() {
    let Some(memory) = Memory::find() else { return };
    let mut editing = Editing::start(memory, "echo more >>\"$1\"; exit 1");
    editing.pty.wait_for("[ Edit again ]");
    assert!(!editing.memory.directories().is_empty());
    editing.pty.pause();
    editing.pty.send("\x03\x03");
    assert_eq!(editing.pty.wait_for_end(), 0);
    editing.assert_nowhere("after the end");
}

#[test]
fn after_a_kill_the_next_start_removes_it_and_leaves_alone_what_lives() {
    let Some(memory) = Memory::find() else { return };
    let killed = Editing::start(memory, "trap '' HUP; while :; do sleep 0.05; done");
    let (left, editor) = (killed.memory.directories(), killed.editor());
    killed.pty.signal(Signal::KILL);
    process::wait_for("end of the program", || {
        (!process::is_alive(killed.pty.pid().as_raw_nonzero().get())).then_some(())
    });
    kill_process(rustix::process::Pid::from_raw(editor).unwrap(), Signal::KILL).unwrap();
    assert_eq!(killed.memory.directories(), left, "nobody could remove it");
    let file = fs::read(left[0].join(ID)).unwrap();
    assert!(killed.sentinel.piece_in(&file));

    let mut next = Editing::start(killed.memory, UNTIL_ENTER);
    process::wait_for("end of what was left", || (!left[0].exists()).then_some(()));
    let living = next.memory.directories();
    assert_eq!(living.len(), 1, "and what is edited now is there: {living:?}");

    let mut third = with_editor(&next.memory, &["demo"], "").run();
    third.wait_for("▌ acme_dns_token");
    third.send("q");
    third.wait_for_end();
    assert_eq!(next.memory.directories(), living, "it belongs to a program that lives");
    next.pty.send("\r");
    next.pty.wait_for("─ Review ");
    next.assert_nowhere("after the editor");
}
