//! Rows of the service, odd rows, hostile rows; and that no plaintext is in what comes out.

use super::*;
use crate::domain::Reference;
use rstest::rstest;
use serde_json::json;

const ROW: &str = r#"{"pod_id":"web1","image":"nginx:1.27","template":"tpl:latest@2026-01-02-03:04:05",
    "command":["run","--pw","${pods:secrets:DB_PW}"],"arguments":["--token","hunter2-argument"],
    "environment_variables":{"DATABASE_URL":"postgres://u:${pods:secrets:DB_PW}@h/x","PLAIN":"v",
        "KEY":"${pods:secrets:KEY:?the api key}","API_TOKEN":"hunter2-variable","PORT":5,"NOTHING":null},
    "secret_map":{"DB_PW":"${secret:alice:db-pw}","KEY":"${secret:alice:api-key}","GEN":"hunter2-generated",
        "OPT":"${pods:default:hunter2-default:?host}","INL":"hunter2-${secret:alice:db-pw}-post","N":7},
    "status_requested":"RESTART","time_to_stop_instance":600,"time_to_stop_ts":"2026-11-27T11:03:25.127844",
    "volume_mounts":{"/data":{"type":"tapisvolume"},"/etc/app.conf":{"config_content":
        "<55 bytes - use ?include_configs=true to retrieve>"},"/etc/none":{"config_content":""},"/x":null},
    "template_overrides":{"image":"x","secret_map":{"KEY":"${secret:api-key}","EXTRA":"hunter2-override"}},
    "status":"AVAILABLE","status_container":{"phase":"Running","start_time":"2026-11-26T23:03:21.000000",
        "message":"Pod is running.","ready":true,"restart_count":2,"new":[1]},
    "creation_ts":"2026-11-26T23:03:20.954220","update_ts":"2026-11-26T23:03:20.968455",
    "start_instance_ts":"2026-11-26T23:03:25.127844","stack_id":{"deep":[[{}]]},"healthchecks":"hunter2"}"#;

fn read(json: &str) -> Option<Pod> {
    read_pod(json.as_bytes(), &mut Interner::default())
}

fn reference(user: &str, secret: &str) -> Reference {
    Reference { user: Some(user.into()), secret: secret.into() }
}

fn key(name: &str, value: MapValue, is_override: bool) -> MapKey {
    MapKey { name: name.into(), value, is_override }
}

#[test]
fn a_pod_of_the_service_is_read_whole() {
    let pod = read(ROW).unwrap();
    assert!(!format!("{pod:?}").contains("hunter2"), "{pod:?}");
    assert_eq!(
        (pod.id.as_str(), &pod.status, &pod.requested),
        ("web1", &PodStatus::Available, &Requested::Restart)
    );
    assert_eq!(pod.started, Start::At("2026-11-26T23:03:25.127844Z".parse().unwrap()));
    assert_eq!(pod.stops, Some("2026-11-27T11:03:25.127844Z".parse().unwrap()));
    assert_eq!((pod.stops_after, pod.is_merged, pod.files_known), (Some(600), false, false));
    assert_eq!(pod.created, Some("2026-11-26T23:03:20.954220Z".parse().unwrap()));
    assert_eq!(pod.updated, Some("2026-11-26T23:03:20.968455Z".parse().unwrap()));
    assert!(pod.overrides_more, "an image");
    assert_eq!(pod.template, Some("tpl:latest@2026-01-02-03:04:05".into()));
    let container = &pod.container;
    assert_eq!((container.ready, container.restart_count), (Some(true), Some(2)));
    assert_eq!(
        (container.phase.shown(), container.message.for_screen().shown()),
        ("Running", "Pod is running.")
    );
    assert_eq!(container.begun, Some("2026-11-26T23:03:21Z".parse().unwrap()));
    let short = Reference { user: None, secret: "api-key".into() };
    assert_eq!(
        *pod.keys,
        [
            key("DB_PW", MapValue::Secret(reference("alice", "db-pw")), false),
            key("KEY", MapValue::Secret(short), true),
            key("GEN", MapValue::Plaintext, false),
            key("OPT", MapValue::Default, false),
            key("INL", MapValue::Mistaken([Wrong::Text(reference("alice", "db-pw"))].into()), false),
            key("N", MapValue::Odd, false),
            key("EXTRA", MapValue::Plaintext, true),
        ]
    );
    let reads: Vec<_> = pod.reads.iter().map(|read| (read.key.shown(), &read.by)).collect();
    let variable = |name: &str| Place::Variable(name.into());
    assert_eq!(reads, [("DB_PW", &variable("DATABASE_URL")), ("KEY", &variable("KEY"))]);
    let mistakes: Vec<_> = pod.mistakes.iter().map(|mistake| (&mistake.place, &mistake.wrong)).collect();
    assert_eq!(
        mistakes,
        [
            (&Place::Command, &Wrong::Key("DB_PW".into())),
            (&Place::Override("KEY".into()), &Wrong::Short("api-key".into())),
            (&Place::Key("INL".into()), &Wrong::Text(reference("alice", "db-pw"))),
        ]
    );
    let literals: Vec<_> = pod.literals.iter().map(|one| (&one.place, one.name.shown())).collect();
    assert_eq!(literals, [(&variable("API_TOKEN"), "API_TOKEN"), (&Place::Arguments, "--token")]);
}

#[rstest]
#[case::alone(r#"{"pod_id":"a"}"#)]
#[case::nulls(
    r#"{"pod_id":"a","status":null,"secret_map":null,"command":null,"status_container":null,"template":""}"#
)]
#[case::wrong_types(
    r#"{"pod_id":"a","status":7,"status_requested":[],"secret_map":["x"],"environment_variables":"x","command":{"a":1},
        "arguments":3,"volume_mounts":[1],"template_overrides":[[]],"status_container":"x","creation_ts":7,
        "start_instance_ts":false,"time_to_stop_instance":"5","template":{"a":"b"}}"#
)]
fn what_is_missing_or_odd_counts_as_not_told(#[case] json: &str) {
    let pod = read(json).unwrap();
    assert_eq!(pod, Pod { files_known: true, ..Pod::named("a") });
}

#[rstest]
#[case::null("null", Start::Null)]
#[case::time("\"2026-11-26T23:03:25.127844\"", Start::At("2026-11-26T23:03:25.127844Z".parse().unwrap()))]
#[case::text("\"soon\"", Start::Unclear)]
#[case::number("1764000000", Start::Unclear)]
fn no_start_is_not_an_unclear_start(#[case] json: &str, #[case] started: Start) {
    assert_eq!(read(&format!(r#"{{"pod_id":"a","start_instance_ts":{json}}}"#)).unwrap().started, started);
}

#[rstest]
#[case::no_id(r#"{"status":"AVAILABLE"}"#)]
#[case::number(r#"{"pod_id":7}"#)]
#[case::no_object("[1]")]
#[case::text(r#""a""#)]
#[case::cut(r#"{"pod_id":"a","secret_map":{"A":"hun"#)]
#[case::no_json(r#"{"pod_id":"a",}"#)]
#[case::two(r#"{"pod_id":"a"}{"pod_id":"b"}"#)]
fn a_row_without_an_id_is_unreadable(#[case] json: &str) {
    assert_eq!(read(json), None);
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    let json = r#"{"pod_id":"a","pod_id":"b","secret_map":{"X":"hunter2"},
        "secret_map":{"A":"${secret:a:b}","B":"","A":"hunter2"}}"#;
    let pod = read(json).unwrap();
    assert_eq!(pod.id.as_str(), "b");
    assert_eq!(*pod.keys, [key("A", MapValue::Plaintext, false), key("B", MapValue::Empty, false)]);
}

#[test]
fn a_lone_surrogate_costs_a_character_and_not_the_pod() {
    let json = r#"{"pod_id":"p\ud800","secret_map":{"A\udc00":"hunter2\ud800"},"command":["\ud800"]}"#;
    let pod = read(json).unwrap();
    assert_eq!(pod.id.as_str(), "p\u{fffd}");
    assert_eq!(*pod.keys, [key("A\u{fffd}", MapValue::Plaintext, false)]);
    assert!(!format!("{pod:?}").contains("hunter2"));
}

#[test]
fn escapes_hide_nothing() {
    let json = r#"{"pod_id":"a","secret_map":{"A":"\u0024{secret:alice:db}"},
        "environment_variables":{"V":"\u0024{pods:secrets:\u0041}"}}"#;
    let pod = read(json).unwrap();
    assert_eq!(pod.references().next().unwrap().1, &reference("alice", "db"));
    assert_eq!(pod.readers("A").next(), Some(&Place::Variable("V".into())));
}

#[test]
fn hostile_texts_are_safe_to_draw_in_every_field() {
    let bad = "\u{1b}[31m\u{202e}x";
    let json = json!({
        "pod_id": bad, "status": bad, "status_requested": bad, "template": bad, "command": [bad], "arguments": bad,
        "secret_map": {bad: format!("${{secret:{bad}:{bad}}}")}, "environment_variables": {format!("{bad}_TOKEN"): bad},
        "volume_mounts": {bad: {"config_content": "${pods:secrets:A}"}}, "status_container": {"phase": bad, "message": bad},
        "template_overrides": {"secret_map": {format!("{bad}2"): "${secret:x}"}}
    });
    let pod = read(&json.to_string()).unwrap();
    let printed = format!("{pod:?} {} {}", pod.status.word(), pod.container.message.for_screen().shown());
    assert!(!printed.contains(['\u{1b}', '\u{202e}']), "{printed}");
    assert_eq!(pod.mistakes.len(), 2);
    assert_eq!(pod.literals.len(), 1);
}

#[test]
fn depth_and_number_of_what_is_skipped_do_not_matter() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many: String = (0..20_000).map(|n| format!(r#""K{n}":"${{pods:secrets:K{n}}}","#)).collect();
    let json = format!(
        r#"{{"networking":{deep},"secret_map":{{{many}"Z":{deep}}},"environment_variables":{{{many}"Z":{deep}}},
            "command":{deep},"volume_mounts":{deep},"status":{deep},"pod_id":"a"}}"#
    );
    let pod = read(&json).unwrap();
    assert_eq!((pod.keys.len(), pod.reads.len()), (20_001, 20_000));
}

fn of_answer(metadata: &str, mounts: &str) -> Pod {
    pod(format!(
        r#"{{"metadata":{metadata},"result":{{"pod_id":"a","volume_mounts":{mounts}}},"status":"success"}}"#
    )
    .as_bytes())
    .unwrap()
}

const HIDDEN: &str = r#"{"config_content":"<9 bytes - use ?include_configs=true to retrieve>"}"#;

#[test]
fn metadata_tell_what_config_files_read() {
    let metadata = r#"{"unresolved_patterns":{"config_unresolved":[{"index":1,"patterns":[
        {"pattern":"${pods:secrets:A}","type":"secret_map_reference"},{"pattern":"${secret:alice:b}"}]},
        {"index":9,"patterns":[{"pattern":"${pods:secrets:Z}"}]}]}}"#;
    let mounts = format!(
        r#"{{"/data":{{}},"/etc/one":{HIDDEN},"/etc/none":{{"config_content":null}},"/etc/two":{HIDDEN}}}"#
    );
    let pod = of_answer(metadata, &mounts);
    let file = Place::File("/etc/two".into());
    assert_eq!(*pod.reads, [ReadBy { key: "A".into(), by: file.clone() }]);
    assert_eq!(*pod.mistakes, [Mistake { place: file, wrong: Wrong::Text(reference("alice", "b")) }]);
    assert!(pod.files_known);
}

#[rstest]
#[case::not_told("{}", HIDDEN, false, 0)]
#[case::told("{\"unresolved_patterns\":{}}", HIDDEN, true, 0)]
#[case::no_file("{}", "{}", true, 0)]
#[case::sent("{}", r#"{"config_content":"a=${pods:secrets:A}\nhunter2"}"#, true, 1)]
fn it_is_known_or_not_what_files_read(
    #[case] metadata: &str,
    #[case] mount: &str,
    #[case] known: bool,
    #[case] reads: usize,
) {
    let pod = of_answer(metadata, &format!(r#"{{"/etc/one":{mount}}}"#));
    assert_eq!((pod.files_known, pod.reads.len()), (known, reads));
    assert!(!format!("{pod:?}").contains("hunter2"));
}

#[rstest]
#[case::lite("lite", true)]
#[case::full("full", true)]
#[case::unknown("odd", false)]
fn the_mode_tells_whether_the_template_is_in_it(#[case] mode: &str, #[case] merged: bool) {
    assert_eq!(of_answer(&format!(r#"{{"derived_mode":"{mode}"}}"#), "{}").is_merged, merged);
}

#[rstest]
#[case::null(r#"{"result":null}"#, Unclear::Shape)]
#[case::list(r#"{"result":[{"pod_id":"a"}]}"#, Unclear::Shape)]
#[case::no_id(r#"{"result":{"secret_map":{"A":"hunter2"}}}"#, Unclear::Shape)]
#[case::cut(r#"{"result":{"pod_id":"a","secret_map":{"A":"hun"#, Unclear::CutOff)]
#[case::html("<html>", Unclear::Html)]
#[case::no_json(r#"{"result":{"pod_id":"a",}}"#, Unclear::NotJson)]
fn a_pod_is_never_guessed(#[case] body: &str, #[case] why: Unclear) {
    assert_eq!(pod(body.as_bytes()).unwrap_err(), why);
}
