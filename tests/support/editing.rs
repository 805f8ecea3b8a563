//! The real program with a small shell script as the user's editor, and a memory-backed place of its own
//! for the files.
#![allow(clippy::print_stdout)] // a reason for skipping

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::process;
use super::pty::{PROGRAM, Pty, Start};

/// A place in memory, as `$XDG_RUNTIME_DIR` is on a desktop.
pub(crate) struct Memory(TempDir);

impl Memory {
    /// Nothing where the system has no such place; says so.
    pub(crate) fn find() -> Option<Self> {
        let found = TempDir::new_in("/dev/shm").ok();
        if found.is_none() {
            println!("skipped: there is no /dev/shm here");
        }
        found.map(Self)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The private directories in it.
    pub(crate) fn directories(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path()).unwrap().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
    }

    /// The one file that is being edited.
    #[track_caller]
    pub(crate) fn file(&self) -> PathBuf {
        process::wait_for("file to edit", || {
            let [directory] = &self.directories()[..] else { return None };
            let mut files = fs::read_dir(directory).ok()?.flatten();
            files.next().map(|entry| entry.path())
        })
    }

    #[track_caller]
    pub(crate) fn assert_empty(&self, when: &str) {
        let left: Vec<_> = fs::read_dir(self.path()).unwrap().flatten().map(|e| e.path()).collect();
        assert!(left.is_empty(), "{when}: {left:?}");
    }

    #[track_caller]
    pub(crate) fn wait_empty(&self) {
        process::wait_for("end of the private directory", || self.directories().is_empty().then_some(()));
    }
}

/// The program on `arguments` with `script` as its editor; the script gets the file as `$1`, and is at home
/// where the program is.
pub(crate) fn with_editor(memory: &Memory, arguments: &[&str], script: &str) -> Start {
    set_up(Start::program(arguments), memory, script)
}

/// The same as a job of a shell.
pub(crate) fn in_a_shell(memory: &Memory, script: &str) -> Pty {
    let job = format!("set -m; '{PROGRAM}' demo; echo stopped with $?; read -r; fg >/dev/null; echo over $?");
    let mut pty = set_up(Start::command("bash", &["--norc", "-c", &job]), memory, script).run();
    pty.wait_for("▌ acme_dns_token");
    pty
}

/// The same in a script: what leads the session does no job control, and belongs to the group of the program.
pub(crate) fn in_a_script(memory: &Memory, script: &str) -> Pty {
    let job = format!("'{PROGRAM}' demo; echo over $?");
    let mut pty = set_up(Start::command("sh", &["-c", &job]), memory, script).run();
    pty.wait_for("▌ acme_dns_token");
    pty
}

fn set_up(start: Start, memory: &Memory, script: &str) -> Start {
    let path = start.home().join("the editor.sh");
    fs::write(&path, script).unwrap();
    start
        .env("VISUAL", &format!("sh '{}'", path.display()))
        .env("EDITOR", "not-this-one")
        .env("XDG_RUNTIME_DIR", memory.path().to_str().unwrap())
        .env("PATH", &std::env::var("PATH").unwrap_or_default())
}

/// The browser on the demo, with its list on the screen.
pub(crate) fn demo(memory: &Memory, script: &str) -> Pty {
    let mut pty = with_editor(memory, &["demo"], script).run();
    pty.wait_for("▌ acme_dns_token");
    pty
}
