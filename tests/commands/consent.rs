//! The consent to a change: a session that is view only has none, production wants its tenant, and no value comes by
//! an argument.

use rstest::rstest;

use super::desk::{Desk, assert_ended};
use super::support::pty::PROGRAM;
use super::support::service::{exists, value_of};
use super::{err, out};

const WRITES: [&[&str]; 4] = [
    &["set", "redis_password", "--generate"],
    &["create", "anew", "--generate"],
    &["rm", "redis_password", "--yes"],
    &["rotate", "redis_password", "--generate", "--no-provider", "--restart", "none", "--yes"],
];

#[test]
fn a_session_that_is_view_only_sends_no_change() {
    for arguments in WRITES {
        let desk = Desk::new();
        let output = desk.run(&[arguments, &["--view-only"]].concat());
        assert_ended(&output, 6, "--view-only forbids changes, so nothing was sent.");
        let desk = Desk::with_profile("view_only = true");
        assert_ended(&desk.run(arguments), 6, "Profile local is view only, so nothing was sent.");
        assert_eq!(desk.service().requests().len(), 0);
    }
}

#[test]
fn production_wants_the_name_of_its_tenant() {
    for arguments in WRITES {
        let desk = Desk::with_profile("danger = true");
        let with = |more: &[&str]| desk.run(&[arguments, more].concat());
        assert_ended(
            &with(&[]),
            2,
            "is PRODUCTION, so a change wants --confirm-tenant tacc. Nothing was sent.",
        );
        assert_ended(
            &with(&["--confirm-tenant", "dev"]),
            2,
            "--confirm-tenant names another tenant than tacc.",
        );
        assert_eq!(desk.service().requests().len(), 0);
        assert_ended(&with(&["--confirm-tenant", "tacc"]), 0, "");
        assert_eq!(desk.writes().len(), 1);
    }
}

#[test]
fn a_trial_in_production_needs_no_tenant_and_a_wrong_name_counts_elsewhere_too() {
    let desk = Desk::with_profile("danger = true");
    assert_ended(&desk.run(&["set", "redis_password", "--generate", "--dry-run"]), 0, "would get");
    let desk = Desk::new();
    let output = desk.run(&["set", "redis_password", "--generate", "--confirm-tenant", "prod"]);
    assert_ended(&output, 2, "another tenant than tacc");
    assert_eq!(desk.writes(), [""; 0]);
}

#[rstest]
#[case::behind_the_id(&["redis_password", "hunter2"])]
#[case::behind_two_dashes(&["redis_password", "--", "--hunter2"])]
#[case::after_an_equals_sign(&["redis_password=hunter2"])]
#[case::several(&["redis_password", "hunter2", "hunter2"])]
#[case::option(&["redis_password", "--value", "hunter2"])]
#[case::option_with_an_equals_sign(&["redis_password", "--value=hunter2"])]
#[case::like_an_option(&["redis_password", "--hunter2"])]
#[case::short(&["redis_password", "-xhunter2"])]
fn a_value_on_the_command_line_is_refused_and_not_repeated(#[case] arguments: &[&str]) {
    let desk = Desk::new();
    for command in ["set", "create", "rotate"] {
        let output = desk.feed(b"other", &[&[command], arguments].concat());
        assert_ended(&output, 2, "Remove the line from your shell's history");
        let all = err(&output) + &out(&output);
        assert!(!all.contains("hunter") && !all.contains("unter2"), "{all}");
        assert_eq!(desk.service().requests().len(), 0);
    }
}

#[test]
fn a_length_without_an_equals_sign_is_explained() {
    let desk = Desk::new();
    let output = desk.run(&["set", "redis_password", "--generate", "24"]);
    assert_ended(&output, 2, "A length is given like this: --generate=24");
}

#[test]
fn without_a_token_nothing_is_read_and_the_way_to_one_is_told() {
    let desk = Desk::new();
    for arguments in WRITES {
        let output = desk.command(PROGRAM).args(arguments).env_remove("TAPIS_TOKEN").output().unwrap();
        assert_ended(&output, 3, "tapis-secrets login");
    }
    assert_eq!(desk.service().requests().len(), 0);
}

#[test]
fn quiet_is_silent_when_all_is_done_and_only_then() {
    let desk = Desk::new();
    let output = desk.feed(b"new\n", &["set", "redis_password", "--quiet"]);
    assert_eq!((output.status.code(), err(&output).as_str(), out(&output).as_str()), (Some(0), "", ""));
    assert_eq!(value_of(desk.service(), "redis_password"), "new");
    assert_ended(&desk.feed(b"new\n", &["set", "none", "-q"]), 5, "none");
    assert!(!exists(desk.service(), "none"));
}
