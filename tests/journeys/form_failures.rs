//! Writes that are refused, that break off, or that nobody answers, before and after they took effect.
//! The form keeps all that was typed, what is told is compared with what the service holds, and nothing
//! is sent but what the user confirmed.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::api::{Settings, Timeouts};
use tapis_secrets::demo::{Scripted, Service};
use tapis_secrets::features::write::{Phase, Work};

use crate::support::answers::{error, html, status};
use crate::support::clock::options;
use crate::support::prelude::{AppTest, hasty};
use crate::support::service::{description_of, exists, value_of};

const ID: &str = "postgres_main_password";
const PATH: &str = "/pods/secrets/postgres_main_password";
const VALUE_PATH: &str = "/pods/secrets/postgres_main_password/value";
const OLD: &str = "demo-Harbour7!granite-otter";
const WRITE_ONLY: &str = "pgbouncer_userlist";

fn on(id: &str) -> AppTest {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select(id);
    driver
}

/// A client that gives up any call soon, and still has time for those that are answered.
fn on_impatient(id: &str) -> AppTest {
    let service = Service::start(options()).unwrap();
    let token = service.token();
    let timeouts = Timeouts { call: Duration::from_secs(3), ..Timeouts::default() };
    let mut driver = AppTest::on_service(service, &token, Settings { timeouts, ..hasty() }, 100, 30);
    driver.wait_for("by name");
    driver.wait_found();
    driver.select(id);
    driver
}

/// All of this is in the form.
#[track_caller]
fn assert_kept(driver: &mut AppTest, typed: &[&str]) {
    let form = driver.app.form().expect("the form stays");
    let value = form.new_value().map_or(String::new(), |value| value.expose().to_owned());
    let all = [form.id.text(), &value, &form.description.joined(), form.confirm.text()].join("\n");
    for text in typed {
        assert!(all.contains(text), "{text:?} is lost\n{}", driver.screen());
    }
}

/// Lets the looks at the service come that are due after 2 and after 10 s.
pub(crate) fn look_again(driver: &mut AppTest, wished: &str) -> String {
    for seconds in [2, 10] {
        let before = driver.service().requests().len();
        settle(driver);
        if driver.screen().contains(wished) {
            break;
        }
        driver.advance(Duration::from_secs(seconds));
        driver.wait_for_requests(before + 1);
    }
    driver.wait_for(wished)
}

/// What is told of a write that `answer` ended and that was found to have had no effect: why, where the
/// service says it, otherwise `rest`.
fn not_so(what: &str, answer: &Scripted, rest: &str) -> String {
    match answer {
        Scripted::Status { code: code @ 500.., .. } => format!("{what}: the service failed ({code})."),
        _ => format!("{what}{rest}"),
    }
}

const KEPT: &str = "; the form has all you typed.";

/// Takes in what comes until the app waits for its own clock.
fn settle(driver: &mut AppTest) {
    while driver.app.form().is_some_and(|form| {
        matches!(
            form.phase(),
            Phase::Working(Work::Looking | Work::Sending | Work::Checking { next: None, .. }, _)
        )
    }) {
        driver.take_one();
    }
}

#[rstest]
#[case::refused(error(400, "body, secret_value: it is not good enough"), "was not saved")]
#[case::not_permitted(
    error(400, "Not authorized -- you do not have access to this endpoint. PUT /pods/secrets/{secret_id}"),
    "was not saved: you need USER on it."
)]
#[case::not_writable(
    error(403, "Secret 'postgres_main_password' has writable=False and cannot have its value updated."),
    "was not saved: its value cannot be changed."
)]
fn a_refused_change_stays_in_its_form_and_can_be_sent_again(#[case] answer: Scripted, #[case] told: &str) {
    let mut driver = on(ID);
    driver.service().answer_next("PUT", PATH, answer);
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for(told);
    assert_kept(&mut driver, &["new-one", "Main cluster, primary writer"]);
    assert_eq!(driver.service_writes().len(), 1);
    driver.press("<c-s><c-s>");
    driver.wait_for("Running pods keep the old value");
    assert_eq!(driver.service_writes().len(), 2, "the second by the user's word");
    assert_eq!(value_of(driver.service(), ID), "new-one");
}

#[rstest]
#[case::fault(error(500, "Error updating secret: SK is down"))]
#[case::proxy(status(502, "text/html", "<html>Bad Gateway</html>"))]
#[case::html(html())]
#[case::dropped(Scripted::DropConnection)]
#[case::took_effect(Scripted::HalfBody)]
fn a_value_without_a_proper_answer_is_compared_when_the_user_agrees(#[case] answer: Scripted) {
    let took_effect = matches!(answer, Scripted::HalfBody);
    let mut driver = on(ID);
    let told = not_so("was not saved", &answer, KEPT);
    driver.service().answer_next("PUT", PATH, answer);
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for("Unknown whether postgres_main_password was saved.");
    assert_kept(&mut driver, &["new-one"]);
    assert!(driver.values_asked_for().is_empty(), "reading is logged by the service");
    driver.press("<c-s>");
    assert!(
        driver.service_writes().len() == 1 && driver.values_asked_for().is_empty(),
        "the button alone goes on"
    );
    driver.press("<tab><enter>");
    if took_effect {
        driver.wait_for("✓ postgres_main_password was saved after all.");
        assert_eq!(value_of(driver.service(), ID), "new-one");
    } else {
        look_again(&mut driver, &told);
        assert_eq!(driver.values_asked_for().len(), 3, "the write may take effect late");
        assert_kept(&mut driver, &["new-one"]);
        assert_eq!(value_of(driver.service(), ID), OLD);
    }
    assert_eq!(driver.service_writes().len(), 1);
}

#[test]
fn a_comparison_that_fails_tells_nothing() {
    let mut driver = on(ID);
    driver.service().answer_next("PUT", PATH, Scripted::DropConnection);
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for("Unknown whether");
    for _ in 0..3 {
        driver.service().answer_next("GET", VALUE_PATH, error(500, "SK is down"));
    }
    driver.press("<tab><enter>");
    settle(&mut driver);
    for _ in 0..2 {
        let screen = driver.screen();
        assert!(!screen.contains("after all"), "nobody has seen it\n{screen}");
        assert!(screen.contains("It is not known yet whether it was saved."), "{screen}");
        driver.advance(Duration::from_secs(20));
        settle(&mut driver);
    }
    assert_kept(&mut driver, &["new-one"]);
}

#[rstest]
#[case::before(Scripted::DropConnection)]
#[case::after(Scripted::HalfBody)]
fn a_value_that_cannot_be_read_is_sent_again_by_the_user_only(#[case] answer: Scripted) {
    let mut driver = on(WRITE_ONLY);
    driver.service().answer_next("PUT", "/pods/secrets/", answer);
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for("Unknown whether pgbouncer_userlist was saved.");
    driver.advance(Duration::from_secs(60));
    assert_eq!(driver.service_writes().len(), 1);
    driver.press("<tab><enter>");
    driver.wait_for("✓ Saved");
    assert_eq!(driver.service_writes().len(), 2);
}

#[rstest]
#[case::dropped(Scripted::DropConnection, false)]
#[case::html(html(), false)]
#[case::fault(error(500, "database is down"), false)]
#[case::half(Scripted::HalfBody, true)]
fn a_description_is_judged_by_looking(#[case] answer: Scripted, #[case] took_effect: bool) {
    let mut driver = on(ID);
    let told = not_so("was not saved", &answer, KEPT);
    driver.service().answer_next("PUT", PATH, answer);
    driver.press("e<tab> (mine)<c-s><c-s>");
    if took_effect {
        driver.wait_for("✓ postgres_main_password was saved after all.");
    } else {
        look_again(&mut driver, &told);
        assert_kept(&mut driver, &["primary writer (mine)"]);
    }
    assert_eq!(description_of(driver.service(), ID).ends_with("(mine)"), took_effect);
    assert_eq!(driver.service_writes().len(), 1);
}

#[rstest]
#[case::dropped(Scripted::DropConnection, false)]
#[case::html(html(), false)]
#[case::fault(error(503, "try later"), false)]
#[case::half(Scripted::HalfBody, true)]
fn a_create_is_judged_by_looking(#[case] answer: Scripted, #[case] took_effect: bool) {
    let mut driver = on(ID);
    let told = not_so("new_key was not created", &answer, KEPT);
    driver.service().answer_next("POST", "/pods/secrets", answer);
    driver.press("anew_key<tab>the-value<tab>About it<c-s>");
    if took_effect {
        driver.wait_for("✓ new_key was created after all.");
        assert_eq!(value_of(driver.service(), "new_key"), "the-value");
    } else {
        look_again(&mut driver, &told);
        assert_kept(&mut driver, &["new_key", "the-value", "About it"]);
        assert!(!exists(driver.service(), "new_key"));
    }
    assert_eq!(driver.service_writes().len(), 1);
}

#[rstest]
#[case::dropped(Scripted::DropConnection, false)]
#[case::fault(error(500, "SK is down"), false)]
#[case::half(Scripted::HalfBody, true)]
fn a_deletion_is_judged_by_looking(#[case] answer: Scripted, #[case] took_effect: bool) {
    let mut driver = on(ID);
    driver.service().answer_next("DELETE", PATH, answer);
    driver.open_delete();
    driver.press("postgres_main_password<tab><tab><enter>");
    if took_effect {
        driver.wait_for("✓ postgres_main_password was deleted after all.");
        driver.wait_found();
        assert_eq!(driver.selected(), "postgres_replica");
    } else {
        // Nobody said that its value may be read, so nobody knows whether it is there.
        look_again(&mut driver, "! postgres_main_password was not deleted, but its value may be gone.");
        assert!(driver.values_asked_for().is_empty());
        assert_kept(&mut driver, &[ID]);
    }
    assert_eq!(exists(driver.service(), ID), !took_effect);
    assert_eq!(driver.service_writes().len(), 1);
}

#[test]
fn a_name_that_was_taken_in_between_is_told_and_nothing_is_overwritten() {
    let mut driver = on(ID);
    let exists = "Secret 'new_key' already exists. Use PUT /pods/secrets/new_key to update the secret value or \
                  description. Use DELETE /pods/secrets/new_key first if you want to recreate it.";
    driver.service().answer_next("POST", "/pods/secrets", error(409, exists));
    driver.press("anew_key<tab>the-value<c-s>");
    driver.wait_for("It exists already");
    assert_kept(&mut driver, &["new_key", "the-value"]);
    driver.press("<c-s>");
    driver.wait_for("✓ Created new_key.");
    assert_eq!(driver.service_writes().len(), 2);
}

#[test]
fn a_create_that_is_refused_by_a_field_has_the_fault_there_at_once() {
    let mut driver = on(ID);
    let fault = status(
        400,
        "application/json",
        r#"{"status":"error","message":["body, secret_id: String should have at most 100 characters"]}"#,
    );
    driver.service().answer_next("POST", "/pods/secrets", fault);
    driver.press("anew_key<tab>the-value<tab>About it<c-s>");
    let screen = driver.wait_for("new_key was not created: String should have at most 100 characters.");
    assert!(screen.contains("✗ String should have at most 100 characters"), "{screen}");
    assert_kept(&mut driver, &["new_key", "the-value", "About it"]);
}

#[rstest]
#[case::forbidden(status(403, "text/html", "<html>Forbidden</html>"))]
#[case::missing(status(404, "text/html", "<html>Not Found</html>"))]
#[case::moved(status(307, "text/plain", ""))]
fn what_a_proxy_says_of_a_change_is_not_believed(#[case] answer: Scripted) {
    let mut driver = on(ID);
    driver.service().answer_next("PUT", PATH, answer);
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for("Unknown whether postgres_main_password was saved.");
    assert_kept(&mut driver, &["new-one"]);
}

#[test]
fn a_page_in_place_of_the_look_says_nothing_about_the_name() {
    let mut driver = on(ID);
    let page = status(403, "text/html", "<html>Forbidden</html>");
    driver.service().answer_next("GET", "/pods/secrets/new_key", page);
    driver.press("anew_key<tab>the-value<c-s>");
    let screen = driver.wait_for("new_key was not sent:");
    assert!(
        screen.contains("did not answer properly (HTML)") && !screen.contains("somebody else"),
        "{screen}"
    );
    assert!(driver.service_writes().is_empty());
}

#[rstest]
#[case::fault(error(500, "SK is down"))]
#[case::html(html())]
#[case::dropped(Scripted::DropConnection)]
fn without_a_look_nothing_is_created(#[case] answer: Scripted) {
    let mut driver = on(ID);
    // Reads are tried again, also on a connection that was kept.
    for _ in 0..8 {
        driver.service().answer_next("GET", "/pods/secrets/new_key", answer.clone());
    }
    driver.press("anew_key<tab>the-value<c-s>");
    driver.wait_for("new_key was not sent:");
    assert_kept(&mut driver, &["new_key", "the-value"]);
    assert!(driver.service_writes().is_empty());
}

#[test]
fn while_the_storage_is_down_nothing_is_claimed() {
    let mut driver = on(ID);
    driver.service().set_storage_down(true);
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for("Unknown whether");
    driver.service().set_storage_down(false);
    driver.press("<tab><enter>");
    look_again(&mut driver, "was not saved: the service failed (500).");
    assert_eq!(value_of(driver.service(), ID), OLD);
    assert_kept(&mut driver, &["new-one"]);
}

#[test]
fn a_change_that_nobody_answers_is_told_after_its_time() {
    let mut driver = on_impatient(ID);
    driver.service().answer_next("PUT", PATH, Scripted::Hang);
    driver.press("e<tab> (mine)<c-s><c-s>");
    look_again(&mut driver, "was not saved; the form has all you typed.");
    assert_kept(&mut driver, &["primary writer (mine)"]);
    assert_eq!(driver.service_writes().len(), 1);
}

#[test]
fn a_create_whose_answer_came_too_late_is_found_by_looking() {
    let mut driver = on(ID);
    driver.press("anew_key<tab>the-value");
    driver.service().answer_next("POST", "/pods/secrets", Scripted::HalfBody);
    driver.press("<c-s><esc>");
    driver.wait_for("✓ new_key was created after all.");
    assert!(!driver.has_form() && exists(driver.service(), "new_key"));
    assert_eq!(driver.service_writes().len(), 1);
}
