//! Stories about copying, and about quitting while a copy is made.

use std::time::Duration;

use rstest::rstest;

use super::value::{VALUE, secret, three};
use crate::support::prelude::*;

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
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", Some(true), true)]);
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
    assert_eq!(story.countdown(), Some(Duration::from_secs(30)));
    assert!(story.app.next_wake().boot.unwrap() <= story.now.instant + Duration::from_secs(1));
    story.press("jjv");
    assert!(story.countdown().is_none(), "there is newer news");
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
    let mut story = AppTest::begin().loaded(vec![owned]);
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

/// A terminal's clipboard, and a value that is too large for it: small enough to be shown, or not.
fn too_large(bytes: usize) -> (AppTest, String) {
    let settings = Settings { clipboard: ClipboardWay::Osc52, ..Settings::default() };
    let story = AppTest::begin_with(settings)
        .loaded(vec![secret("a", Some(true), true), secret("b", Some(true), false)]);
    (story, "x".repeat(bytes))
}

const FULL: usize = 56_243;
const SHOWN: usize = 60_000;
const HUGE: usize = 70_000;

#[test]
fn what_just_fits_is_copied() {
    let (mut story, value) = too_large(FULL);
    story.press("y");
    story.value(&value);
    assert_eq!(story.copies.len(), 1);
}

#[test]
fn a_value_found_too_large_names_the_ways_that_work_and_is_not_read_again_for_a_copy() {
    let (mut story, value) = too_large(SHOWN);
    story.press("y");
    story.value(&value);
    let ways = "v shows it, V for the mouse, E opens it in your editor.";
    assert_eq!(story.notice(), format!("a was not copied: too large for OSC 52. {ways}"));
    assert!(story.copies.is_empty(), "no helper is started for it");
    assert_eq!(story.outcome(0), "not copied: too large for OSC 52");
    story.advance(PAUSE);
    story.press("y");
    assert_eq!((story.values.len(), story.copies.len()), (1, 0), "the service would log it in vain");
    assert_eq!(story.notice(), format!("a was not read: too large for OSC 52. {ways}"));
    // A refresh forgets that; what is shown meanwhile tells it anew.
    story.press("R");
    let mut story = story.loaded(vec![secret("a", Some(true), true)]);
    story.press("y");
    assert_eq!(story.values.len(), 2);
}

#[rstest]
#[case::shown("v", SHOWN, "V shows it for the mouse, E opens it in your editor.")]
#[case::alone("V", SHOWN, "The mouse can take it from here, E opens it in your editor.")]
#[case::shown_in_part("v", HUGE, "E opens it in your editor.")]
#[case::read_only("jv", SHOWN, "V shows it for the mouse.")]
#[case::nothing_left("jv", HUGE, "On a desktop, try --clipboard system.")]
fn what_is_on_the_screen_and_too_large_is_not_read_and_no_way_is_named_that_just_failed(
    #[case] keys: &str,
    #[case] bytes: usize,
    #[case] ways: &str,
) {
    let (mut story, value) = too_large(bytes);
    story.press(keys);
    story.value(&value);
    story.press("y");
    assert_eq!(story.values.len(), 1);
    let told = story.notice().split_once(" was not copied: too large for OSC 52. ").unwrap().1;
    assert_eq!(told, ways);
}

#[test]
fn a_value_whose_size_the_reveal_or_the_save_has_told_is_not_read_for_a_copy() {
    let (mut story, value) = too_large(SHOWN);
    story.press("v");
    story.value(&value);
    story.press("vy");
    assert_eq!((story.values.len(), story.copies.len()), (1, 0));
    assert!(story.notice().starts_with("a was not read: too large"), "{}", story.notice());
    // Somebody has changed it: what is shown next tells so.
    story.press("v");
    story.value("small");
    story.press("vy");
    assert_eq!(story.values.len(), 3);
}

#[rstest]
#[case::no_terminal(
    ClipboardWay::Osc52,
    CopyFault::NoClipboard,
    "the terminal did not take it. v shows it, V"
)]
#[case::slow(ClipboardWay::Osc52, CopyFault::NotThere, "the terminal did not take it. v shows it, V")]
#[case::tmux(ClipboardWay::Tmux, CopyFault::NoClipboard, "tmux did not take it. Try --clipboard osc52.")]
#[case::helper(ClipboardWay::System, CopyFault::NoHolder, "our helper did not run. Try")]
fn a_way_that_has_just_failed_is_not_advised(
    #[case] clipboard: ClipboardWay,
    #[case] fault: CopyFault,
    #[case] told: &str,
) {
    let settings = Settings { clipboard, ..Settings::default() };
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", Some(true), true)]);
    story.press("y");
    story.value(VALUE);
    story.report(CopyReport::Failed(fault));
    assert!(story.notice().contains(told), "{}", story.notice());
}

#[rstest]
fn the_desktop_is_not_advised_where_it_has_just_failed(
    #[values(CopyFault::NoClipboard, CopyFault::NotThere, CopyFault::NoHolder)] fault: CopyFault,
    #[values(VALUE.len(), HUGE)] bytes: usize,
) {
    let settings = Settings { clipboard: ClipboardWay::System, ..Settings::default() };
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", Some(true), false)]);
    story.press("y");
    story.value(&"x".repeat(bytes));
    story.report(CopyReport::Failed(fault));
    let notice = story.notice();
    assert!(notice.ends_with('.') && !notice.contains("system"), "{notice}");
}

#[test]
fn what_stays_in_tmux_is_not_said_to_be_in_the_terminal() {
    let settings = Settings { clipboard: ClipboardWay::Tmux, ..Settings::default() };
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", Some(true), true)]);
    story.press("y");
    story.value(&"x".repeat(HUGE));
    story.report(CopyReport::Sent);
    assert_eq!(story.notice(), "Sent a to tmux alone; it is overwritten in");
    story.report(CopyReport::Cleared);
    assert_eq!(story.notice(), "Overwrote the buffer of tmux.");
}
