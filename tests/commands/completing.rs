//! The completions of the package in real shells, with the tabulator as a user presses it.

use std::path::Path;
use std::process::Command;

use rstest::rstest;

use super::support::pty::{Pty, Start};

/// A shell that has read no file of its user and has loaded the completions; `None` where it is not installed.
fn shell(name: &str, arguments: &[&str], load: &str) -> Option<Pty> {
    if Command::new(name).arg("--version").output().is_err() {
        println!("skipped: there is no {name} here to complete in");
        return None;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/completions");
    let start = Start::command(name, arguments).env("PATH", "/usr/local/bin:/usr/bin:/bin").size(200, 24);
    let mut pty = start.run();
    pty.send(&format!("cd '{}' && {load} && clear && echo load''ed\r", folder.display()));
    pty.wait_for("loaded");
    Some(pty)
}

#[rstest]
#[case::bash("bash", &["--norc", "--noprofile", "-i"], "source ./tapis-secrets.bash")]
#[case::zsh("zsh", &["-f", "-i"], "fpath=($PWD $fpath) && autoload -Uz compinit && compinit -u -D")]
#[case::fish("fish", &["--no-config", "-i"], "source ./tapis-secrets.fish")]
fn the_tabulator_completes(#[case] name: &str, #[case] arguments: &[&str], #[case] load: &str) {
    let Some(mut pty) = shell(name, arguments, load) else { return };
    for (typed, completed) in
        [("exi", "exit-codes"), ("get --rev", "get --reveal"), ("list --sort new", "list --sort newest")]
    {
        pty.send(&format!("tapis-secrets {typed}\t"));
        pty.wait_for(&format!("tapis-secrets {completed}"));
        // Empties the line.
        pty.send("\x15");
    }
}
