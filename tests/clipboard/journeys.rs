//! Copies by the real program in a terminal, by OSC 52, which every machine has.

use std::process::Command;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustix::process::{Pid, Signal, kill_process};
use tapis_secrets::demo::Service;

use crate::path;
use crate::support::clock::options;
use crate::support::process;
use crate::support::pty::{PROGRAM, Pty, Start};

const VALUE: &str = "demo-dns-challenge-made-up-7f3a";
const SPACE: &str = "\x1b]52;c;IA==\x07";

fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(text))
}

fn wrote(pty: &Pty, bytes: &str) -> bool {
    pty.bytes.windows(bytes.len()).any(|piece| piece == bytes.as_bytes())
}

/// The program as a shell's command: the terminal outlives it.
fn in_a_shell(arguments: &str) -> (Pty, Service) {
    let service = Service::start(options()).unwrap();
    let script = format!("'{PROGRAM}' --clipboard osc52 {arguments}; echo over; read -r line");
    let mut pty = Start::command("sh", &["-c", &script])
        .env("PATH", &path())
        .env("TAPIS_BASE_URL", &service.base_url())
        .env("TAPIS_TOKEN", &service.token())
        .run();
    pty.wait_for("▌ acme_dns_token");
    (pty, service)
}

/// A shell as another user, who may not open this terminal by its name; nothing where there is no such user.
fn as_nobody(script: &str) -> Option<Pty> {
    let su = ["nobody", "-s", "/bin/sh", "-c"];
    let started = Command::new("su").args(su).arg(format!("'{PROGRAM}' --version")).output();
    if !started.is_ok_and(|output| output.status.success()) {
        println!("skipped: nobody cannot be made to run the program here (that takes root and su)");
        return None;
    }
    Some(Start::command("su", &[&su[..], &[script]].concat()).env("PATH", &path()).run())
}

#[test]
fn a_user_who_may_not_open_the_terminal_copies_through_the_one_that_is_inherited() {
    let script = format!(
        "{{ true >\"$(tty)\"; }} 2>/dev/null || echo not mine; '{PROGRAM}' demo --clipboard osc52 --clear-on-exit"
    );
    let Some(mut pty) = as_nobody(&script) else { return };
    pty.wait_for("▌ acme_dns_token");
    assert!(pty.raw().contains("not mine"), "the test is of no use: {}", pty.raw());
    pty.send("y");
    pty.wait_for("it is overwritten in ");
    assert!(wrote(&pty, &sequence(VALUE)), "{}", pty.raw());
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    assert!(wrote(&pty, SPACE), "{}", pty.raw());
}

#[test]
fn a_copy_is_made_before_the_program_ends_however_slow_the_service() {
    let (mut pty, service) = in_a_shell("");
    service.set_latency(Duration::from_millis(300));
    pty.send("yq");
    pty.wait_for("over");
    assert!(wrote(&pty, &sequence(VALUE)), "{}", pty.raw());
    assert!(!wrote(&pty, SPACE), "and stays for its time: {}", pty.raw());
    assert!(!wrote(&pty, VALUE), "it is never shown");
}

#[test]
fn a_quit_that_does_not_wait_copies_nothing() {
    let (mut pty, service) = in_a_shell("");
    service.set_latency(Duration::from_secs(3600));
    pty.send("y");
    pty.wait_for("Copying acme_dns_token.");
    pty.send("q");
    pty.wait_for("Ctrl-c quits now");
    pty.send("\x03");
    pty.wait_for("over");
    assert!(!wrote(&pty, "\x1b]52"), "{}", pty.raw());
}

#[test]
fn at_the_end_a_copy_is_cleared_where_that_is_asked_for() {
    let (mut pty, _service) = in_a_shell("--clear-on-exit");
    pty.send("y");
    pty.wait_for("it is overwritten in ");
    assert!(!wrote(&pty, SPACE));
    pty.send("q");
    pty.wait_for("over");
    pty.wait_until("the clipboard overwritten", |pty| wrote(pty, SPACE));
}

#[test]
fn an_id_is_copied_for_good() {
    let (mut pty, _service) = in_a_shell("--clear-on-exit");
    pty.send("c");
    pty.wait_for("✓ Sent the id of acme_dns_token to the terminal's clipboard.");
    assert!(wrote(&pty, &sequence("acme_dns_token")), "{}", pty.raw());
    pty.send("q");
    pty.wait_for("over");
    assert!(!wrote(&pty, SPACE));
}

#[test]
fn what_osc_52_cannot_carry_is_told() {
    let (mut pty, _service) = in_a_shell("");
    pty.send("/maintenance_ca\ry");
    pty.wait_for("was not copied: too large for OSC 52.");
    assert!(!wrote(&pty, "\x1b]52"), "{}", pty.raw());
    pty.send("q");
    pty.wait_for("over");
}

#[test]
fn one_helper_holds_the_newest_copy() {
    if !process::visible() {
        return;
    }
    let mut pty = Start::program(&["demo", "--clipboard", "osc52"]).run();
    pty.wait_for("▌ acme_dns_token");
    let own = pty.pid().as_raw_nonzero().get();
    pty.send("y");
    pty.wait_for("Sent acme");
    let first = process::helpers_of(own);
    assert_eq!(first.len(), 1);
    assert_eq!(process::group(first[0]), first[0], "in a process group of its own");
    pty.send("jy");
    pty.wait_for("Sent argo");
    process::wait_for("end of the first helper", || (!process::is_alive(first[0])).then_some(()));
    let second = process::helpers_of(own);
    assert!(second.len() == 1 && second != first, "{first:?} {second:?}");
    assert!(!wrote(&pty, SPACE), "the second copy is not overwritten by the first's end: {}", pty.raw());
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    // The program leads the session of this terminal, which ends with it: later would be too late.
    assert!(wrote(&pty, SPACE), "overwritten before the end: {}", pty.raw());
    process::wait_for("end of the second helper", || (!process::is_alive(second[0])).then_some(()));
}

#[test]
fn a_helper_that_somebody_kills_leaves_no_copy() {
    if !process::visible() {
        return;
    }
    let mut pty = Start::program(&["demo", "--clipboard", "osc52"]).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("y");
    pty.wait_for("Sent acme");
    let helper = process::helpers_of(pty.pid().as_raw_nonzero().get())[0];
    kill_process(Pid::from_raw(helper).unwrap(), Signal::KILL).unwrap();
    pty.wait_for("✓ Overwrote the terminal's clipboard.");
    assert!(wrote(&pty, SPACE), "{}", pty.raw());
}

#[test]
fn nobody_stays_behind_for_what_need_not_be_cleared() {
    if !process::visible() {
        return;
    }
    let mut pty = Start::program(&["demo", "--clipboard", "osc52"]).run();
    pty.wait_for("▌ acme_dns_token");
    let own = pty.pid().as_raw_nonzero().get();
    pty.send("c");
    pty.wait_for("✓ Sent the id of acme_dns_token to the terminal's clipboard.");
    process::wait_for("end of the helper", || process::helpers_of(own).is_empty().then_some(()));
    assert!(!pty.text().contains("Cleared"), "{}", pty.text());
}

#[test]
fn a_terminal_that_stops_writers_in_the_background_gets_the_copy_too() {
    let script = format!("stty tostop; '{PROGRAM}' demo --clipboard osc52; echo over");
    let mut pty = Start::command("sh", &["-c", &script]).env("PATH", &path()).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("y");
    pty.wait_for("it is overwritten in ");
    assert!(wrote(&pty, &sequence(VALUE)), "{}", pty.raw());
}
