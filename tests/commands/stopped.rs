//! A signal while something is under way: whether it was sent is always told.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Child;

use rustix::process::{Pid, Signal, kill_process};
use tapis_secrets::demo::Scripted;

use super::desk::Desk;
use super::door::Door;
use super::support::process;
use super::support::service::{exists, value_of};

const ID: &str = "redis_password";

fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_raw(child.id().cast_signed()).unwrap(), signal).unwrap();
}

/// Standard error, as it comes.
struct Told(BufReader<std::process::ChildStderr>);

impl Told {
    fn of(child: &mut Child) -> Self {
        Self(BufReader::new(child.stderr.take().unwrap()))
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line
    }

    fn rest(mut self) -> String {
        let mut rest = String::new();
        self.0.read_to_string(&mut rest).unwrap();
        rest
    }
}

fn wait_for_write(desk: &Desk) {
    process::wait_for("write", || (!desk.writes().is_empty()).then_some(()));
}

#[test]
fn a_signal_before_the_value_is_there_sends_nothing() {
    let desk = Desk::new();
    let mut child = desk.begin(&["set", ID]);
    child.stdin.as_mut().unwrap().write_all(b"half").unwrap();
    // Until then a signal ends the program by itself.
    process::wait_for("worker", || {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", child.id())).ok()?;
        (tasks.count() > 1).then_some(())
    });
    signal(&child, Signal::TERM);
    let code = child.wait().unwrap();
    assert!(code.code() == Some(143) || code.code().is_none(), "{code}");
    assert_eq!(desk.service().requests().len(), 0);
}

#[test]
fn a_signal_during_the_look_before_sends_nothing_and_says_so() {
    let desk = Desk::new();
    desk.service().answer_next("GET", "/pods/secrets/anew", Scripted::Hang);
    let mut child = desk.begin(&["create", "anew", "--generate"]);
    process::wait_for("look", || (!desk.service().requests().is_empty()).then_some(()));
    signal(&child, Signal::INT);
    let told = Told::of(&mut child).rest();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{told}");
    assert!(told.contains("Nothing was sent"), "{told}");
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn a_signal_during_the_write_waits_for_its_answer() {
    let desk = Desk::new();
    let door = Door::before(desk.service());
    let mut child = desk.begin_at(&door.url, &["set", ID]);
    child.stdin.take().unwrap().write_all(b"new").unwrap();
    wait_for_write(&desk);
    let mut told = Told::of(&mut child);
    signal(&child, Signal::INT);
    assert!(told.line().starts_with("The change of redis_password is sent; its answer"));
    door.open();
    let told = told.rest();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{told}");
    assert!(told.contains("Saved redis_password: value."), "{told}");
    assert_eq!(value_of(desk.service(), ID), "new");
}

#[test]
fn a_second_signal_ends_the_wait_and_says_that_it_was_sent() {
    let desk = Desk::new();
    desk.service().answer_next("PUT", "/pods/secrets", Scripted::Hang);
    let mut child = desk.begin(&["set", ID]);
    child.stdin.take().unwrap().write_all(b"new").unwrap();
    wait_for_write(&desk);
    let mut told = Told::of(&mut child);
    signal(&child, Signal::INT);
    assert!(told.line().starts_with("The change of redis_password is sent; its answer"));
    signal(&child, Signal::INT);
    let rest = told.rest();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest}");
    assert!(
        rest.contains("The change of redis_password was sent, and nobody waited for its answer."),
        "{rest}"
    );
    assert_eq!(desk.writes().len(), 1);
}

#[test]
fn after_a_signal_no_further_secret_is_deleted() {
    let desk = Desk::new();
    let door = Door::before(desk.service());
    let mut child = desk.begin_at(&door.url, &["rm", ID, "sentry_dsn", "--yes", "--quiet"]);
    wait_for_write(&desk);
    let mut told = Told::of(&mut child);
    signal(&child, Signal::TERM);
    assert!(told.line().starts_with("The change of redis_password is sent; its answer"));
    door.open();
    let told = told.rest();
    assert_eq!(child.wait().unwrap().code(), Some(143), "{told}");
    assert!(told.contains("Deleted redis_password.") && told.contains("Not tried: sentry_dsn."), "{told}");
    assert!(!exists(desk.service(), ID) && exists(desk.service(), "sentry_dsn"));
}
