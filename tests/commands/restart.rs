//! `restart` as a process: pods are restarted once and in their order, and no value is touched.

use rstest::rstest;
use tapis_secrets::demo::Scripted;

use super::desk::{Desk, assert_ended};
use super::rotate::{AT_ONCE, PODS, assert_untouched, events, quick, records, restarts, running};
use super::{err, out};

#[test]
fn named_pods_are_restarted_in_their_order_and_no_value_is_touched() {
    let desk = quick(Desk::new());
    let output = desk.run(&[&["restart", "webfront", "pgbouncer", "--json"], &AT_ONCE[..]].concat());
    assert_ended(&output, 0, "");
    assert_eq!(restarts(desk.service()), ["webfront", "pgbouncer"]);
    assert!(desk.writes().is_empty() && desk.reads().is_empty() && records(&desk).is_empty());
    let events = events(&output);
    assert_eq!(events.last().unwrap()["outcome"], "done");
    assert_eq!(running(&events), [("webfront".into(), "new".into()), ("pgbouncer".into(), "new".into())]);
}

#[test]
fn pods_of_several_secrets_are_restarted_once() {
    let desk = quick(Desk::new());
    let words = ["restart", "--using", "postgres_main_password", "webfront_session_key", "--batch", "4"];
    let output = desk.run(&[&words[..], &AT_ONCE].concat());
    assert_ended(&output, 0, "celeryworkers, pgbouncer, portalapi and webfront are up after their restart.");
    let mut restarts = restarts(desk.service());
    assert_eq!(restarts[0], PODS[0], "the first one is alone");
    restarts.sort();
    assert_eq!(restarts, PODS);
}

#[rstest]
#[case::gone(&["nope"], 5, "nope was not read: it does not exist.")]
#[case::somebody_elses(&["webfront", "mlflow"], 6, "You may not restart mlflow")]
#[case::stopped(&["nightlybatch"], 8, "nightlybatch is stopped")]
#[case::would_not_come_up(&["graphapi"], 6, "graphapi would not come back up: DB_PW does not resolve.")]
#[case::no_such_secret(&["--using", "nope"], 5, "nope was not read")]
fn what_cannot_be_restarted_is_told_and_nothing_is_restarted(
    #[case] pods: &[&str],
    #[case] code: i32,
    #[case] said: &str,
) {
    let desk = Desk::new();
    assert_ended(&desk.run(&[&["restart"], pods, &AT_ONCE[..]].concat()), code, said);
    assert_untouched(&desk);
}

#[test]
fn a_secret_that_no_pod_uses_is_no_failure() {
    let desk = Desk::new();
    let output = desk.run(&["restart", "--using", "docker_hub_password", "--yes"]);
    if output.status.code() == Some(5) {
        // The demo has no such secret: another one that nobody uses.
        let output = desk.run(&["restart", "--using", "django_secret_key", "--yes"]);
        assert_ended(&output, 0, "Nothing was restarted.");
    } else {
        assert_ended(&output, 0, "Nothing was restarted.");
    }
    assert_untouched(&desk);
}

#[test]
fn a_restart_that_the_service_loses_is_told_and_not_repeated() {
    let desk = quick(Desk::new());
    desk.service().lose_requests("webfront", 1);
    let output = desk.run(&[&["restart", "webfront", "pgbouncer"], &AT_ONCE[..]].concat());
    assert_ended(&output, 9, "Stopped at webfront: the service lost its restart.");
    assert!(err(&output).contains("webfront and pgbouncer were not restarted."), "{}", err(&output));
    assert_eq!((restarts(desk.service()), records(&desk).len()), (vec!["webfront".to_owned()], 1));
    // A record without a secret has a number.
    let name = records(&desk)[0].file_stem().unwrap().to_str().unwrap().to_owned();
    assert!(err(&output).contains(&format!("--resume {name}")), "{}", err(&output));
    assert_ended(&desk.run(&["rotate", "--abandon", &name]), 0, "A restart of pods stopped at 0 of 2");
    assert!(records(&desk).is_empty());
}

#[test]
fn a_refused_restart_has_changed_nothing() {
    let desk = quick(Desk::new());
    let message = "Not authorized -- you do not have access to this endpoint. GET /pods/{pod_id}/restart";
    desk.service().answer_next("GET", "/pods/webfront/restart", super::support::answers::error(400, message));
    let output = desk.run(&[&["restart", "webfront", "pgbouncer"], &AT_ONCE[..]].concat());
    assert_ended(&output, 6, "Stopped at webfront: the service refused the restart.");
    assert!(err(&output).contains("Nothing was changed."), "{}", err(&output));
    assert!(restarts(desk.service()).len() == 1 && records(&desk).is_empty());
}

#[test]
fn a_pod_that_is_late_is_told_and_the_others_stay_as_they_are() {
    let desk = quick(Desk::new());
    desk.service().set_health_down(true);
    let words = ["restart", "webfront", "pgbouncer", "--timeout", "3s"];
    let output = desk.run(&[&words[..], &AT_ONCE].concat());
    assert_ended(&output, 9, "webfront is late: its restart is still pending and will happen.");
    assert_eq!(restarts(desk.service()), ["webfront"]);
    // Its restart happens after all, and is not sent again.
    desk.service().set_health_down(false);
    let name = records(&desk)[0].file_stem().unwrap().to_str().unwrap().to_owned();
    let output = desk.run(&["rotate", "--resume", &name, "--yes", "--quiet"]);
    assert_ended(&output, 0, "");
    assert_eq!(restarts(desk.service()), ["webfront", "pgbouncer"]);
    assert_eq!(out(&output) + &err(&output), "");
}

#[test]
fn a_service_that_is_gone_is_told_once() {
    let desk = quick(Desk::new());
    desk.service().answer_next("GET", "/pods/webfront/restart", Scripted::DropConnection);
    desk.service().answer_pods(None);
    let output = desk.run(&[&["restart", "webfront", "--timeout", "60s"], &AT_ONCE[..]].concat());
    assert_ended(&output, 9, "its restart has not begun; it is as it was");
    assert_eq!(restarts(desk.service()), ["webfront"]);
    assert_eq!(err(&output).matches("No proper answer came").count(), 1, "{}", err(&output));
}
