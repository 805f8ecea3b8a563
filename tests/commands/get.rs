//! `get` and `show` as processes: values byte for byte, and nothing sent or left behind that should not be.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use rstest::rstest;
use serde_json::{Value, json};
use tapis_secrets::demo::{Level, Scripted};

use super::desk::{Desk, assert_ended};
use super::scripts::raw;
use super::support::process::wait_for;
use super::support::service::create;
use super::{err, mode, out};

fn with(id: &str, value: &str) -> Desk {
    let desk = Desk::new();
    create(desk.service(), &desk.service().token(), id, value);
    desk
}

#[rstest]
#[case::plain("hunter2")]
#[case::empty("")]
#[case::newline("hunter2\n")]
#[case::only_a_newline("\n")]
#[case::return_and_newline("a\r\nb\r\n")]
#[case::control("a\0b\u{1b}[2J\u{7}")]
#[case::beyond_ascii("pä\u{202e}ß\u{1f511}\u{feff}")]
fn a_value_is_printed_byte_for_byte(#[case] value: &str) {
    let desk = with("odd", value);
    let output = desk.run(&["get", "odd"]);
    assert_ended(&output, 0, "");
    assert_eq!((output.stdout, output.stderr), (value.as_bytes().to_vec(), Vec::new()));
    let ended = desk.run(&["get", "odd", "--newline"]);
    assert_eq!(out(&ended), format!("{value}\n"));
    let json: Value = serde_json::from_str(&out(&desk.run(&["get", "odd", "--json"]))).unwrap();
    assert_eq!(json, json!({"schema": 1, "values": [{"id": "odd", "value": value}]}));
    desk.run(&["get", "odd", "-o", "file"]);
    assert_eq!(fs::read(desk.home.path("file")).unwrap(), value.as_bytes());
}

#[test]
fn a_large_value_comes_whole() {
    let value = "0123456789abcdef\n".repeat(60_000);
    let desk = with("large", &value);
    assert!(out(&desk.run(&["get", "large"])) == value);
}

#[rstest]
#[case::sh("sh")]
#[case::bash("bash")]
#[case::dash("dash")]
fn a_shell_gets_the_value_and_nothing_else(#[case] shell: &str) {
    let desk = with("key", "-----BEGIN\nhunter2\n-----END\n");
    let script = "set -eu\nv=$(t get key; echo x)\nprintf '%s' \"${v%x}\" >copy\nt get key | cmp - copy\n\
                  t get key >file\ncmp file copy\nif t get none >nothing; then exit 9; else echo \"code $?\"; fi\nwc -c <nothing";
    let output = desk.shell(shell, script);
    assert_ended(
        &output,
        0,
        "none was not read: it does not exist.\ntapis-secrets list prints the ids that there are.\n",
    );
    assert_eq!(out(&output).replace(' ', ""), "code5\n0\n");
}

#[test]
fn the_metadata_comes_first_and_two_requests_are_enough() {
    let desk = Desk::new();
    assert_ended(&desk.run(&["get", "redis_password"]), 0, "");
    let asked: Vec<_> = desk.service().requests().iter().map(|request| request.path.clone()).collect();
    assert_eq!(asked, ["/pods/secrets/redis_password", "/pods/secrets/redis_password/value"]);
}

#[rstest]
#[case::write_only(
    "minio_root_password",
    "minio_root_password is write-only: its value cannot be shown or copied."
)]
#[case::locked(
    "elastic_bootstrap_password",
    "elastic_bootstrap_password is locked: its value cannot be shown"
)]
fn what_a_mode_forbids_is_not_asked_for(#[case] id: &str, #[case] said: &str) {
    let desk = Desk::new();
    for arguments in [&["get", id][..], &["get", id, "-o", "file"], &["get", "--json", "redis_password", id]]
    {
        let output = desk.run(arguments);
        assert_ended(&output, 6, said);
        assert_eq!(out(&output), "");
    }
    assert_eq!(desk.reads(), [""; 0]);
    assert!(!desk.home.path("file").exists());
}

#[test]
fn what_the_user_may_not_read_is_told_with_the_level_that_it_takes() {
    let desk = Desk::new();
    desk.service().grant("redis_password", "*", Level::Read);
    let output = desk.run(&["get", "redis_password"]);
    assert_ended(&output, 6, "redis_password was not read: you need USER on it.\n");
    assert!(err(&output).contains("ask the owner of the secret"), "{}", err(&output));
}

#[test]
fn several_values_come_as_json_in_the_order_of_the_ids_and_each_is_read_once() {
    let desk = Desk::new();
    let refused = desk.run(&["get", "redis_password", "acme_dns_token"]);
    assert_ended(&refused, 2, "--json");
    assert!(desk.service().requests().is_empty());
    let ids: Vec<String> = (0..30).map(|n| format!("many_{n}")).collect();
    for id in &ids {
        create(desk.service(), &desk.service().token(), id, &format!("value of {id}"));
    }
    let mut arguments = vec!["get", "--json"];
    arguments.extend(ids.iter().rev().chain(&ids).map(String::as_str));
    let json: Value = serde_json::from_str(&out(&desk.run(&arguments))).unwrap();
    let values: Vec<_> =
        ids.iter().rev().map(|id| json!({"id": id, "value": format!("value of {id}")})).collect();
    assert_eq!(json["values"], Value::Array(values));
    assert_eq!(desk.reads().len(), 30);
}

#[test]
fn eight_are_asked_for_at_a_time() {
    let desk = Desk::new();
    let ids: Vec<String> = (0..12).map(|n| format!("hung_{n}")).collect();
    ids.iter().for_each(|_| desk.service().answer_next("GET", "/pods/secrets/hung", Scripted::Hang));
    let mut arguments = vec!["get", "--json"];
    arguments.extend(ids.iter().map(String::as_str));
    let mut child = desk.begin(&arguments);
    wait_for("eight requests", || (desk.service().requests().len() == 8).then_some(()));
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(desk.service().requests().len(), 8);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn all_values_come_or_none() {
    let desk = Desk::new();
    let output = desk.run(&["get", "--json", "redis_password", "none", "acme_dns_token", "neither"]);
    assert_ended(&output, 5, "none was not read");
    assert!(err(&output).contains("neither was not read") && out(&output).is_empty());
    assert!(desk.reads().is_empty());
}

#[test]
fn a_file_is_its_owners_alone_and_replaced_only_when_that_is_wished() {
    let desk = with("a", "new");
    let file = desk.home.path("file");
    let output = desk.shell("sh", "umask 000; t get a --output file && umask 777 && t get a -fo other");
    assert_ended(&output, 0, "");
    assert_eq!((out(&output).as_str(), err(&output).as_str()), ("", ""));
    assert_eq!((mode(&file), mode(&desk.home.path("other"))), (0o600, 0o600));
    fs::write(&file, "before").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let before = desk.service().requests().len();
    assert_ended(&desk.run(&["get", "a", "-o", "file"]), 8, "file exists already; --force replaces it.");
    assert_eq!(desk.service().requests().len(), before, "the value is not read in vain");
    assert_eq!(fs::read(&file).unwrap(), b"before");
    assert_ended(&desk.run(&["get", "a", "-f", "-o", "file"]), 0, "");
    assert_eq!((fs::read(&file).unwrap(), mode(&file)), (b"new".to_vec(), 0o600));
    assert_ended(&desk.run(&["get", "a", "-f"]), 2, "--output");
    assert_eq!(out(&desk.run(&["get", "a", "-o", "-"])), "new");
}

#[test]
fn nothing_is_left_behind_where_no_file_can_be() {
    let desk = with("a", "hunter2");
    let folder = desk.home.path("folder");
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink("target", desk.home.path("link")).unwrap();
    assert_ended(
        &desk.run(&["get", "a", "-f", "-o", "folder"]),
        2,
        "folder is no file that could be replaced",
    );
    assert_ended(&desk.run(&["get", "a", "-f", "-o", "link"]), 2, "link is no file that could be replaced");
    assert_ended(&desk.run(&["get", "a", "-f", "-o", "/dev/null"]), 2, "/dev/null is no file");
    let missing = desk.run(&["get", "a", "-o", "none/file"]);
    assert_ended(&missing, 1, "none/file was not written: no such file or directory.");
    assert!(desk.reads().is_empty());
    assert_eq!(names(&desk.home.path("")), ["folder", "link", "run"]);
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
fn a_value_that_does_not_come_makes_no_file() {
    let desk = with("a", "hunter2");
    desk.service().answer_next("GET", "/pods/secrets/a/value", Scripted::Hang);
    let mut child = desk.begin(&["get", "a", "-o", "file"]);
    wait_for("request", || (!desk.reads().is_empty()).then_some(()));
    rustix::process::kill_process(rustix::process::Pid::from_child(&child), rustix::process::Signal::TERM)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(143));
    assert_eq!(names(&desk.home.path("")), ["run"]);
}

#[test]
fn a_full_disk_is_told() {
    let desk = with("a", "hunter2");
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = desk.command(super::PROGRAM).args(["get", "a"]).stdout(Stdio::from(full)).output().unwrap();
    assert_ended(&output, 1, "Standard output failed: no space left on device.");
}

#[test]
fn a_terminal_shows_a_value_only_when_that_is_wished() {
    let desk = with("a", "one\u{1b}[2J\ntwo");
    for arguments in [&["get", "a"][..], &["get", "a", "--json"], &["get", "a", "-o", "-"]] {
        let mut pty = desk.start(arguments).run();
        assert_eq!(pty.wait_for_end(), 2);
        assert!(pty.text().contains("--copy copies it, --reveal shows it here"), "{}", pty.text());
    }
    assert!(desk.service().requests().iter().all(|request| request.method == "POST"), "nothing was asked");
    let mut pty = desk.start(&["get", "a", "--reveal"]).run();
    assert_eq!((pty.wait_for_end(), raw(&pty).as_str()), (0, "one\\u{1b}[2J\r\ntwo\r\n"));
    let mut pty = desk.start(&["get", "a", "--reveal", "--json"]).run();
    assert_eq!(pty.wait_for_end(), 0);
    assert!(!raw(&pty).contains('\u{1b}') && raw(&pty).contains("one\\u001b[2J\\ntwo"), "{}", raw(&pty));
    assert_eq!(out(&desk.run(&["get", "a", "--reveal"])), "one\u{1b}[2J\ntwo", "only a terminal needs that");
}

#[test]
fn a_value_goes_to_the_clipboard_of_the_terminal_and_is_not_shown() {
    let desk = with("a", "hunter2-hunter2");
    let mut pty = desk.start(&["get", "a", "--copy", "--clipboard", "osc52"]).run();
    assert_eq!(pty.wait_for_end(), 0);
    assert!(raw(&pty).contains("\u{1b}]52;c;aHVudGVyMi1odW50ZXIy"), "{:?}", raw(&pty));
    assert!(
        pty.text().contains("Sent a to the terminal's clipboard; it is overwritten in 30 s."),
        "{}",
        pty.text()
    );
    assert!(!pty.text().contains("hunter2"));
    let reads = desk.reads().len();
    for (way, said) in [("off", "the clipboard is off"), ("osc52", "OSC 52 needs a terminal")] {
        assert_ended(&desk.run(&["get", "a", "--copy", "--clipboard", way]), 2, said);
    }
    assert_eq!(desk.reads().len(), reads, "what cannot be copied is not read");
    let failed = desk.run(&["get", "a", "--copy", "--clipboard", "system"]);
    assert_ended(&failed, 1, "a was not copied: no clipboard here.\n--output FILE writes");
}

#[test]
fn no_value_is_in_the_arguments_the_environment_or_the_log() {
    let desk = with("a", "hunter2-hunter2");
    desk.service().set_latency(std::time::Duration::from_millis(300));
    let child = desk.begin(&["get", "a", "--log", "log"]);
    let place = format!("/proc/{}", child.id());
    if Path::new(&place).exists() {
        wait_for("read", || (!desk.reads().is_empty()).then_some(()));
        for file in ["cmdline", "environ"] {
            let content = fs::read(format!("{place}/{file}")).unwrap_or_default();
            assert!(!content.windows(7).any(|window| window == b"hunter2"), "{file}");
        }
    }
    assert_eq!(child.wait_with_output().unwrap().stdout, b"hunter2-hunter2");
    let log = fs::read_to_string(desk.home.path("log")).unwrap();
    assert!(log.contains(" get_value id=\"a\"") && log.ends_with("ended code=0\n"), "{log}");
    assert!(!log.contains("hunter2") && !log.contains(&desk.service().token()), "{log}");
}

#[test]
fn show_tells_all_but_the_value() {
    let desk = Desk::new();
    let shown = out(&desk.run(&["show", "redis_password"]));
    for line in [
        "id           redis_password\n",
        "access       full access: can be read and changed\n",
        "scope        pod rediscache\n",
        "reference    ${secret:alice:redis_password}\n",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
    let json: Value = serde_json::from_str(&out(&desk.run(&["show", "redis_password", "--json"]))).unwrap();
    assert_eq!(json["secret"]["reference"], "${secret:alice:redis_password}");
    assert_eq!((&json["schema"], &json["secret"]["tenant"]), (&json!(1), &json!("tacc")));
    let locked = desk.run(&["show", "elastic_bootstrap_password"]);
    assert!(out(&locked).contains("locked: neither; only pods use it\n"), "{}", out(&locked));
    assert_ended(&desk.run(&["show", "none"]), 5, "none was not read: it does not exist.");
    assert!(desk.reads().is_empty());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
