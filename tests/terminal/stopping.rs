//! `Ctrl-z` and back, as a shell with job control does it.

use rstest::rstest;
use rustix::process::{Signal, kill_process_group};

use crate::support::pty::{PROGRAM, Pty, Start};
use crate::{demo, in_a_namespace, in_a_shell};

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
