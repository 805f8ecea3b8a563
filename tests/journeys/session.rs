//! Tokens: signing in at the start and in the middle of work, sources, refreshing, and what is sent where.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::demo::{Scripted, Service};

use crate::support::answers::error;
use crate::support::clock::options;
use crate::support::prelude::{AppTest, PAUSE};
use crate::support::service::value_of;

const ID: &str = "postgres_main_password";
const PATH: &str = "/pods/secrets/postgres_main_password";

/// A configuration with one profile at this service, and these further lines.
fn config(service: &Service, lines: &str) -> String {
    format!("[profiles.work]\nbase_url = \"{}\"\nusername = \"alice\"\n{lines}", service.base_url())
}

fn service() -> Service {
    Service::start(options()).unwrap()
}

fn dead() -> Scripted {
    error(400, "Invalid Tapis token.")
}

/// The program at a profile without a token.
fn signed_out() -> AppTest {
    let service = service();
    let config = config(&service, "");
    AppTest::with_config(&config, service, 100, 30)
}

/// With the list on the screen, at this secret.
fn on(id: &str) -> AppTest {
    let mut driver = AppTest::on_demo(100, 30);
    driver.press(&format!("/{id}<enter>"));
    driver.wait_found();
    driver
}

fn sign_in(driver: &mut AppTest) {
    let password = driver.service().password().to_owned();
    driver.press(&format!("{password}<enter>"));
    driver.wait_gone("─ Sign in to");
}

#[test]
fn a_password_gets_in_and_a_wrong_one_is_told_in_our_words() {
    let mut driver = signed_out();
    let first = driver.screen();
    assert!(first.contains("─ Sign in to ") && first.contains("alice"), "{first}");
    driver.press("wrong<enter>");
    let screen = driver.wait_for("does not accept this name");
    assert!(!screen.contains("combination"), "not in the endpoint's words\n{screen}");
    let asked: Vec<_> = driver.service().requests().into_iter().map(|r| r.path).collect();
    assert_eq!(asked, ["/oauth2/tokens"], "nothing else was asked without a token");
    sign_in(&mut driver);
    driver.wait_for("▌ acme_dns_token");
    // The app's clock has gone on a little while the service's stands.
    driver.wait_for("token 3 h 59 min");
}

#[test]
fn an_endpoint_that_is_away_costs_no_typing() {
    let mut driver = signed_out();
    driver.service().set_online(false);
    let password = driver.service().password().to_owned();
    driver.press(&format!("{password}<enter>"));
    driver.wait_for("✗ ");
    assert!(driver.screen().contains("••••"), "{}", driver.screen());
    driver.service().set_online(true);
    driver.advance(PAUSE);
    driver.press("<enter>");
    driver.wait_for("▌ acme_dns_token");
}

#[test]
fn a_token_dies_while_somebody_types() {
    let mut driver = on(ID);
    driver.service().answer_next("GET", "/pods/secrets", dead());
    driver.press("Re");
    driver.press("new-");
    let screen = driver.wait_for("! signed out");
    assert!(screen.contains("─ Edit postgres_main_password ─"), "{screen}");
    driver.press("value<tab>, rotated");
    driver.wait_for("The service does not accept your token; nothing is lost.");
    driver.press("<c-s>");
    driver.wait_for("─ Review ");
    driver.press("<c-s>");
    driver.wait_for("─ Sign in to tacc ─");
    assert!(driver.service_writes().is_empty());
    sign_in(&mut driver);
    driver.wait_for("─ Review ");
    driver.press("<enter>");
    driver.wait_for("Running pods keep the old value");
    assert_eq!(value_of(driver.service(), ID), "new-value");
}

#[test]
fn a_save_that_was_refused_for_the_token_is_saved_after_the_sign_in() {
    let mut driver = on(ID);
    driver.service().answer_next("PUT", PATH, dead());
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for("was not saved: the token is not accepted.");
    driver.press("<c-s><c-s>");
    driver.wait_for("─ Sign in to tacc ─");
    sign_in(&mut driver);
    driver.wait_for("─ Review ");
    driver.press("<enter>");
    driver.wait_for("Running pods keep the old value");
    assert_eq!(value_of(driver.service(), ID), "new-one");
}

#[rstest]
#[case::reveal("v", "hides in")]
#[case::copy("y", "")]
fn a_value_that_was_refused_for_the_token_comes_after_the_sign_in(#[case] key: &str, #[case] shown: &str) {
    let mut driver = on(ID);
    driver.service().answer_next("GET", &format!("{PATH}/value"), dead());
    driver.press(key);
    driver.wait_for("was not read: the token is not accepted.");
    driver.press("s");
    sign_in(&mut driver);
    driver.wait_until("the value", |screen| key == "y" || screen.contains(shown));
    while key == "y" && driver.copies.is_empty() {
        driver.take_one();
    }
}

#[test]
fn a_create_whose_end_nobody_knows_is_judged_after_the_sign_in() {
    let mut driver = AppTest::on_demo(100, 30);
    driver.service().answer_next("POST", "/pods/secrets", Scripted::HalfBody);
    // The first look, before anything is sent, is the service's own; the one after it is refused.
    driver.service().answer_next("GET", "/pods/secrets/new-one", error(404, "not found"));
    driver.service().answer_next("GET", "/pods/secrets/new-one", dead());
    driver.press("anew-one<tab>v<c-s>");
    driver.wait_for("! signed out");
    driver.press("<esc>s");
    sign_in(&mut driver);
    driver.wait_for("new-one was created after all.");
}

#[test]
fn a_command_gives_the_token_and_the_program_never_shows_it() {
    let service = service();
    let token = service.token();
    let config = config(&service, &format!("token_command = [\"echo\", \"{token}\"]\n"));
    let mut driver = AppTest::with_config(&config, service, 100, 30);
    let screen = driver.wait_for("▌ acme_dns_token");
    assert!(screen.contains("alice"), "{screen}");
    assert!(!screen.contains(&token));
}

#[test]
fn a_command_that_fails_is_told_and_a_password_gets_in() {
    let service = service();
    let config = config(&service, "token_command = [\"false\"]\n");
    let mut driver = AppTest::with_config(&config, service, 100, 30);
    driver.wait_for("token_command:");
    assert!(!driver.screen().contains("─ Sign in to"), "{}", driver.screen());
    driver.press("s");
    // The notice of the first try says the same.
    driver.wait_until("the fault in the form", |screen| {
        screen.lines().any(|line| line.contains("│ ") && line.contains("✗ token_command: false ended"))
    });
    driver.advance(PAUSE);
    sign_in(&mut driver);
    driver.wait_for("▌ acme_dns_token");
}

#[test]
fn a_client_refreshes_its_token_before_it_ends() {
    let service = service();
    service.set_sign_in_life(Duration::from_secs(600));
    let config =
        config(&service, "client_id = \"demo-client\"\nclient_key_command = [\"echo\", \"demo-key\"]\n");
    let mut driver = AppTest::with_config(&config, service, 100, 30);
    sign_in(&mut driver);
    driver.wait_for("token 10 min");
    driver.service().set_sign_in_life(Duration::from_secs(3_600));
    let asked = |driver: &AppTest| {
        driver.service().requests().into_iter().filter(|request| request.path == "/oauth2/tokens").count()
    };
    assert_eq!(asked(&driver), 1);
    driver.advance(Duration::from_secs(9 * 60));
    driver.wait_for("token 51 min");
    assert_eq!(asked(&driver), 2);
    driver.press("R");
    driver.wait_for("by name");
    assert!(!driver.screen().contains("signed out"), "{}", driver.screen());
}
