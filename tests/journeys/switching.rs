//! Going from one profile to another: what was asked before does not come, what is held is gone, and
//! nothing goes where it does not belong.

use std::time::Duration;

use tapis_secrets::demo::{Data, Options, Scripted, Service};

use crate::support::clock::options;
use crate::support::prelude::AppTest;
use crate::support::service::value_of;

const ID: &str = "postgres_main_password";
const PATH: &str = "/pods/secrets/postgres_main_password";

/// Two places, the second of them production; each has a token of its own.
fn two() -> (AppTest, Service) {
    let here = Service::start(options()).unwrap();
    let there = Service::start(Options { data: Data::Empty, ..options() }).unwrap();
    let profile = |name: &str, service: &Service, lines: &str| {
        let (url, token) = (service.base_url(), service.token());
        format!("[profiles.{name}]\nbase_url = \"{url}\"\ntoken_command = [\"echo\", \"{token}\"]\n{lines}\n")
    };
    let config = profile("dev", &here, "") + &profile("prod", &there, "danger = true");
    let mut driver = AppTest::with_config(&config, here, 100, 30);
    driver.wait_for("by name");
    driver.wait_found();
    (driver, there)
}

fn asked(service: &Service) -> usize {
    service.requests().len()
}

#[test]
fn calls_in_flight_stay_behind() {
    let (mut driver, there) = two();
    driver.service().answer_next("GET", "/pods/secrets", Scripted::Hang);
    driver.service().answer_next("GET", "/pods/secrets", Scripted::Hang);
    driver.press("Rv");
    // The list before, and the two that hang.
    driver.wait_for_requests(3);
    driver.press("pj<enter>");
    let screen = driver.screen();
    assert!(screen.contains("PRODUCTION") && !screen.contains("acme_dns_token"), "{screen}");
    let before = asked(driver.service());
    let screen = driver.wait_for("No secrets yet.");
    assert!(screen.contains("PRODUCTION"), "{screen}");
    assert_eq!(asked(&there), 1, "one list, of the place where the program is");
    assert_eq!(asked(driver.service()), before);
}

#[test]
fn back_again_the_first_list_is_asked_for_anew() {
    let (mut driver, _there) = two();
    driver.press("pj<enter>");
    driver.wait_for("No secrets yet.");
    driver.press("pk<enter>");
    let screen = driver.wait_for("▌ acme_dns_token");
    assert!(!screen.contains("PRODUCTION"), "{screen}");
}

#[test]
fn a_change_under_way_has_its_end_first() {
    let (mut driver, _there) = two();
    driver.press(&format!("/{ID}<enter>"));
    driver.wait_found();
    driver.press("enew-one<c-s>");
    driver.service().set_latency(Duration::from_millis(300));
    driver.press("<c-s><esc><esc>pj<enter>");
    assert!(driver.screen().contains("dev"), "{}", driver.screen());
    driver.wait_for("PRODUCTION");
    driver.service().set_latency(Duration::ZERO);
    assert_eq!(value_of(driver.service(), ID), "new-one");
}

#[test]
fn a_change_that_is_left_behind_is_told_of_when_it_ends() {
    let (mut driver, there) = two();
    driver.press(&format!("/{ID}<enter>"));
    driver.wait_found();
    driver.press("enew-one<c-s>");
    driver.service().answer_next("PUT", PATH, Scripted::DropConnection);
    driver.service().set_latency(Duration::from_millis(300));
    driver.press("<c-s><esc><esc>pj<enter>");
    driver.advance(Duration::from_secs(3));
    driver.wait_for("Switch the profile?");
    driver.press("<tab><enter>");
    driver.wait_for("postgres_main_password on tacc may have been changed");
    assert!(there.requests().iter().all(|request| request.method == "GET"), "no change went there");
}

#[test]
fn production_asks_for_its_name_before_anything_is_sent() {
    let (mut driver, there) = two();
    driver.press("pj<enter>");
    driver.wait_for("No secrets yet.");
    driver.press("anew-one<tab>v<c-s>");
    let screen = driver.wait_for("Type tacc to go on:");
    assert!(screen.contains("─ New secret ─"), "the form stays in sight\n{screen}");
    driver.press("dev<enter>");
    driver.wait_for("✗ dev");
    assert_eq!(asked(&there), 1, "nothing was sent, not even a look");
    driver.press("<c-u>tacc<enter>");
    driver.wait_for("Created new-one.");
    assert_eq!(value_of(&there, "new-one"), "v");
}
