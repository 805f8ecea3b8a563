//! The forms that create, change and delete, in each of their phases, and what helps to fill them in.
//! What becomes of a write is told by `journeys`; here a form is brought where it is looked at.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::core::Event;
use tapis_secrets::core::settings::Settings;
use tapis_secrets::domain::FileFault;
use tapis_secrets::domain::{Answer, Failure, FailureKind, Operation, Secret, SecretId, SecretValue};

use crate::shots;
use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data::{demo, list_failure};
use crate::support::prelude::AppTest;
use crate::support::screen::{ANSI, DARK, styled};

/// Side by side, large, stacked, and the smallest that is told of.
const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (60, 20), (40, 12)];
const TIMED_OUT: FailureKind = FailureKind::TimedOut { after: Duration::from_secs(30) };
const MS: Duration = Duration::from_millis(1);
const ID: &str = "postgres_main_password";
const READ_ONLY: &str = "postgres_replica";
const WRITE_ONLY: &str = "minio_root_password";
const LOCKED: &str = "pg_backup_key";
const LONG: &str = "vault_unseal_share_3_of_5_kept_for_the_operators_on_call_and_nobody_else_sealed_in_the_blue_envelope_only_here";
const PRESENT: &str = "demo-Harbour7!granite-otter";

/// The demo with `keys` pressed on a secret.
fn on(id: &'static str, keys: &'static str) -> impl Fn(u16, u16) -> AppTest {
    move |width, height| {
        let mut stage = AppTest::with_demo(width, height);
        stage.select(id);
        stage.press(keys);
        stage
    }
}

/// An edit form that the service has told nothing new about, with `keys` pressed.
fn edited(id: &'static str, keys: &'static str) -> impl Fn(u16, u16) -> AppTest {
    move |width, height| {
        let mut stage = on(id, "e")(width, height);
        got(&mut stage, id, |_| ());
        stage.press(keys);
        stage
    }
}

/// The same with the present value loaded first.
fn loaded(value: &'static str, keys: &'static str) -> impl Fn(u16, u16) -> AppTest {
    move |width, height| {
        let mut stage = edited(ID, "<c-o>")(width, height);
        stage.value_read(value);
        stage.press(keys);
        stage
    }
}

/// The metadata of `id` comes, changed by `change`.
fn got(stage: &mut AppTest, id: &str, change: impl Fn(&mut Secret)) {
    let mut secret = demo(now()).into_iter().find(|secret| secret.id.as_str() == id).unwrap();
    change(&mut secret);
    stage.answer(Ok(Answer::Got(Box::new(secret))));
}

fn failed(stage: &mut AppTest, operation: Operation, kind: FailureKind) {
    stage.fails_with(Failure { operation, ..list_failure(kind, None, "") });
}

fn paste(stage: &mut AppTest, text: &str) {
    stage.tell(Event::Paste(text.to_owned().into()));
}

#[test]
fn a_new_secret() {
    shots("form_create_empty", &SIZES, on(ID, "a"));
    let filled = "anew_secret<tab>pass word<tab>For the portal<tab><tab><right>";
    shots("form_create_filled", &SIZES, on(ID, filled));
    shots("form_create_value_focused", &SIZES, on(ID, "anew_secret<tab>pass word"));
    shots("form_create_value_shown", &SIZES, on(ID, "anew_secret<tab>pass word<enter>second<c-r>"));
    shots("form_create_pod", &SIZES, on(ID, "anew_secret<tab><tab><tab><right><tab>web"));
    insta::assert_snapshot!("form_create_styled", styled(&on(ID, filled)(80, 24).draw(DARK)));
}

#[test]
fn faults_stand_below_their_fields() {
    shots("form_create_faults", &SIZES, on(ID, "apostgres main<tab>pw <enter><tab>caf\u{e9}"));
    shots("form_create_refused", &SIZES, on(ID, "a<tab><tab><tab><right><c-s>"));
    shots("form_create_taken", &SIZES, on(ID, "aredis_password"));
    shots("form_create_somebody_elses", &SIZES, |w, h| {
        let mut stage = on(ID, "anew_secret<tab>pw<c-s>")(w, h);
        failed(&mut stage, Operation::Get, FailureKind::NotPermitted);
        stage
    });
    let stage = on(ID, "apostgres main<tab>pw <enter><tab>x")(80, 24);
    insta::assert_snapshot!("form_create_faults_styled", styled(&stage.draw(DARK)));
    insta::assert_snapshot!("form_create_faults_ansi", styled(&stage.draw(ANSI)));
}

#[rstest]
#[case::full(ID, "full")]
#[case::read_only(READ_ONLY, "read_only")]
#[case::write_only(WRITE_ONLY, "write_only")]
#[case::locked(LOCKED, "locked")]
fn each_access_mode(#[case] id: &'static str, #[case] name: &str) {
    shots(&format!("form_edit_{name}"), &SIZES, edited(id, ""));
}

#[test]
fn a_value_that_turns_out_to_be_fixed() {
    let found = |keys: &'static str| {
        move |w, h| {
            let mut stage = on(ID, "enew password")(w, h);
            got(&mut stage, ID, |secret| secret.access.writable = Some(false));
            stage.press(keys);
            stage
        }
    };
    shots("form_edit_found_fixed", &SIZES, found(""));
    shots("form_edit_found_fixed_shown", &SIZES, found("<c-r>"));
}

#[test]
fn a_taken_secret_that_is_fetched() {
    shots("form_create_finding", &SIZES, |w, h| {
        let mut stage = on(ID, "anew_secret<tab>pw<c-s>")(w, h);
        failed(&mut stage, Operation::Get, FailureKind::NotFound);
        let (operation, subject) = (Operation::Create, Some(SecretId::from("new_secret").into()));
        stage.fails_with(Failure {
            operation,
            subject,
            ..list_failure(FailureKind::AlreadyExists, None, "")
        });
        failed(&mut stage, Operation::Get, FailureKind::NotFound);
        stage.press("<tab><tab><tab><tab><tab><tab><enter>");
        stage.advance(Duration::from_millis(200));
        stage
    });
}

#[test]
fn what_was_changed_is_marked() {
    shots("form_edit_changed", &SIZES, edited(ID, "new password<tab> (rotated)"));
    shots("form_edit_loaded", &SIZES, loaded(PRESENT, ""));
    let keys = "new password<tab> (rotated)";
    insta::assert_snapshot!("form_edit_changed_styled", styled(&edited(ID, keys)(80, 24).draw(DARK)));
}

#[test]
fn a_value_is_shown_on_request() {
    shots("form_edit_shown", &SIZES, edited(ID, "first line<enter>second  <enter>third<c-r>"));
    let many: &str = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine";
    shots("form_edit_shown_many", &SIZES, loaded(many, "<c-r><up>"));
    let hidden = loaded(many, "<c-r><c-r>")(80, 24);
    assert!(!hidden.screen().contains("eight"), "masked again\n{}", hidden.screen());
}

#[test]
fn a_large_or_odd_value_is_kept_whole() {
    let whole = |value: String| {
        move |w, h| {
            let mut stage = edited(ID, "")(w, h);
            paste(&mut stage, &value);
            stage
        }
    };
    shots("form_edit_large", &SIZES, whole("x".repeat(100 * 1024)));
    shots("form_edit_odd", &SIZES, whole("nul \0 byte".to_owned()));
    let shown = |value: String| {
        move |w, h| {
            let mut stage = whole(value.clone())(w, h);
            stage.press("<c-r>x");
            stage
        }
    };
    shots("form_edit_odd_shown", &SIZES, shown("line\r\nbell \x07".to_owned()));
    shots("form_edit_large_shown", &SIZES, shown("x".repeat(100 * 1024)));
}

#[test]
fn the_review() {
    shots("form_review_two", &SIZES, loaded(PRESENT, "!<enter><tab> (rotated)<c-s>"));
    shots("form_review_value", &SIZES, edited(ID, "new password<c-s>"));
    shots("form_review_value_shown", &SIZES, loaded(PRESENT, "!<enter>second<c-s><c-r>"));
    shots("form_review_description", &SIZES, edited(ID, "<tab><c-u><c-s>"));
    let stage = loaded(PRESENT, "!<enter><tab> (rotated)<c-s>")(80, 24);
    insta::assert_snapshot!("form_review_styled", styled(&stage.draw(DARK)));
}

#[test]
fn somebody_else_changed_the_description() {
    shots("form_theirs", &SIZES, |w, h| {
        let mut stage = edited(ID, "<tab> (rotated)<c-s><c-s>")(w, h);
        got(&mut stage, ID, |secret| secret.description = "Retired, use postgres_replica".into());
        stage
    });
}

#[test]
fn leaving() {
    shots("form_leaving_edit", &SIZES, edited(ID, "new<tab>er<esc>"));
    shots("form_leaving_create", &SIZES, on(ID, "anew<esc>"));
}

#[test]
fn a_deletion() {
    shots("form_delete_empty", &SIZES, on(ID, "D"));
    shots("form_delete_part", &SIZES, on(ID, "Dpostgres_main_pa"));
    shots("form_delete_wrong", &SIZES, on(ID, "Dpostgres_replica"));
    shots("form_delete_complete", &SIZES, on(ID, "Dpostgres_main_password<enter>"));
    shots("form_delete_word", &SIZES, on(LONG, "D"));
    let stage = on(ID, "Dpostgres_main_pa")(80, 24);
    insta::assert_snapshot!("form_delete_styled", styled(&stage.draw(DARK)));
}

#[test]
fn saving_is_told_after_150_ms() {
    shots("form_saving", &SIZES, |w, h| {
        let mut stage = edited(ID, "new<c-s><c-s>")(w, h);
        let before = stage.screen();
        stage.advance(MS * 149);
        assert_eq!(stage.screen(), before, "nothing flickers");
        stage.advance(MS);
        stage
    });
    shots("form_looking", &SIZES[..1], |w, h| {
        let mut stage = on(ID, "anew_secret<tab>pw<c-s>")(w, h);
        stage.advance(MS * 150);
        stage
    });
    shots("form_checking", &SIZES, |w, h| {
        let mut stage = on(ID, "Dpostgres_main_password<tab><tab><enter>")(w, h);
        failed(&mut stage, Operation::Delete, TIMED_OUT);
        stage.advance(MS * 150);
        stage
    });
}

#[test]
fn what_cannot_be_seen_of_a_value_is_told() {
    let pasted = |keys: &'static str| {
        move |w, h| {
            let mut stage = edited(ID, "")(w, h);
            paste(&mut stage, "\u{feff}pass\0word\t\u{200b}\u{200b} \n");
            stage.press(keys);
            stage
        }
    };
    shots("form_edit_unseen", &SIZES, pasted(""));
    shots("form_review_unseen", &SIZES, pasted("<c-s>"));
    shots("form_edit_unseen_removed", &SIZES[..1], pasted("<c-t>"));
}

#[test]
fn what_enter_did_not_do_is_told() {
    shots("form_edit_line_added", &SIZES, edited(ID, "password<enter>"));
    shots("form_create_line_added", &SIZES[..1], on(ID, "anew<tab>password<enter>"));
    shots("form_delete_enter", &SIZES, on(ID, "Dpostgres_main_password<enter>"));
    shots("form_create_button", &SIZES[..1], on(ID, "anew<tab>pw<tab><enter><enter><enter>"));
}

#[test]
fn what_nobody_can_tell() {
    let doubt = |id: &'static str| {
        move |w, h| {
            let mut stage = edited(id, "new<c-s><c-s>")(w, h);
            failed(&mut stage, Operation::Update, TIMED_OUT);
            stage
        }
    };
    shots("form_doubt_readable", &SIZES, doubt(ID));
    shots("form_doubt_write_only", &SIZES, doubt(WRITE_ONLY));
    shots("form_doubt_left", &SIZES, |w, h| {
        let mut stage = doubt(ID)(w, h);
        stage.press("<esc><esc>");
        stage
    });
}

#[test]
fn what_follows_from_a_new_value_is_told_in_full() {
    shots("form_saved", &SIZES, |w, h| {
        let mut stage = edited(ID, "new<c-s><c-s>")(w, h);
        let secret = demo(now()).into_iter().find(|secret| secret.id.as_str() == ID).unwrap();
        stage.answer(Ok(Answer::Updated(Box::new(secret))));
        stage
    });
}

#[test]
fn what_helps_to_fill_in_a_value() {
    shots("form_generate", &SIZES, edited(ID, "<c-g><down><right>"));
    shots("form_generate_too_long", &SIZES[..1], edited(ID, "<c-g>300<enter>"));
    let file = |result: Result<&'static str, FileFault>| {
        move |w, h| {
            let mut stage = edited(ID, "<c-f>/etc/secret/password.txt<enter>")(w, h);
            let request = stage.reads[0].0;
            stage.tell(Event::FileRead(request, result.map(|text| SecretValue::new(text.to_owned()))));
            stage
        }
    };
    shots("form_file", &SIZES, edited(ID, "<c-f>/etc/secr"));
    shots("form_file_fault", &SIZES, file(Err(FileFault::NotText)));
    shots("form_file_newline", &SIZES, file(Ok("from the file\n")));
    shots("form_file_unseen", &SIZES, file(Ok("\u{feff}from\r\nWindows\r\n")));
}

#[test]
fn quitting_while_saving_asks() {
    shots("form_quit", &SIZES, |w, h| {
        let mut stage = edited(ID, "new<c-s><c-s><esc>q")(w, h);
        stage.advance(Duration::from_secs(3));
        stage
    });
    shots("form_quit_doubt", &SIZES, |w, h| {
        let mut stage = edited(ID, "new<c-s><c-s><esc>")(w, h);
        failed(&mut stage, Operation::Update, TIMED_OUT);
        stage.select(WRITE_ONLY);
        stage.press("enew<c-s><c-s><esc>q");
        stage
    });
}

#[test]
fn a_view_only_session_offers_no_form() {
    shots("form_view_only", &SIZES, |w, h| {
        let settings = Settings { view_only: true, ..Settings::default() };
        let mut stage = AppTest::set_up(site(), settings, w, h);
        stage.list(demo(now()));
        stage.press("e");
        stage
    });
}

#[test]
fn no_size_makes_a_form_panic() {
    let many: String = (0..40).map(|n| format!("line {n}\n")).collect();
    for keys in ["a", "a\u{e9} x<tab>pw<c-s>", "e", "exx<c-s>", "exx<esc>", "D", "e<c-g>", "e<c-f>path"] {
        for show in [false, true] {
            let mut stage = on(ID, keys)(80, 24);
            paste(&mut stage, &many);
            if show {
                stage.press("<c-r>");
            }
            for width in (0..=12).chain(36..=84).step_by(6).chain([160, 400]) {
                for height in [0, 1, 2, 9, 10, 11, 12, 15, 16, 19, 20, 30, 60] {
                    stage.resize(width, height);
                    stage.draw(DARK);
                }
            }
        }
    }
}
