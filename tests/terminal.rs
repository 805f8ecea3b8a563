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

/// The browser on the demo as a job of a shell; nothing where there is no such shell.
fn in_a_shell() -> Option<Pty> {
    let found = std::env::split_paths(&std::env::var_os("PATH")?).any(|dir| dir.join("bash").exists());
    if !found {
        println!("skipped: there is no bash here to stop a job in");
        return None;
    }
    let script =
        format!("set -m; '{PROGRAM}' demo; echo stopped with $?; read -r; fg >/dev/null; echo over $?");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut pty = Start::command("bash", &["--norc", "-c", &script]).env("PATH", &path).run();
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
