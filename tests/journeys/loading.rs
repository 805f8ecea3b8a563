//! Getting the list: batches, refreshes, a service that is slow or stops half-way.

use std::time::Duration;

use tapis_secrets::demo::{Data, Options, Scripted, Service};

use crate::support::clock::options;
use crate::support::prelude::{AppTest, PAUSE};

/// A program whose list comes half-way and waits.
fn half_way(secrets: usize) -> AppTest {
    let service = Service::start(Options { secrets, ..options() }).unwrap();
    service.hold_list(true);
    let token = service.token();
    AppTest::on_service(service, &token, Default::default(), 100, 30)
}

#[test]
fn rows_are_on_the_screen_before_the_list_is_whole() {
    let mut driver = half_way(5_000);
    driver.wait_for("so far");
    driver.wait_until("rows", |screen| screen.contains("▌ "));
    driver.wait_for("KiB");
    driver.press("jjj");
    driver.wait_until("the selection", |screen| screen.contains("▌ "));
    let selected = driver.selected().to_owned();
    driver.service().hold_list(false);
    driver.wait_for("Secrets  5,041");
    assert_eq!(driver.selected(), selected, "the rest of the list changes nothing about the selection");
    assert!(driver.ids().contains(&selected));
}

#[test]
fn what_has_come_can_be_filtered_and_the_rest_joins_in() {
    let mut driver = half_way(5_000);
    driver.wait_until("rows", |screen| screen.contains("so far") && screen.contains("▌ "));
    driver.press("/redis");
    driver.wait_for("▌ redis");
    driver.press("<enter>");
    let before = driver.rows_shown();
    let selected = driver.selected().to_owned();
    driver.service().hold_list(false);
    driver.wait_for("of 5,041");
    driver.wait_found();
    assert!(driver.rows_shown() > before);
    driver.press("j");
    assert_ne!(driver.selected(), selected);
}

#[test]
fn a_refresh_keeps_selection_and_scroll() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("<c-d><c-d>jjkk");
    let before = (driver.selected().to_owned(), driver.selected_row(), driver.ids());
    driver.press("R");
    driver.wait_for_requests(2);
    driver.service().hold_list(false);
    driver.advance(Duration::from_millis(200));
    driver.wait_gone("refreshing");
    assert_eq!((driver.selected().to_owned(), driver.selected_row(), driver.ids()), before);
}

#[test]
fn given_a_refresh_under_way_the_selection_moves_and_stays() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.service().hold_list(true);
    driver.press("R");
    driver.wait_for_requests(2);
    driver.advance(Duration::from_millis(200));
    driver.wait_for("refreshing");
    assert!(driver.screen().contains("▌ acme_dns_token"), "the old list stays meanwhile");
    driver.press("jjjj");
    let selected = driver.selected().to_owned();
    driver.service().hold_list(false);
    driver.wait_gone("refreshing");
    assert_eq!(driver.selected(), selected);
}

#[test]
fn a_refresh_in_a_refresh_takes_its_place() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.service().hold_list(true);
    driver.press("RRR<f5>");
    driver.wait_for_requests(2);
    driver.press("R");
    driver.service().hold_list(false);
    driver.advance(Duration::from_millis(200));
    driver.wait_gone("refreshing");
    assert!(driver.screen().contains("Secrets  41"), "{}", driver.screen());
    assert!(driver.screen().contains("by name"), "{}", driver.screen());
}

#[test]
fn a_secret_that_is_gone_hands_the_selection_to_its_neighbour() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("jj");
    let body = r#"{"message":"","metadata":{},"status":"success","version":"","result":[
        {"secret_id":"acme_dns_token"},{"secret_id":"argo_webhook_hmac"},{"secret_id":"zoom"}]}"#;
    answer(&driver, 200, "application/json", body);
    driver.press("R");
    driver.wait_for("Secrets  3 ");
    driver.wait_found();
    assert_eq!(driver.selected(), "zoom");
}

#[test]
fn a_slow_service_shows_nothing_then_a_spinner_then_the_list() {
    let service = Service::start(options()).unwrap();
    service.hold_list(true);
    let token = service.token();
    let mut driver = AppTest::on_service(service, &token, Default::default(), 80, 24);
    // Nothing of the list is taken in yet, so the screen depends on the clock alone.
    driver.advance(Duration::from_millis(149));
    assert!(!driver.screen().contains("Loading"), "{}", driver.screen());
    driver.advance(Duration::from_millis(1));
    assert!(driver.screen().contains("Loading secrets"), "{}", driver.screen());
    driver.service().hold_list(false);
    driver.wait_for("Secrets  41");
}

#[test]
fn an_empty_service_says_so() {
    let mut driver = AppTest::on_options(Options { data: Data::Empty, ..options() }, 80, 24);
    let screen = driver.wait_for("No secrets yet.");
    assert!(screen.contains("Nothing on tacc is yours or shared with you."), "{screen}");
    assert!(screen.contains("Secrets  none"), "{screen}");
    driver.press("jkG<tab><enter>/x<enter><esc>S<esc>");
    driver.wait_for("No secrets yet.");
}

#[test]
fn a_list_that_becomes_empty_is_empty() {
    let mut driver = AppTest::on_demo(80, 24);
    let body = r#"{"message":"","metadata":{},"status":"success","version":"","result":[]}"#;
    answer(&driver, 200, "application/json", body);
    driver.press("<tab>R");
    driver.wait_for("No secrets yet.");
    driver.advance(PAUSE);
    driver.press("R");
    driver.wait_for("▌ acme_dns_token");
}

#[test]
fn a_hundred_refreshes_leave_one_list() {
    let mut driver = AppTest::on_options(Options { secrets: 300, ..options() }, 80, 24);
    driver.wait_for("by name");
    driver.wait_found();
    driver.press("jjjjj");
    let selected = driver.selected().to_owned();
    for _ in 0..100 {
        driver.press("R");
    }
    driver.advance(Duration::from_millis(200));
    driver.wait_gone("refreshing");
    assert_eq!(driver.selected(), selected);
    assert!(driver.screen().contains("Secrets  341"), "{}", driver.screen());
}

/// Lays down the answer to the next request for the list.
pub(crate) fn answer(driver: &AppTest, code: u16, content_type: &'static str, body: &str) {
    let script = Scripted::Status { code, content_type, headers: Vec::new(), body: body.into() };
    driver.service().answer_next("GET", "/pods/secrets", script);
}
