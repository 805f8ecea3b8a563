//! `rm`: deletes what was confirmed, in order, and says how far it came.

use rstest::rstest;
use tapis_secrets::demo::Scripted;

use super::desk::{Desk, assert_ended};
use super::out;
use super::support::service::exists;

#[rstest]
#[case::confirmed(&["--confirm", "redis_password"])]
#[case::without_a_question(&["--yes"])]
fn a_secret_is_deleted(#[case] consent: &[&str]) {
    let desk = Desk::new();
    let output = desk.run(&[&["rm", "redis_password", "--json"], consent].concat());
    assert_ended(&output, 0, "Deleted redis_password.");
    assert!(!exists(desk.service(), "redis_password"));
    assert_eq!(
        out(&output),
        "{\"schema\":1,\"command\":\"rm\",\"exit_code\":0,\
         \"results\":[{\"id\":\"redis_password\",\"outcome\":\"done\"}]}\n"
    );
}

#[rstest]
#[case::nothing(&["a", "b"], "use --confirm=a --confirm=b, or --yes")]
#[case::one_of_two(&["a", "b", "--confirm", "a"], "--confirm has to name each of the ids once, and no other")]
#[case::another(&["a", "--confirm", "b"], "--confirm has to name each")]
#[case::twice(&["a", "a", "--yes"], "An id is named twice")]
#[case::both(&["a", "--yes", "--confirm", "a"], "cannot be used with")]
#[case::none(&["--yes"], "required")]
#[case::unaddressable(&["..", "--yes"], ".. can be listed, not read: no URL can name it. Nothing was sent.")]
fn a_deletion_that_is_in_doubt_is_refused_before_a_request(#[case] arguments: &[&str], #[case] said: &str) {
    let desk = Desk::new();
    assert_ended(&desk.run(&[&["rm"], arguments].concat()), 2, said);
    assert_eq!(desk.service().requests().len(), 0);
}

#[test]
fn the_first_failure_ends_it_and_what_was_done_is_told() {
    let desk = Desk::new();
    let output = desk.run(&["rm", "sentry_dsn", "none", "redis_password", "--yes", "--json"]);
    assert_ended(&output, 9, "Deleted sentry_dsn.\nnone was not read: it does not exist.");
    assert!(super::err(&output).contains("Not tried: redis_password."), "{}", super::err(&output));
    assert!(exists(desk.service(), "redis_password") && !exists(desk.service(), "sentry_dsn"));
    assert!(
        out(&output).contains(
            "\"exit_code\":9,\"results\":[{\"id\":\"sentry_dsn\",\"outcome\":\"done\"},\
             {\"id\":\"none\",\"outcome\":\"not_sent\"},{\"id\":\"redis_password\",\"outcome\":\"not_tried\"}]"
        ),
        "{}",
        out(&output)
    );
    assert_ended(&desk.run(&["rm", "none", "redis_password", "--yes"]), 5, "Not tried: redis_password.");
    assert!(exists(desk.service(), "redis_password"));
}

#[test]
fn what_the_service_refuses_is_told() {
    let desk = Desk::new();
    assert_ended(&desk.run(&["rm", "minio_root_password", "--yes"]), 6, "you need ADMIN on it");
    assert!(exists(desk.service(), "minio_root_password"));
}

#[test]
fn a_deletion_without_an_answer_is_sent_once_and_looked_at() {
    let desk = Desk::new();
    desk.service().answer_next("DELETE", "/pods/secrets/sentry_dsn", Scripted::HalfBody);
    assert_ended(&desk.run(&["rm", "sentry_dsn", "--yes"]), 0, "sentry_dsn was deleted after all");
    assert_eq!(desk.writes().len(), 1);
    // The value goes before the row (contract §8).
    desk.service().answer_next("DELETE", "/pods/secrets/redis_password", Scripted::HalfDone(None));
    let output = desk.run(&["rm", "zoom_bot_jwt", "redis_password", "--yes"]);
    assert_ended(&output, 6, "zoom_bot_jwt");
    let output = desk.run(&["rm", "redis_password", "--yes"]);
    assert_ended(&output, 7, "redis_password was not deleted");
    assert!(super::err(&output).contains("its value may be gone"), "{}", super::err(&output));
}
