//! The states that a pod passes through after each call, and their times.

use std::time::Duration;

use rstest::rstest;

use super::*;
use crate::demo::pods::behaviour::{Behaviour, PodPace};
use crate::demo::pods::definition::Definition;
use crate::demo::pods::row::Row;
use crate::demo::pods::template::Templates;
use crate::demo::secret::{Metadata, Secret};
use crate::demo::store::Store;

/// The steps of a restart end after 1, 3, 4, 5, 6 and 7 seconds.
const PACE: PodPace = PodPace {
    notice: Duration::from_secs(1),
    end: Duration::from_secs(2),
    take: Duration::from_secs(1),
    setup: Duration::from_secs(1),
    pull: Duration::from_secs(1),
    boot: Duration::from_secs(1),
};
const NOW: Loop = Loop { since: Some(Timestamp::MIN), is_old: false };

/// A pod that uses the secret `db`, and its world. Seconds count from its creation.
struct Stage {
    pod: Pod,
    secrets: Store,
    templates: Templates,
    health: Loop,
    storage_down: bool,
}

fn at(seconds: f64) -> Timestamp {
    let start: Timestamp = "2026-11-26T23:03:20Z".parse().unwrap();
    start + Duration::from_secs_f64(seconds)
}

fn secret(id: &str, owner: &str, value: &str) -> Secret {
    let metadata = Metadata {
        secret_id: id.to_owned(),
        scope: "user",
        pod_id: None,
        description: String::new(),
        readable: true,
        writable: true,
        sk_secret_name: String::new(),
        creation_ts: None,
        added_by: owner.to_owned(),
    };
    Secret::new(metadata, value.to_owned())
}

impl Stage {
    /// Makes a pod that runs since second 4.
    fn running(behaviour: Behaviour) -> Self {
        let json = r#"{"image": "nginx", "environment_variables": {"URL": "pw=${pods:secrets:DB}"},
            "secret_map": {"DB": "${secret:alice:db}"}, "time_to_stop_default": -1}"#;
        let definition: Definition = serde_json::from_str(json).unwrap();
        let mut secrets = Store::default();
        secrets.insert(secret("db", "alice", "first"));
        let behaviour = Behaviour { pace: PACE, ..behaviour };
        let pod = Pod::new(Row::new("web1", definition, "alice", at(0.0)), behaviour);
        let templates = Templates::default();
        let mut stage = Self { pod, secrets, templates, health: NOW, storage_down: false };
        let values = stage.world().resolve(&stage.pod.row.definition, Some("alice"), "").unwrap();
        stage.pod.request(at(0.0), values);
        stage.until(4.0);
        stage
    }

    fn world(&self) -> World<'_> {
        World { secrets: &self.secrets, templates: &self.templates, storage_down: self.storage_down }
    }

    fn until(&mut self, seconds: f64) {
        let world =
            World { secrets: &self.secrets, templates: &self.templates, storage_down: self.storage_down };
        self.pod.catch_up(at(seconds), self.health, &world);
    }

    fn ask(&mut self, seconds: f64, requested: &str) {
        self.until(seconds);
        self.pod.write(at(seconds), &format!("'alice' asked for {requested}"), |row| {
            requested.clone_into(&mut row.definition.status_requested);
        });
    }

    /// Lists the states from a second to another, and since when they last, in hundredths of a second.
    fn states(&mut self, from: u32, to: u32) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for hundredth in from * 100..=to * 100 {
            self.until(f64::from(hundredth) / 100.0);
            let row = &self.pod.row;
            let started = row.started.map_or("-".to_owned(), |it| (it - at(0.0)).as_secs().to_string());
            let state = format!("{},{} {started}", row.status.word(), row.requested());
            if told.last().is_none_or(|last| !last.ends_with(&format!(" {state}"))) {
                told.push(format!("{:.2} {state}", f64::from(hundredth) / 100.0));
            }
        }
        told
    }

    fn last_line(&self) -> &str {
        self.pod.row.action_log.last().map_or("", |line| line.split_once(": ").unwrap().1)
    }

    fn value(&self) -> &str {
        self.pod.starts().last().map_or("", |start| &start.secrets[0].1)
    }
}

#[test]
fn a_restart_takes_its_steps_in_order_and_the_start_changes_at_the_last() {
    let mut stage = Stage::running(Behaviour::default());
    stage.ask(10.0, "RESTART");
    assert_eq!(
        stage.states(10, 20),
        [
            "10.00 AVAILABLE,RESTART 4",
            "11.00 DELETING,RESTART 4",
            "13.00 STOPPED,ON -",
            "13.02 REQUESTED,ON -",
            "14.02 SPAWNER SETUP,ON -",
            "15.02 CREATING,ON -",
            "17.02 AVAILABLE,ON 17",
        ]
    );
}

#[test]
fn a_stopped_pod_stays_so_and_is_restarted_without_a_deletion() {
    let mut stage = Stage::running(Behaviour::default());
    stage.ask(10.0, "OFF");
    let off = ["10.00 AVAILABLE,OFF 4", "11.00 DELETING,OFF 4", "13.00 STOPPED,OFF -"];
    assert_eq!(stage.states(10, 100), off);
    stage.ask(100.0, "RESTART");
    assert_eq!(stage.states(100, 103)[..2], ["100.00 STOPPED,RESTART -", "101.00 REQUESTED,ON -"]);
}

#[test]
fn a_container_has_the_value_of_when_it_was_requested() {
    let mut stage = Stage::running(Behaviour::default());
    stage.ask(10.0, "RESTART");
    stage.until(13.01);
    stage.secrets.insert(secret("db", "alice", "second"));
    stage.until(13.03);
    stage.secrets.insert(secret("db", "alice", "third"));
    stage.until(20.0);
    assert_eq!(stage.value(), "second");
    assert_eq!(stage.pod.output, "hello from pods-tacc-tacc-web1\nenv: {\"URL\": \"pw=second\"}\n");
}

#[rstest]
#[case::while_requested(13.5)]
#[case::while_set_up(14.5)]
fn a_restart_is_lost_while_the_spawner_holds_the_row(#[case] seconds: f64) {
    let mut stage = Stage::running(Behaviour::default());
    stage.ask(10.0, "RESTART");
    stage.ask(seconds, "RESTART");
    assert_eq!(stage.pod.row.requested(), "RESTART");
    let states = stage.states(15, 60);
    assert_eq!(states.last().unwrap(), "17.02 AVAILABLE,ON 17");
    assert_eq!(stage.pod.row.updated, at(10.0), "the time of the change is lost too");
}

#[test]
fn a_restart_that_the_health_loop_overwrites_leaves_no_trace() {
    let mut stage = Stage::running(Behaviour { losing: 1, ..Behaviour::default() });
    stage.ask(10.0, "RESTART");
    assert_eq!(stage.states(10, 60), ["10.00 AVAILABLE,RESTART 4", "11.00 AVAILABLE,ON 4"]);
    assert_eq!(stage.last_line(), "health set status to AVAILABLE");
    stage.ask(70.0, "RESTART");
    assert_eq!(stage.states(70, 100).last().unwrap(), "77.02 AVAILABLE,ON 77");
}

#[test]
fn a_missing_secret_leaves_the_pod_down_until_it_is_asked_for_again() {
    let mut stage = Stage::running(Behaviour::default());
    stage.secrets.remove("db");
    stage.ask(10.0, "RESTART");
    assert_eq!(stage.states(12, 60)[1..], ["13.00 STOPPED,ON -", "13.02 ERROR,ON -"]);
    assert_eq!(stage.last_line(), "health failed to resolve secrets: Key 'DB': Secret 'db' not found.");
    stage.secrets.insert(secret("db", "alice", "back"));
    assert_eq!(stage.states(60, 70), ["60.00 ERROR,ON -"]);
    stage.ask(70.0, "RESTART");
    assert_eq!(
        stage.states(70, 80)[..3],
        ["70.00 ERROR,RESTART -", "71.00 STOPPED,ON -", "71.02 REQUESTED,ON -"]
    );
}

#[test]
fn a_value_that_is_not_accepted_crashes_the_container_that_got_it() {
    let accepts = Some(("DB".to_owned(), "first".to_owned()));
    let mut stage = Stage::running(Behaviour { accepts, ..Behaviour::default() });
    stage.secrets.insert(secret("db", "alice", "second"));
    stage.ask(10.0, "RESTART");
    assert_eq!(stage.states(15, 60).last().unwrap(), "17.02 ERROR,ON -");
    assert!(stage.last_line().contains("CrashLoopBackOff"));
    assert_eq!(stage.value(), "second", "it did get it");
    stage.secrets.insert(secret("db", "alice", "first"));
    stage.ask(60.0, "RESTART");
    assert_eq!(stage.states(60, 80).last().unwrap(), "67.02 AVAILABLE,ON 67");
}

#[rstest]
#[case::no_image(PodOutcome::NoImage, "4.00 ERROR,ON -")]
#[case::a_job(PodOutcome::Ends(None), "4.00 COMPLETE,ON -")]
#[case::a_long_job(PodOutcome::Ends(Some(Duration::from_secs(30))), "34.00 COMPLETE,ON 4")]
#[case::a_late_crash(PodOutcome::CrashAfter(Duration::from_secs(5)), "9.00 ERROR,ON 4")]
#[case::restarting(PodOutcome::Restarting(Duration::from_secs(5)), "4.00 AVAILABLE,ON 4")]
fn containers_end_in_many_ways(#[case] outcome: PodOutcome, #[case] last: &str) {
    let mut stage = Stage::running(Behaviour::default());
    stage.pod = Pod::new(
        Row::new("web1", stage.pod.row.definition.clone(), "alice", at(0.0)),
        Behaviour { pace: PACE, outcome, ..Behaviour::default() },
    );
    let values = stage.world().resolve(&stage.pod.row.definition, Some("alice"), "").unwrap();
    stage.pod.request(at(0.0), values);
    assert_eq!(stage.states(0, 60).last().unwrap(), last);
    let falls = if let PodOutcome::Restarting(_) = outcome { Some(11) } else { None };
    assert_eq!(stage.pod.row.container.restart_count.filter(|count| *count > 0), falls);
}

#[test]
fn a_container_that_does_not_come_is_asked_for_again_after_four_minutes() {
    let mut stage = Stage::running(Behaviour { outcome: PodOutcome::Stalls, ..Behaviour::default() });
    assert_eq!(
        stage.states(10, 244),
        ["10.00 CREATING,ON -", "242.00 STOPPED,ON -", "242.02 REQUESTED,ON -", "243.02 SPAWNER SETUP,ON -"]
    );
}

#[test]
fn a_pod_is_stopped_when_its_time_is_over() {
    let mut stage = Stage::running(Behaviour::default());
    stage.pod.write(at(5.0), "", |row| row.definition.time_to_stop_instance = Some(20));
    stage.ask(6.0, "RESTART");
    assert_eq!(stage.states(12, 60).last().unwrap(), "13.02 AVAILABLE,ON 13", "no time of its own is left");
    stage.pod.row.definition.time_to_stop_default = 20;
    stage.ask(60.0, "RESTART");
    let states = stage.states(60, 120);
    assert_eq!(
        states[states.len() - 3..],
        ["87.02 AVAILABLE,OFF 67", "88.02 DELETING,OFF 67", "90.02 STOPPED,OFF -"]
    );
}

#[test]
fn nothing_requested_happens_while_the_health_loop_is_down() {
    let mut stage = Stage::running(Behaviour::default());
    stage.health.since = None;
    stage.ask(10.0, "RESTART");
    assert_eq!(stage.states(10, 600), ["10.00 AVAILABLE,RESTART 4"]);
    stage.health.since = Some(at(600.0));
    assert_eq!(stage.states(600, 603)[..2], ["600.00 DELETING,RESTART 4", "602.00 STOPPED,ON -"]);
}

#[test]
fn a_repeated_request_changes_nothing_and_stands_in_the_log_once() {
    let mut stage = Stage::running(Behaviour::default());
    stage.ask(10.0, "RESTART");
    stage.ask(10.9, "RESTART");
    stage.ask(12.0, "RESTART");
    assert_eq!(stage.states(12, 60).last().unwrap(), "17.02 AVAILABLE,ON 17");
    let asked = stage.pod.row.action_log.iter().filter(|line| line.contains("asked")).count();
    assert_eq!(asked, 2);
    let deletions = stage.pod.row.action_log.iter().filter(|line| line.contains("DELETING")).count();
    assert_eq!(deletions, 2, "the loop says again what it does after each request");
}
