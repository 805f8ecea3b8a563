//! The changes that this machine remembers: what the commands and the browser write down, and what `uses` and
//! `list --stale` say of it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use rstest::rstest;
use serde_json::{Value, json};

use super::desk::{Desk, assert_ended};
use super::docs::assert_documented_at;
use super::{err, mode, out};

const ID: &str = "postgres_main_password";

fn remembers() -> Desk {
    Desk::with_profile("remember_changes = true")
}

fn file(desk: &Desk) -> PathBuf {
    desk.home.path(".local/state/tapis-secrets/changes.json")
}

/// The ids and owners in the file.
fn remembered(desk: &Desk) -> Vec<(String, String)> {
    let content: Value = serde_json::from_slice(&fs::read(file(desk)).unwrap()).unwrap();
    let text = |change: &Value, name: &str| change[name].as_str().unwrap().to_owned();
    let changes = content["changes"].as_array().unwrap().iter();
    changes.map(|change| (text(change, "id"), text(change, "owner"))).collect()
}

fn json_of(desk: &Desk, arguments: &[&str]) -> Value {
    let output = desk.run(arguments);
    assert_ended(&output, 0, "");
    serde_json::from_str(&out(&output)).unwrap()
}

/// The claim about each pod that uses the secret.
fn values(desk: &Desk) -> Vec<(String, String)> {
    let found = json_of(desk, &["uses", ID, "--json"]);
    let text = |pod: &Value, name: &str| pod[name].as_str().unwrap().to_owned();
    let mut all: Vec<_> =
        found["pods"].as_array().unwrap().iter().map(|pod| (text(pod, "pod"), text(pod, "value"))).collect();
    all.sort();
    all
}

fn value_of(desk: &Desk, pod: &str) -> String {
    values(desk).into_iter().find(|(id, _)| id == pod).unwrap().1
}

#[test]
fn after_a_change_the_pods_that_run_run_the_old_value() {
    let desk = remembers();
    assert_eq!(value_of(&desk, "webfront"), "unknown");
    assert_ended(&desk.feed(b"hunter2-new", &["set", ID]), 0, "stored");
    assert_eq!(value_of(&desk, "webfront"), "old");
    assert_eq!(value_of(&desk, "nightlybatch"), "next_start");
    let output = desk.run(&["list", "--stale", "--json"]);
    assert_documented_at("list", 2, &out(&output));
    let found = json_of(&desk, &["list", "--stale", "--json"]);
    let stale = &found["stale"][0];
    assert_eq!(
        [&stale["id"], &stale["owner"], &found["complete"]],
        [&json!(ID), &json!("alice"), &json!(true)]
    );
    let old: Vec<_> =
        values(&desk).into_iter().filter(|(_, value)| value == "old").map(|(pod, _)| pod).collect();
    let mut pods: Vec<_> =
        stale["pods"].as_array().unwrap().iter().map(|pod| pod.as_str().unwrap()).collect();
    pods.sort_unstable();
    assert_eq!(pods, old);
    let line = out(&desk.run(&["list", "--stale"]));
    let fields: Vec<_> = line.trim_end().split('\t').collect();
    assert_eq!((fields.len(), fields[0], fields[2]), (4, ID, stale["changed"].as_str().unwrap()), "{line}");
    let mut pty = desk.start(&["list", "--stale"]).run();
    assert_eq!(pty.wait_for_end(), 0);
    assert!(pty.text().contains("PODS WITH THE OLD VALUE"), "{}", pty.text());
    assert_eq!(mode(&file(&desk)), 0o600);
    let text = fs::read_to_string(file(&desk)).unwrap();
    assert!(!text.contains("hunter2"), "{text}");
}

#[test]
fn a_pod_that_was_restarted_since_is_not_called_old_and_not_new() {
    let desk = remembers();
    assert_ended(&desk.feed(b"hunter2-new", &["set", ID]), 0, "");
    let text = fs::read_to_string(file(&desk)).unwrap();
    let changed = json_of(&desk, &["list", "--stale", "--json"])["stale"][0]["changed"].clone();
    fs::write(file(&desk), text.replace(changed.as_str().unwrap(), "2026-01-01T00:00:00Z")).unwrap();
    let value = value_of(&desk, "webfront");
    assert!(["started_since", "unknown"].contains(&value.as_str()), "{value}");
    let found = json_of(&desk, &["list", "--stale", "--json"]);
    assert_eq!(found["stale"], json!([]));
}

#[test]
fn every_command_that_writes_a_value_is_remembered_and_a_deletion_forgets() {
    let desk = remembers();
    let is_there = |id: &str| remembered(&desk).iter().any(|(known, owner)| known == id && owner == "alice");
    assert_ended(&desk.feed(b"one", &["create", "anew"]), 0, "");
    assert_ended(&desk.feed(b"two", &["set", ID]), 0, "");
    assert!(is_there("anew") && is_there(ID));
    assert_ended(
        &desk.run(&["set", "redis_password", "--keep-value", "--description", "of the cache"]),
        0,
        "",
    );
    assert!(!is_there("redis_password"), "its value is the same");
    assert_ended(&desk.run(&["rm", "anew", "--yes"]), 0, "");
    assert!(!is_there("anew") && is_there(ID));
}

#[rstest]
fn without_the_setting_nothing_is_remembered_and_no_list_is_empty(
    #[values(&["list", "--stale"], &["list", "--stale", "--json"])] arguments: &[&str],
) {
    let desk = Desk::with_profile("");
    assert_ended(&desk.feed(b"two", &["set", ID]), 0, "");
    assert!(!file(&desk).exists());
    let before = desk.service().requests().len();
    let output = desk.run(arguments);
    assert_ended(&output, 1, "changes are not remembered");
    assert_eq!((out(&output), desk.service().requests().len()), (String::new(), before), "nothing was asked");
}

#[rstest]
#[case::broken(|desk: &Desk| fs::write(file(desk), "{").unwrap(), "is broken; remove it")]
#[case::a_link(
    |desk: &Desk| symlink(desk.home.path("elsewhere"), file(desk)).unwrap(),
    "is not a file that only you can change; remove it"
)]
fn a_file_that_cannot_be_used_is_told_and_harms_no_change(#[case] spoil: fn(&Desk), #[case] told: &str) {
    let desk = remembers();
    fs::create_dir_all(file(&desk).parent().unwrap()).unwrap();
    spoil(&desk);
    let set = desk.feed(b"two", &["set", ID]);
    assert_ended(&set, 0, told);
    assert!(err(&set).contains(&format!("The change of {ID} is not remembered: ")), "{}", err(&set));
    assert_ended(&desk.run(&["uses", ID]), 0, told);
    let stale = desk.run(&["list", "--stale"]);
    assert_ended(&stale, 1, "changes are not remembered: ");
    assert!(err(&stale).contains(told) && out(&stale).is_empty(), "{}", err(&stale));
    assert!(!desk.home.path("elsewhere").exists());
    let doctor = out(&desk.run(&["doctor"]));
    assert!(doctor.contains("not remembered: ") && doctor.contains(told), "{doctor}");
}

#[test]
fn the_browser_remembers_what_was_saved_just_before_it_ended() {
    let desk = remembers();
    let mut pty = desk.start(&[]).run();
    pty.wait_for("acme_dns_token");
    pty.send("e");
    pty.wait_for("Edit acme_dns_token");
    pty.send("hunter2-of-the-browser");
    pty.pause();
    pty.send("\x13");
    pty.wait_for("Review acme_dns_token");
    pty.pause();
    pty.send("\x13");
    pty.wait_for("Running pods keep the old value");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    assert_eq!(remembered(&desk), [("acme_dns_token".to_owned(), "alice".to_owned())]);
    assert!(!fs::read_to_string(file(&desk)).unwrap().contains("hunter2"));
}
