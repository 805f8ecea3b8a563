//! `list` as a process: its forms, its filter, and what a list may do to it.

use std::io::{BufRead, BufReader, Read};

use rstest::rstest;
use serde_json::{Value, json};
use tapis_secrets::demo::{Data, Options, Scripted};

use super::desk::{Desk, assert_ended};
use super::scripts::raw;
use super::{err, out};

/// A list of these rows, as the service sends it.
fn answer(rows: &[Value]) -> Scripted {
    let body = json!({"message": "", "metadata": {}, "result": rows, "status": "success", "version": "1"});
    Scripted::Status {
        code: 200,
        content_type: "application/json",
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
    }
}

fn row(id: &str, description: &str) -> Value {
    json!({"secret_id": id, "description": description, "scope": "user", "added_by": "alice"})
}

fn ids(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let output = desk.run(&[&["list", "--ids"], arguments].concat());
    assert_ended(&output, 0, "");
    out(&output).lines().map(str::to_owned).collect()
}

#[test]
fn every_form_has_every_secret_once() {
    let desk = Desk::new();
    let all = ids(&desk, &[]);
    assert_eq!(all.len(), 41);
    let lines = out(&desk.run(&["list"]));
    let plain = out(&desk.run(&["ls", "--plain"]));
    assert_eq!(
        plain.split_once('\n').unwrap(),
        ("id\taccess\tscope\tpod\towner\tcreated\tdescription", &*lines)
    );
    let first = |line: &str| line.split('\t').next().unwrap().to_owned();
    assert_eq!(lines.lines().map(first).collect::<Vec<_>>(), all);
    assert!(lines.lines().all(|line| line.matches('\t').count() == 6), "{lines}");

    let json: Value = serde_json::from_str(&out(&desk.run(&["list", "--json"]))).unwrap();
    assert_eq!(json["schema"], 1);
    let secrets = json["secrets"].as_array().unwrap();
    assert_eq!(secrets.iter().map(|secret| secret["id"].as_str().unwrap()).collect::<Vec<_>>(), all);
    let locked = secrets.iter().find(|secret| secret["id"] == "elastic_bootstrap_password").unwrap();
    assert_eq!(
        [&locked["access"], &locked["readable"], &locked["owner"], &locked["pod"]],
        [&json!("locked"), &json!(false), &json!("ops-bot"), &Value::Null]
    );
    assert!(desk.reads().is_empty(), "a list reads no value");
}

#[test]
fn the_filter_finds_what_the_browser_finds() {
    let desk = Desk::new();
    let found = ids(&desk, &["redis", "pass"]);
    assert!(found.contains(&"redis_password".to_owned()) && found.len() < 8, "{found:?}");
    assert_eq!(found, ids(&desk, &["redis pass"]));
    assert_eq!(ids(&desk, &["--sort", "best", "redis", "pass"])[0], "redis_password");
    let reference = ids(&desk, &["${secret:alice:redis_password}"]);
    assert_eq!(reference, ["redis_password"]);
    let nothing = desk.run(&["list", "qqqqqq"]);
    assert_eq!((out(&nothing), err(&nothing)), (String::new(), String::new()));
    assert_ended(&nothing, 0, "");
}

#[test]
fn an_order_is_kept() {
    let desk = Desk::at(Options { secrets: 40, ..Options::default() });
    let unsorted = ids(&desk, &[]);
    let mut sorted = unsorted.clone();
    sorted.sort();
    assert_eq!(ids(&desk, &["--sort", "name"]), sorted);
    let field = |order: &str, at: usize| -> Vec<String> {
        let lines = out(&desk.run(&["list", "--sort", order, "e"]));
        lines.lines().map(|line| line.split('\t').nth(at).unwrap().to_owned()).collect()
    };
    let newest = field("newest", 5);
    assert!(newest.len() > 20 && newest.windows(2).all(|two| two[0] >= two[1]), "{newest:?}");
    let owners = field("owner", 4);
    assert!(owners.windows(2).all(|two| two[0] <= two[1]), "{owners:?}");
}

#[test]
fn an_empty_list_is_no_failure() {
    let desk = Desk::at(Options { data: Data::Empty, ..Options::default() });
    for (arguments, printed) in [
        (&[][..], ""),
        (&["--ids"], ""),
        (&["--plain"], "id\taccess\tscope\tpod\towner\tcreated\tdescription\n"),
        (&["--json"], "{\"schema\":1,\"secrets\":[]}\n"),
        (&["--json", "--sort", "name"], "{\"schema\":1,\"secrets\":[]}\n"),
    ] {
        let output = desk.run(&[&["list"], arguments].concat());
        assert_ended(&output, 0, "");
        assert_eq!((out(&output).as_str(), err(&output).as_str()), (printed, ""), "{arguments:?}");
    }
    let mut pty = desk.start(&["list"]).run();
    pty.wait_for("There are no secrets.");
    assert_eq!(pty.wait_for_end(), 0);
}

#[test]
fn a_terminal_gets_a_table_with_colours_only_where_they_are_wanted() {
    let desk = Desk::new();
    for (variable, styled) in [("NO_COLOR", false), ("UNRELATED", true)] {
        let mut pty = desk.start(&["list", "--sort", "name", "redis"]).env(variable, "1").run();
        pty.wait_for("redis_password");
        assert_eq!(pty.wait_for_end(), 0);
        assert!(pty.text().contains("ID                          ACCESS       OWNER"), "{}", pty.text());
        assert_eq!(raw(&pty).contains('\u{1b}'), styled, "{}", raw(&pty));
    }
}

#[test]
fn hostile_text_stays_in_its_line_and_commands_no_terminal() {
    let hostile = [
        ("a\tb", "one\ntwo\r"),
        ("\u{1b}]52;c;aGk=\u{7}", "\u{1b}[2J\u{9b}31m"),
        ("x\u{202e}y\u{7f}", "\u{2028}\u{200b}"),
    ];
    let rows = hostile.map(|(id, description)| row(id, description));
    let desk = Desk::new();
    let list = |arguments: &[&str]| {
        desk.service().answer_next("GET", "/pods/secrets", answer(&rows));
        let output = desk.run(&[&["list"], arguments].concat());
        assert_ended(&output, 0, "");
        out(&output)
    };
    let is_odd = |c: char| c.is_control() && c != '\n' && c != '\t' || "\u{202e}\u{2028}\u{200b}".contains(c);
    for (arguments, tabs) in [(&[][..], 6), (&["--plain"], 6), (&["--ids"], 0), (&["--sort", "name"], 6)] {
        let printed = list(arguments);
        assert!(!printed.contains(is_odd), "{printed:?}");
        let lines: Vec<_> = printed.lines().collect();
        assert_eq!(lines.len(), if arguments == ["--plain"] { 4 } else { 3 }, "{printed:?}");
        assert!(lines.iter().all(|line| line.matches('\t').count() == tabs), "{printed:?}");
    }
    let printed = list(&["--json"]);
    assert!(!printed.contains(is_odd), "{printed:?}");
    let json: Value = serde_json::from_str(&printed).unwrap();
    for (at, (id, description)) in hostile.into_iter().enumerate() {
        let secret = &json["secrets"][at];
        assert_eq!((&secret["id"], &secret["description"]), (&json!(id), &json!(description)));
    }
    desk.service().answer_next("GET", "/pods/secrets", answer(&rows));
    let mut pty = desk.start(&["list"]).env("NO_COLOR", "1").run();
    assert_eq!(pty.wait_for_end(), 0);
    assert!(!raw(&pty).replace("\r\n", "\n").contains(is_odd), "{:?}", raw(&pty));
    assert!(pty.text().contains("\\u{1b}]52;c;aGk=\\u{7}"), "{}", pty.text());
}

#[test]
fn rows_come_while_the_list_is_still_on_its_way() {
    let desk = Desk::at(Options { secrets: 2_000, ..Options::default() });
    desk.service().hold_list(true);
    let mut child = desk.begin(&["list", "--ids"]);
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    assert_eq!(first, "acme_dns_token\n");
    desk.service().hold_list(false);
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    assert_eq!(rest.lines().count(), 2_040);
    assert!(child.wait().unwrap().success());
}

#[rstest]
#[case::lines(&["list", "--ids"])]
#[case::in_order(&["list", "--ids", "--sort", "name"])]
fn a_list_that_breaks_off_is_taken_up_again_and_no_row_comes_twice(#[case] arguments: &[&str]) {
    let desk = Desk::at(Options { secrets: 1_000, ..Options::default() });
    desk.service().answer_next("GET", "/pods/secrets", Scripted::HalfBody);
    let output = desk.run(arguments);
    assert_ended(&output, 0, "");
    let mut lines: Vec<_> = out(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 1_041);
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), 1_041);
}

#[test]
fn a_part_of_a_list_is_never_taken_for_a_whole() {
    let desk = Desk::new();
    let half = || (0..3).for_each(|_| desk.service().answer_next("GET", "/pods/secrets", Scripted::HalfBody));
    half();
    let output = desk.run(&["list", "--json"]);
    assert_ended(&output, 1, "The list broke off");
    assert!(serde_json::from_str::<Value>(&out(&output)).is_err());
    half();
    let sorted = desk.run(&["list", "--sort", "name"]);
    assert_eq!((sorted.status.code(), out(&sorted).as_str()), (Some(1), ""));
}

#[test]
fn entries_that_make_no_sense_are_told() {
    let desk = Desk::new();
    desk.service().answer_next("GET", "/pods/secrets", answer(&[row("a", ""), json!(7)]));
    let output = desk.run(&["list", "--ids", "--quiet"]);
    assert_ended(&output, 0, "One entry of the list could not be read and is not shown.");
    assert_eq!(out(&output), "a\n");
}

#[rstest]
#[case::sh("sh")]
#[case::bash("bash")]
#[case::dash("dash")]
fn whoever_has_seen_enough_ends_it_without_a_word(#[case] shell: &str) {
    let desk = Desk::at(Options { secrets: 20_000, ..Options::default() });
    for form in ["", "--json", "--ids", "--sort name"] {
        let script = format!("{{ t list {form}; echo $? >code; }} | head -n 1; cat code");
        let output = desk.shell(shell, &script);
        let printed = out(&output);
        assert_eq!((printed.lines().count(), err(&output).as_str()), (2, ""), "{form}: {printed}");
        assert!(printed.ends_with("\n0\n"), "{form}: {printed}");
    }
}

#[test]
fn conditions_hold_as_in_the_browser() {
    let desk = Desk::new();
    let all = ids(&desk, &[]).len();
    assert_eq!(ids(&desk, &["mode:locked", "elastic"]), ["elastic_bootstrap_password"]);
    let (mine, others) = (ids(&desk, &["mine"]), ids(&desk, &["!mine"]));
    assert!(!mine.is_empty() && !others.is_empty());
    assert_eq!(mine.len() + others.len(), all);
    assert!(ids(&desk, &["owner:alice"]).contains(&"redis_password".to_owned()));
    assert_eq!(ids(&desk, &["age>0min"]).len() + ids(&desk, &["!age>0min"]).len(), all);
}

#[test]
fn conditions_about_pods_ask_for_them_first() {
    let desk = Desk::new();
    let all = ids(&desk, &[]).len();
    let (used, unlisted) = (ids(&desk, &["used>0"]), ids(&desk, &["unlisted"]));
    assert!(!used.is_empty() && !unlisted.is_empty());
    assert_eq!(used.len() + unlisted.len(), all);
    let by_use = ids(&desk, &["--sort", "used"]);
    assert!(used.contains(&by_use[0]) && unlisted.contains(&by_use[all - 1]), "{by_use:?}");
    let turned = ids(&desk, &["--sort", "used", "--reverse"]);
    assert!(unlisted.contains(&turned[0]) && used.contains(&turned[all - 1]), "{turned:?}");
    let best = ids(&desk, &["redis", "--sort", "best", "--reverse"]);
    assert_eq!(best.into_iter().rev().collect::<Vec<_>>(), ids(&desk, &["redis", "--sort", "best"]));
    assert!(desk.reads().is_empty(), "no value is read");
}

#[rstest]
#[case::mode(
    "mode:xy",
    2,
    "The condition mode:xy is not complete: mode takes ro, rw, wo or locked. Write 'mode:xy to find"
)]
#[case::sign("!", 2, "The condition ! is not complete: the word after the sign is missing.")]
#[case::marked("!marked", 2, "The condition marked is for the browser: nothing is marked here.")]
#[case::stale(
    "stale",
    1,
    "changes are not remembered; with remember_changes = true in the profile they are from then on"
)]
fn a_condition_that_cannot_be_judged_finds_nothing(
    #[case] term: &str,
    #[case] code: i32,
    #[case] told: &str,
) {
    let output = Desk::new().run(&["list", term]);
    assert_eq!(out(&output), "");
    assert_ended(&output, code, told);
}
