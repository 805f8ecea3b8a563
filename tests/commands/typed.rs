//! What is typed on a terminal: values that nobody sees, the name of the tenant, and the id of what is deleted.
//! However a question ends, the terminal is as it was.

use rstest::rstest;
use rustix::process::Signal;
use tapis_secrets::demo::Scripted;

use super::desk::{Desk, assert_ended};
use super::support::pty::{PROGRAM, Pty, Start};
use super::support::service::{create, exists, value_of};

const ID: &str = "redis_password";

fn asked(desk: &Desk, arguments: &[&str]) -> Pty {
    let mut pty = desk.start(arguments).run();
    pty.wait_for("which is not shown:");
    pty
}

#[test]
fn a_value_is_typed_twice_and_not_shown() {
    let desk = Desk::new();
    let mut pty = asked(&desk, &["set", ID]);
    pty.send("hunter2 \r");
    pty.wait_for("The same again:");
    pty.send("hunter2 \r");
    assert_eq!(pty.wait_for_end(), 0, "{}", pty.text());
    assert!(pty.text().contains("8 bytes stored.") && !pty.raw().contains("hunter2"), "{}", pty.raw());
    pty.assert_restored();
    assert_eq!(value_of(desk.service(), ID), "hunter2 ", "no blank is trimmed");
}

#[test]
fn two_different_values_are_asked_for_again() {
    let desk = Desk::new();
    let mut pty = asked(&desk, &["create", "anew"]);
    let wait = |pty: &mut Pty, question: &str, times: usize| {
        pty.wait_until("the next question", |pty| pty.text().matches(question).count() == times);
    };
    for (first, second, times) in [("one", "two", 1), ("three", "three", 2)] {
        wait(&mut pty, "which is not shown:", times);
        pty.send(&format!("{first}\r"));
        wait(&mut pty, "The same again:", times);
        pty.send(&format!("{second}\r"));
    }
    assert_eq!(pty.wait_for_end(), 0);
    assert_eq!(value_of(desk.service(), "anew"), "three");
}

#[rstest]
#[case::nothing("\r", 1, "Nothing was typed, so nothing was sent.")]
#[case::end("\x04", 1, "Nothing was typed, so nothing was sent.")]
#[case::interrupt("half\x03", 130, "")]
#[case::quit("half\x1c", 131, "")]
#[case::several_lines("-----BEGIN\rAAAA\r-----END\r", 2, "Several lines were pasted")]
fn a_question_that_has_no_answer_changes_nothing(#[case] typed: &str, #[case] code: u32, #[case] said: &str) {
    let desk = Desk::new();
    let mut pty = asked(&desk, &["set", ID]);
    pty.send(typed);
    if typed == "\r" {
        pty.wait_for("The same again:");
        pty.send("\r");
    }
    assert_eq!(pty.wait_for_end(), code, "{}", pty.text());
    assert!(pty.text().contains(said) && !pty.raw().contains("half"), "{}", pty.raw());
    pty.assert_restored();
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn a_line_longer_than_a_terminal_takes_is_refused() {
    let desk = Desk::new();
    let mut pty = asked(&desk, &["set", ID]);
    pty.send(&"x".repeat(5_000));
    pty.send("\r");
    assert_eq!(pty.wait_for_end(), 2, "{}", pty.text());
    assert!(pty.text().contains("A line on a terminal holds"), "{}", pty.text());
    pty.assert_restored();
}

#[rstest]
#[case::term(Signal::TERM, 143)]
#[case::hang_up(Signal::HUP, 129)]
fn a_signal_at_the_value_gives_the_terminal_back(#[case] signal: Signal, #[case] code: u32) {
    let desk = Desk::new();
    let mut pty = asked(&desk, &["set", ID]);
    pty.send("half");
    pty.signal(signal);
    assert_eq!(pty.wait_for_end(), code);
    pty.assert_restored();
    assert!(!pty.raw().contains("half"), "{}", pty.raw());
}

#[test]
fn with_no_input_nothing_is_asked() {
    let desk = Desk::new();
    for (arguments, said) in [
        (&["set", ID, "--no-input"][..], "There is no value: give it on standard input"),
        (&["rm", ID, "--no-input"], "Nobody is there to confirm this"),
    ] {
        let mut pty = desk.start(arguments).size(200, 24).run();
        assert_eq!(pty.wait_for_end(), 2);
        assert!(pty.text().contains(said), "{}", pty.text());
    }
    assert_eq!(desk.service().requests().len(), 0);
}

#[rstest]
#[case::right("tacc\r", 0)]
#[case::wrong("dev\r", 1)]
#[case::interrupt("\x03", 130)]
fn production_is_named_by_whoever_is_at_the_terminal(#[case] typed: &str, #[case] code: u32) {
    let desk = Desk::with_profile("danger = true");
    // A value in a pipe leaves the terminal free for the question.
    let script = format!("trap : INT; printf new | '{PROGRAM}' set {ID}; exit $?");
    let start = desk
        .environment()
        .iter()
        .fold(Start::command("sh", &["-c", &script]), |start, (name, value)| start.env(name, value));
    let mut pty = start.run();
    pty.wait_for("Type tacc to go on:");
    assert!(pty.text().contains("This changes PRODUCTION at http://127.0.0.1"), "{}", pty.text());
    pty.send(typed);
    assert_eq!(pty.wait_for_end(), code, "{}", pty.text());
    pty.assert_restored();
    let value = value_of(desk.service(), ID);
    assert_eq!(value == "new", code == 0, "{value}");
}

#[rstest]
#[case::both("redis_password\r", "sentry_dsn\r", 0)]
#[case::not_the_second("redis_password\r", "sentry\r", 1)]
fn what_is_deleted_is_typed_before_anything_goes(
    #[case] first: &str,
    #[case] second: &str,
    #[case] code: u32,
) {
    let desk = Desk::new();
    let mut pty = desk.start(&["rm", ID, "sentry_dsn"]).run();
    pty.wait_for("Type redis_password to delete it:");
    assert!(pty.text().contains(" redis_password, ") && pty.text().contains(" sentry_dsn"), "{}", pty.text());
    pty.send(first);
    pty.wait_for("Type sentry_dsn to delete it:");
    pty.send(second);
    assert_eq!(pty.wait_for_end(), code, "{}", pty.text());
    for id in [ID, "sentry_dsn"] {
        assert_eq!(exists(desk.service(), id), code != 0, "{id}");
    }
}

#[test]
fn an_id_that_is_hard_to_type_is_confirmed_by_a_word() {
    let desk = Desk::new();
    let id = "n".repeat(60);
    create(desk.service(), &desk.service().token(), &id, "x");
    let mut pty = desk.start(&["rm", &id]).size(120, 24).run();
    pty.wait_for(&format!("to delete {id}:"));
    let word = pty.text().split_once("Type ").unwrap().1[..6].to_owned();
    pty.send(&format!("{word}\r"));
    assert_eq!(pty.wait_for_end(), 0, "{}", pty.text());
    assert!(!exists(desk.service(), &id));
}

fn refused(code: u16, message: &str) -> Option<Scripted> {
    let body = format!(r#"{{"status":"error","message":"{message}"}}"#).into_bytes();
    Some(Scripted::Status { code, content_type: "application/json", headers: Vec::new(), body })
}

/// The pods are asked for before the question, and only where there is one.
#[rstest]
#[case::some(
    "postgres_main_password",
    None,
    "7 pods refer to postgres_main_password, 5 of them run; they fail at their next start."
)]
#[case::none(
    "orcid_callback_nonce",
    None,
    "None of the 18 pods that you can list refers to orcid_callback_nonce."
)]
#[case::no_permission(
    ID,
    refused(400, "Not authorized -- you do not have access to this endpoint. GET /pods"),
    "Which pods refer to it is not known. The list of pods"
)]
#[case::without_pods(ID, refused(404, "Not Found"), "Which pods refer to it is not known. The list of pods")]
#[case::silence(ID, Some(Scripted::Hang), "Which pods refer to it is not known. No answer came in time.")]
fn before_a_deletion_is_asked_for_its_pods_are_told(
    #[case] id: &str,
    #[case] pods: Option<Scripted>,
    #[case] said: &str,
) {
    let desk = Desk::new();
    desk.service().answer_pods(pods);
    let mut pty = desk.start(&["rm", id]).size(120, 24).run();
    pty.wait_for(&format!("Type {id} to delete it:"));
    assert!(pty.text().contains(said), "{}", pty.text());
    pty.send(&format!("{id}\r"));
    assert_eq!(pty.wait_for_end(), 0, "{}", pty.text());
    assert!(!exists(desk.service(), id));
    assert!(desk.reads().is_empty());

    let desk = Desk::new();
    assert_ended(&desk.run(&["rm", id, "--yes"]), 0, "Deleted");
    assert!(!desk.service().requests().iter().any(|request| request.path == "/pods"));
}
