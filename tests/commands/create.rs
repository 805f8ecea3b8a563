//! `create`: a new secret, and none that was there before is touched.

use rstest::rstest;
use tapis_secrets::demo::Scripted;
use tapis_secrets::domain::{AccessMode, Answer, Request, Scope};

use super::desk::{Desk, assert_ended};
use super::support::service::{ask, create, exists, value_of};
use super::{err, out};

#[test]
fn a_secret_is_created() {
    let desk = Desk::new();
    let output = desk.feed(b"s3cret\n", &["create", "anew", "--description", "For a test", "--json"]);
    assert_ended(
        &output,
        0,
        "Created anew.\n6 bytes stored; the final newline was removed, --exact keeps it.",
    );
    assert_eq!(value_of(desk.service(), "anew"), "s3cret");
    assert!(
        out(&output).contains("\"command\":\"create\",\"id\":\"anew\",\"outcome\":\"done\""),
        "{}",
        out(&output)
    );
    assert!(!err(&output).contains("s3cret") && !out(&output).contains("s3cret"));
}

#[rstest]
#[case::usual(&[], AccessMode::Full)]
#[case::read_only(&["--read-only"], AccessMode::ReadOnly)]
#[case::write_only(&["--write-only"], AccessMode::WriteOnly)]
#[case::locked(&["--locked"], AccessMode::Locked)]
fn the_mode_and_the_pod_are_those_of_the_options(#[case] options: &[&str], #[case] mode: AccessMode) {
    let desk = Desk::new();
    let all = [&["create", "anew", "--generate", "--pod", "mlflow"], options].concat();
    assert_ended(&desk.run(&all), 0, "32 bytes generated and stored.");
    match ask(desk.service(), &desk.service().token(), Request::Get("anew".into())).unwrap() {
        Answer::Got(secret) => {
            assert_eq!((secret.access.mode(), secret.scope), (mode, Scope::Pod("mlflow".into())));
        }
        other => panic!("{other:?}"),
    }
    assert_ended(
        &desk.run(&["create", "other", "--generate", "--read-only", "--locked"]),
        2,
        "cannot be used",
    );
}

#[test]
fn nothing_is_overwritten() {
    let desk = Desk::new();
    for options in [&[][..], &["--dry-run"]] {
        let create = |id| desk.feed(b"new", &[&["create", id], options].concat());
        assert_ended(&create("redis_password"), 8, "redis_password exists already.");
        // Bob's, which alice cannot see.
        super::support::service::create(desk.service(), &desk.service().token_for("bob"), "bobs", "b");
        assert_ended(&create("bobs"), 8, "bobs belongs to somebody else on this site");
        super::support::service::ask(
            desk.service(),
            &desk.service().token_for("bob"),
            Request::Delete("bobs".into()),
        )
        .unwrap();
    }
    assert_eq!(value_of(desk.service(), "redis_password"), "demo-redis-plum-causeway");
    assert!(desk.writes().iter().all(|request| request != "PUT"), "{:?}", desk.writes());
}

#[rstest]
#[case::space("a b", &[], "The id cannot be sent. Use letters, digits, _ and - only")]
#[case::long(&"n".repeat(101), &[], "Use at most 100 characters; these are 101.")]
#[case::description("anew", &["--description", "café"], "--description cannot be sent. Use ASCII characters only")]
#[case::pod("anew", &["--pod", ""], "--pod cannot be sent. Name the pod.")]
fn what_the_service_would_refuse_is_not_sent(#[case] id: &str, #[case] options: &[&str], #[case] said: &str) {
    let desk = Desk::new();
    assert_ended(&desk.feed(b"x", &[&["create", id], options].concat()), 2, said);
    assert_eq!(desk.service().requests().len(), 0);
}

#[test]
fn a_trial_creates_nothing() {
    let desk = Desk::new();
    let output = desk.feed(b"new", &["create", "anew", "--write-only", "--dry-run", "--json"]);
    assert_ended(&output, 0, "anew would be created, write-only, with a value of 3 bytes. Nothing was sent.");
    assert!(out(&output).contains("\"outcome\":\"would_be_sent\""), "{}", out(&output));
    assert!(!exists(desk.service(), "anew") && desk.writes().is_empty());
}

#[test]
fn a_creation_without_an_answer_is_sent_once_and_looked_at() {
    let desk = Desk::new();
    desk.service().answer_next("POST", "/pods/secrets", Scripted::HalfBody);
    assert_ended(&desk.feed(b"new", &["create", "anew"]), 0, "anew was created after all");
    desk.service().answer_next("POST", "/pods/secrets", Scripted::DropConnection);
    assert_ended(&desk.feed(b"new", &["create", "other"]), 1, "other was not created");
    assert_eq!(desk.writes(), ["POST /pods/secrets"; 2]);
}

#[test]
fn a_secret_that_an_older_service_has_replaced_is_told() {
    let desk = Desk::new();
    create(desk.service(), &desk.service().token(), "anew", "theirs");
    let body = br#"{"message":"Secret updated successfully.","metadata":{},"result":{"secret_id":"anew"},"status":"success","version":"1"}"#;
    let updated = Scripted::Status {
        code: 200,
        content_type: "application/json",
        headers: Vec::new(),
        body: body.to_vec(),
    };
    let missing = Scripted::Status {
        code: 404,
        content_type: "application/json",
        headers: Vec::new(),
        body: br#"{"message":"Secret 'anew' not found","metadata":{},"result":null,"status":"error","version":"1"}"#
            .to_vec(),
    };
    desk.service().answer_next("GET", "/pods/secrets/anew", missing);
    desk.service().answer_next("POST", "/pods/secrets", updated);
    let output = desk.feed(b"mine", &["create", "anew", "--json"]);
    assert_ended(
        &output,
        8,
        "The service says it updated anew instead of creating it. The value before is lost.",
    );
    assert!(out(&output).contains("\"outcome\":\"replaced\",\"exit_code\":8"), "{}", out(&output));
}
