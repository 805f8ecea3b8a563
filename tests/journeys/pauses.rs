//! A service that asks to be left alone: reads go on by themselves, writes come back to their form, and
//! nobody hammers.

use std::time::Instant;

use tapis_secrets::demo::{Scripted, Service};

use crate::support::clock::options;
use crate::support::prelude::{AppTest, PATIENCE, hasty};
use crate::support::service::value_of;

const ID: &str = "postgres_main_password";

/// 429 with this `Retry-After`.
fn slow(seconds: &str) -> Scripted {
    let headers = vec![("retry-after", seconds.to_owned())];
    Scripted::Status { code: 429, content_type: "application/json", headers, body: b"{}".into() }
}

#[test]
fn the_list_goes_on_by_itself_after_the_pause() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.service().answer_next("GET", "/pods/secrets", slow("2"));
    driver.press("R");
    let screen = driver.wait_for("! The service asked to wait; trying again in ");
    assert!(screen.contains("trying again in 2 s."), "{screen}");
    let asked = driver.service().requests().len();
    driver.press("jRRR");
    assert!(driver.screen().contains("! The service asked to wait; trying again in 2 s."));
    while driver.is_loading() {
        driver.take_one();
    }
    assert_eq!(driver.service().requests().len(), asked + 1, "once more, not once for each R");
}

#[test]
fn a_pause_holds_for_other_calls_too() {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select(ID);
    driver.service().answer_next("GET", "/pods/secrets", slow("2"));
    driver.press("R");
    driver.wait_for("! The service asked to wait; trying again in 2 s.");
    let asked = driver.service().requests().len();
    driver.press("?<esc>v");
    driver.wait_for("! The service asked to wait; trying again in ");
    assert_eq!(driver.service().requests().len(), asked, "the value waits as well");
    driver.wait_for("demo-Harbour7!granite-otter");
}

#[test]
fn a_write_comes_back_to_its_form_and_is_not_sent_meanwhile() {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select(ID);
    driver.service().answer_next("PUT", "/pods/secrets/", slow("2"));
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for("word was not saved: the service asks to wait 2 s.");
    assert_eq!(driver.service_writes().len(), 1);
    driver.press("<c-s><c-s>");
    driver.take_one();
    assert!(driver.screen().contains("word was not saved: the service asks to wait "), "{}", driver.screen());
    assert_eq!(driver.service_writes().len(), 1, "told, and not sent");
    let end = Instant::now() + PATIENCE;
    while driver.has_form() {
        assert!(Instant::now() < end, "{}", driver.screen());
        driver.press("<c-s><c-s>");
        driver.take_one();
    }
    assert_eq!(value_of(driver.service(), ID), "new-one");
    assert_eq!(driver.service_writes().len(), 2);
}

#[test]
fn a_service_that_asks_for_a_long_pause_is_left_alone() {
    let service = Service::start(options()).unwrap();
    service.answer_next("GET", "/pods/secrets", slow("3600"));
    let token = service.token();
    let mut driver = AppTest::on_service(service, &token, hasty(), 80, 24);
    let screen = driver.wait_for("The service asks to wait 1 h.");
    assert!(screen.contains("Wait a little, then try again."), "{screen}");
    for _ in 0..2 {
        driver.press("R");
        driver.wait_for("The service asks to wait ");
    }
    assert_eq!(driver.service().requests().len(), 1, "nothing is sent meanwhile");
}
