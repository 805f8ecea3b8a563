//! Passwords and tokens: typed, refused, lost on the way and kept in the form, they are in no screen, no
//! `Debug`, no notice and no detail.

use std::time::Duration;

use tapis_secrets::demo::Service;

use crate::support::clock::options;
use crate::support::prelude::AppTest;

const PASSWORD: &str = "pw-4711-Sentinel";

fn assert_nowhere(driver: &AppTest, needle: &str, when: &str) {
    let trace = driver.trace.as_ref().unwrap();
    assert!(!trace.contains(needle), "in what went in and out, {when}");
    assert!(!driver.screen().contains(needle), "on the screen, {when}\n{}", driver.screen());
    assert!(!format!("{:?} {:#?}", driver.app, driver.app).contains(needle), "in the state, {when}");
}

#[test]
fn a_password_is_nowhere() {
    let service = Service::start(options()).unwrap();
    let config = format!("[profiles.work]\nbase_url = \"{}\"\nusername = \"alice\"\n", service.base_url());
    let mut driver = AppTest::with_config(&config, service, 100, 30);
    driver.trace = Some(String::new());
    driver.press(PASSWORD);
    assert_nowhere(&driver, PASSWORD, "while it is typed");
    driver.press("<enter>");
    driver.advance(Duration::from_millis(200));
    assert_nowhere(&driver, PASSWORD, "on its way");
    driver.wait_for("does not accept this name");
    assert_nowhere(&driver, PASSWORD, "after it was refused");
    driver.service().set_online(false);
    driver.press(&format!("{PASSWORD}<enter>"));
    driver.wait_for("✗ ");
    assert_nowhere(&driver, PASSWORD, "after it was lost");
    driver.press("<esc>!");
    assert_nowhere(&driver, PASSWORD, "after the form was left");
}

#[test]
fn the_token_that_a_password_brings_is_nowhere() {
    let service = Service::start(options()).unwrap();
    let config = format!("[profiles.work]\nbase_url = \"{}\"\nusername = \"alice\"\n", service.base_url());
    let mut driver = AppTest::with_config(&config, service, 100, 30);
    driver.trace = Some(String::new());
    let password = driver.service().password().to_owned();
    driver.press(&format!("{password}<enter>"));
    driver.wait_for("▌ acme_dns_token");
    // Every token of the demo begins with this header.
    let token = driver.service().token();
    let header = token.split('.').next().unwrap();
    assert_nowhere(&driver, header, "after the sign-in");
}
