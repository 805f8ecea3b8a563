//! A rotation that ends in the middle, by a signal, a kill or a person, and what is done with what it left.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::Child;
use std::time::Duration;

use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use tapis_secrets::demo::{Options, PodPace, Scripted, Service};

use super::desk::{Desk, assert_ended};
use super::rotate::{
    AT_ONCE, PODS, QUICK, SECRET, events, got, quick, records, restarts, rotate, run, running,
};
use super::support::process;
use super::support::service::value_of;
use super::{Home, err, out};

const RESUME: [&str; 4] = ["rotate", "--resume", "--yes", "--json"];

fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_raw(child.id().cast_signed()).unwrap(), signal).unwrap();
}

fn begin(desk: &Desk, words: &[String]) -> Child {
    desk.begin(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

fn wait_for_restarts(desk: &Desk, number: usize) {
    process::wait_for("restart", || (restarts(desk.service()).len() >= number).then_some(()));
}

/// Lets the service not see a request for a pod, so that something can happen meanwhile, or lets it go on.
fn hold(desk: &Desk, pod: &str, is_held: bool) {
    let notice = if is_held { Duration::from_secs(3600) } else { QUICK.notice };
    desk.service().set_pod_pace(pod, PodPace { notice, ..QUICK });
}

/// Reads standard error until it says this.
fn read_until(child: &mut Child, text: &str) -> BufReader<std::process::ChildStderr> {
    let mut told = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains(text) {
        line.clear();
        assert_ne!(told.read_line(&mut line).unwrap(), 0, "it never said {text:?}");
    }
    told
}

fn rest(mut told: impl Read) -> String {
    let mut rest = String::new();
    told.read_to_string(&mut rest).unwrap();
    rest
}

#[rstest]
#[case::interrupt(Signal::INT)]
#[case::terminate(Signal::TERM)]
#[case::hang_up(Signal::HUP)]
fn the_first_signal_stops_after_the_present_pod_and_the_rest_is_gone_on_with(#[case] number: Signal) {
    let desk = quick(Desk::new());
    hold(&desk, PODS[0], true);
    let mut child = begin(&desk, &rotate("all", &[]));
    wait_for_restarts(&desk, 1);
    signal(&child, number);
    let told = read_until(&mut child, "Stops after the present pod.");
    hold(&desk, PODS[0], false);
    let told = rest(told);
    assert_eq!(child.wait().unwrap().code(), Some(9), "{told}");
    assert!(told.contains("Stopped after the present pod, as you asked."), "{told}");
    assert!(told.contains("celeryworkers runs the new value"), "{told}");
    assert_eq!((restarts(desk.service()), records(&desk).len()), (vec![PODS[0].to_owned()], 1));
    let resumed = desk.run(&RESUME);
    assert_ended(&resumed, 0, "");
    assert_eq!(restarts(desk.service()), PODS, "each pod once");
    assert_eq!(events(&resumed).last().unwrap()["outcome"], "done");
    assert!(records(&desk).is_empty());
}

#[test]
fn the_second_signal_ends_it_and_the_record_tells_how_far_it_came() {
    let desk = quick(Desk::new());
    hold(&desk, PODS[0], true);
    let mut child = begin(&desk, &rotate("all", &["--json"]));
    wait_for_restarts(&desk, 1);
    signal(&child, Signal::INT);
    let told = read_until(&mut child, "Stops after the present pod.");
    signal(&child, Signal::INT);
    let told = rest(told);
    assert_eq!(child.wait().unwrap().code(), Some(130), "{told}");
    assert!(told.contains("rotate --resume postgres_main_password"), "{told}");
    let events = rest(child.stdout.take().unwrap());
    let end: serde_json::Value = serde_json::from_str(events.lines().last().unwrap()).unwrap();
    assert_eq!(
        (&end["event"], &end["reason"], &end["exit_code"]),
        (&"end".into(), &"signal".into(), &130.into())
    );
    hold(&desk, PODS[0], false);
    assert_ended(&desk.run(&RESUME), 0, "");
    assert_eq!(restarts(desk.service()), PODS, "the one under way was not restarted again");
}

#[test]
fn a_signal_before_anything_is_changed_leaves_nothing() {
    let desk = quick(Desk::new());
    desk.service().answer_next("GET", "/pods/webfront/permissions", Scripted::Hang);
    let mut child = begin(&desk, &rotate("all", &[]));
    process::wait_for("look", || {
        desk.service().requests().iter().any(|request| request.path.ends_with("/permissions")).then_some(())
    });
    signal(&child, Signal::INT);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    super::rotate::assert_untouched(&desk);
}

#[test]
fn a_killed_rotation_is_gone_on_with_and_no_restart_is_sent_twice() {
    let desk = quick(Desk::new());
    for (at, pod) in PODS.iter().enumerate() {
        hold(&desk, pod, true);
        let words: Vec<String> = match at {
            0 => rotate("all", &[]),
            _ => RESUME.map(str::to_owned).to_vec(),
        };
        let mut child = begin(&desk, &words);
        wait_for_restarts(&desk, at + 1);
        signal(&child, Signal::KILL);
        child.wait().unwrap();
        assert_eq!(restarts(desk.service()), PODS[..=at]);
        hold(&desk, pod, false);
    }
    let resumed = desk.run(&RESUME);
    assert_ended(&resumed, 0, "");
    assert_eq!(restarts(desk.service()), PODS);
    let new = value_of(desk.service(), SECRET);
    for (pod, key) in PODS.iter().zip(["PGPASS", "UPSTREAM", "DB_PW", "DB_PW"]) {
        assert_eq!(got(desk.service(), pod, key).last(), Some(&new), "{pod}");
    }
    let running = running(&events(&resumed));
    assert!(PODS.iter().all(|pod| running.contains(&((*pod).to_owned(), "new".to_owned()))), "{running:?}");
    assert!(records(&desk).is_empty());
}

#[test]
fn a_rotation_killed_during_the_write_cannot_be_gone_on_with() {
    let desk = quick(Desk::new());
    desk.service().answer_next("PUT", "/pods/secrets", Scripted::Hang);
    let mut child = begin(&desk, &rotate("all", &[]));
    process::wait_for("write", || (!desk.writes().is_empty()).then_some(()));
    signal(&child, Signal::KILL);
    child.wait().unwrap();
    let resumed = desk.run(&RESUME);
    assert_ended(&resumed, 7, "it cannot be gone on with");
    assert_eq!(events(&resumed).last().unwrap()["secrets"][0]["holds"], "unknown");
    assert!(restarts(desk.service()).is_empty() && desk.writes().len() == 1);
    assert_ended(&run(&desk, &rotate("all", &[])), 8, "--abandon postgres_main_password");
    let ended = desk.run(&["rotate", "--abandon", "--json"]);
    assert_ended(&ended, 0, "");
    assert_eq!(events(&ended)[0]["outcome"], "abandoned");
    assert_ended(&desk.run(&["rotate", "--abandon"]), 5, "No rollout was left here.");
    assert_ended(&desk.run(&RESUME), 5, "No rollout was left here.");
}

#[test]
fn of_two_rotations_at_once_one_goes_on() {
    let desk = quick(Desk::new());
    hold(&desk, PODS[0], true);
    let mut first = begin(&desk, &rotate("all", &[]));
    wait_for_restarts(&desk, 1);
    for words in [rotate("all", &[]), RESUME.map(str::to_owned).to_vec()] {
        assert_ended(&run(&desk, &words), 8, "is being rolled out by process");
    }
    assert_ended(&desk.run(&["rotate", "--abandon"]), 8, "It was left alone.");
    assert_ended(&desk.run(&["restart", "--using", SECRET, "--yes"]), 8, "is being rolled out by process");
    hold(&desk, PODS[0], false);
    assert_eq!(first.wait().unwrap().code(), Some(0));
    assert_eq!((restarts(desk.service()).len(), desk.writes().len()), (4, 1));
}

#[test]
fn two_that_begin_in_the_same_moment_never_both_write() {
    let desk = quick(Desk::new());
    for _ in 0..3 {
        let before = desk.writes().len();
        let both = [(); 2].map(|()| begin(&desk, &rotate("none", &[])));
        let codes = both.map(|child| child.wait_with_output().unwrap().status.code().unwrap());
        let done = codes.iter().filter(|code| **code == 0).count();
        // One may be over before the other one begins.
        assert!(codes.iter().all(|code| [0, 8].contains(code)), "{codes:?}");
        assert_eq!(desk.writes().len() - before, done, "{codes:?}");
        assert!(records(&desk).is_empty());
    }
}

/// A desk with a rotation that stopped after its first pod.
fn left() -> Desk {
    let desk = quick(Desk::new());
    hold(&desk, PODS[0], true);
    let mut child = begin(&desk, &rotate("all", &[]));
    wait_for_restarts(&desk, 1);
    signal(&child, Signal::KILL);
    child.wait().unwrap();
    hold(&desk, PODS[0], false);
    desk
}

#[test]
fn what_another_process_or_another_machine_has_is_left_alone() {
    let desk = left();
    let record = records(&desk).remove(0);
    let lock = File::options().write(true).open(record.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    assert_ended(&desk.run(&RESUME), 8, "is being rolled out by process");
    assert_ended(&desk.run(&["rotate", "--abandon"]), 8, "is being rolled out by process");
    drop(lock);
    let text = std::fs::read_to_string(&record).unwrap();
    let mut content: serde_json::Value = serde_json::from_str(&text).unwrap();
    content["runner"]["host"] = "elsewhere".into();
    std::fs::write(&record, content.to_string()).unwrap();
    assert_ended(&desk.run(&RESUME), 8, "It began on elsewhere.");
    assert_ended(&desk.run(&["rotate", "--abandon"]), 8, "It began on elsewhere.");
    assert_eq!(restarts(desk.service()), [PODS[0]]);
    let mut pty = desk.start(&["rotate", "--resume", "--yes", "--quiet"]).size(160, 40).run();
    pty.wait_for("Type none if no program is at it:");
    pty.send("none\r");
    assert_eq!(pty.wait_for_end(), 0, "{}", pty.text());
    assert_eq!(restarts(desk.service()), PODS);
}

#[rstest]
#[case::another_form(r#"{"schema": 99}"#, 1, "made this record (form 99)")]
#[case::garbage("hunter2", 0, "This file is no record that can be read.")]
fn a_file_that_is_no_record_of_ours_is_ended_by_its_number_only(
    #[case] content: &str,
    #[case] code: i32,
    #[case] said: &str,
) {
    let desk = Desk::new();
    let file = desk.home.write(".local/state/tapis-secrets/rollouts/1764000000000-7.json", content, 0o600);
    assert_ended(&desk.run(&["rotate", "--abandon"]), 5, "No rollout was left here.");
    assert_ended(&desk.run(&["rotate", "--resume", "1764000000000-7", "--yes"]), 1, said);
    assert_ended(&desk.run(&["rotate", "--abandon", "1764000000000-7"]), code, said);
    assert_eq!(file.exists(), code != 0);
}

#[test]
fn what_began_at_another_site_is_not_gone_on_with_here() {
    let desk = left();
    let record = records(&desk).remove(0);
    let number = record.file_stem().unwrap().to_str().unwrap().to_owned();
    let other =
        quick(Desk { home: Home { service: Service::start(Options::default()).unwrap(), ..desk.home } });
    for words in [&["rotate", "--resume", "--yes"][..], &["rotate", "--resume", "--yes", &number]] {
        assert_ended(&other.run(words), 5, "left here.");
    }
    assert_ended(&other.run(&["rotate", "--abandon", &number]), 5, "left here.");
    assert!(record.exists() && restarts(other.service()).is_empty());
}

#[test]
fn without_a_record_nothing_begins() {
    let desk = quick(Desk::new());
    desk.home.write(".local/state/tapis-secrets", "in the way", 0o600);
    let output = run(&desk, &rotate("all", &[]));
    assert_ended(&output, 1, "The record of this could not be written");
    super::rotate::assert_untouched(&desk);
}

#[test]
fn with_several_a_person_says_which() {
    let desk = left();
    quick_restart_that_fails(&desk);
    let output = desk.run(&RESUME);
    assert_ended(&output, 2, "Several were left");
    assert!(err(&output).contains("A restart of pods stopped at 0 of 1"), "{}", err(&output));
    assert_ended(&desk.run(&["rotate", "--resume", SECRET, "--yes"]), 0, "run the new value");
    assert_ended(&desk.run(&["rotate", "--abandon"]), 0, "A restart of pods");
}

fn quick_restart_that_fails(desk: &Desk) {
    desk.service().lose_requests("rediscache", 1);
    assert_ended(&desk.run(&[&["restart", "rediscache"], &AT_ONCE[..]].concat()), 9, "lost its restart");
}

#[rstest]
#[case::yes("yes\r", 0, 2)]
#[case::no("no\r", 9, 1)]
#[case::interrupt("\x03", 9, 1)]
fn after_the_first_pod_a_person_is_asked(#[case] typed: &str, #[case] code: u32, #[case] restarted: usize) {
    let desk = quick(Desk::new());
    let words =
        ["rotate", SECRET, "--generate", "--no-provider", "--restart", "webfront,pgbouncer", "--soak", "0s"];
    let mut pty = desk.start(&words).size(160, 50).run();
    pty.wait_for("Begin? Type yes:");
    assert!(pty.text().contains("then    pgbouncer") && desk.writes().is_empty(), "{}", pty.text());
    pty.send("yes\r");
    pty.wait_for("webfront is up. Restart the other 1? Type yes:");
    pty.send(typed);
    assert_eq!(pty.wait_for_end(), code, "{}", pty.text());
    assert_eq!(restarts(desk.service()).len(), restarted);
    pty.assert_restored();
}

#[test]
fn without_a_yes_nothing_begins() {
    let desk = Desk::new();
    let mut pty = desk.start(&["restart", "webfront"]).size(160, 50).run();
    pty.wait_for("Begin? Type yes:");
    pty.send("y\r");
    assert_eq!(pty.wait_for_end(), 1);
    assert!(pty.text().contains("That is no yes, so nothing was sent."), "{}", pty.text());
    super::rotate::assert_untouched(&desk);
}

#[test]
fn a_failed_pod_is_restarted_again_when_a_person_says_so() {
    let desk = quick(Desk::new());
    let old = value_of(desk.service(), SECRET);
    desk.service().accept_only("pgbouncer", "UPSTREAM", &old);
    // A pod that was down counts as restarted once it was seen on its way.
    desk.service().set_pod_pace("pgbouncer", PodPace { end: Duration::from_secs(3), ..QUICK });
    assert_ended(&run(&desk, &rotate("pgbouncer,webfront", &[])), 9, "Stopped at pgbouncer");
    desk.service().accept_only("pgbouncer", "UPSTREAM", &value_of(desk.service(), SECRET));
    let mut pty = desk.start(&["rotate", "--resume", "--yes"]).size(160, 50).run();
    pty.wait_for("Restart it again? Type yes:");
    pty.send("yes\r");
    assert_eq!(pty.wait_for_end(), 0, "{}", pty.text());
    assert_eq!(restarts(desk.service()), ["pgbouncer", "pgbouncer", "webfront"]);
    assert!(
        records(&desk).is_empty() && out(&desk.run(&["rotate", "--abandon", "--json"])).contains("not_begun")
    );
}
