//! What `rotate` and `restart` refuse before anything is sent: a missing word, a wrong one, what the provider does not
//! accept, and what cannot be done.

use rstest::rstest;

use super::desk::{Desk, assert_ended};
use super::rotate::{SECRET, assert_untouched, events, with_test};

#[rstest]
#[case::it_works("true", &["--generate"], 0, "")]
#[case::it_fails("exit 3", &["--generate"], 2, "does not accept the new value of postgres_main_password (exit code 3)")]
#[case::it_does_not_test("exit 75", &["--generate"], 2, "test_command does not test")]
#[case::a_person_has_set_it("exit 75", &["--file", "new"], 0, "")]
#[case::a_person_is_wrong("exit 1", &["--file", "new"], 1, "does not accept the new value")]
#[case::nothing_checks("exit 1", &["--file", "new", "--no-provider"], 0, "")]
fn the_provider_comes_first(
    #[case] test: &str,
    #[case] from: &[&str],
    #[case] code: i32,
    #[case] said: &str,
) {
    let desk = with_test(test);
    desk.home.write("new", "hunter2", 0o600);
    let output = desk.run(&[&["rotate", SECRET, "--restart", "none", "--yes"], from].concat());
    assert_ended(&output, code, said);
    match code {
        0 => assert_eq!(desk.writes().len(), 1),
        _ => assert_untouched(&desk),
    }
}

#[rstest]
#[case::no_word_about_pods(&["rotate", SECRET, "--generate", "--no-provider", "--yes"], "--restart none, --restart all")]
#[case::nobody_to_ask(&["rotate", SECRET, "--generate", "--no-provider", "--restart", "all"], "--yes begins without")]
#[case::nobody_has_set_it(&["rotate", SECRET, "--generate", "--restart", "all", "--yes"], "--no-provider")]
#[case::a_stray_canary(&["rotate", SECRET, "--generate", "--no-provider", "--restart", "webfront", "--canary", "pgbouncer", "--yes"], "pgbouncer is not among")]
#[case::twice(&["rotate", SECRET, "--generate", "--no-provider", "--restart", "webfront,webfront", "--yes"], "named twice")]
#[case::restarts_unasked(&["restart", "webfront"], "--yes begins without")]
#[case::no_time(&["restart", "webfront", "--soak", "10"], "a time is like 90s or 5m")]
#[case::nothing_to_restart(&["restart", "--yes"], "POD")]
#[case::resume_with_a_value(&["rotate", SECRET, "--resume", "--generate"], "--generate")]
#[case::resume_unasked(&["rotate", "--resume"], "--yes begins without")]
fn wrong_usage_sends_nothing(#[case] words: &[&str], #[case] said: &str) {
    let desk = Desk::new();
    assert_ended(&desk.run(words), 2, said);
    assert_eq!(desk.service().requests().len(), 0);
}

#[rstest]
#[case::no_such_secret("rotate none", "all", 5, "none was not read: it does not exist.")]
#[case::fixed("rotate gcs_service_account_json", "all", 6, "only its description can be changed")]
#[case::no_such_pod("rotate postgres_main_password", "webfront,nope", 5, "nope was not read")]
#[case::another_secret(
    "rotate postgres_main_password",
    "rediscache",
    2,
    "rediscache does not refer to the secret"
)]
#[case::somebody_elses("rotate postgres_main_password", "mlflow", 6, "You may not restart mlflow")]
#[case::stopped("rotate postgres_main_password", "nightlybatch", 8, "nightlybatch is stopped")]
#[case::over("rotate postgres_main_password", "webfront,migrate7", 8, "migrate7 has ended")]
fn what_cannot_be_done_is_told_before_anything_is_changed(
    #[case] command: &str,
    #[case] pods: &str,
    #[case] code: i32,
    #[case] said: &str,
) {
    let desk = Desk::new();
    let words: Vec<_> = command.split(' ').collect();
    let output = desk
        .run(&[&words[..], &["--generate", "--no-provider", "--restart", pods, "--yes", "--json"]].concat());
    assert_ended(&output, code, said);
    let events = events(&output);
    assert_eq!(events.last().unwrap()["outcome"], "not_begun");
    assert_eq!(events.last().unwrap()["exit_code"], code);
    assert_untouched(&desk);
}
