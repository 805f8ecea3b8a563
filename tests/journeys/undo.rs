//! Undoing from key to service, for each access mode, also where somebody changed the service behind the
//! program's back: what is read, what is written, what is said before it is done.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::Config;
use rstest::rstest;
use tapis_secrets::demo::{Level, Scripted};
use tapis_secrets::features::undo::Act;

use crate::support::prelude::AppTest;
use crate::support::service::{create, describe, description_of, exists, remove, set_value, value_of};

const ID: &str = "postgres_main_password";
const OLD: &str = "demo-Harbour7!granite-otter";
const VALUE: &str = "/pods/secrets/postgres_main_password/value";
const READ_ONLY: &str = "postgres_replica";
const WRITE_ONLY: &str = "minio_root_password";
const OWN_WRITE_ONLY: &str = "pgbouncer_userlist";
const LOCKED: &str = "pg_backup_key";

fn on(id: &str) -> AppTest {
    let mut driver = AppTest::on_demo(100, 36);
    driver.select(id);
    driver
}

/// The value of [`ID`] is changed to `new-one`, and the old one is read before.
fn changed() -> AppTest {
    let mut driver = on(ID);
    driver.press("enew-one<c-s><c-o><c-s>");
    driver.wait_for("Running pods keep the old value until they are restarted.");
    driver
}

#[test]
fn full_access_a_changed_value_comes_back() {
    let mut driver = changed();
    assert_eq!(driver.values_asked_for(), [VALUE], "it is read once, before the change");
    assert_eq!(value_of(driver.service(), ID), "new-one");
    assert!(driver.screen().contains("u undo   ? help   q quit"), "{}", driver.screen());
    driver.press("u");
    let review = driver.wait_for("This undoes the change of");
    assert!(review.contains("7 characters") && review.contains("27 characters"), "{review}");
    assert!(!review.contains("since then"), "{review}");
    driver.press("<c-s>");
    driver.wait_for("✓ Restored the value of postgres_main_password.");
    assert_eq!(value_of(driver.service(), ID), OLD);
    assert_eq!(driver.service_writes().len(), 2);
}

#[test]
fn without_a_yes_no_value_is_read_and_the_review_says_what_follows() {
    let mut driver = on(ID);
    driver.press("enew-one<c-s>");
    let review = driver.wait_for("[ ] Keep the old value for undo (one logged read)");
    assert!(review.contains("! The old value is not read first, so u cannot bring it back."), "{review}");
    driver.press("<c-s>");
    driver.wait_for("Running pods keep the old value");
    assert!(driver.values_asked_for().is_empty());
    driver.press("u");
    driver.wait_for("The last change cannot be undone: the old value was not read.");
}

#[test]
fn a_changed_description_comes_back_and_costs_no_read() {
    for id in [ID, READ_ONLY, WRITE_ONLY, LOCKED] {
        let mut driver = on(id);
        let before = description_of(driver.service(), id);
        driver.press("e");
        driver.wait_for_looks(1);
        let tab = if [READ_ONLY, LOCKED].contains(&id) { "" } else { "<tab>" };
        driver.press(&format!("{tab} (changed)<c-s><c-s>"));
        driver.wait_for("description.");
        assert_eq!(description_of(driver.service(), id), format!("{before} (changed)"));
        driver.press("u");
        driver.wait_for("This undoes the change of");
        driver.press("<c-s>");
        driver.wait_for("✓ Restored the description of");
        assert_eq!(description_of(driver.service(), id), before);
        assert!(driver.values_asked_for().is_empty(), "{id}");
    }
}

#[rstest]
#[case::full(ID, "alice (you)")]
#[case::read_only_of_many_lines("gcs_service_account_json", "alice (you)")]
#[case::of_a_pod("redis_password", "pod rediscache")]
#[case::large("maintenance_ca_bundle", "64")]
#[case::somebody_elses("mlflow_tracking_login", "alice (you); it was bob's")]
fn a_deleted_secret_that_was_readable_is_created_again_the_same_way(#[case] id: &str, #[case] told: &str) {
    let mut driver = on(id);
    let (value, secret) = (value_of(driver.service(), id), driver.app.list().selected().unwrap().clone());
    driver.open_delete();
    driver.wait_for("Its value is not read first, so u cannot create it again");
    driver.press("<c-o>");
    driver.wait_for("It is readable, so u can create it again for 10 minutes; its");
    driver.press(&format!("{id}<enter><tab><enter>"));
    driver.wait_for("✓ Deleted");
    assert!(!exists(driver.service(), id));
    driver.press("u");
    let review = driver.wait_for("! Its creation time and its grants do not come back.");
    assert!(review.contains(secret.access.mode().name()) && !review.contains(&value), "{review}");
    assert!(review.contains(told), "{review}");
    driver.press("<c-s>");
    driver.wait_for("✓ Created");
    assert_eq!(value_of(driver.service(), id), value);
    driver.wait_found();
    driver.select(id);
    let again = driver.app.list().selected().unwrap();
    assert_eq!((&again.description, &again.scope), (&secret.description, &secret.scope));
    assert_eq!(again.access, secret.access);
}

#[rstest]
#[case::write_only(OWN_WRITE_ONLY)]
#[case::locked(LOCKED)]
fn what_cannot_be_read_cannot_be_created_again_and_that_is_said_before(#[case] id: &str) {
    let mut driver = on(id);
    driver.open_delete();
    driver.press("<c-o>");
    driver.wait_for("! u cannot create it again: it cannot be read.");
    driver.press(&format!("{id}<enter><tab><enter>"));
    driver.wait_for("✓ Deleted");
    assert!(driver.values_asked_for().is_empty() && driver.held().is_empty());
}

#[test]
fn a_write_only_value_that_is_replaced_is_gone_and_that_is_said_before() {
    let mut driver = on(WRITE_ONLY);
    driver.press("enew<c-s>");
    driver.wait_for("! u cannot bring the old value back: it cannot be read.");
    driver.press("<c-s>");
    driver.wait_for("Running pods keep the old value");
    assert!(driver.values_asked_for().is_empty() && driver.held().is_empty());
}

#[test]
fn a_value_that_somebody_changed_meanwhile_is_told_before_it_is_replaced() {
    let mut driver = changed();
    set_value(driver.service(), ID, "somebody's newest\n");
    driver.press("u");
    let review = driver.wait_for("! The value was changed since then.");
    assert!(review.contains("18 characters") && review.contains("27 characters"), "{review}");
    driver.press("<c-r>");
    let shown = driver.screen();
    assert!(shown.contains("somebody's newest") && shown.contains(OLD), "both are there to be seen\n{shown}");
    assert_eq!(driver.service_writes().len(), 2, "one of them somebody's: it asks");
    driver.press("<esc>");
    assert_eq!(value_of(driver.service(), ID), "somebody's newest\n");
    driver.press("u");
    driver.wait_for("! The value was changed since then.");
    driver.press("<c-s>");
    driver.wait_for("✓ Restored the value of");
    assert_eq!(value_of(driver.service(), ID), OLD);
    // What was replaced by the undo was read for it, and comes back by another.
    driver.press("u");
    driver.wait_for("This undoes the change of");
    driver.press("<c-s>");
    driver.wait_gone("This undoes");
    driver.wait_for("✓ Restored the value of");
    assert_eq!(value_of(driver.service(), ID), "somebody's newest\n");
}

#[test]
fn a_description_that_somebody_changed_meanwhile_is_shown_beside_ours() {
    let mut driver = on(ID);
    driver.press("e");
    driver.wait_for_looks(1);
    driver.press("<tab> (mine)<c-s><c-s>");
    driver.wait_for("description.");
    describe(driver.service(), ID, "Theirs");
    driver.press("u");
    let review = driver.wait_for("! The description was changed since then.");
    assert!(review.contains("− Theirs") && review.contains("+ Main cluster, primary writer"), "{review}");
    driver.press("<c-s>");
    driver.wait_for("✓ Restored the description of");
    assert_eq!(description_of(driver.service(), ID), "Main cluster, primary writer");
}

#[test]
fn a_name_that_somebody_took_meanwhile_keeps_the_value_until_it_is_discarded() {
    let mut driver = on(ID);
    driver.open_delete();
    driver.press(&format!("<c-o>{ID}<enter><tab><enter>"));
    driver.wait_for("✓ Deleted");
    let bob = driver.service().token_for("bob");
    create(driver.service(), &bob, ID, "bob's");
    let writes = driver.service_writes().len();
    driver.press("u<c-s>");
    driver.wait_for("belongs to somebody else on this site");
    assert_eq!(driver.service_writes().len(), writes);
    driver.advance(Duration::from_secs(11 * 60));
    driver.wait_for("27 characters");
    driver.press("<esc>");
    driver.wait_for("Discard");
    driver.press("<esc>");
    driver.press("_2<c-s>");
    driver.wait_for("✓ Created postgres_main_password_2.");
    assert_eq!(value_of(driver.service(), "postgres_main_password_2"), OLD);
}

#[test]
fn an_old_value_that_does_not_come_stops_the_change_until_it_is_confirmed_once_more() {
    for (keys, go, told) in [
        ("enew<c-s><c-o>", "<c-s>", "If you save now, u cannot bring it back."),
        (
            "D<c-o>postgres_main_password<enter><tab>",
            "<enter>",
            "If you delete now, u cannot create it again.",
        ),
    ] {
        let mut driver = on(ID);
        for _ in 0..3 {
            driver.service().answer_next("GET", VALUE, Scripted::DropConnection);
        }
        let keys = keys.strip_prefix('D').inspect(|_| driver.open_delete()).unwrap_or(keys);
        driver.press(&format!("{keys}{go}"));
        driver.wait_for(told);
        assert!(driver.service_writes().is_empty());
        driver.press(if go == "<enter>" { "<tab><tab><enter>" } else { go });
        while driver.service_writes().is_empty() {
            driver.take_one();
        }
        driver.wait_gone(told);
        assert!(driver.held().is_empty());
    }
}

#[test]
fn a_secret_that_is_gone_is_said_to_be_and_can_be_created_again_with_what_is_held() {
    let mut driver = changed();
    remove(driver.service(), ID);
    driver.press("u");
    driver.wait_for("✗ postgres_main_password is gone; the list was refreshed.");
    assert_eq!(driver.held().len(), 1);
    driver.wait_for("It was deleted since. This creates it again as it was before");
    driver.press("<c-s>");
    driver.wait_for("✓ Created postgres_main_password.");
    assert_eq!(value_of(driver.service(), ID), OLD);
}

#[test]
fn a_creation_is_undone_by_a_deletion_with_its_form() {
    let mut driver = on(ID);
    driver.press("anew_key<tab>pw<c-s>");
    driver.wait_for("✓ Created new_key.");
    set_value(driver.service(), "new_key", "somebody's");
    driver.press("u");
    driver.wait_for("This undoes the creation of");
    driver.press("<c-o>new_key<enter><tab><enter>");
    driver.wait_for("Nothing was deleted: the value of new_key has changed since.");
    assert!(exists(driver.service(), "new_key"));
    driver.press("<enter><tab><enter>");
    driver.wait_for("✓ Deleted new_key.");
    driver.press("u<c-s>");
    driver.wait_for("✓ Created new_key.");
    assert_eq!(value_of(driver.service(), "new_key"), "somebody's");
}

#[test]
fn an_undo_that_may_not_be_written_any_more_says_so_and_keeps_what_it_holds() {
    let mut driver = on("openai_compat_api_key");
    driver.press("enew-one<c-s><c-o><c-s>");
    driver.wait_for("Running pods keep the old value");
    driver.service().grant("openai_compat_api_key", "alice", Level::Read);
    driver.press("u");
    driver.wait_for("may have been changed since then");
    driver.press("<c-s>");
    driver.wait_for("was not saved: you need USER on it.");
    assert!(driver.held().len() == 1 && driver.has_form());
}

#[test]
fn x_wipes_what_is_held_and_so_do_ten_minutes() {
    let mut driver = changed();
    driver.press("X");
    let screen = driver.wait_for("✓ Wiped what undo held: one change.");
    assert!(!screen.contains("u undo"), "{screen}");
    let mut driver = changed();
    driver.advance(Duration::from_secs(10 * 60 - 1));
    assert!(driver.screen().contains("u undo"), "{}", driver.screen());
    driver.advance(Duration::from_secs(1));
    assert!(!driver.screen().contains("u undo"), "{}", driver.screen());
}

/// What happens to [`ID`].
#[derive(Clone, Debug)]
enum Step {
    /// The user changes the value.
    Change(String),
    /// Somebody else does.
    Theirs(String),
    /// The user undoes the newest change.
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => "[a-c]{1,2}".prop_map(Step::Change),
        2 => "[a-c]{1,2}".prop_map(Step::Theirs),
        3 => Just(Step::Undo),
    ]
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn an_undo_brings_back_what_the_service_had_before_the_newest_change(
        steps in prop::collection::vec(step(), 1..8),
    ) {
        let mut driver = on(ID);
        // Agreed to once, in a review that is left.
        driver.press("ex<c-s><c-o><esc><esc><tab><enter>");
        let (mut now, mut before) = (OLD.to_owned(), Vec::new());
        for step in steps {
            match step {
                Step::Change(value) => {
                    driver.press(&format!("e{value}<c-s><c-s>"));
                    before.push(std::mem::replace(&mut now, value));
                }
                Step::Theirs(value) => {
                    set_value(driver.service(), ID, &value);
                    now = value;
                    continue;
                }
                Step::Undo => {
                    driver.press(if before.len() > 1 { "u<enter>" } else { "u" });
                    let Some(value) = before.pop() else { continue };
                    driver.wait_until("a review or nothing to do", |screen| {
                        screen.contains("This undoes") || screen.contains("is as it was before")
                    });
                    if value == now {
                        prop_assert!(!driver.has_form(), "{}", driver.screen());
                        driver.press("<esc>!");
                        continue;
                    }
                    driver.press("<c-s>");
                    before.push(std::mem::replace(&mut now, value));
                }
            }
            while driver.has_form() {
                driver.take_one();
            }
            let held: Vec<_> = driver.app.undo().held().iter().map(|held| match &held.act {
                Act::Changed { value: Some(value), .. } => value.expose().to_owned(),
                other => panic!("{other:?}"),
            }).collect();
            prop_assert_eq!(&held, &before);
            prop_assert_eq!(value_of(driver.service(), ID), now.clone());
        }
    }
}
