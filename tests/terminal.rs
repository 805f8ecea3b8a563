//! The real program in a pseudo-terminal: how it takes the terminal and gives it back, on every way out.
//! What stands on the screen is `screens`' and `journeys`' concern.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

mod support;

#[path = "terminal/clocks.rs"]
mod clocks;
#[path = "terminal/command_line.rs"]
mod command_line;
#[path = "terminal/editor.rs"]
mod editor;
#[path = "terminal/endings.rs"]
mod endings;
#[path = "terminal/looks.rs"]
mod looks;
#[path = "terminal/stopping.rs"]
mod stopping;
#[path = "terminal/token_command.rs"]
mod token_command;
#[path = "terminal/typing.rs"]
mod typing;

use support::pty::{PROGRAM, Pty, Start};

/// The browser on the demo, with its list on the screen.
fn demo() -> Pty {
    let mut pty = Start::program(&["demo"]).run();
    pty.wait_for("▌ acme_dns_token");
    pty
}

/// Whether there is such a program; tells where there is none.
fn found(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|dir| dir.join(program).exists());
    if !found {
        println!("skipped: there is no {program} here");
    }
    found
}

/// The browser on the demo as a job of a shell, which continues it in the foreground; nothing where there is no
/// such shell.
fn in_a_shell() -> Option<Pty> {
    in_a_shell_that("fg >/dev/null")
}

/// The same with something else that the shell does once the program has stopped.
fn in_a_shell_that(after: &str) -> Option<Pty> {
    let script = format!("set -m; '{PROGRAM}' demo; echo stopped with $?; read -r; {after}; echo over $?");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut pty =
        found("bash").then(|| Start::command("bash", &["--norc", "-c", &script]).env("PATH", &path).run())?;
    pty.wait_for("▌ acme_dns_token");
    Some(pty)
}

/// A program in namespaces of its own, which `unshare` makes; nothing where they cannot be made.
fn in_a_namespace(namespaces: &[&str], program: &[&str]) -> Option<Pty> {
    let arguments = [&["--user", "--map-root-user"], namespaces].concat();
    let allowed = std::process::Command::new("unshare").args(&arguments).arg("true").output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        println!("skipped: unshare {} is not allowed here", arguments.join(" "));
        return None;
    }
    let path = std::env::var("PATH").unwrap_or_default();
    Some(Start::command("unshare", &[&arguments[..], program].concat()).env("PATH", &path).run())
}
