//! `rotate` as a process, against a service that remembers what each container got: who gets the new value, what a failure
//! leaves, and what is refused before anything is sent.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Output;
use std::time::Duration;

use serde_json::Value;
use tapis_secrets::demo::{PodPace, Scripted, Service};

use super::desk::{Desk, assert_ended};
use super::docs::assert_documented_at;
use super::support::answers::error;
use super::support::service::value_of;
use super::{err, out};

pub(crate) const SECRET: &str = "postgres_main_password";
/// The pods of the secret that alice may restart, by name.
pub(crate) const PODS: [&str; 4] = ["celeryworkers", "pgbouncer", "portalapi", "webfront"];
/// What makes a rollout begin at once, and not wait for long.
pub(crate) const AT_ONCE: [&str; 3] = ["--yes", "--soak", "0s"];

const STEP: Duration = Duration::from_millis(5);
pub(crate) const QUICK: PodPace =
    PodPace { notice: STEP, end: STEP, take: STEP, setup: STEP, pull: STEP, boot: STEP };

/// A desk whose pods come up at once.
pub(crate) fn quick(desk: Desk) -> Desk {
    PODS.iter().for_each(|pod| desk.service().set_pod_pace(pod, QUICK));
    desk
}

/// Generates a value and restarts these pods.
pub(crate) fn rotate(pods: &str, more: &[&'static str]) -> Vec<String> {
    let own = ["rotate", SECRET, "--generate", "--no-provider", "--restart", pods];
    own.iter().chain(&AT_ONCE).chain(more).map(|word| (*word).to_owned()).collect()
}

pub(crate) fn run(desk: &Desk, words: &[String]) -> Output {
    desk.run(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The restarts that reached the service, in order.
pub(crate) fn restarts(service: &Service) -> Vec<String> {
    let requests = service.requests().into_iter();
    let pod = |path: String| Some(path.strip_suffix("/restart")?.rsplit('/').next()?.to_owned());
    requests.filter_map(|request| pod(request.path)).collect()
}

/// The values that the containers of a pod got since the demo began, oldest first.
pub(crate) fn got(service: &Service, pod: &str, key: &str) -> Vec<String> {
    let value = |secrets: Vec<(String, String)>| secrets.into_iter().find(|(name, _)| name == key).unwrap().1;
    service.pod_starts(pod).into_iter().map(|start| value(start.secrets)).collect()
}

/// The records of rollouts.
pub(crate) fn records(desk: &Desk) -> Vec<PathBuf> {
    let folder = desk.home.path(".local/state/tapis-secrets/rollouts");
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect()
}

/// The events, each of which has the form that the page documents; the last one is the end.
#[track_caller]
pub(crate) fn events(output: &Output) -> Vec<Value> {
    let lines = out(output);
    let events: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let page = std::fs::read_to_string("assets/docs/commands.md").unwrap();
    for (line, event) in lines.lines().zip(&events) {
        let name = event["event"].as_str().unwrap();
        assert!(page.contains(&format!("`{name}`")), "{name} is not documented");
        let is_empty = |list: &Value| list.as_array().is_none_or(Vec::is_empty);
        match name {
            "plan" if !is_empty(&event["pods"]) => assert_documented_at("rotate", 0, line),
            "plan" => {}
            "end" if !is_empty(&event["pods"]) && !is_empty(&event["secrets"]) => {
                assert_documented_at("rotate", 2, line);
            }
            "end" => assert_eq!(event["schema"], 1),
            _ => assert_documented_at("rotate", 1, line),
        }
    }
    let ends: Vec<_> = events.iter().map(|event| event["event"] == "end").collect();
    assert!(ends.iter().filter(|is_end| **is_end).count() == 1 && ends.last() == Some(&true), "{lines}");
    events
}

/// What each pod runs by the last event.
pub(crate) fn running(events: &[Value]) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let pods = events.last().unwrap()["pods"].as_array().unwrap();
    pods.iter().map(|pod| (text(&pod["pod"]), text(&pod["runs"]))).collect()
}

#[track_caller]
pub(crate) fn assert_untouched(desk: &Desk) {
    assert_eq!((desk.writes(), restarts(desk.service())), (Vec::new(), Vec::new()));
    assert!(records(desk).is_empty());
}

#[test]
fn all_pods_get_the_new_value_and_it_is_printed_nowhere() {
    let desk = quick(Desk::new());
    let old = value_of(desk.service(), SECRET);
    let before = PODS.map(|pod| desk.service().pod_starts(pod).len());
    let output = run(&desk, &rotate("all", &["--json"]));
    assert_ended(&output, 0, "");
    let new = value_of(desk.service(), SECRET);
    assert_ne!(new, old);
    assert_eq!(restarts(desk.service()), PODS);
    for (pod, key) in PODS.iter().zip(["PGPASS", "UPSTREAM", "DB_PW", "DB_PW"]) {
        assert_eq!(got(desk.service(), pod, key).last(), Some(&new), "{pod}");
    }
    let after = PODS.map(|pod| desk.service().pod_starts(pod).len());
    assert_eq!(after, before.map(|starts| starts + 1), "each pod was restarted once");
    let events = events(&output);
    let end = events.last().unwrap();
    assert_eq!(
        (&end["outcome"], &end["exit_code"], &end["record"]),
        (&"done".into(), &0.into(), &Value::Null)
    );
    let new_ones: Vec<_> =
        running(&events).into_iter().filter(|(_, runs)| runs == "new").map(|(pod, _)| pod).collect();
    assert_eq!(new_ones, PODS);
    let all = out(&output) + &err(&output);
    assert!(!all.contains(&new) && !all.contains(&old) && records(&desk).is_empty(), "{all}");
    assert_eq!(desk.reads().len(), 3, "one reading back, and two by this test");
}

#[test]
fn named_pods_come_in_their_order_and_the_canary_first() {
    let desk = quick(Desk::new());
    let output =
        run(&desk, &rotate("webfront,pgbouncer,portalapi", &["--canary", "portalapi", "--batch", "2"]));
    assert_ended(&output, 0, "celeryworkers and mlflow run the old value");
    let restarts = restarts(desk.service());
    assert_eq!(restarts[0], "portalapi");
    assert_eq!(
        restarts[1..].iter().map(String::as_str).collect::<BTreeSet<_>>(),
        ["pgbouncer", "webfront"].into()
    );
}

#[test]
fn without_pods_only_the_value_is_saved() {
    let desk = quick(Desk::new());
    let output = desk.feed(b"hunter2\n", &["rotate", SECRET, "--restart", "none", "--yes", "-q"]);
    assert_ended(&output, 0, "");
    assert_eq!((value_of(desk.service(), SECRET).as_str(), restarts(desk.service()).len()), ("hunter2", 0));
    assert_eq!(err(&output) + &out(&output), "");
}

#[test]
fn the_first_failure_stops_everything_and_the_next_rotation_waits_for_a_person() {
    let desk = quick(Desk::new());
    let old = value_of(desk.service(), SECRET);
    desk.service().accept_only("pgbouncer", "UPSTREAM", &old);
    let output = run(&desk, &rotate("pgbouncer,webfront", &[]));
    assert_ended(&output, 9, "Stopped at pgbouncer: it is in ERROR.");
    assert!(err(&output).contains("pgbouncer is down"), "{}", err(&output));
    assert!(err(&output).contains("rotate --resume postgres_main_password"), "{}", err(&output));
    assert!(!err(&output).contains("CrashLoop"), "what a container said stays out of logs: {}", err(&output));
    assert_eq!((restarts(desk.service()), records(&desk).len()), (vec!["pgbouncer".to_owned()], 1));
    assert_ne!(value_of(desk.service(), SECRET), old, "nothing goes back by itself");
    let again = run(&desk, &rotate("all", &[]));
    assert_ended(&again, 8, "A rollout of postgres_main_password stopped at 0 of 2");
    let resumed = desk.run(&["rotate", "--resume", "--yes", "--json"]);
    assert_ended(&resumed, 9, "Stopped at pgbouncer");
    assert_eq!(running(&events(&resumed))[0], ("pgbouncer".to_owned(), "down".to_owned()));
    assert_eq!(restarts(desk.service()), ["pgbouncer"], "nothing is restarted twice without a person");
    assert_ended(&desk.run(&["rotate", "--abandon", SECRET]), 0, "It is ended, and nothing was sent.");
    assert!(records(&desk).is_empty());
}

/// A desk with a command that accepts what `accepts` says, a shell's test of the value `$v`.
pub(crate) fn with_test(accepts: &str) -> Desk {
    let line = format!("test_command = [\"sh\", \"-c\", \"v=$(cat); {accepts}\"]");
    quick(Desk::with_profile(&line))
}

#[test]
fn by_a_word_given_before_it_goes_back_to_the_old_value() {
    let desk = with_test("true");
    let old = value_of(desk.service(), SECRET);
    desk.service().accept_only("pgbouncer", "UPSTREAM", &old);
    // A pod that was down counts as restarted once it was seen on its way.
    desk.service().set_pod_pace("pgbouncer", PodPace { end: Duration::from_secs(3), ..QUICK });
    let words =
        ["rotate", SECRET, "--generate", "--restart", "webfront,pgbouncer,portalapi", "--on-failure", "back"];
    let output = desk.run(&[&words[..], &AT_ONCE, &["--json"]].concat());
    assert_ended(&output, 9, "Went back to the old value.");
    assert_eq!(value_of(desk.service(), SECRET), old);
    assert_eq!(restarts(desk.service()), ["webfront", "pgbouncer", "pgbouncer", "webfront"]);
    assert_eq!(got(desk.service(), "pgbouncer", "UPSTREAM").last(), Some(&old));
    assert_eq!(got(desk.service(), "webfront", "DB_PW").last(), Some(&old));
    let events = events(&output);
    assert_eq!(events.last().unwrap()["outcome"], "went_back");
    assert!(running(&events).iter().all(|(pod, runs)| !PODS.contains(&pod.as_str()) || runs == "old"));
    assert!(records(&desk).is_empty() && !out(&output).contains(&old));
}

#[test]
fn a_way_back_needs_an_old_value_that_works() {
    // A generated value has 32 characters, the old one has not.
    let desk = with_test("test ${#v} = 32");
    let words = ["rotate", SECRET, "--generate", "--restart", "webfront", "--on-failure", "back"];
    let output = desk.run(&[&words[..], &AT_ONCE].concat());
    assert_ended(&output, 2, "test_command does not accept the old value of postgres_main_password");
    assert_untouched(&desk);
    let desk = Desk::new();
    let output = desk.run(&[&words[..], &["--no-provider"], &AT_ONCE].concat());
    assert_ended(&output, 2, "--on-failure back needs a test_command that accepts the old value");
    assert_eq!(desk.service().requests().len(), 0);
}

#[test]
fn a_trial_prints_the_plan_and_changes_nothing() {
    let desk = Desk::new();
    let words = ["rotate", SECRET, "--restart", "all", "--dry-run", "--canary", "webfront"];
    let output = desk.feed(b"hunter2", &words);
    assert_ended(&output, 0, "");
    let plan = out(&output);
    assert!(plan.contains("first   webfront") && plan.contains("then    celeryworkers"), "{plan}");
    assert!(plan.contains("mlflow") && plan.contains("you may not restart it (needs ADMIN)"), "{plan}");
    let output = desk.feed(b"hunter2", &[&words[..], &["--json"]].concat());
    let events = events(&output);
    assert_eq!(
        (events.len(), &events[0]["event"], &events[1]["outcome"]),
        (2, &"plan".into(), &"planned".into())
    );
    assert!(desk.reads().is_empty());
    assert_untouched(&desk);
}

#[test]
fn a_restart_without_an_answer_is_looked_at_and_not_repeated() {
    let desk = quick(Desk::new());
    desk.service().answer_next("GET", "/pods/webfront/restart", Scripted::HalfBody);
    let output = run(&desk, &rotate("webfront", &[]));
    assert_ended(&output, 0, "no answer to the restart; it is looked at");
    assert_eq!(restarts(desk.service()), ["webfront"]);
}

#[test]
fn a_write_that_nobody_can_tell_of_restarts_nothing() {
    let desk = quick(Desk::new());
    desk.service().answer_next("PUT", "/pods/secrets", Scripted::HalfBody);
    desk.service().answer_next("GET", "/pods/secrets/postgres_main_password/value", Scripted::HalfBody);
    for _ in 0..12 {
        desk.service().answer_next(
            "GET",
            "/pods/secrets/postgres_main_password/value",
            Scripted::DropConnection,
        );
    }
    let output = run(&desk, &rotate("all", &["--json"]));
    assert_ended(&output, 7, "It is unknown whether postgres_main_password was saved; no pod was restarted.");
    let events = events(&output);
    assert_eq!(events.last().unwrap()["secrets"][0]["holds"], "unknown");
    assert_eq!((restarts(desk.service()).len(), records(&desk).len(), desk.writes().len()), (0, 1, 1));
    assert_ended(&desk.run(&["rotate", "--resume", "--yes"]), 7, "it cannot be gone on with");
}

#[test]
fn a_token_that_dies_leaves_the_record_and_says_how_to_go_on() {
    let desk = quick(Desk::new());
    let refused = error(400, "Invalid Tapis token.");
    desk.service().answer_next("GET", "/pods/pgbouncer/restart", refused);
    let before = desk.service().pod_starts("pgbouncer").len();
    let output = run(&desk, &rotate("pgbouncer,webfront", &[]));
    assert_ended(&output, 3, "tapis-secrets rotate --resume postgres_main_password");
    assert_eq!((desk.service().pod_starts("pgbouncer").len(), records(&desk).len()), (before, 1));
    assert_ended(&desk.run(&["rotate", "--resume", "--yes"]), 0, "pgbouncer and webfront run the new value");
    assert_eq!(desk.service().pod_starts("pgbouncer").len(), before + 1);
    assert!(records(&desk).is_empty());
}

#[test]
fn a_token_that_dies_before_the_outcome_of_the_write_is_known_is_told_as_unknown() {
    let desk = quick(Desk::new());
    desk.service().answer_next("PUT", "/pods/secrets", Scripted::HalfBody);
    desk.service().answer_next(
        "GET",
        "/pods/secrets/postgres_main_password/value",
        error(400, "Invalid Tapis token."),
    );
    let output = run(&desk, &rotate("all", &[]));
    assert_ended(&output, 7, "The token is not accepted any more");
    assert_eq!((restarts(desk.service()).len(), records(&desk).len()), (0, 1));
}
