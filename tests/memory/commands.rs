//! After a command has sent a value or has read one, and after a prompt has dropped one.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rstest::rstest;
use rustix::fs::{OFlags, fcntl_setfl};

use crate::needle::{Needle, can_look};
use crate::stage::{ID, Service, Stage};
use crate::support::prelude::PATIENCE;
use crate::support::process::wait_for;
use crate::support::pty::{PROGRAM, Start};

/// A pipe that takes no more: whoever writes to it waits.
fn full_pipe() -> (io::PipeReader, OwnedFd) {
    let (reader, writer) = io::pipe().unwrap();
    let writer = OwnedFd::from(writer);
    fcntl_setfl(&writer, OFlags::NONBLOCK).unwrap();
    let mut file = File::from(writer.try_clone().unwrap());
    while file.write(&[b' '; 4096]).is_ok() {}
    while file.write(b" ").is_ok() {}
    fcntl_setfl(&writer, OFlags::empty()).unwrap();
    (reader, writer)
}

#[test]
fn a_value_that_was_set_is_gone() {
    let (service, needle) = (Service::start(), Needle::new());
    service.hold(ID, "before");
    let (reader, writer) = full_pipe();
    let mut command = Command::new(PROGRAM);
    command.args(["set", ID, "--json"]).env_clear();
    command.env("TAPIS_BASE_URL", &service.url).env("TAPIS_TOKEN", &service.token);
    let mut child = command.stdin(Stdio::piped()).stdout(writer).stderr(Stdio::null()).spawn().unwrap();
    drop(command);
    let pid = child.id().cast_signed();
    if !can_look(pid) {
        child.kill().unwrap();
        child.wait().unwrap();
        return;
    }
    let mut input = child.stdin.take().unwrap();
    input.write_all(needle.value.as_bytes()).unwrap();
    wait_for("value in memory, without which the search proves nothing", || {
        (!needle.find_in(pid).is_empty()).then_some(())
    });
    drop(input);
    wait_for("value at the service", || (service.value_of(ID) == needle.value).then_some(()));
    // It waits to print its result: what it held until then is there for long enough to be found.
    let end = Instant::now() + PATIENCE / 2;
    loop {
        let found = needle.find_in(pid);
        assert!(child.try_wait().unwrap().is_none(), "it waits for somebody to read");
        if found.is_empty() {
            break;
        }
        assert!(Instant::now() < end, "there is still:\n{}", found.join("\n"));
        std::thread::sleep(Duration::from_millis(100));
    }
    drop(reader);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[rstest]
#[case::as_it_is(&["get", ID])]
#[case::as_json(&["get", ID, "--json"])]
fn a_value_that_is_printed_is_in_one_place_only(#[case] arguments: &[&str]) {
    let (service, needle) = (Service::start(), Needle::line());
    service.hold(ID, &needle.value);
    let (mut reader, writer) = full_pipe();
    let mut command = Command::new(PROGRAM);
    command.args(arguments).env_clear();
    command.env("TAPIS_BASE_URL", &service.url).env("TAPIS_TOKEN", &service.token);
    let mut child = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::null()).spawn().unwrap();
    drop(command);
    let pid = child.id().cast_signed();
    if !can_look(pid) {
        child.kill().unwrap();
        child.wait().unwrap();
        return;
    }
    wait_for("value in memory, without which the search proves nothing", || {
        (needle.copies_in(pid) > 0).then_some(())
    });
    // What it came through is wiped by the time at which somebody reads it.
    let end = Instant::now() + PATIENCE / 2;
    while needle.copies_in(pid) != 1 {
        assert!(child.try_wait().unwrap().is_none(), "it waits for somebody to read");
        assert!(Instant::now() < end, "there is still:\n{}", needle.find_in(pid).join("\n"));
        std::thread::sleep(Duration::from_millis(100));
    }
    let mut printed = Vec::new();
    reader.read_to_end(&mut printed).unwrap();
    assert!(needle.is_in(&printed));
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_value_that_was_typed_and_is_typed_anew_is_gone() {
    let (service, needle) = (Service::start(), Needle::line());
    let start = Start::program(&["create", "anew"]);
    let start = start.env("TAPIS_BASE_URL", &service.url).env("TAPIS_TOKEN", &service.token);
    let mut pty = start.run();
    pty.wait_for("which is not shown:");
    if !can_look(pty.pid().as_raw_nonzero().get()) {
        return;
    }
    let mut stage = Stage::of(service, pty);
    stage.press(&format!("{}\r", needle.value), "The same again:");
    stage.assert_found(&needle, "while it waits for the same");
    stage.press("another\r", "These were two different values.");
    stage.assert_gone(&needle, "after it was dropped");
}
