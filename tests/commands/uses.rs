//! `uses` and `list --broken` as processes: what they find, what they could not look into, and what they never print.

use rstest::rstest;
use serde_json::{Value, json};
use tapis_secrets::demo::Scripted;

use super::desk::{Desk, assert_ended};
use super::docs::assert_documented_at;
use super::scripts::raw;
use super::{err, out};

/// Plaintexts in a pod of the demo.
const PLAINTEXTS: [&str; 3] =
    ["demo-plain-token-in-the-map", "demo-left-in-the-arguments", "demo-plain-in-a-variable"];

fn json_of(desk: &Desk, arguments: &[&str]) -> Value {
    let output = desk.run(arguments);
    assert_ended(&output, 0, "");
    serde_json::from_str(&out(&output)).unwrap()
}

fn pod<'a>(found: &'a Value, id: &str) -> &'a Value {
    let pods = found["pods"].as_array().unwrap();
    pods.iter().find(|pod| pod["pod"] == id).unwrap_or_else(|| panic!("no {id} in {found}"))
}

fn asked(desk: &Desk) -> Vec<String> {
    desk.service().requests().into_iter().map(|request| request.path).collect()
}

fn answer(code: u16, content_type: &'static str, body: &str) -> Scripted {
    Scripted::Status { code, content_type, headers: Vec::new(), body: body.as_bytes().to_vec() }
}

#[test]
fn the_pods_of_a_secret_are_found_with_what_reads_it() {
    let desk = Desk::new();
    let found = json_of(&desk, &["uses", "postgres_main_password", "--json"]);
    assert_eq!(found["schema"], 1);
    assert_eq!(found["secret"], json!({"id": "postgres_main_password", "owner": "alice"}));
    assert_eq!((&found["not_looked_into"], &found["complete"]), (&json!(0), &json!(true)));
    let mut ids: Vec<_> =
        found["pods"].as_array().unwrap().iter().map(|pod| pod["pod"].as_str().unwrap()).collect();
    ids.sort_unstable();
    let expected =
        ["celeryworkers", "migrate7", "mlflow", "nightlybatch", "pgbouncer", "portalapi", "webfront"];
    assert_eq!(ids, expected);
    let webfront = pod(&found, "webfront");
    assert_eq!([&webfront["status"], &webfront["requested"]], ["AVAILABLE", "ON"]);
    assert_eq!([&webfront["keys"], &webfront["mistakes"]], [&json!(["DB_PW"]), &json!([])]);
    assert_eq!(
        webfront["read_by"],
        json!({"env": ["DATABASE_URL"], "files": ["/etc/portal.conf"], "from_template": []}),
        "a look into the pod tells what its config files read"
    );
    assert!(webfront["started"].as_str().unwrap().ends_with('Z'));
    let portalapi = &pod(&found, "portalapi")["read_by"];
    assert_eq!(portalapi["env"], json!(["DB_PASSWORD", "DATABASE_URL"]));
    let brought = json!([{"place": "env", "name": "DB_PASSWORD"}, {"place": "env", "name": "DATABASE_URL"}]);
    assert_eq!(portalapi["from_template"], brought, "a look without the template tells");
    for (id, value) in [("webfront", "unknown"), ("nightlybatch", "next_start"), ("migrate7", "next_start")] {
        assert_eq!(pod(&found, id)["value"], value, "of {id}");
    }
    assert!(desk.reads().is_empty() && desk.writes().is_empty());
}

#[test]
fn lines_have_nine_fields_and_a_terminal_gets_a_table() {
    let desk = Desk::new();
    let output = desk.run(&["uses", "legacy_ftp_password"]);
    assert_ended(&output, 0, "");
    let lines = out(&output);
    let fields: Vec<_> = lines.trim_end_matches('\n').split('\t').collect();
    assert_eq!((lines.lines().count(), fields.len()), (1, 9), "{lines}");
    assert_eq!([fields[0], fields[1], fields[4], fields[5]], ["legacyftp", "AVAILABLE", "unknown", "FTP"]);
    assert!(fields[8].contains("command: ${pods:secrets:FTP} is not replaced there"), "{lines}");
    let mut pty = desk.start(&["uses", "legacy_ftp_password"]).run();
    pty.wait_for("1 pod of the 18 that you can list.");
    assert_eq!(pty.wait_for_end(), 0);
    let text = pty.text();
    assert!(
        text.contains("POD        STATUS     STARTED") && text.contains("legacyftp  available"),
        "{text}"
    );
    assert!(text.contains("! legacyftp: command: ${pods:secrets:FTP} is not replaced there"), "{text}");
    let mut pty = desk.start(&["uses", "postgres_main_password"]).size(160, 24).run();
    assert_eq!(pty.wait_for_end(), 0);
    let text = raw(&pty);
    let line = text.lines().find(|line| line.starts_with("portalapi")).unwrap();
    assert!(line.contains("env DB_PASSWORD,DATABASE_URL · from its template"), "{text}");
    assert_eq!(text.matches("from its template").count(), 1, "{text}");
}

#[test]
fn an_older_service_is_asked_pod_by_pod() {
    let desk = Desk::new();
    let now = json_of(&desk, &["uses", "postgres_main_password", "--json"]);
    let before = asked(&desk).len();
    desk.service().set_old_release(true);
    let old = json_of(&desk, &["uses", "postgres_main_password", "--json"]);
    assert_eq!(old, now);
    let paths = asked(&desk).split_off(before);
    for looked_into in ["/pods/portalapi/derived", "/pods/graphapi/derived"] {
        assert_eq!(paths.iter().filter(|path| *path == looked_into).count(), 1, "{paths:?}");
    }
    assert!(!paths.iter().any(|path| path.contains("permissions") || path.contains("logs")), "{paths:?}");
}

#[test]
fn that_nobody_uses_a_secret_is_never_said() {
    let desk = Desk::new();
    let unused = json_of(&desk, &["list", "--broken", "--json"])["unused"][0].as_str().unwrap().to_owned();
    let output = desk.run(&["uses", &unused]);
    assert_ended(&output, 0, &format!("None of the 18 pods that you can list names {unused}.\n"));
    assert_eq!(out(&output), "");
    let found = json_of(&desk, &["uses", &unused, "--json"]);
    assert_eq!((&found["pods"], &found["complete"]), (&json!([]), &json!(true)));
    desk.service().answer_pods(Some(answer(
        200,
        "application/json",
        r#"{"message":"","metadata":{},"result":[],"status":"success","version":"1"}"#,
    )));
    assert_ended(
        &desk.run(&["uses", &unused]),
        0,
        "You can list no pods, so nothing is known of the uses of",
    );
}

#[test]
fn a_secret_that_is_not_there_is_not_found_and_no_pod_is_asked_for() {
    let desk = Desk::new();
    for form in [&["uses", "nosuch"][..], &["uses", "nosuch", "--json"]] {
        let output = desk.run(form);
        assert_ended(&output, 5, "nosuch was not read: it does not exist.");
        assert_eq!(out(&output), "");
    }
    assert!(!asked(&desk).iter().any(|path| path == "/pods"));
}

#[rstest]
#[case::without_pods(answer(404, "application/json", r#"{"detail":"Not Found"}"#), 1, "does not know pods")]
#[case::html(answer(200, "text/html", "<html>Sign in</html>"), 1, "did not answer properly (HTML)")]
#[case::half(Scripted::HalfBody, 1, "The list of pods broke off")]
#[case::gone(Scripted::DropConnection, 4, "The list of pods did not arrive")]
fn without_the_pods_nothing_is_claimed(#[case] pods: Scripted, #[case] code: i32, #[case] said: &str) {
    let desk = Desk::new();
    desk.service().answer_pods(Some(pods));
    for arguments in
        [&["uses", "redis_password"][..], &["uses", "--json", "redis_password"], &["list", "--broken"]]
    {
        let output = desk.run(arguments);
        assert_ended(&output, code, said);
        assert!(err(&output).contains("The list of pods"), "{}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
    }
    assert_ended(&desk.run(&["list"]), 0, "");
}

#[test]
fn what_is_known_is_printed_before_a_look_that_failed() {
    let desk = Desk::new();
    let html = || answer(200, "text/html", "<html>Sign in</html>");
    desk.service().answer_next("GET", "/pods/webfront", html());
    let output = desk.run(&["uses", "postgres_main_password", "--json"]);
    assert_ended(&output, 1, "webfront was not read: ");
    let found: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&found["complete"], &found["not_looked_into"]), (&json!(false), &json!(0)));
    assert_eq!(
        pod(&found, "webfront")["read_by"],
        json!({"env": ["DATABASE_URL"], "files": null, "from_template": []})
    );

    desk.service().set_old_release(true);
    desk.service().answer_next("GET", "/pods/portalapi/derived", html());
    let output = desk.run(&["uses", "postgres_main_password", "--json"]);
    assert_ended(
        &output,
        1,
        "One pod was not looked into, and may use secrets, too.\nportalapi was not read: ",
    );
    let found: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&found["complete"], &found["not_looked_into"]), (&json!(false), &json!(1)));
}

#[test]
fn a_pod_that_the_service_cannot_read_is_counted() {
    let desk = Desk::new();
    desk.service().spoil_pod("webfront");
    let output = desk.run(&["uses", "postgres_main_password", "--json"]);
    assert_ended(&output, 0, "One pod was not looked into");
    let found: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&found["complete"], &found["not_looked_into"]), (&json!(false), &json!(1)));
    assert_eq!(found["pods"].as_array().unwrap().len(), 6);
}

#[test]
fn what_is_broken_is_listed_and_no_plaintext_is_printed() {
    let desk = Desk::new();
    let output = desk.run(&["list", "--broken", "--json"]);
    assert_ended(&output, 0, "");
    assert_documented_at("list", 1, &out(&output));
    let found: Value = serde_json::from_str(&out(&output)).unwrap();
    let has = |pod: &str, problem: &str, place: &str, name: Option<&str>| {
        let all = found["broken"].as_array().unwrap();
        let wanted = json!([pod, problem, place, name]);
        let is = |one: &&Value| json!([one["pod"], one["problem"], one["place"], one["name"]]) == wanted;
        assert_eq!(all.iter().filter(is).count(), 1, "{wanted} in {found:#}");
    };
    has("graphapi", "gone", "secret_map", Some("DB_PW"));
    has("exporter", "gone", "secret_map", Some("PUSH"));
    has("uploads", "no_such_key", "env", Some("ACCESS"));
    has("uploads", "never_read", "secret_map", Some("ACCESS"));
    has("legacyftp", "plaintext", "secret_map", Some("API_TOKEN"));
    has("legacyftp", "plaintext", "env", Some("SMTP_PASSWORD"));
    has("legacyftp", "plaintext", "arguments", Some("--admin-token"));
    has("legacyftp", "inline_reference", "secret_map", Some("LOGIN"));
    has("legacyftp", "short_reference", "template_overrides", Some("HOOK"));
    has("legacyftp", "key_not_replaced", "command", None);
    has("legacyftp", "legacy", "env", Some("OWN_PASSWORD"));
    assert_eq!((&found["pods"], &found["complete"]), (&json!(18), &json!(true)));

    let lines = desk.run(&["list", "--broken"]);
    assert!(out(&lines).lines().all(|line| line.matches('\t').count() == 4), "{}", out(&lines));
    assert!(out(&lines).contains("graphapi\tgone\tsecret_map\tDB_PW\t"), "{}", out(&lines));
    let mut pty = desk.start(&["list", "--broken"]).run();
    assert_eq!(pty.wait_for_end(), 0);
    let table = raw(&pty);
    assert!(table.contains("Not used by one of the 18 pods that you can list:\r\n  "), "{table}");
    let uses = desk.run(&["uses", "legacy_ftp_password"]);
    for printed in [out(&output), out(&lines), err(&lines), table, out(&uses), err(&uses)] {
        assert!(!PLAINTEXTS.iter().any(|text| printed.contains(text)), "{printed}");
    }
    assert_ended(&desk.run(&["list", "--broken", "--ids"]), 2, "cannot be used with");
}

#[test]
fn hostile_text_of_a_pod_commands_no_terminal() {
    let desk = Desk::new();
    let row = json!({"pod_id": "a\tb\u{1b}[2J", "status": "UP\u{9b}31m\n", "status_requested": "ON\u{202e}",
        "secret_map": {"K\u{7}": "${secret:alice:redis_password}"},
        "environment_variables": {"E\u{2028}": "${pods:secrets:K}"},
        "command": ["${secret:alice:redis_password}\u{1b}"]});
    let body = json!({"message": "", "metadata": {}, "result": [row], "status": "success", "version": "1"});
    desk.service().answer_pods(Some(answer(200, "application/json", &body.to_string())));
    for arguments in
        [&["uses", "redis_password"][..], &["uses", "redis_password", "--json"], &["list", "--broken"]]
    {
        let output = desk.run(arguments);
        assert_ended(&output, 0, "");
        let printed = out(&output) + &err(&output);
        let is_odd = |c: char| c.is_control() && !"\n\t".contains(c) || "\u{202e}\u{2028}".contains(c);
        assert!(printed.contains("redis_password") && !printed.contains(is_odd), "{printed:?}");
        if arguments.len() == 2 && arguments[0] == "uses" {
            assert_eq!((printed.lines().count(), printed.matches('\t').count()), (1, 8), "{printed:?}");
        }
    }
}
