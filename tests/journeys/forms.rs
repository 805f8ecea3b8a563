//! Creating, changing and deleting from key to service: what arrives there, once each, what the list and
//! the notice say afterwards, and what becomes of a form that was left.

use std::time::Duration;

use tapis_secrets::core::Event;
use tapis_secrets::core::settings::{ClipboardWay, Settings as Habits};
use tapis_secrets::demo::{Level, Scripted, Service};

use crate::support::clock::options;
use crate::support::prelude::{AppTest, hasty};
use crate::support::service::{description_of, exists, remove, value_of};

const ID: &str = "postgres_main_password";
const PATH: &str = "/pods/secrets/postgres_main_password";

/// The demo with `id` selected.
fn on(id: &str) -> AppTest {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select(id);
    driver
}

#[test]
fn a_password_is_changed_in_six_keys() {
    let mut driver = on(ID);
    // Edit, generate, take it, review, save: and the answer.
    driver.press("e<c-g><enter>");
    driver.wait_for("32 characters · 1 line");
    driver.press("<c-s>");
    driver.wait_for("One change. Nothing has been sent yet.");
    assert!(driver.service_writes().is_empty());
    driver.press("<c-s>");
    driver.wait_for("Running pods keep the old value until they are restarted.");
    assert_eq!(driver.service_writes(), [format!("PUT {PATH}")]);
    let value = value_of(driver.service(), ID);
    assert_eq!(value.len(), 32, "the service has what was generated: {value}");
}

#[test]
fn only_what_was_changed_is_sent() {
    let mut driver = on(ID);
    let before = value_of(driver.service(), ID);
    driver.press("e<tab> (rotated)<c-s><c-s>");
    driver.wait_for("✓ Saved postgres_main_password: description.");
    assert_eq!(description_of(driver.service(), ID), "Main cluster, primary writer (rotated)");
    assert_eq!(value_of(driver.service(), ID), before);
    driver.wait_for("primary writer (rotated)");
    assert_eq!(driver.selected(), ID);
    assert_eq!(driver.service_writes().len(), 1);
}

#[test]
fn a_secret_is_created_and_stands_in_the_list() {
    let mut driver = on(ID);
    driver.press("aportal_api_key<tab>two<enter>lines<tab>For the portal<c-s>");
    driver.wait_for("✓ Created portal_api_key.");
    assert_eq!(driver.service_writes(), ["POST /pods/secrets"]);
    assert_eq!(value_of(driver.service(), "portal_api_key"), "two\nlines");
    assert_eq!(description_of(driver.service(), "portal_api_key"), "For the portal");
    driver.wait_found();
    assert_eq!(driver.selected(), "portal_api_key", "what comes next means it");
}

#[test]
fn the_name_is_looked_up_before_it_is_created() {
    let mut driver = on(ID);
    driver.press("anew_key<tab>pw<c-s>");
    driver.wait_for("✓ Created new_key.");
    let asked: Vec<_> = driver.service().requests().into_iter().map(|r| (r.method, r.path)).collect();
    let get = asked.iter().position(|(method, path)| method == "GET" && path == "/pods/secrets/new_key");
    let post = asked.iter().position(|(method, _)| method == "POST");
    assert!(get.unwrap() < post.unwrap(), "{asked:?}");
}

#[test]
fn an_id_that_only_the_service_knows_is_refused_and_can_be_edited() {
    let mut driver = on(ID);
    let other = driver.service().token();
    crate::support::service::create(driver.service(), &other, "made_meanwhile", "theirs");
    driver.press("amade_meanwhile<tab>mine<c-s>");
    driver.wait_for("It exists already");
    assert!(driver.service_writes_after("made_meanwhile").is_empty(), "{:?}", driver.service_writes());
    assert_eq!(value_of(driver.service(), "made_meanwhile"), "theirs");
    driver.wait_found();
    driver.press("<s-tab><s-tab><enter>");
    let screen = driver.wait_for("Edit made_meanwhile");
    assert!(screen.contains("4 characters"), "what was typed goes along\n{screen}");
    driver.press("<c-s><c-s>");
    driver.wait_for("✓ Saved made_meanwhile: value.");
    assert_eq!(value_of(driver.service(), "made_meanwhile"), "mine");
}

#[test]
fn an_id_of_somebody_else_is_told_and_not_sent() {
    let mut driver = on(ID);
    let bob = driver.service().token_for("bob");
    crate::support::service::create(driver.service(), &bob, "bobs_key", "bob's");
    let before = driver.service_writes().len();
    driver.press("abobs_key<tab>mine<c-s>");
    driver.wait_for("belongs to somebody else on this site");
    assert_eq!(driver.service_writes().len(), before);
    assert!(driver.screen().contains("4 characters"), "{}", driver.screen());
}

#[test]
fn a_secret_is_deleted_and_the_next_row_is_selected() {
    let mut driver = on(ID);
    driver.open_delete();
    driver.press("<enter>");
    driver.press("<enter>");
    driver.wait_gone("Delete postgres_main_password");
    assert!(driver.service_writes().is_empty(), "Enter leads to Cancel");
    driver.open_delete();
    driver.press("postgres_main_password<enter><tab><enter>");
    driver.wait_for("✓ Deleted postgres_main_password.");
    driver.wait_found();
    assert_eq!(driver.service_writes(), [format!("DELETE {PATH}")]);
    assert!(!exists(driver.service(), ID));
    assert_eq!(driver.selected(), "postgres_replica");
    assert!(driver.screen().contains("Secrets  40"), "{}", driver.screen());
}

#[test]
fn a_pasted_id_allows_a_deletion_and_a_long_one_asks_for_a_word() {
    let mut driver = on(ID);
    driver.open_delete();
    driver.tell(Event::Paste(ID.to_owned().into()));
    driver.press("<tab><tab><enter>");
    driver.wait_for("✓ Deleted postgres_main_password.");
    driver.press("G");
    driver.select(&driver.ids().into_iter().find(|id| id.starts_with("vault_unseal")).unwrap());
    driver.open_delete();
    let screen = driver.wait_for("to confirm:");
    let word = screen.split("Type ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(word.len(), 6, "{screen}");
    driver.press(&format!("{word}<enter><tab><enter>"));
    driver.wait_for("was not deleted: you need ADMIN on it.");
    assert_eq!(driver.service_writes().len(), 2);
}

#[test]
fn somebody_elses_description_is_shown_before_it_is_lost() {
    let mut driver = on(ID);
    driver.press("e");
    driver.wait_for_looks(1);
    driver.press("<tab> (mine)<c-s>");
    crate::support::service::describe(driver.service(), ID, "Theirs");
    let before = driver.service_writes().len();
    driver.press("<c-s>");
    let screen = driver.wait_for("Somebody changed the description while you did.");
    assert!(screen.contains("Theirs") && screen.contains("(mine)"), "{screen}");
    assert_eq!(driver.service_writes().len(), before);
    driver.press("<c-s>");
    driver.wait_for("✓ Saved postgres_main_password: description.");
    assert_eq!(driver.service_writes().len(), before + 1);
    assert_eq!(description_of(driver.service(), ID), "Main cluster, primary writer (mine)");
}

#[test]
fn a_save_that_was_left_ends_with_a_notice() {
    let mut driver = on(ID);
    driver.service().set_latency(Duration::from_millis(300));
    driver.press("enew-one<c-s><c-s><esc>");
    driver.wait_gone("Edit postgres_main_password");
    driver.press("j");
    driver.wait_for("✓ Saved postgres_main_password: value.");
    assert_eq!(driver.selected(), "postgres_replica");
    assert_eq!(value_of(driver.service(), ID), "new-one");
    assert_eq!(driver.service_writes().len(), 1);
}

#[test]
fn a_save_that_was_left_and_failed_comes_back_with_all_that_was_typed() {
    let mut driver = on("openai_compat_api_key");
    driver.service().grant("openai_compat_api_key", "alice", Level::Read);
    driver.press("enew-one<c-s><c-s><esc>");
    driver.wait_for("was not saved: you need USER on it.");
    driver.press("e<c-r>");
    driver.wait_for("new-one");
    assert_eq!(driver.service_writes().len(), 1);
}

#[test]
fn a_create_that_was_left_while_its_name_is_looked_up_is_told_of() {
    let mut driver = on(ID);
    let bob = driver.service().token_for("bob");
    crate::support::service::create(driver.service(), &bob, "bobs_key", "bob's");
    driver.press("abobs_key<tab>mine<c-s><esc>");
    driver.wait_for("bobs_key was not sent: somebody else has this id.");
    driver.press("a<c-r>");
    driver.wait_for("mine");
}

#[test]
fn quitting_waits_for_a_save_and_stays_when_it_fails() {
    let mut driver = on(ID);
    driver.press("enew-one<c-s><c-s><esc>q");
    assert!(!driver.quits, "{}", driver.screen());
    while !driver.quits {
        driver.take_one();
    }
    assert_eq!(value_of(driver.service(), ID), "new-one");

    let mut driver = on(ID);
    driver.press("anew_key<tab>pw<c-s><esc>q");
    assert!(!driver.quits, "also while the name is looked up\n{}", driver.screen());
    while !driver.quits {
        driver.take_one();
    }
    assert!(exists(driver.service(), "new_key"));

    let mut driver = on(ID);
    remove(driver.service(), ID);
    driver.press("enew-one<c-s><c-s><esc>q");
    driver.wait_for("postgres_main_password is gone");
    assert!(!driver.quits, "the program stays to say so");
}

#[test]
fn a_signal_ends_without_asking_and_says_what_is_not_known() {
    let mut driver = on(ID);
    driver.service().answer_next("PUT", PATH, Scripted::Hang);
    driver.press("enew-one<c-s><c-s>");
    driver.tell(Event::Terminate);
    assert!(!driver.quits);
    driver.advance(Duration::from_secs(3));
    assert!(driver.quits && !driver.has_dialog());
    assert!(driver.app.last_words().concat().contains(ID));
}

#[test]
fn a_view_only_session_writes_nothing() {
    let service = Service::start(options()).unwrap();
    let token = service.token();
    let habits = Habits { clipboard: ClipboardWay::Osc52, view_only: true, ..Habits::default() };
    let mut driver = AppTest::with_habits(service, &token, hasty(), habits, 80, 24);
    driver.wait_for("by name");
    driver.wait_found();
    for key in ["a", "e", "D"] {
        driver.press(key);
        driver.wait_for("This session is view only");
        assert!(!driver.has_form());
    }
    driver.press("<esc>?");
    for word in ["new secret", "delete"] {
        assert!(!driver.screen().contains(word), "{}", driver.screen());
    }
    assert!(driver.service_writes().is_empty());
}

#[test]
fn no_shortcut_throws_typed_text_away() {
    let mut driver = on(ID);
    driver.press("enew-one<esc><c-s>");
    driver.wait_for("Leave without saving?");
    driver.press("<enter><c-o>");
    driver.wait_for("Loaded for the review; what you typed is kept.");
    driver.press("<c-r>");
    driver.wait_for("new-one");
    driver.press("<c-s>");
    driver.wait_for("different from the current value");
    assert!(driver.service_writes().is_empty());
}
