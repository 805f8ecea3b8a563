//! Writes that the service carries out by half: it keeps values and rows in two places and does not commit them
//! together. What is told is compared with what the service holds then, and what was taken can be brought back.

use rstest::rstest;
use tapis_secrets::demo::{Level, Scripted};

use super::form_failures::look_again;
use crate::support::answers::{error, html, status};
use crate::support::prelude::AppTest;
use crate::support::service::{create, exists, remove, set_value, value_of};

const ID: &str = "postgres_main_password";
const PATH: &str = "/pods/secrets/postgres_main_password";
const VALUE_PATH: &str = "/pods/secrets/postgres_main_password/value";
const OLD: &str = "demo-Harbour7!granite-otter";
const READ_ONLY: &str = "gcs_service_account_json";
const MAY_BE_GONE: &str = "was not deleted, but its value may be gone.";

fn on(id: &str) -> AppTest {
    let mut driver = AppTest::on_demo(120, 36);
    driver.select(id);
    driver
}

fn half(then: Scripted) -> Scripted {
    Scripted::HalfDone(Some(then.into()))
}

/// The deletion of `id`, whose value is read first, ends like this.
fn deleted_with(id: &str, answer: Scripted) -> AppTest {
    let mut driver = on(id);
    driver.open_delete();
    driver.press("<c-o>");
    driver.service().answer_next("DELETE", "/pods/secrets/", answer);
    driver.press(&format!("{id}<enter><tab><enter>"));
    driver.wait_for("checking whether it was deleted");
    driver
}

#[rstest]
#[case::own_words(Scripted::HalfDone(None))]
#[case::cut_off(half(Scripted::HalfBody))]
#[case::dropped(half(Scripted::DropConnection))]
#[case::page(half(html()))]
#[case::bad_gateway(half(status(502, "text/html", "<html>Bad Gateway</html>")))]
#[case::unavailable(half(status(503, "text/html", "<html>Unavailable</html>")))]
#[case::gateway_timeout(half(status(504, "text/plain", "")))]
#[case::error_in_a_success(half(status(
    200,
    "application/json",
    r#"{"status": "error", "message": "no"}"#
)))]
fn a_value_that_a_failed_deletion_took_is_written_back(#[case] answer: Scripted) {
    let mut driver = deleted_with(ID, answer);
    let screen = look_again(&mut driver, MAY_BE_GONE);
    assert!(screen.contains("u write it back"), "{screen}");
    assert!(!driver.has_form() && exists(driver.service(), ID));
    driver.press("u");
    let review = driver.wait_for("! The value cannot be read: it may be gone.");
    assert!(review.contains("Write postgres_main_password back"), "{review}");
    driver.press("<c-s>");
    driver.wait_for("✓ Restored the value of postgres_main_password.");
    assert_eq!(value_of(driver.service(), ID), OLD);
    assert_eq!(driver.service_writes().len(), 2);
}

#[rstest]
#[case::dropped(Scripted::DropConnection)]
#[case::fault(error(500, "SK is down"))]
fn a_value_that_a_failed_deletion_left_is_seen_to_be_there(#[case] answer: Scripted) {
    let mut driver = deleted_with(ID, answer);
    let screen = look_again(&mut driver, "Its value is still there.");
    assert!(!screen.contains("may be gone") && !screen.contains("u write it back"), "{screen}");
    assert!(driver.held().is_empty());
    assert_eq!(value_of(driver.service(), ID), OLD);
}

#[test]
fn a_value_that_somebody_changed_meanwhile_is_left_alone() {
    let mut driver = deleted_with(ID, Scripted::DropConnection);
    set_value(driver.service(), ID, "somebody's");
    look_again(&mut driver, "Its value was changed meanwhile, and is there.");
    assert!(driver.held().is_empty());
}

#[rstest]
#[case::refused(error(400, "Not authorized -- you do not have access to this endpoint."))]
#[case::page(html())]
#[case::dropped(Scripted::DropConnection)]
fn a_value_that_cannot_be_looked_at_may_be_gone_and_is_compared_before_it_is_written(#[case] look: Scripted) {
    let mut driver = deleted_with(ID, Scripted::DropConnection);
    // Reads are tried three times, and over a connection that was kept once more.
    for _ in 0..4 {
        driver.service().answer_next("GET", VALUE_PATH, look.clone());
    }
    look_again(&mut driver, MAY_BE_GONE);
    assert_eq!(driver.held().len(), 1);
    assert_eq!(value_of(driver.service(), ID), OLD, "it was there, but nobody saw it");
}

#[test]
fn a_secret_that_is_gone_before_its_value_is_looked_at_was_deleted() {
    let mut driver = deleted_with(ID, Scripted::DropConnection);
    driver.service().answer_next("GET", VALUE_PATH, error(404, "Secret with identifier secret_id not found"));
    let screen = look_again(&mut driver, "✓ postgres_main_password was deleted after all.");
    assert!(screen.contains("u undo"), "{screen}");
}

#[test]
fn a_second_deletion_ends_what_the_first_began_and_can_be_undone() {
    let mut driver = deleted_with(ID, Scripted::HalfDone(None));
    look_again(&mut driver, MAY_BE_GONE);
    driver.open_delete();
    driver.press(&format!("{ID}<enter><tab><enter>"));
    driver.wait_for("✓ Deleted postgres_main_password.");
    assert!(!exists(driver.service(), ID));
    driver.press("u");
    driver.wait_for("Create postgres_main_password again");
    driver.press("<c-s>");
    driver.wait_for("✓ Created postgres_main_password.");
    assert_eq!(value_of(driver.service(), ID), OLD);
}

#[test]
fn a_read_only_secret_is_deleted_and_created_again() {
    let value = value_of(on(READ_ONLY).service(), READ_ONLY);
    let mut driver = deleted_with(READ_ONLY, Scripted::HalfDone(None));
    let screen = look_again(&mut driver, MAY_BE_GONE);
    assert!(screen.contains("u delete and create it again"), "{screen}");
    driver.press("u");
    driver.wait_for("it cannot be written back");
    driver.press(&format!("{READ_ONLY}<enter><tab><enter>"));
    driver.wait_for("✓ Deleted gcs_service_account_json.");
    driver.press("u");
    driver.wait_for("Create gcs_service_account_json again");
    driver.press("<c-s>");
    driver.wait_for("✓ Created gcs_service_account_json.");
    assert_eq!(value_of(driver.service(), READ_ONLY), value);
}

#[test]
fn a_value_that_may_not_be_written_back_is_kept() {
    let mut driver = deleted_with(ID, Scripted::HalfDone(None));
    look_again(&mut driver, MAY_BE_GONE);
    driver.service().grant(ID, "alice", Level::Read);
    driver.press("u");
    driver.wait_for("Write postgres_main_password back");
    driver.wait_for("[ Restore ]");
    driver.press("<c-s>");
    let screen = driver.wait_for("was not saved: you need USER on it.");
    assert!(screen.contains("u delete and create it again"), "{screen}");
    assert_eq!(driver.held().len(), 1);
}

#[rstest]
#[case::own_words(Scripted::HalfDone(None))]
#[case::dropped(half(Scripted::DropConnection))]
#[case::bad_gateway(half(status(502, "text/html", "<html>Bad Gateway</html>")))]
fn a_value_that_was_changed_in_spite_of_a_fault_is_never_called_not_saved(#[case] answer: Scripted) {
    // Where reading was agreed to it is compared by itself; else the user is asked.
    for (agree, then) in [("<c-o>", ""), ("", "<tab><enter>")] {
        let mut driver = on(ID);
        driver.service().answer_next("PUT", PATH, answer.clone());
        driver.press(&format!("enew-one<c-s>{agree}<c-s>"));
        if agree.is_empty() {
            let screen = driver.wait_for("Unknown whether postgres_main_password was saved.");
            assert!(!screen.contains("was not saved"), "{screen}");
        }
        driver.press(then);
        let screen = driver.wait_for("✓ postgres_main_password was saved after all.");
        assert_eq!(screen.contains("u undo"), !agree.is_empty(), "{screen}");
        assert_eq!(value_of(driver.service(), ID), "new-one");
        assert_eq!(driver.service_writes().len(), 1);
    }
}

#[test]
fn a_value_without_a_row_is_said_to_be_in_nobody_s_way() {
    let mut driver = on(ID);
    driver.service().answer_next("POST", "/pods/secrets", Scripted::HalfDone(None));
    driver.press("anew_key<tab>the-value<c-s>");
    look_again(&mut driver, "new_key was not created: the service failed (500). Creating it again is safe.");
    driver.press("<c-s>");
    driver.wait_for("✓ Created new_key.");
    assert_eq!(value_of(driver.service(), "new_key"), "the-value");
}

#[test]
fn the_journal_tells_what_a_failed_deletion_may_have_done() {
    let mut driver = deleted_with(ID, Scripted::HalfDone(None));
    look_again(&mut driver, MAY_BE_GONE);
    let told: Vec<_> = (0..driver.journal().len()).map(|at| driver.outcome(at)).collect();
    let of_deletion =
        "not deleted, its value may be gone: the service failed (500); the secret is still there";
    assert_eq!(told, ["to keep it for undo", of_deletion, "not read: the service failed (500)"]);
    driver.press("Jk");
    let screen = driver.wait_for("its value may be gone");
    assert!(screen.contains("! "), "{screen}");
}

#[test]
fn what_somebody_created_in_the_place_of_a_deleted_secret_is_not_overwritten() {
    let mut driver = deleted_with(ID, half(Scripted::DropConnection));
    look_again(&mut driver, MAY_BE_GONE);
    remove(driver.service(), ID);
    let bob = driver.service().token_for("bob");
    create(driver.service(), &bob, ID, "bob's");
    driver.press("u");
    driver.wait_for("you need READ on it");
    assert_eq!((driver.service_writes().len(), driver.held().len()), (3, 1), "three by others than the undo");
}
