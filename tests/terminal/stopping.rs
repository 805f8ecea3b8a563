//! `Ctrl-z` and back, as a shell with job control does it.

use rstest::rstest;
use rustix::process::{Signal, kill_process_group};

use crate::support::pty::{PROGRAM, Pty, Start};
use crate::{demo, found, in_a_namespace, in_a_shell, in_a_shell_that};

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let Some(mut pty) = in_a_shell() else { return };
    pty.send("jj");
    pty.wait_for("▌ backup_s3_access_key");
    pty.send("\x1a");
    pty.wait_for("stopped with 147");
    pty.assert_restored();
    pty.send("\r");
    pty.wait_for("▌ backup_s3_access_key");
    pty.assert_taken();
    pty.send("j");
    pty.wait_for("▌ backup_s3_secret_key");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    assert!(pty.text().contains("over 0"), "{}", pty.text());
    pty.assert_restored();
}

#[test]
fn a_continue_without_a_stop_draws_everything_again() {
    let mut pty = demo();
    let before = pty.bytes.len();
    kill_process_group(pty.pid(), Signal::CONT).unwrap();
    pty.wait_until("the whole screen again", |pty| {
        let since = String::from_utf8_lossy(&pty.bytes[before..]).into_owned();
        since.contains("tapis-secrets") && since.contains("zoom_bot") | since.contains("acme_dns_token")
    });
    pty.assert_taken();
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[test]
fn ctrl_l_draws_everything_again() {
    let mut pty = demo();
    let before = pty.bytes.len();
    pty.send("\x0c");
    pty.wait_until("the whole screen again", |pty| {
        String::from_utf8_lossy(&pty.bytes[before..]).contains("acme_dns_token")
    });
}

fn as_leader() -> Option<Pty> {
    Some(demo())
}

fn in_a_script() -> Option<Pty> {
    let mut pty = Start::command("/bin/sh", &["-c", &format!("'{PROGRAM}' demo; echo over $?")]).run();
    pty.wait_for("▌ acme_dns_token");
    Some(pty)
}

/// Its group and its session begin outside of the container: the system gives them the number 0 there.
fn in_a_container() -> Option<Pty> {
    let mut pty = in_a_namespace(&["--pid", "--fork", "--mount-proc"], &[PROGRAM, "demo"])?;
    pty.wait_for("▌ acme_dns_token");
    Some(pty)
}

#[rstest]
#[case::as_leader_of_the_session(as_leader)]
#[case::in_a_script_that_leads_it(in_a_script)]
#[case::in_a_container(in_a_container)]
fn ctrl_z_is_refused_where_no_shell_could_continue_the_program(#[case] start: fn() -> Option<Pty>) {
    let Some(mut pty) = start() else { return };
    pty.send("v");
    pty.wait_for("hides in");
    pty.send("\x1a");
    pty.wait_for("Ctrl-z does nothing here: no shell could continue the program.");
    pty.wait_for("v reveal   y copy   e edit");
    assert!(!pty.text().contains("hides in"), "the value is hidden as before a stop:\n{}", pty.text());
    pty.assert_taken();
    pty.send("j");
    pty.wait_for("▌ argo_webhook_hmac");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

/// Ends the job, and waits until it has ended.
const KILL: &str = "pid=$(jobs -p); kill %1; while kill -0 $pid 2>/dev/null; do sleep 0.05; done";

/// A shell that edits its line with modes of its own, as bash, zsh and fish do, while the program is in the
/// background. `after` is what it does once the program has stopped for that.
fn in_the_background(shell: &str, after: &str) -> Option<Pty> {
    let script = format!(
        "set -m; stty -echo -icanon; '{PROGRAM}' demo & \
         until grep -q '^State:.T' /proc/$!/status; do sleep 0.05; done; \
         stty echo icanon; echo ready; read -r line; {after}; echo over $?; read -r line"
    );
    let path = std::env::var("PATH").unwrap_or_default();
    found(shell).then(|| Start::command(shell, &["-c", &script]).env("PATH", &path).run())
}

/// (bash would set the modes by itself here.)
#[test]
fn started_in_the_background_it_gives_back_the_modes_that_it_found_in_the_foreground() {
    let Some(mut pty) = in_the_background("sh", "fg >/dev/null") else { return };
    pty.wait_for("ready");
    pty.send("\r");
    pty.wait_for("▌ acme_dns_token");
    pty.send("q");
    pty.wait_for("over");
    pty.assert_restored();
}

/// Asked to end while it is stopped, a shell's `kill` continues it for that, in the background.
#[test]
fn a_stopped_program_ends_when_it_is_told_to() {
    let Some(mut pty) = in_a_shell_that(KILL) else { return };
    pty.send("\x1a");
    pty.wait_for("stopped with 147");
    pty.send("\r");
    pty.wait_for("over 0");
    pty.assert_restored();
}

#[test]
fn one_that_has_not_begun_yet_does_as_well() {
    let Some(mut pty) = in_the_background("bash", KILL) else { return };
    pty.wait_for("ready");
    pty.send("\r");
    pty.wait_for("over 0");
    assert!(!pty.raw().contains("1049"), "{}", pty.raw());
    pty.assert_restored();
}
