//! `set`: what arrives at the service, byte for byte, and what does not get there.

use std::fs;

use proptest::prelude::*;
use rstest::rstest;
use tapis_secrets::demo::{Level, Scripted};

use super::desk::{Desk, assert_ended};
use super::support::service::{description_of, exists, value_of};
use super::{err, out};

const ID: &str = "redis_password";
const VALUE: &str = "demo-redis-plum-causeway";

#[rstest]
#[case::plain("s3cret", "s3cret", "6 bytes stored.")]
#[case::one_newline("s3cret\n", "s3cret", "6 bytes stored; the final newline was removed, --exact keeps it.")]
#[case::of_windows(
    "s3cret\r\n",
    "s3cret",
    "6 bytes stored; the final newline was removed, --exact keeps it."
)]
#[case::blanks(
    "  s3cret\t ",
    "  s3cret\t ",
    "10 bytes stored. The value has white space at the end, white space at the start, a tab."
)]
#[case::blank_lines("\n\n", "\n\n", "2 bytes stored. The value has 2 newlines at the end.")]
#[case::key(
    "-----BEGIN K-----\nAAAA\n-----END K-----\n",
    "-----BEGIN K-----\nAAAA\n-----END K-----\n",
    "39 bytes stored.\n"
)]
#[case::nul("a\0b", "a\0b", "3 bytes stored. The value has a NUL")]
#[case::one_byte("é\n", "é", "2 bytes stored")]
fn standard_input_becomes_the_value(#[case] input: &str, #[case] value: &str, #[case] said: &str) {
    let desk = Desk::new();
    let output = desk.feed(input.as_bytes(), &["set", ID]);
    assert_ended(&output, 0, &format!("Saved {ID}: value."));
    assert!(err(&output).contains(said), "{}", err(&output));
    assert_eq!((out(&output).as_str(), value_of(desk.service(), ID).as_str()), ("", value));
    assert_eq!(desk.writes(), [format!("PUT /pods/secrets/{ID}")]);
    assert!(!err(&output).contains("s3cret"), "{}", err(&output));
}

#[rstest]
#[case::nothing(b"", "Standard input is empty, so nothing was sent. To store an empty value: --exact")]
#[case::newline(b"\n", "Standard input is empty but for a newline")]
#[case::not_text(b"\xff\xfe\x00", "Standard input is not UTF-8")]
fn an_input_that_is_no_value_is_not_sent(#[case] input: &[u8], #[case] said: &str) {
    let desk = Desk::new();
    assert_ended(&desk.feed(input, &["set", ID]), 2, said);
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn an_input_that_is_too_long_is_not_sent() {
    let desk = Desk::new();
    let output = desk.feed(&vec![b'x'; 1024 * 1024 + 1], &["set", ID]);
    assert_ended(&output, 2, "Standard input has more than 1,048,576 bytes");
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn exactly_and_from_a_file_every_byte_counts() {
    let desk = Desk::new();
    for value in ["", "\n", "a\n", "a\r\n", " a", "\u{feff}a", "line\nline\n"] {
        assert_ended(&desk.feed(value.as_bytes(), &["set", ID, "--exact"]), 0, "Saved");
        assert_eq!(value_of(desk.service(), ID), value);
        let other = format!("{value}2\n");
        desk.home.write("value", &other, 0o600);
        assert_ended(&desk.run(&["set", ID, "--file", "value"]), 0, "stored");
        assert_eq!(value_of(desk.service(), ID), other);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_set_exactly_is_what_is_got(value in "(?s).{0,300}", of_file in any::<bool>()) {
        let desk = Desk::new();
        let output = if of_file {
            desk.home.write("value", &value, 0o600);
            desk.run(&["set", ID, "--file", "value"])
        } else {
            desk.feed(value.as_bytes(), &["set", ID, "--exact"])
        };
        prop_assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let got = desk.run(&["get", ID]);
        prop_assert_eq!((got.status.code(), got.stdout), (Some(0), value.into_bytes()));
    }
}

#[rstest]
#[case::missing("none", 2, "There is no file none")]
#[case::unexpanded("$HOME/none", 2, "is not expanded")]
#[case::folder(".", 2, "is a folder")]
#[case::not_text("binary", 2, "is not UTF-8")]
fn a_file_that_is_no_value_is_not_sent(#[case] path: &str, #[case] code: i32, #[case] said: &str) {
    let desk = Desk::new();
    fs::write(desk.home.path("binary"), b"\xff").unwrap();
    assert_ended(&desk.run(&["set", ID, "--file", path]), code, said);
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn a_file_may_be_a_pipe() {
    let desk = Desk::new();
    let output = desk.shell("sh", &format!("printf 'a\\n' | t set {ID} --file /dev/stdin"));
    assert_ended(&output, 0, "2 bytes stored");
    assert_eq!(value_of(desk.service(), ID), "a\n");
}

#[rstest]
#[case::usual("--generate", 32)]
#[case::long("--generate=100", 100)]
fn a_generated_value_is_shown_nowhere(#[case] flag: &str, #[case] length: usize) {
    let desk = Desk::new();
    let output = desk.run(&["set", ID, flag]);
    assert_ended(&output, 0, &format!("{length} bytes generated and stored."));
    let value = value_of(desk.service(), ID);
    assert!(value.len() == length && value.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{value}");
    assert!(!err(&output).contains(&value) && output.stdout.is_empty());
    assert_ended(&desk.run(&["set", ID, "--generate=7"]), 2, "--generate makes 8 to 256 characters.");
}

#[rstest]
#[case("--exact=hunter2")]
#[case("--skip-same=hunter2")]
#[case("--generate=hunter2")]
#[case("--json=hunter2")]
fn a_value_that_is_given_to_an_option_is_not_repeated(#[case] option: &str) {
    let desk = Desk::new();
    let output = desk.run(&["set", ID, option]);
    assert_ended(&output, 2, "Remove the line from your shell's history");
    assert!(!err(&output).contains("hunter2"), "{}", err(&output));
}

#[test]
fn set_creates_nothing() {
    let desk = Desk::new();
    let output = desk.feed(b"x", &["set", "anew"]);
    assert_ended(&output, 5, "anew was not read: it does not exist.");
    assert_ended(&output, 5, "set creates nothing; tapis-secrets create does.\nNothing was sent for anew.");
    assert!(!exists(desk.service(), "anew"));
    assert_eq!(desk.writes(), [""; 0]);
}

#[rstest]
#[case::read_only(
    "gcs_service_account_json",
    "is read-only: only its description can be changed. Nothing was sent."
)]
#[case::locked("pg_backup_key", "is locked: only its description can be changed. Nothing was sent.")]
fn what_the_mode_forbids_is_not_sent(#[case] id: &str, #[case] said: &str) {
    let desk = Desk::new();
    assert_ended(&desk.feed(b"x", &["set", id]), 6, said);
    assert_eq!(desk.writes(), [""; 0]);
    let output = desk.run(&["set", id, "--description", "Changed", "--keep-value"]);
    assert_ended(&output, 0, "Saved");
    assert_eq!(description_of(desk.service(), id), "Changed");
}

#[test]
fn what_the_service_refuses_is_told() {
    let desk = Desk::new();
    assert_ended(&desk.feed(b"x", &["set", "slack_webhook_oncall"]), 6, "you need USER on it");
    desk.service().grant(ID, "*", Level::Read);
    assert_ended(&desk.feed(b"x", &["set", ID, "--skip-same"]), 6, "you need USER on it");
    assert_eq!(desk.writes().len(), 1, "the read was refused, so nothing was sent");
}

#[test]
fn value_and_description_go_in_one_request() {
    let desk = Desk::new();
    let output = desk.feed(b"new\n", &["set", ID, "--description", "For the cache", "--json"]);
    assert_ended(&output, 0, "Saved");
    assert_eq!((value_of(desk.service(), ID).as_str()), "new");
    assert_eq!(description_of(desk.service(), ID), "For the cache");
    assert_eq!(desk.writes().len(), 1);
    assert_eq!(
        out(&output),
        "{\"schema\":1,\"command\":\"set\",\"id\":\"redis_password\",\"outcome\":\"done\",\"exit_code\":0,\
         \"bytes\":3,\"final_newline_removed\":true,\"generated\":false,\"description\":true}\n"
    );
}

#[test]
fn a_description_alone_needs_no_value() {
    let desk = Desk::new();
    let say = |text: &str| desk.run(&["set", ID, "--description", text, "--keep-value"]);
    assert_ended(&say("For the cache"), 0, "Saved");
    assert_eq!((value_of(desk.service(), ID).as_str()), VALUE);
    assert_ended(&say("For the cache"), 0, "so nothing was sent.");
    assert_eq!(desk.writes().len(), 1);
    assert_ended(&say("café"), 2, "Use ASCII characters only");
    assert_ended(&say(&"x".repeat(501)), 2, "Use at most 500 characters");
    assert_eq!(desk.writes().len(), 1);
    // A producer that failed is no wish to keep the value.
    assert_ended(&desk.run(&["set", ID, "--description", "x"]), 2, "Standard input is empty");
}

#[test]
fn the_same_value_is_skipped_after_one_read() {
    let desk = Desk::new();
    let output = desk.feed(VALUE.as_bytes(), &["set", ID, "--skip-same", "--json"]);
    assert_ended(&output, 0, "so nothing was sent.");
    assert!(out(&output).contains("\"outcome\":\"unchanged\""), "{}", out(&output));
    assert_eq!((desk.writes().len(), desk.reads().len()), (0, 1));
    assert_ended(&desk.feed(b"another", &["set", ID, "--skip-same"]), 0, "7 bytes stored.");
    assert_eq!((desk.writes().len(), desk.reads().len()), (1, 2));
}

#[test]
fn a_value_that_is_not_the_expected_one_is_left_alone() {
    let desk = Desk::new();
    desk.home.write("before", VALUE, 0o600);
    desk.home.write("other", &format!("{VALUE}\n"), 0o600);
    let set = |file: &str| desk.feed(b"new", &["set", ID, "--expect-file", file, "--skip-same"]);
    assert_ended(&set("other"), 8, "is not the content of that file, so nothing was sent.");
    assert_eq!((desk.writes().len(), desk.reads().len()), (0, 1));
    assert_ended(&set("before"), 0, "3 bytes stored.");
    assert_eq!((desk.writes().len(), desk.reads().len()), (1, 2));
    assert_ended(&set("before"), 8, "is not the content");
    assert_ended(
        &desk.feed(b"x", &["set", "backup_s3_secret_key", "--expect-file", "before"]),
        6,
        "cannot be shown or copied. Nothing was sent.",
    );
    assert_ended(&set("none"), 2, "There is no file");
}

#[test]
fn a_trial_sends_nothing_and_says_what_it_would() {
    let desk = Desk::new();
    let output = desk.feed(b"new\n", &["set", ID, "--description", "d", "--dry-run", "--json"]);
    assert_ended(
        &output,
        0,
        "redis_password would get a value of 3 bytes and a description. Nothing was sent.",
    );
    assert!(
        out(&output).contains("\"outcome\":\"would_be_sent\",\"exit_code\":0,\"bytes\":3,"),
        "{}",
        out(&output)
    );
    assert_ended(&desk.feed(b"x", &["set", "anew", "--dry-run"]), 5, "does not exist");
    assert_ended(&desk.feed(b"x", &["set", "pg_backup_key", "--dry-run"]), 6, "locked");
    assert_eq!((desk.writes().len(), desk.reads().len()), (0, 0));
}

#[test]
fn a_write_without_an_answer_is_sent_once_and_its_end_is_told() {
    let desk = Desk::new();
    let path = format!("/pods/secrets/{ID}");
    // The metadata say nothing of a value, and nobody has agreed to a read.
    desk.service().answer_next("PUT", &path, Scripted::HalfBody);
    let output = desk.feed(b"new", &["set", ID, "--json"]);
    assert_ended(&output, 7, "It is unknown whether redis_password was saved");
    assert!(err(&output).contains("To set it again does no harm; tapis-secrets get"), "{}", err(&output));
    assert!(out(&output).contains("\"outcome\":\"unknown\",\"exit_code\":7"), "{}", out(&output));
    assert_eq!(desk.reads(), [""; 0]);
    // Who has agreed hears the end.
    desk.service().answer_next("PUT", &path, Scripted::HalfBody);
    assert_ended(&desk.feed(b"newer", &["set", ID, "--skip-same"]), 0, "was saved after all");
    assert_eq!(value_of(desk.service(), ID), "newer");
    // The description tells it.
    desk.service().answer_next("PUT", &path, Scripted::HalfBody);
    assert_ended(&desk.feed(b"newest", &["set", ID, "--description", "d"]), 0, "was saved after all");
    assert_eq!(desk.writes().len(), 3);
}

#[test]
fn a_write_that_did_not_take_effect_is_told_after_three_looks() {
    let desk = Desk::new();
    desk.service().answer_next("PUT", &format!("/pods/secrets/{ID}"), Scripted::DropConnection);
    let output = desk.feed(b"new", &["set", ID, "--skip-same"]);
    assert_ended(&output, 1, "redis_password was not saved");
    assert_eq!((desk.writes().len(), value_of(desk.service(), ID).as_str()), (1, VALUE));
}

#[test]
fn a_service_that_fails_is_told_by_the_code() {
    let desk = Desk::new();
    desk.service().set_storage_down(true);
    let output = desk.feed(b"new", &["set", ID]);
    assert_ended(&output, 7, "It is unknown whether");
    desk.service().set_online(false);
    assert_ended(&desk.feed(b"new", &["set", ID]), 4, "was not read");
    desk.service().set_online(true);
    let strange = desk.service().expired_token();
    let mut command = desk.command(super::support::pty::PROGRAM);
    let output = command.args(["set", ID, "--generate"]).env("TAPIS_TOKEN", strange).output().unwrap();
    assert_ended(&output, 3, "token");
    assert_eq!(desk.writes().len(), 1);
}
