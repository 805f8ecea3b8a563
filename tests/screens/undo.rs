//! Undo, journal and verifying: what the forms say before, the reviews, the menu, the footer.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::core::Event;
use tapis_secrets::core::settings::{Settings, Unlock};
use tapis_secrets::domain::{Answer, FailureKind, Reply, SaveFault, Secret};

use crate::shots;
use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data::{demo, list_failure};
use crate::support::prelude::AppTest;
use crate::support::screen::{DARK, styled};

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (60, 20), (40, 12)];
const ID: &str = "postgres_main_password";
const WRITE_ONLY: &str = "minio_root_password";
const LOCKED: &str = "pg_backup_key";
const OLD: &str = "demo-Harbour7!granite-otter";

fn secret(id: &str) -> Secret {
    demo(now()).into_iter().find(|secret| secret.id.as_str() == id).unwrap()
}

fn got(stage: &mut AppTest, secret: Secret) {
    stage.answer(Ok(Answer::Got(Box::new(secret))));
}

/// The demo with `keys` pressed on a secret, whose metadata came meanwhile.
fn on(id: &'static str, open: &'static str, keys: &'static str) -> impl Fn(u16, u16) -> AppTest {
    move |width, height| {
        let mut stage = AppTest::with_demo(width, height);
        stage.select(id);
        stage.press(open);
        if open == "e" {
            got(&mut stage, secret(id));
        }
        stage.press(keys);
        stage
    }
}

/// The value was changed, with the old one read before.
fn changed(width: u16, height: u16) -> AppTest {
    let mut stage = on(ID, "e", "new-one<c-s><c-o><c-s>")(width, height);
    stage.value_read(OLD);
    stage.answer(Ok(Answer::Updated(Box::new(secret(ID)))));
    stage
}

/// A deletion, with the value read before.
fn deleted(width: u16, height: u16) -> AppTest {
    let mut stage = on(ID, "D", "<c-o>postgres_main_password<enter><tab><enter>")(width, height);
    stage.value_read(OLD);
    stage.answer(Ok(Answer::Deleted(ID.into())));
    stage
}

#[rstest]
#[case::edit_unasked("edit_unasked", ID, "e", "new<c-s>")]
#[case::edit_agreed("edit_agreed", ID, "e", "new<c-s><c-o>")]
#[case::edit_box("edit_box_focused", ID, "e", "new<c-s><s-tab>")]
#[case::edit_write_only("edit_write_only", WRITE_ONLY, "e", "new<c-s>")]
#[case::delete_agreed("delete_agreed", ID, "D", "<c-o>")]
#[case::delete_locked("delete_locked", LOCKED, "D", "")]
fn the_form_says_before_what_can_be_undone(
    #[case] name: &str,
    #[case] id: &'static str,
    #[case] open: &'static str,
    #[case] keys: &'static str,
) {
    shots(&format!("undo_{name}"), &SIZES, on(id, open, keys));
}

#[test]
fn what_only_undo_has_is_asked_about_and_its_end_is_told() {
    shots("undo_quit", &SIZES, |w, h| {
        let mut stage = changed(w, h);
        stage.press("q");
        stage
    });
    shots("undo_ended", &SIZES, |w, h| {
        let mut stage = changed(w, h);
        stage.advance(Duration::from_secs(600));
        stage
    });
    let settings = Settings { unlock: Unlock::SignIn, ..Settings::default() };
    shots("undo_lock", &SIZES, move |w, h| {
        let mut stage = AppTest::set_up(site(), settings, w, h);
        stage.list(demo(now()));
        stage.select(ID);
        stage.press("D<c-o>postgres_main_password<enter><tab><enter>");
        stage.value_read(OLD);
        stage.answer(Ok(Answer::Deleted(ID.into())));
        stage.press("L");
        stage
    });
}

#[test]
fn reading_the_old_value_is_told() {
    shots("undo_reading", &SIZES, |w, h| {
        let mut stage = on(ID, "e", "new<c-s><c-o><c-s>")(w, h);
        stage.advance(std::time::Duration::from_millis(150));
        stage
    });
}

#[test]
fn an_old_value_that_did_not_come_is_told_before_anything_is_sent() {
    shots("undo_read_failed", &SIZES, |w, h| {
        let mut stage = on(ID, "e", "new<c-s><c-o><c-s>")(w, h);
        let failure = list_failure(FailureKind::ServiceFault, Some(503), "");
        stage.answer_with(Reply::Final(Err(Box::new(failure))));
        stage
    });
}

#[test]
fn the_footer_says_that_something_is_held() {
    shots("undo_held", &SIZES, |w, h| {
        let mut stage = changed(w, h);
        stage.advance(std::time::Duration::from_secs(7));
        stage
    });
    shots("undo_changed_notice", &SIZES, changed);
    shots("undo_deleted_notice", &SIZES, deleted);
    insta::assert_snapshot!("undo_deleted_notice_styled", styled(&deleted(80, 24).draw(DARK)));
}

#[test]
fn the_review_of_an_undo() {
    let review = |value: &'static str, description: &'static str| {
        move |w, h| {
            let mut stage = changed(w, h);
            stage.press("u");
            got(&mut stage, Secret { description: description.into(), ..secret(ID) });
            stage.value_read(value);
            stage
        }
    };
    shots("undo_review", &SIZES, review("new-one", "Main cluster, primary writer"));
    shots("undo_review_changed_since", &SIZES, review("theirs\n", "Main cluster, primary writer"));
    shots("undo_review_both_shown", &SIZES[..2], |w, h| {
        let mut stage = review("theirs\n", "Main cluster, primary writer")(w, h);
        stage.press("<c-r>");
        stage
    });
    let stage = review("theirs\n", "Main cluster, primary writer")(80, 24);
    insta::assert_snapshot!("undo_review_changed_since_styled", styled(&stage.draw(DARK)));
}

#[test]
fn what_is_created_again() {
    let again = |w, h| {
        let mut stage = deleted(w, h);
        stage.press("u");
        stage
    };
    shots("undo_again", &SIZES, again);
    shots("undo_again_failed", &SIZES[..2], |w, h| {
        let mut stage = again(w, h);
        stage.press("<c-s>");
        stage.fails_with(list_failure(FailureKind::NotFound, Some(404), ""));
        stage.fails_with(list_failure(FailureKind::ServiceFault, Some(500), ""));
        stage.advance(std::time::Duration::from_secs(60));
        stage
    });
    shots("undo_again_taken", &SIZES, |w, h| {
        let mut stage = again(w, h);
        stage.press("<c-s>");
        got(&mut stage, secret(ID));
        stage
    });
}

#[test]
fn what_was_created_and_changed_by_somebody_since() {
    shots("undo_created_changed_since", &SIZES, |w, h| {
        let mut stage = on(ID, "a", "new_one<tab>new-one<tab>mine<c-s>")(w, h);
        stage.fails_with(list_failure(FailureKind::NotFound, Some(404), ""));
        let new = |description: &str| Secret {
            id: "new_one".into(),
            description: description.into(),
            ..secret(ID)
        };
        let created = Answer::Created { secret: Box::new(new("mine")), replaced: false };
        stage.answer(Ok(created));
        stage.press("u");
        got(&mut stage, new("theirs"));
        stage.press("<c-o>new_one<enter><tab><enter>");
        stage.value_read("theirs\n");
        stage.press("<c-r>");
        stage
    });
}

#[test]
fn an_undo_that_looks_first_and_one_whose_time_is_over() {
    let looking = |w, h| {
        let mut stage = changed(w, h);
        stage.advance(std::time::Duration::from_secs(595));
        stage.press("u");
        stage.advance(std::time::Duration::from_secs(1));
        stage
    };
    shots("undo_looking", &SIZES, looking);
    shots("undo_over", &SIZES[..2], |w, h| {
        let mut stage = looking(w, h);
        got(&mut stage, secret(ID));
        stage.value_read("new-one");
        stage.advance(std::time::Duration::from_secs(5));
        stage
    });
}

#[test]
fn more_changes_than_the_menu_offers() {
    shots("undo_menu_full", &SIZES[..2], |w, h| {
        let mut stage = changed(w, h);
        for at in 0..10 {
            stage.press("e");
            got(&mut stage, secret(ID));
            stage.press(&format!("new-{at}<c-s><c-s>"));
            stage.value_read("new-one");
            stage.answer(Ok(Answer::Updated(Box::new(secret(ID)))));
        }
        stage.press("u");
        stage
    });
}

#[test]
fn the_menu_says_that_the_last_change_is_not_among_those_it_offers() {
    shots("undo_menu_not_the_last", &SIZES, |w, h| {
        let mut stage = changed(w, h);
        stage.select(LOCKED);
        stage.press("Dpg_backup_key<enter><tab><enter>");
        stage.answer(Ok(Answer::Deleted(LOCKED.into())));
        stage.press("u");
        stage
    });
}

#[test]
fn the_menu_of_changes() {
    shots("undo_menu", &SIZES, |w, h| {
        let mut stage = changed(w, h);
        stage.press("D<c-o><c-o>postgres_main_password<enter><tab><enter>");
        stage.value_read("new-one");
        stage.answer(Ok(Answer::Deleted(ID.into())));
        stage.press("uj");
        stage
    });
}

#[test]
fn the_journal() {
    let journal = |w, h| {
        let mut stage = changed(w, h);
        stage.select(LOCKED);
        stage.press("Dpg_backup_key<enter><tab><enter>");
        stage.fails_with(list_failure(FailureKind::NotPermitted, Some(400), ""));
        stage.press("<esc>");
        stage.select("redis_password");
        stage.press("v");
        stage.value("hunter2");
        stage.press("vJ");
        stage
    };
    shots("journal", &SIZES, journal);
    shots("journal_moved", &SIZES, |w, h| {
        let mut stage = journal(w, h);
        stage.press("kk");
        stage
    });
    shots("journal_save", &SIZES, |w, h| {
        let mut stage = journal(w, h);
        stage.press("s");
        stage
    });
    shots("journal_save_fault", &SIZES, |w, h| {
        let mut stage = journal(w, h);
        stage.press("s<enter>");
        stage.tell(Event::JournalSaved(stage.files[0].0, "x".to_owned(), Err(SaveFault::Exists)));
        stage
    });
    shots("journal_empty", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("J");
        stage
    });
    insta::assert_snapshot!("journal_styled", styled(&journal(100, 30).draw(DARK)));
}

#[test]
fn no_size_makes_undo_or_journal_panic() {
    for keys in ["J", "Js", "u"] {
        let mut stage = changed(80, 24);
        stage.press(keys);
        for width in (0..=12).chain(36..=100).step_by(4) {
            for height in [0, 1, 2, 9, 10, 11, 12, 15, 16, 19, 20, 30, 60] {
                stage.resize(width, height);
                stage.draw(DARK);
            }
        }
    }
}
