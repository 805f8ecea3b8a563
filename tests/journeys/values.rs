//! Revealing and copying: what is asked of the service against the keys pressed, what hides a value
//! again, and answers that are slow, late or out of order.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::core::{CopyJob, CopyReport, Event};
use tapis_secrets::demo::Service;

use crate::support::clock::options;
use crate::support::held::Holding;
use crate::support::prelude::{AppTest, PAUSE, hasty};

const ID: &str = "postgres_main_password";
const VALUE: &str = "demo-Harbour7!granite-otter";
const NEXT: &str = "postgres_replica";
const PATH: &str = "/pods/secrets/postgres_main_password/value";

/// The demo with this secret selected.
fn on(id: &str) -> AppTest {
    let mut driver = AppTest::on_demo(80, 24);
    driver.select(id);
    driver
}

/// The demo with the value of [`ID`] on the screen.
fn revealed() -> AppTest {
    let mut driver = on(ID);
    driver.press("v");
    let screen = driver.wait_shown();
    assert!(screen.contains(VALUE), "{screen}");
    driver
}

/// The program on a service that holds values back, with the first of two secrets selected.
fn on_held() -> (AppTest, Holding) {
    let holding = Holding::start(&["first", "second"]);
    let service = Service::start(options()).unwrap();
    let token = service.token();
    let mut driver = AppTest::at_url(&holding.url, service, &token, hasty(), 80, 24);
    driver.wait_for("▌ first");
    driver.wait_found();
    (driver, holding)
}

fn text(job: &CopyJob) -> &str {
    job.value.expose()
}

#[test]
fn nothing_is_asked_for_before_a_key_and_once_for_each_reveal() {
    let mut driver = on(ID);
    driver.press("<tab>jk<esc>jk/post<enter><esc>Y<esc>?<esc>");
    driver.wait_found();
    driver.select(ID);
    assert!(driver.values_asked_for().is_empty(), "looking around asks for no value");
    for reveals in 1..=3 {
        driver.press("v");
        driver.wait_shown();
        assert_eq!(driver.values_asked_for(), vec![PATH; reveals]);
        driver.press("v");
        assert!(!driver.screen().contains(VALUE), "{}", driver.screen());
        driver.press("v");
        assert_eq!(driver.shown(), None, "a key that is held down asks once");
        driver.advance(PAUSE);
    }
    driver.press("V");
    driver.wait_for("v hide   30 s");
    driver.press("y");
    assert_eq!(driver.values_asked_for(), vec![PATH; 4], "what is there is copied as it is");
    assert_eq!(text(&driver.copies[0]), VALUE);
}

#[rstest]
#[case::write_only("minio_root_password", "is write-only")]
#[case::locked("pg_backup_key", "is locked")]
fn what_the_mode_forbids_is_never_sent(#[case] id: &str, #[case] why: &str) {
    let mut driver = on(id);
    for key in ["v", "V", "y"] {
        driver.press(key);
        assert!(driver.screen().contains(why), "{key}\n{}", driver.screen());
    }
    driver.press("<tab>vVy");
    // A value that may be read comes back: whatever was sent before it has arrived by then.
    driver.press("<esc>");
    driver.select(ID);
    driver.press("v");
    driver.wait_shown();
    assert_eq!(driver.values_asked_for(), [PATH]);
    assert!(driver.copies.is_empty());
}

#[test]
fn what_was_denied_is_not_asked_for_until_a_refresh() {
    let mut driver = on("slack_webhook_oncall");
    driver.press("v");
    driver.wait_for("slack_webhook_oncall was not read: you need USER on it.");
    driver.press("vVyjkvy");
    driver.wait_for("you need USER on it; R asks again.");
    assert_eq!(driver.values_asked_for().len(), 1, "explained without asking");
    driver.press("<esc>R");
    driver.wait_for_requests(3);
    driver.wait_until("the fresh list", |screen| screen.contains("v reveal") && screen.contains("hidden"));
    driver.press("v");
    driver.wait_for("you need USER on it.");
    assert_eq!(driver.values_asked_for().len(), 2);
}

#[rstest]
#[case::the_same_key("v")]
#[case::escape("<esc>")]
#[case::the_next_row("j")]
#[case::the_last_row("G")]
#[case::suspension("<c-z>")]
#[case::a_filter("/redis")]
fn a_shown_value_is_hidden_by(#[case] keys: &str) {
    let mut driver = revealed();
    driver.press(keys);
    driver.wait_found();
    assert_eq!(driver.shown(), None);
    assert!(!driver.screen().contains(VALUE), "{}", driver.screen());
    assert_eq!(driver.values_asked_for().len(), 1, "what comes after it is not fetched by itself");
}

#[test]
fn time_hides_a_value_and_a_key_on_it_restarts_its_time() {
    let mut driver = revealed();
    driver.advance(Duration::from_millis(29_900));
    assert!(driver.screen().contains("hides in 1 s") && driver.shown().is_some());
    driver.press("<tab>");
    driver.advance(Duration::from_millis(29_900));
    assert!(driver.screen().contains(VALUE), "{}", driver.screen());
    driver.advance(Duration::from_millis(100));
    assert_eq!(driver.shown(), None);
    assert!(!driver.screen().contains(VALUE), "{}", driver.screen());
}

#[test]
fn a_reveal_that_was_left_is_given_up_and_its_late_answer_shows_nowhere() {
    let (mut driver, holding) = on_held();
    driver.press("v");
    let mut left = holding.next();
    driver.press("j");
    left.wait_closed();
    left.answer("late-value");
    driver.press("v");
    let mut second = holding.next();
    second.answer("second-value");
    let screen = driver.wait_for("second-value");
    assert!(!screen.contains("late-value"), "{screen}");
    holding.assert_no_more();
}

#[rstest]
#[case::the_older_one_first([0, 1])]
#[case::the_newer_one_first([1, 0])]
fn of_two_reveals_only_the_last_is_shown(#[case] order: [usize; 2]) {
    let (mut driver, holding) = on_held();
    driver.press("v");
    let older = holding.next();
    driver.press("jkv");
    let newer = holding.next();
    let mut calls = [older, newer];
    for at in order {
        calls[at].answer(["older-value", "newer-value"][at]);
    }
    driver.wait_until("the newer value", |screen| {
        assert!(!screen.contains("older-value"), "{screen}");
        screen.contains("newer-value")
    });
    driver.advance(Duration::from_secs(1));
    assert_eq!(driver.shown(), Some("newer-value"));
}

#[test]
fn a_copy_goes_on_after_moving_and_shows_nothing() {
    let (mut driver, holding) = on_held();
    driver.press("y");
    let mut call = holding.next();
    driver.press("jGgj/sec<enter>");
    call.assert_open();
    call.answer("first-value");
    assert_eq!(driver.wait_copied(1), "first-value");
    assert!(!driver.screen().contains("first-value"), "{}", driver.screen());
    assert_eq!(driver.copies[0].clear_after, Some(Duration::from_secs(30)));
    driver.report(CopyReport::Sent);
    assert!(driver.screen().contains("✓ Sent first to the terminal's clipboard"), "{}", driver.screen());
    holding.assert_no_more();
}

#[rstest]
#[case::reveal_first("vy")]
#[case::copy_first("yv")]
fn reveal_and_copy_share_one_request(#[case] keys: &str) {
    let (mut driver, holding) = on_held();
    driver.press(keys);
    let mut call = holding.next();
    call.answer("first-value");
    assert_eq!(driver.wait_copied(1), "first-value");
    driver.wait_for("first-value");
    holding.assert_no_more();
}

#[test]
fn of_a_shared_request_the_copy_is_left_when_the_reveal_is() {
    let (mut driver, holding) = on_held();
    driver.press("vyj");
    let mut call = holding.next();
    call.assert_open();
    call.answer("first-value");
    assert_eq!(driver.wait_copied(1), "first-value");
    assert_eq!(driver.shown(), None);
}

#[test]
fn a_later_copy_takes_the_place_of_one_under_way() {
    let (mut driver, holding) = on_held();
    driver.press("yjy");
    // The first may have been given up before it was ever sent.
    let mut call = holding.next();
    if call.head.contains("/first/") {
        call = holding.next();
    }
    call.answer("second-value");
    assert_eq!(driver.wait_copied(1), "second-value");
    assert_eq!(driver.copies.len(), 1, "the first is not copied after the second");
}

#[test]
fn every_value_has_a_connection_of_its_own_that_is_closed() {
    let (mut driver, holding) = on_held();
    for _ in 0..2 {
        driver.press("v");
        let mut call = holding.next();
        assert!(call.head.to_ascii_lowercase().contains("connection: close"), "{}", call.head);
        call.answer("first-value");
        driver.wait_for("first-value");
        call.wait_closed();
        driver.press("v");
        driver.advance(PAUSE);
    }
}

#[test]
fn a_slow_value_says_so_and_can_be_left() {
    let (mut driver, holding) = on_held();
    driver.press("v");
    let mut call = holding.next();
    driver.advance(Duration::from_millis(150));
    assert!(driver.screen().contains("Reading the value"), "{}", driver.screen());
    driver.press("<esc>");
    call.wait_closed();
    assert!(driver.screen().contains("hidden"), "{}", driver.screen());
}

#[test]
fn quitting_waits_for_the_copy_and_not_for_a_reveal() {
    let (mut driver, holding) = on_held();
    driver.press("yq");
    assert!(!driver.quits);
    holding.next().answer("first-value");
    driver.wait_copied(1);
    assert!(!driver.quits, "nothing can be pasted yet");
    driver.report(CopyReport::Taken);
    assert!(driver.quits);
    let (mut driver, _holding) = on_held();
    driver.press("vq");
    assert!(driver.quits, "a reveal keeps nobody");
    let (mut driver, _holding) = on_held();
    driver.press("yq");
    driver.tell(Event::Terminate);
    assert!(driver.quits, "a signal does not wait");
}

#[test]
fn a_change_at_the_service_is_seen_by_the_next_reveal() {
    let mut driver = revealed();
    driver.select(NEXT);
    driver.press("v");
    driver.wait_for("demo-replica-thistle-2204");
    assert_eq!(driver.values_asked_for(), [PATH, "/pods/secrets/postgres_replica/value"]);
}
