//! Stories about quitting while something is under way: what was typed is not ended with, and who goes on
//! does not want to leave.

use std::time::Duration;

use rstest::rstest;

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

/// A new value of `c` is on its way, and its form is left; this call is to be answered.
fn saving_c(story: &mut AppTest) -> Ticket {
    story.press("gjje");
    story.press("new");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    story.asked.last().unwrap().0.clone()
}

fn saved_c(story: &mut AppTest, sent: Ticket) {
    let answer = Answer::Updated(secret("c", "", false, true).into());
    story.tell(Event::Reply(sent, Reply::Final(Ok(answer))));
    story.match_all();
    assert!(story.notice().starts_with("Saved c: value."), "{}", story.notice());
}

/// Presses these keys; `…` waits until the question comes.
fn wish(story: &mut AppTest, keys: &str) {
    for key in keys.chars() {
        match key {
            '…' => story.advance(Duration::from_secs(3)),
            key => story.press(&key.to_string()),
        }
    }
}

#[test]
fn a_form_that_waits_with_something_in_it_keeps_the_program_after_a_save() {
    let mut story = three();
    story.press("efull");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    story.fails(FailureKind::NotPermitted);
    let sent = saving_c(&mut story);
    story.press("q");
    let question = "c is still being saved. The form of a has changes that were not saved.";
    assert_eq!(story.question(), question);
    story.press("\n");
    saved_c(&mut story, sent);
    assert!(!story.quits);
    story.press("ge");
    assert_eq!(story.form_value(), "full");
}

#[rstest]
#[case::new_secret("amine\tvalue", true)]
#[case::edit("ge", true)]
#[case::filter("/pg", false)]
#[case::keys("?", false)]
fn who_goes_on_with_something_else_stays(
    #[case] goes_on: &str,
    #[case] in_a_form: bool,
    #[values("q", "q…\n")] wants_to_leave: &str,
) {
    let mut story = three();
    let sent = saving_c(&mut story);
    wish(&mut story, wants_to_leave);
    story.press(goes_on);
    assert!(!story.notice().starts_with("Quitting"), "{}", story.notice());
    story.advance(Duration::from_secs(60));
    assert!(!story.asks("Quit?"), "nothing asks over it");
    saved_c(&mut story, sent);
    assert_eq!((story.quits, story.has_form()), (false, in_a_form));
}

#[rstest]
#[case::in_the_list("q\x1b")]
#[case::in_the_question("q…\x1b")]
#[case::having_waited("q…\n\x1b")]
fn escape_takes_the_wish_to_leave_back(#[case] keys: &str) {
    let mut story = three();
    let sent = saving_c(&mut story);
    wish(&mut story, keys);
    assert_eq!((!story.has_dialog(), story.notice()), (true, "Saving c."));
    story.advance(Duration::from_secs(60));
    assert!(!story.has_dialog());
    saved_c(&mut story, sent);
    assert!(!story.quits);
    story.press("q");
    assert!(story.quits, "it can be wished for again");
}

#[test]
fn a_signal_ends_the_program_whatever_is_pressed() {
    let mut story = three();
    saving_c(&mut story);
    story.press("q");
    story.advance(Duration::from_secs(3));
    story.tell(Event::Terminate);
    story.press("\nq\x1ba");
    story.advance(Duration::from_secs(3));
    assert!(story.quits);
}

const UNKNOWN: &str = "tapis-secrets: ended before it was known what became of a.";

/// Nobody can tell what became of a new value of `a`, or of its deletion, and the user steps back from that.
fn stepped_back(keys: &str) -> AppTest {
    let mut story = three();
    story.press(keys);
    story.fails(TIMED_OUT);
    for wait in [2, 10, 0] {
        if story.phase() == Phase::Working {
            story.fails(FailureKind::ServiceFault);
            story.advance(Duration::from_secs(wait));
        }
    }
    assert_eq!(story.phase(), Phase::Doubt);
    story.press("\x1b");
    story
}

const CHANGE: &str = "ex\x13\x13";
const DELETION: &str = "Da\t\t\n";

#[rstest]
#[case::change(CHANGE, "It is not known yet whether it was saved.")]
#[case::deletion(DELETION, "It is not known yet whether it was deleted.")]
fn a_doubt_that_was_stepped_back_from_is_asked_about_and_told_of(#[case] keys: &str, #[case] asks: &str) {
    let mut story = stepped_back(keys);
    story.press("\x1b");
    assert_eq!(story.phase(), Phase::Leaving);
    assert_eq!(story.form_title(), "Leave without knowing?");
    assert!(story.form_text().starts_with(asks), "{}", story.form_text());
    story.press("\n\x03\x03");
    assert!(story.quits);
    assert_eq!(story.app.last_words(), [UNKNOWN]);
}

#[test]
fn a_doubt_that_waits_in_the_background_is_asked_about() {
    let mut story = stepped_back(CHANGE);
    story.press("\t\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    story.got(secret("a", "somebody's", true, true));
    story.press("q");
    assert!(!story.quits);
    assert_eq!(story.question(), "Unknown whether a was saved.");
    story.press("\t\n");
    assert!(story.quits);
    assert_eq!(story.app.last_words(), [UNKNOWN]);
}

#[test]
fn each_change_that_is_not_known_of_is_told_of() {
    let mut story = three();
    story.press(CHANGE);
    story.press("\x1b");
    story.fails(TIMED_OUT);
    saving_c(&mut story);
    story.press("q\t\n");
    assert!(story.quits);
    assert_eq!(story.app.last_words(), [&UNKNOWN.replace("of a", "of c"), UNKNOWN]);
}

#[test]
fn what_was_found_not_to_be_so_is_no_doubt_any_more() {
    let mut story = three();
    story.press(CHANGE);
    story.fails(TIMED_OUT);
    story.press("\t\n");
    story.each_read("before");
    assert_eq!(story.notice(), "a was not saved; the form has all you typed.");
    story.press("\x1b");
    assert_eq!(story.form_title(), "Leave without saving?");
    story.press("\x03");
    assert!(story.app.last_words().is_empty());
}
