//! Stories about copying, and about quitting while a copy is made.

use std::time::Duration;

use rstest::rstest;

use super::story::Story;
use super::value::{VALUE, secret, three};
use crate::app::Event;
use crate::app::copy::{CopyFault, CopyReport};
use crate::app::settings::{ClipboardWay, Settings};
use crate::domain::FailureKind;

#[test]
fn a_copy_goes_on_when_the_user_moves_and_shows_nothing() {
    let mut story = three();
    story.press("yj");
    assert!(story.aborted.is_empty());
    story.value(VALUE);
    assert_eq!((story.copied(), story.shown()), (vec![VALUE], None));
    assert_eq!(story.copies[0].clear_after, Some(Duration::from_secs(30)));
}

#[test]
fn reveal_and_copy_share_one_request() {
    let mut story = three();
    story.press("vy");
    assert_eq!(story.values.len(), 1);
    story.press("jk");
    story.value(VALUE);
    assert_eq!((story.copied(), story.shown()), (vec![VALUE], None), "the reveal was left, the copy not");
}

#[test]
fn what_is_on_the_screen_is_copied_without_asking_again() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.press("y");
    assert_eq!((story.values.len(), story.copied()), (1, vec![VALUE]));
}

#[test]
fn nothing_is_fetched_for_a_clipboard_that_is_off() {
    let settings = Settings { clipboard: ClipboardWay::Off, ..Settings::default() };
    let mut story = Story::begin_with(settings).loaded(vec![secret("a", Some(true), true)]);
    story.press("y");
    assert!(story.values.is_empty() && story.notice().contains("--clipboard off"));
}

#[test]
fn a_copy_is_claimed_when_it_is_seen_and_counted_down_while_it_is_news() {
    let mut story = three();
    story.press("y");
    story.value(VALUE);
    assert_eq!(story.notice(), "Copying a.", "nothing is claimed yet");
    story.report(CopyReport::Taken);
    assert_eq!(story.notice(), "Copied a; the system clipboard clears in");
    let until = story.app.notice().unwrap().countdown.unwrap();
    assert_eq!(until, story.now.instant + Duration::from_secs(30));
    assert!(story.app.next_wake().unwrap() <= story.now.instant + Duration::from_secs(1));
    story.press("jjv");
    assert!(story.app.notice().unwrap().countdown.is_none(), "there is newer news");
    story.advance(Duration::from_secs(11));
    story.report(CopyReport::Cleared);
    assert_eq!(story.notice(), "Cleared the clipboard.");
}

#[rstest]
#[case::taken_over(CopyReport::Replaced, "The clipboard now holds something else; it was left alone.")]
#[case::not_cleared(CopyReport::Left, "The clipboard could not be cleared; the copy may still be in it.")]
#[case::none(
    CopyReport::Failed(CopyFault::NoClipboard),
    "a was not copied: no clipboard here. Try --clipboard osc52."
)]
fn a_copy_that_ends_otherwise_says_so(#[case] report: CopyReport, #[case] text: &str) {
    let mut story = three();
    story.press("y");
    story.value(VALUE);
    story.report(report);
    assert_eq!(story.notice(), text);
}

#[test]
fn the_report_of_a_former_copy_is_no_news() {
    let mut story = three();
    story.press("jc");
    story.press("kc");
    let former = story.copies[0].id;
    story.report(CopyReport::Taken);
    story.tell(Event::Copied(former, CopyReport::Replaced));
    assert_eq!(story.notice(), "Copied the id of a.");
}

#[test]
fn the_id_and_the_reference_are_copied_for_good() {
    let mut owned = secret("a", Some(false), false);
    owned.owner = "alice".into();
    let mut story = Story::begin().loaded(vec![owned]);
    story.press("c");
    story.press("Y\n");
    story.press("Yi");
    story.press("Y↓↓\n");
    assert_eq!(story.copied()[..3], ["a", "${secret:alice:a}", "a"]);
    assert!(story.copied()[3].contains("\"secret_id\": \"a\""));
    assert!(story.copies.iter().all(|job| job.clear_after.is_none()));
    assert!(story.values.is_empty());
}

#[test]
fn quitting_waits_for_a_copy_that_was_asked_for() {
    let mut story = three();
    story.press("yq");
    assert!(!story.quits);
    story.value(VALUE);
    assert!(!story.quits);
    story.report(CopyReport::Taken);
    assert!(story.quits);
}

#[test]
fn quitting_stays_when_the_copy_fails_and_ctrl_c_does_not_wait() {
    let mut story = three();
    story.press("yq");
    story.value_fails(FailureKind::ServiceFault);
    assert!(!story.quits);
    assert_eq!(story.notice(), "a was not read: the service failed.");
    story.press("yq\x03");
    assert!(story.quits);
}
