//! The real program in a terminal of its own: the bytes that it writes, its arguments and environment and
//! those of its helper, its files, and its standard error.

use std::fs;
use std::path::Path;

use rstest::rstest;
use rustix::process::Signal;
use tapis_secrets::demo::Service;

use crate::support::process;
use crate::support::pty::{PROGRAM, Pty, Start};
use crate::{ID, Sentinel, service};

/// A terminal with the browser on a service that has the sentinel.
struct Program {
    pty: Pty,
    sentinel: Sentinel,
    service: Service,
}

impl Program {
    fn start(arguments: &str) -> Self {
        Self::script(&format!("exec '{PROGRAM}' {arguments} 2>stderr.txt"))
    }

    /// A shell whose working directory is the home, with all places for files inside it.
    fn script(script: &str) -> Self {
        let sentinel = Sentinel::new();
        let service = service(&sentinel);
        let start = Start::command("sh", &["-c", script]);
        let home = start.home().to_owned();
        let mut start = start
            .env("PATH", &std::env::var("PATH").unwrap_or_default())
            .env("TAPIS_BASE_URL", &service.base_url())
            .env("TAPIS_TOKEN", &service.token());
        for place in ["TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            let directory = home.join(place);
            fs::create_dir(&directory).unwrap();
            start = start.env(place, directory.to_str().unwrap());
        }
        let mut pty = start.run();
        pty.wait_for(&format!("▌ {ID}"));
        Self { pty, sentinel, service }
    }

    fn wait_shown(&mut self) {
        let value = self.sentinel.0.clone();
        self.pty.wait_for(&value);
    }

    /// Nothing of the value was ever written to the terminal.
    fn assert_never_written(&self, step: &str) {
        self.sentinel.assert_not_in(&String::from_utf8_lossy(&self.pty.bytes), step);
    }

    fn assert_not_on_the_screen(&self, step: &str) {
        self.sentinel.assert_not_in(&self.pty.text().replace('\n', ""), step);
    }

    /// No file has the value, and standard error is empty.
    fn assert_no_file_has_it(&self) {
        let home = self.pty.home();
        assert_eq!(fs::read_to_string(home.join("stderr.txt")).unwrap(), "");
        let mut files = 0;
        visit(home, &mut |path| {
            files += 1;
            let bytes = fs::read(path).unwrap();
            assert!(!self.sentinel.piece_in(&bytes), "{} has the value", path.display());
        });
        assert!(files > 0, "at least standard error is looked at");
    }
}

fn visit(directory: &Path, look: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(directory).unwrap().flatten() {
        let path = entry.path();
        match entry.file_type().unwrap() {
            kind if kind.is_dir() => visit(&path, look),
            kind if kind.is_file() => look(&path),
            _ => {}
        }
    }
}

#[test]
fn nothing_of_it_is_written_before_it_is_revealed_and_it_is_gone_afterwards() {
    let mut program = Program::start("");
    program.pty.send("\tjk\x1b?");
    program.pty.wait_for("─ Keys");
    program.pty.send("\x1b");
    program.pty.wait_until("the list again", |pty| {
        !pty.text().contains("─ Keys") && pty.text().contains("v reveal")
    });
    program.assert_never_written("before v");
    program.pty.send("v");
    program.wait_shown();
    program.pty.send("v");
    program.pty.wait_for("v reveal");
    program.assert_not_on_the_screen("after v");
    program.pty.send("V");
    program.pty.wait_for("v hide   30 s");
    program.wait_shown();
    program.pty.send("v");
    program.pty.wait_for("v reveal");
    program.assert_not_on_the_screen("after V and v");
    program.pty.send("q");
    assert_eq!(program.pty.wait_for_end(), 0);
    program.assert_not_on_the_screen("after the end");
    program.assert_no_file_has_it();
}

#[test]
fn with_the_clipboard_off_a_copy_writes_nothing() {
    let mut program = Program::start("--clipboard off");
    program.pty.send("y");
    program.pty.wait_for("the clipboard is off");
    program.pty.send("Y\r");
    program.pty.send("jy");
    program.pty.wait_for("▌ zz_other");
    program.pty.send("q");
    assert_eq!(program.pty.wait_for_end(), 0);
    program.assert_never_written("with the clipboard off");
    let values = program.service.requests().into_iter().filter(|r| r.path.ends_with("/value")).count();
    assert_eq!(values, 0, "and nothing is asked for");
    program.assert_no_file_has_it();
}

#[test]
fn a_copy_is_in_no_argument_environment_or_file_and_written_only_as_it_is_sent() {
    if !process::visible() {
        return;
    }
    let mut program = Program::start("--clipboard osc52 --clear-on-exit");
    program.pty.send("y");
    program.pty.wait_for("Sent sentinel_holder");
    let own = program.pty.pid().as_raw_nonzero().get();
    let helpers = process::helpers_of(own);
    let [helper] = helpers[..] else { panic!("one helper holds the copy, not {helpers:?}") };
    for (pid, who) in [(own, "the program"), (helper, "the helper")] {
        program.sentinel.assert_not_in(&process::command_line(pid), who);
        if let Some(environment) = process::environment(pid) {
            program.sentinel.assert_not_in(&environment, who);
            let has = environment.contains("TAPIS_TOKEN=");
            assert_eq!(has, pid == own, "credentials are not inherited by {who}: {environment}");
        }
    }
    assert_eq!(process::group(helper), helper, "a group of its own outlives the terminal's signals");
    program.assert_never_written("a copy");
    program.assert_no_file_has_it();
    program.pty.send("q");
    assert_eq!(program.pty.wait_for_end(), 0);
    process::wait_for("end of the helper", || (!process::is_alive(helper)).then_some(()));
    program.assert_never_written("the end");
    program.assert_no_file_has_it();
}

#[rstest]
#[case::terminate(Signal::TERM)]
#[case::hang_up(Signal::HUP)]
fn a_signal_while_it_is_revealed_leaves_nothing_behind(#[case] signal: Signal) {
    for key in ["v", "V"] {
        let mut program = Program::start("");
        program.pty.send(key);
        program.wait_shown();
        program.pty.signal(signal);
        program.pty.wait_for_end();
        program.pty.assert_restored();
        program.assert_not_on_the_screen("after the end");
        program.assert_no_file_has_it();
    }
}

#[test]
fn stopped_it_leaves_no_value_in_the_terminal_and_shows_none_when_it_goes_on() {
    let has_bash = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join("bash").exists()));
    if !has_bash {
        println!("skipped: there is no bash here to stop a job in");
        return;
    }
    let shell = format!("set -m; '{PROGRAM}' 2>stderr.txt; echo stopped with $?; read -r; fg >/dev/null");
    let mut program = Program::script(&format!("exec bash --norc -c \"{shell}\"").replace("$?", "\\$?"));
    program.pty.send("v");
    program.wait_shown();
    program.pty.send("\x1a");
    program.pty.wait_for("stopped with 147");
    program.assert_not_on_the_screen("stopped");
    let before = program.pty.bytes.len();
    program.pty.send("\r");
    program.pty.wait_for("v reveal");
    let since = String::from_utf8_lossy(&program.pty.bytes[before..]).into_owned();
    program.sentinel.assert_not_in(&since, "going on");
    program.pty.send("q");
    assert_eq!(program.pty.wait_for_end(), 0);
    program.assert_no_file_has_it();
}

#[test]
fn quit_with_a_value_on_its_way_writes_nothing_of_it() {
    let mut program = Program::start("--clipboard off");
    program.service.set_latency(std::time::Duration::from_secs(3600));
    program.pty.send("v");
    program.pty.wait_for("Reading the value");
    program.pty.send("q");
    assert_eq!(program.pty.wait_for_end(), 0);
    program.assert_never_written("the end");
    program.assert_no_file_has_it();
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_while_it_is_revealed_reports_nothing_of_it() {
    let mut program =
        Program::script(&format!("export TAPIS_SECRETS_TEST_PANIC=1; exec '{PROGRAM}' 2>stderr.txt"));
    program.pty.send("v");
    program.wait_shown();
    program.pty.send("\x1b[24~");
    assert_eq!(program.pty.wait_for_end(), 101);
    program.assert_not_on_the_screen("after the panic");
    let report = fs::read(program.pty.home().join("stderr.txt")).unwrap();
    assert!(!program.sentinel.piece_in(&report), "{}", String::from_utf8_lossy(&report));
}
