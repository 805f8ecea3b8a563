//! Lists that fail: each failure is a sentence that names what failed and what to do, and `!` has the raw
//! facts. An older list stays.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::demo::{Scripted, Service};

use crate::loading;
use crate::support::clock::options;
use crate::support::prelude::{AppTest, hasty, impatient};

fn status(code: u16, content_type: &'static str, headers: &[(&'static str, &str)], body: &str) -> Scripted {
    let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Scripted::Status { code, content_type, headers, body: body.into() }
}

fn error(code: u16, message: &str) -> Scripted {
    let message = serde_json::to_string(message).unwrap();
    let body =
        format!(r#"{{"message":{message},"metadata":{{}},"result":null,"status":"error","version":"x"}}"#);
    status(code, "application/json", &[], &body)
}

/// A program whose every attempt for the list gets `answer`.
fn on_answer(answer: &Scripted, attempts: usize) -> AppTest {
    let service = Service::start(options()).unwrap();
    script(&service, answer, attempts);
    let token = service.token();
    // Only where it must: on a busy machine an impatient client gives up what is just slow.
    let patience = if matches!(answer, Scripted::Hang) { impatient() } else { hasty() };
    AppTest::on_service(service, &token, patience, 100, 30)
}

/// Lays down the answer to the next attempts.
fn script(service: &Service, answer: &Scripted, attempts: usize) {
    for _ in 0..attempts {
        service.answer_next("GET", "/pods/secrets", answer.clone());
    }
}

const NOT_JSON: &str = "this is no JSON at all";
const HTML: &str = "<html><head><title>502 Bad Gateway</title></head></html>";
const TENANT: &str = "The tenant_id claim in the token, dev does not match the URL tenant, tacc.";

#[rstest]
#[case::fault(
    error(500, "Error listing secrets: SK is down (simulated)"),
    "The service failed (500), three times.",
    "try again in a minute",
    "SK is down (simulated)"
)]
#[case::proxy(status(502, "text/html", &[], HTML), "The service failed (502), three times.", "try again in a minute", "502 after")]
#[case::dropped(
    Scripted::DropConnection,
    "closed the connection, three times.",
    "the list is requested again by itself.",
    "none after"
)]
#[case::silent(
    Scripted::Hang,
    "sent nothing for 0 s, three times.",
    "the list is requested again by itself.",
    "none after"
)]
#[case::detail(status(404, "application/json", &[], r#"{"detail":"Not Found"}"#), "has no secrets of Tapis Pods there.", "is it the one of your tenant?", "Not Found")]
#[case::redirect(status(307, "", &[("location", "http://127.0.0.1:1/elsewhere")], ""), "has no secrets of Tapis Pods there.", "is it the one of your tenant?", "307 after")]
#[case::not_json(status(200, "application/json", &[], NOT_JSON), "did not answer properly (not JSON).", "the Pods service?", "200 after")]
#[case::a_page(status(200, "text/html", &[], HTML), "did not answer properly (HTML).", "the Pods service?", "200 after")]
#[case::another_shape(status(200, "application/json", &[], r#"{"result":{"secrets":3}}"#), "did not answer properly (unknown shape).", "the Pods service?", "200 after")]
fn a_list_that_fails_says_why_and_what_to_do(
    #[case] answer: Scripted,
    #[case] why: &str,
    #[case] advice: &str,
    #[case] raw: &str,
) {
    let attempts = if why.contains("three times") { 3 } else { 1 };
    let mut driver = on_answer(&answer, attempts);
    let screen = driver.wait_for("The list did not arrive.");
    assert!(screen.contains(why), "{screen}");
    assert!(screen.contains(advice), "{screen}");
    assert!(screen.contains("R try again   ! details"), "{screen}");
    driver.press("!");
    let details = driver.screen();
    assert!(details.contains("What went wrong") && details.contains("GET /pods/secrets"), "{details}");
    assert!(details.contains(raw), "{details}");
    driver.press("<esc>R");
    driver.wait_for("▌ acme_dns_token");
}

#[rstest]
#[case::signed_out(error(400, "Invalid Tapis token."), "The service does not accept your token")]
#[case::no_jwt(error(400, "Could not parse the Tapis access token."), "does not accept your token")]
#[case::tenant(error(400, TENANT), "The token is for dev, this is tacc.")]
fn a_token_that_is_refused_is_told_with_the_key_that_signs_in(#[case] answer: Scripted, #[case] why: &str) {
    let Scripted::Status { body, .. } = &answer else { panic!("no answer of the service's own") };
    let raw = String::from_utf8(body.clone()).unwrap();
    let mut driver = on_answer(&answer, 1);
    let screen = driver.wait_for("Sign in to see the secrets.");
    assert_eq!(screen.matches(why).count(), 2, "in the body and as a banner\n{screen}");
    assert!(screen.contains("! signed out") && screen.contains("s sign in"), "{screen}");
    driver.press("!");
    let details = driver.screen();
    assert!(details.contains("GET /pods/secrets"), "{details}");
    let said = raw.split(['"', '.', ',']).find(|part| part.contains("oken")).unwrap_or_default();
    assert!(details.contains(said) && !said.is_empty(), "{said}\n{details}");
    driver.press("<esc>s");
    assert!(driver.screen().contains("─ Sign in to tacc ─"), "{}", driver.screen());
    assert_eq!(driver.service().requests().len(), 1);
}

#[test]
fn a_retry_is_told_and_succeeds() {
    let service = Service::start(options()).unwrap();
    service.answer_next("GET", "/pods/secrets", error(503, "try later"));
    let token = service.token();
    // The wait before the second attempt is the client's own; the test sees both sides of it.
    let mut driver = AppTest::on_service(service, &token, Default::default(), 80, 24);
    driver.wait_for_requests(2);
    // Nothing was taken in so far, so the app learns next what the answer tells of the clocks, and of the retry.
    driver.advance(Duration::from_millis(1));
    driver.take_one();
    driver.take_one();
    driver.advance(Duration::from_millis(200));
    assert!(driver.screen().contains("Reading the list again (2 of 3)."), "{}", driver.screen());
    driver.wait_for("by name");
    assert!(!driver.screen().contains("again"), "{}", driver.screen());
}

#[test]
fn a_list_whose_end_says_error_has_failed_though_rows_came() {
    let body = r#"{"message":["the database","went away"],"result":[{"secret_id":"first"},{"secret_id":"second"}],
        "metadata":{},"version":"x","status":"error"}"#;
    let mut driver = AppTest::on_demo(100, 30);
    loading::answer(&driver, 200, "application/json", body);
    driver.press("R");
    driver.wait_for("! details");
    assert!(driver.app.load().failed());
    assert!(driver.screen().contains("▌ acme_dns_token"), "the former list stays\n{}", driver.screen());
    driver.press("!");
    driver.wait_for("the database; went away");
}

#[test]
fn half_a_list_is_shown_as_incomplete() {
    let mut driver = on_answer(&Scripted::HalfBody, 3);
    let screen = driver.wait_for("! incomplete");
    assert!(screen.contains("The list broke off; its first part is shown. R tries again."), "{screen}");
    assert!(screen.contains("▌ "), "{screen}");
    driver.press("R");
    driver.wait_for("Secrets  41");
    driver.wait_gone("! incomplete");
}

#[test]
fn given_a_list_a_refresh_that_fails_leaves_it() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("jjj");
    let before = (driver.selected().to_owned(), driver.ids());
    script(driver.service(), &error(500, "storage is down"), 3);
    driver.press("R");
    driver.wait_for("✗ The list was not refreshed: the service failed (500).");
    assert_eq!((driver.selected().to_owned(), driver.ids()), before);
    driver.press("!");
    assert!(driver.screen().contains("storage is down"), "{}", driver.screen());
    driver.press("<esc>R");
    driver.wait_for("✓ The list is up to date again.");
}

#[test]
fn given_a_list_a_token_that_ended_is_told_and_takes_no_key() {
    let mut driver = AppTest::on_demo(80, 24);
    script(driver.service(), &error(400, "Invalid Tapis token."), 1);
    driver.press("R");
    driver.wait_for("! signed out");
    driver.press("jj");
    assert_eq!(driver.selected_index(), 2);
    driver.press("R");
    assert!(driver.screen().contains("─ Sign in to tacc ─"), "{}", driver.screen());
    // It is asked all the same: the service may have been wrong.
    driver.wait_gone("! signed out");
    driver.press("<esc>");
    driver.advance(Duration::from_secs(10));
    assert!(!driver.screen().contains("does not accept"), "{}", driver.screen());
}

#[test]
fn the_tokens_of_others_are_refused_in_words() {
    for (token, why) in [
        (Service::expired_token as fn(&Service) -> String, "! Your token ended at"),
        (|s| s.token_of_tenant("alice", Some("dev")), "The token is for dev, this is tacc."),
        (|_| "gar.ba.ge".to_owned(), "The service does not accept your token"),
    ] {
        let service = Service::start(options()).unwrap();
        let token = token(&service);
        let mut driver = AppTest::on_service(service, &token, hasty(), 80, 24);
        driver.wait_for("Sign in to see the secrets.");
        driver.wait_for(why);
    }
}
