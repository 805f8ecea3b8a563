//! What hurt the users of other tools, in three shells: newlines that were stored or lost, trimmed blanks, values in
//! arguments, in the environment of a process, in the log, or in what `$(…)` takes.

use std::io::Write;

use rstest::rstest;

use super::desk::{Desk, assert_ended};
use super::door::Door;
use super::support::process;
use super::support::service::value_of;
use super::{err, out};

const PEM: &str = "-----BEGIN PRIVATE KEY-----\nAAAAB3NzaC1yc2E\n-----END PRIVATE KEY-----\n";

#[rstest]
#[case::sh("sh")]
#[case::bash("bash")]
#[case::dash("dash")]
fn what_a_shell_hands_over_is_what_is_stored(#[case] shell: &str) {
    let desk = Desk::new();
    if desk.command(shell).arg("-c").arg(":").output().is_err() {
        println!("skipped: there is no {shell} here");
        return;
    }
    desk.home.write("key.pem", PEM, 0o600);
    for (script, value) in [
        ("echo s3cret | t set redis_password", "s3cret"),
        ("printf %s '  s3cret  ' | t set redis_password", "  s3cret  "),
        ("printf 's3cret\\n' | t set redis_password --exact", "s3cret\n"),
        ("t set redis_password <key.pem", PEM),
        ("t set redis_password --file key.pem", PEM),
        ("t set redis_password <<'EOF'\n$a `b` \"c\\\nEOF", "$a `b` \"c\\"),
    ] {
        let output = desk.shell(shell, script);
        assert_ended(&output, 0, "stored");
        assert_eq!(value_of(desk.service(), "redis_password"), value, "{script}");
    }
}

#[test]
fn a_copy_of_a_key_is_still_that_key() {
    let desk = Desk::new();
    let output = desk.shell("sh", "t get tls_wildcard_key_pem | t create copy && t get copy >copy; t get tls_wildcard_key_pem >key; cmp key copy");
    assert_ended(&output, 0, "Created copy.");
}

#[test]
fn a_producer_that_fails_stores_nothing() {
    let desk = Desk::new();
    let output = desk.shell(
        "sh",
        "false | t set redis_password; echo $?; echo \"$NOT_SET\" | t set redis_password; echo $?",
    );
    assert_eq!(out(&output), "2\n2\n");
    assert_eq!(value_of(desk.service(), "redis_password"), "demo-redis-plum-causeway");
}

#[test]
fn what_a_substitution_takes_is_empty_or_json() {
    let desk = Desk::new();
    let output =
        desk.shell("sh", "printf '<%s>' \"$(echo x | t set redis_password)\" \"$(t rm sentry_dsn --yes)\"");
    assert_eq!(out(&output), "<><>");
}

#[test]
fn the_value_is_in_no_argument_no_variable_and_no_log() {
    let desk = Desk::new();
    let door = Door::before(desk.service());
    let mut child = desk.begin_at(&door.url, &["set", "redis_password", "--log", "log"]);
    child.stdin.take().unwrap().write_all(b"hunter2-is-what-it-is").unwrap();
    process::wait_for("write", || (!desk.writes().is_empty()).then_some(()));
    if process::visible() {
        let pid = i32::try_from(child.id()).unwrap();
        let all = process::command_line(pid) + &process::environment(pid).unwrap_or_default();
        assert!(all.contains("redis_password") && !all.contains("hunter2"), "{all}");
    }
    door.open();
    let output = child.wait_with_output().unwrap();
    assert_ended(&output, 0, "21 bytes stored.");
    let log = std::fs::read_to_string(desk.home.path("log")).unwrap();
    assert!(log.contains("redis_password") && log.ends_with("ended code=0\n"), "{log}");
    assert!(!(log + &err(&output) + &out(&output)).contains("hunter2"));
}

#[test]
fn nobody_who_reads_the_result_is_no_failure_of_the_write() {
    let desk = Desk::new();
    let output = desk.shell("sh", "{ echo new | t set redis_password --json; echo $? >code; } | :");
    assert_eq!(output.status.code(), Some(0));
    let code = process::wait_for("end", || {
        std::fs::read_to_string(desk.home.path("code")).ok().filter(|code| code.ends_with('\n'))
    });
    assert_eq!((code.as_str(), value_of(desk.service(), "redis_password").as_str()), ("0\n", "new"));
}
