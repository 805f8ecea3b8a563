//! Values that do not come, or come as they should not: each failure is told with the secret's name, and
//! half a value is never taken for a whole one.

use rstest::rstest;
use serde_json::json;
use tapis_secrets::demo::Scripted;
use tapis_secrets::text::is_plain;
use unicode_width::UnicodeWidthChar;

use crate::support::answers::{error, status, success};
use crate::support::data::HOSTILE;
use crate::support::prelude::{AppTest, PAUSE};

const ID: &str = "postgres_main_password";
const PATH: &str = "/pods/secrets/postgres_main_password/value";

/// The demo with [`ID`] selected, whose value is answered like this so many times.
fn on(answer: &Scripted, times: usize) -> AppTest {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select(ID);
    for _ in 0..times {
        driver.service().answer_next("GET", PATH, answer.clone());
    }
    driver
}

fn value(value: &str) -> Scripted {
    success(&json!({"secret_value": value}))
}

const NOT_READABLE: &str =
    "Secret 'postgres_main_password' has readable=False and its value cannot be retrieved via API.";
const GONE: &str = "Secret with identifier secret_id: 'postgres_main_password' not found";
const DENIED: &str =
    "Not authorized -- you do not have access to this endpoint. GET /pods/secrets/{secret_id}/value";

#[rstest]
#[case::fault(
    error(500, "Error retrieving secret value: SK is down"),
    3,
    "was not read: the service failed (500)."
)]
#[case::proxy(
    status(502, "text/html", "<html>Bad Gateway</html>"),
    3,
    "was not read: the service failed (502)."
)]
#[case::dropped(Scripted::DropConnection, 3, "closed the connection.")]
#[case::half(Scripted::HalfBody, 3, "did not answer properly (cut off).")]
#[case::fault_as_success(error(200, "no"), 1, "was not read: the service failed.")]
#[case::html(status(200, "text/html", "<html>Welcome</html>"), 1, "did not answer properly (HTML).")]
#[case::not_json(status(200, "application/json", "ok"), 1, "did not answer properly (not JSON).")]
#[case::another_shape(
    status(200, "application/json", r#"{"result":{"secret_value":7}}"#),
    1,
    "did not answer properly (unknown shape)."
)]
#[case::nothing(
    status(200, "application/json", r#"{"result":null}"#),
    1,
    "did not answer properly (unknown shape)."
)]
#[case::not_readable(error(403, NOT_READABLE), 1, "was not read: its value cannot be shown or copied.")]
#[case::denied(error(400, DENIED), 1, "was not read: you need USER on it.")]
#[case::wrong_address(
    status(404, "application/json", r#"{"detail":"Not Found"}"#),
    1,
    "has no secrets of Tapis Pods"
)]
#[case::signed_out(error(400, "Invalid Tapis token."), 1, "was not read: the token is not accepted.")]
fn a_value_that_does_not_come_is_told(
    #[case] answer: Scripted,
    #[case] attempts: usize,
    #[case] sentence: &str,
) {
    for key in ["v", "V", "y"] {
        let mut driver = on(&answer, attempts);
        driver.press(key);
        let screen = driver.wait_for(sentence);
        assert_eq!(driver.values_asked_for(), vec![PATH; attempts], "{screen}");
        assert!(screen.contains("! details") || screen.contains("s sign in"), "{screen}");
        // What was denied is not to be tried again, so the area says more than that it was not read.
        let denied = screen.contains("─ not readable\n");
        assert_eq!(screen.contains("─ not read\n"), key != "y" && !denied, "{key}\n{screen}");
        driver.press("!");
        assert!(driver.screen().contains(PATH), "{}", driver.screen());
        assert!(driver.shown().is_none() && driver.copies.is_empty());
    }
}

#[test]
fn a_fault_that_passes_is_told_and_the_value_comes() {
    let mut driver = on(&error(503, "try later"), 1);
    driver.press("v");
    driver.advance(std::time::Duration::from_millis(200));
    driver.wait_for("Reading postgres_main_password again (2 of 3).");
    driver.wait_shown();
    assert!(!driver.screen().contains("again"), "{}", driver.screen());
    assert_eq!(driver.values_asked_for().len(), 2);
}

#[test]
fn after_a_failure_the_same_key_tries_again() {
    let mut driver = on(&Scripted::HalfBody, 3);
    driver.press("v");
    driver.wait_for("v try again   ! details");
    driver.press("v");
    driver.advance(PAUSE);
    driver.press("v");
    driver.wait_shown();
    assert_eq!(driver.values_asked_for().len(), 4, "not by a key that is still held down");
}

#[test]
fn a_secret_that_is_gone_refreshes_the_list() {
    let mut driver = on(&error(404, GONE), 1);
    let before = driver.service().requests().len();
    driver.press("v");
    driver.wait_for("postgres_main_password is gone; the list was refreshed.");
    driver.wait_for_requests(before + 2);
    let last = driver.service().requests().pop().unwrap();
    assert_eq!((last.method.as_str(), last.path.as_str()), ("GET", "/pods/secrets"));
}

#[test]
fn a_value_of_more_than_16_mib_is_refused_and_one_of_16_is_not() {
    const MIB: usize = 1024 * 1024;
    let mut driver = on(&value(&"x".repeat(16 * MIB + 1)), 1);
    driver.press("v");
    driver.wait_for("was not read: the answer is larger than 16.0 MiB.");
    let largest = value(&"x".repeat(16 * MIB));
    driver.service().answer_next("GET", PATH, largest.clone());
    driver.advance(PAUSE);
    driver.press("v");
    driver.wait_shown();
    assert!(driver.screen().contains("These are the first 64.0 KiB of 16.0 MiB"), "{}", driver.screen());
    driver.press("y");
    driver.wait_for("was not copied: too large for OSC 52.");
}

#[test]
fn hostile_values_are_written_out_and_copied_as_they_are() {
    let mut driver = on(&Scripted::DropConnection, 0);
    for (name, text) in HOSTILE {
        driver.service().answer_next("GET", PATH, value(text));
        driver.press("v");
        driver.wait_shown();
        for keys in ["V", ""] {
            for c in driver.screen().chars().filter(|c| *c != '\n') {
                let mark = c.width() == Some(0) && !c.is_control();
                assert!(is_plain(c) || mark, "{name}: {c:?}\n{}", driver.screen());
            }
            driver.press(keys);
        }
        driver.press("y");
        assert_eq!(driver.copies.last().unwrap().value.expose(), text);
        driver.press("<esc>");
        assert_eq!(driver.shown(), None);
    }
}

#[test]
fn an_empty_value_is_shown_as_empty_and_there_is_nothing_to_copy() {
    let mut driver = on(&value(""), 2);
    driver.press("v");
    driver.wait_for("The value is empty.");
    driver.press("<esc>y");
    driver.wait_for("is empty: there is nothing to copy.");
    assert!(driver.copies.is_empty());
}
