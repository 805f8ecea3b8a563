//! A service that goes away and comes back: the list stays, what the user tries is tried, and the program
//! finds back by itself.

use std::time::Duration;

use tapis_secrets::demo::Service;

use crate::support::clock::options;
use crate::support::prelude::{AppTest, PAUSE, hasty};
use crate::support::service::{create, value_of};

const ID: &str = "postgres_main_password";

/// The demo on the screen, and nobody answers any more, as a refresh has found out.
fn offline(width: u16, height: u16) -> AppTest {
    let mut driver = AppTest::on_demo(width, height);
    driver.press("jj");
    driver.service().set_online(false);
    driver.press("R");
    driver.wait_for("! Offline; showing the list of ");
    driver
}

/// Longer than any wait between two tries.
const LONG: Duration = Duration::from_secs(120);

#[test]
fn an_older_list_stays_and_the_program_finds_back_by_itself() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("jj");
    create(driver.service(), &driver.service().token(), "a_new_one", "x");
    driver.service().set_online(false);
    driver.press("R");
    driver.wait_for("! Offline; showing the list of ");
    let before = (driver.selected().to_owned(), driver.ids());
    assert!(driver.screen().contains("! offline "), "{}", driver.screen());
    driver.advance(Duration::from_secs(11));
    assert!(!driver.screen().contains("! Offline;"), "a warning leaves");
    for _ in 0..3 {
        driver.advance(LONG);
        assert!(driver.screen().contains("! offline "), "the title does not forget");
        assert_eq!((driver.selected().to_owned(), driver.ids()), before);
    }
    driver.service().set_online(true);
    // The try that is under way may have found the port closed still.
    while driver.is_offline() {
        driver.advance(LONG);
        driver.take_one();
    }
    driver.wait_for("Secrets  42");
    driver.wait_found();
    assert!(driver.screen().contains("✓ Online again."), "{}", driver.screen());
    assert!(!driver.screen().contains("! offline"), "{}", driver.screen());
    assert_eq!(driver.selected(), before.0);
    driver.advance(Duration::from_secs(7));
    assert!(!driver.screen().contains("Online again"), "{}", driver.screen());
}

#[test]
fn r_tries_at_once() {
    let mut driver = offline(100, 30);
    driver.press("R");
    driver.wait_for("! offline, as of ");
    driver.service().set_online(true);
    driver.advance(PAUSE);
    driver.press("R");
    driver.wait_for("✓ Online again.");
    assert!(!driver.screen().contains("! offline"), "{}", driver.screen());
}

#[test]
fn what_the_user_tries_is_tried_and_brings_the_program_back() {
    let mut driver = offline(100, 30);
    driver.select(ID);
    driver.press("v");
    driver.wait_for("word was not read: nothing answers at");
    driver.service().set_online(true);
    driver.advance(PAUSE);
    driver.press("v");
    driver.wait_for("demo-Harbour7!granite-otter");
    driver.wait_gone("! offline");
    assert!(driver.screen().contains("✓ Online again."), "{}", driver.screen());
}

#[test]
fn a_service_that_goes_is_noticed_by_a_reveal() {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select(ID);
    driver.service().set_online(false);
    driver.press("v");
    driver.wait_for("word was not read: nothing answers at");
    assert!(driver.screen().contains("! offline, as of "), "{}", driver.screen());
}

#[test]
fn a_form_outlives_it() {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select(ID);
    driver.press("enew-");
    driver.service().set_online(false);
    driver.press("one<c-s><c-s>");
    driver.wait_for("word was not saved: nothing answers at");
    for _ in 0..3 {
        driver.advance(LONG);
    }
    driver.press("<tab>X");
    driver.service().set_online(true);
    while driver.is_offline() {
        driver.advance(LONG);
        driver.take_one();
    }
    driver.press("<c-s><c-s>");
    driver.wait_for("✓ Saved post");
    assert_eq!(value_of(driver.service(), ID), "new-oneX");
    assert_eq!(driver.service_writes().len(), 1, "what found nobody was not sent");
}

#[test]
fn a_list_that_never_came_comes_by_itself() {
    let service = Service::start(options()).unwrap();
    service.set_online(false);
    let token = service.token();
    let mut driver = AppTest::on_service(service, &token, hasty(), 80, 24);
    let screen = driver.wait_for("Nothing answers at http://127.0.0.1:");
    assert!(screen.contains("the list is requested again by itself"), "{screen}");
    driver.service().set_online(true);
    driver.advance(Duration::from_secs(7));
    driver.wait_for("▌ acme_dns_token");
}
