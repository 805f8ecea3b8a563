//! The clipboard helper, alone and started by the program: what it says, what it sends, and that it always
//! clears. Ways that need something of the machine (tmux, an X server) are skipped with a reason where that
//! is missing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

mod support;

#[path = "clipboard/journeys.rs"]
mod journeys;
#[path = "clipboard/osc52.rs"]
mod osc52;
#[path = "clipboard/protocol.rs"]
mod protocol;
#[path = "clipboard/system.rs"]
mod system;
#[path = "clipboard/tmux.rs"]
mod tmux;
#[path = "clipboard/wayland.rs"]
mod wayland;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use support::pty::PROGRAM;

/// Longer than any test: the helper ends for another reason.
const LONG: &str = "600000";

/// A helper with both ends of its protocol; ended when this is dropped.
struct Helper {
    child: Child,
    input: Option<ChildStdin>,
    reports: BufReader<ChildStdout>,
}

impl Helper {
    /// A helper for `way` that clears after so many milliseconds, with nothing in its environment but this.
    fn start(way: &str, ms: &str, env: &[(&str, &str)]) -> Self {
        let mut command = Command::new(PROGRAM);
        command.args(["hold-clipboard", way, ms]).env_clear().envs(env.iter().copied());
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let input = child.stdin.take();
        let reports = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, reports }
    }

    /// Gives it a value, as the program does.
    fn give(&mut self, value: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(&(value.len() as u64).to_le_bytes()).unwrap();
        input.write_all(value).unwrap();
    }

    /// The next thing that it says; empty at its end.
    fn report(&mut self) -> String {
        let mut line = String::new();
        self.reports.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Tells it that another copy took the place of its own.
    fn replace(&mut self) {
        self.input.as_mut().unwrap().write_all(b"r").unwrap();
    }

    /// Closes its input, as the end of the program does.
    fn leave(&mut self) {
        self.input = None;
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for its end; it has nothing more to say.
    fn end(&mut self) -> Option<i32> {
        let mut rest = String::new();
        self.reports.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "");
        self.child.wait().unwrap().code()
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What doctor says of this machine with nothing in its environment but this, and its exit code.
fn doctor(arguments: &[&str], env: &[(&str, &str)]) -> (String, Option<i32>) {
    let mut command = Command::new(PROGRAM);
    command.arg("doctor").args(arguments).env_clear().env("LANG", "C.UTF-8").envs(env.iter().copied());
    let output = command.stdin(Stdio::null()).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

/// Where a program of the machine is; says so when it is missing.
fn found(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|directory| directory.join(program).exists());
    if !found {
        println!("skipped: there is no {program} here");
    }
    found
}

fn path() -> String {
    std::env::var("PATH").unwrap_or_default()
}
