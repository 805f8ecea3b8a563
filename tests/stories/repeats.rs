//! Stories about keys that are held down: what they ask for is asked once.

use std::time::Duration;

use rstest::rstest;

use super::value::VALUE;
use super::write::{READ, SAVE, secret, three};
use crate::support::prelude::*;

/// How often a terminal repeats a key.
const REPEAT: Duration = Duration::from_millis(33);

/// Holds `key` down for three seconds; `answer` is what the service does meanwhile.
fn hold(story: &mut AppTest, key: &str, mut answer: impl FnMut(&mut AppTest)) {
    story.press(key);
    answer(story);
    story.advance(Duration::from_millis(660));
    for _ in 0..70 {
        story.type_on(key);
        answer(story);
        story.advance(REPEAT);
    }
}

/// Answers every value that was asked for since, and reports every copy.
fn values(of: &mut usize) -> impl FnMut(&mut AppTest) + '_ {
    move |story| {
        if story.values.len() > *of {
            *of = story.values.len();
            story.value(VALUE);
        }
        if !story.copies.is_empty() {
            story.report(CopyReport::Taken);
        }
    }
}

#[rstest]
#[case::copy("y")]
#[case::reveal("v")]
#[case::alone("V")]
fn a_value_is_read_once_for_a_key_that_is_held_down(#[case] key: &str) {
    for answers in [true, false] {
        let (mut story, mut answered) = (three(), 0);
        hold(&mut story, key, |story| {
            if answers {
                values(&mut answered)(story);
            }
        });
        assert_eq!(story.values.len(), 1, "answered: {answers}");
        assert!(story.copies.len() <= 1);
        story.advance(PAUSE);
        story.press(key);
        let again = if answers || key != "y" { 2 } else { 1 };
        assert_eq!(story.values.len(), again, "after a pause it is meant");
    }
}

#[test]
fn a_value_that_is_not_read_is_asked_for_once_and_the_reason_stays() {
    for key in ["y", "v", "V"] {
        let (mut story, mut answered) = (three(), 0);
        hold(&mut story, key, |story| {
            if story.values.len() > answered {
                answered += 1;
                story.value_fails(FailureKind::ServiceFault);
            }
        });
        assert_eq!((story.values.len(), story.notice()), (1, "a was not read: the service failed."), "{key}");
    }
}

#[test]
fn a_second_within_the_answer_sends_nothing_and_after_it_does() {
    let mut story = three();
    story.press("y");
    story.advance(Duration::from_secs(5));
    story.press("y");
    story.value(VALUE);
    story.report(CopyReport::Taken);
    story.advance(Duration::from_millis(700));
    story.press("y");
    assert_eq!(story.values.len(), 1);
    assert_eq!(story.notice(), "Copied a; the system clipboard clears in", "which is still so");
    story.advance(Duration::from_millis(300));
    story.press("y");
    assert_eq!(story.values.len(), 2);
}

#[test]
fn the_same_key_on_another_secret_is_meant_and_so_is_another_key() {
    let mut story = three();
    story.press("y");
    story.value(VALUE);
    story.report(CopyReport::Taken);
    story.press("jy");
    assert_eq!((story.values.len(), story.notice()), (2, "Copying b."));
    story.value("other");
    story.report(CopyReport::Taken);
    story.press("v");
    assert_eq!(story.values.len(), 3);
    let mut story = three();
    story.press("y");
    story.value(VALUE);
    story.report(CopyReport::Taken);
    story.press("cy");
    story.value(VALUE);
    assert_eq!(story.copied(), [VALUE, "a", VALUE], "the clipboard had the id");
    let mut story = three();
    story.press("vjkv");
    assert_eq!((story.values.len(), &story.aborted[..]), (2, &story.values[..1]), "left and come back to");
}

#[test]
fn v_hides_at_once_and_says_why_it_does_not_show_again() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.press("v");
    assert_eq!(story.shown(), None);
    story.press("v");
    assert_eq!(story.values.len(), 1);
    assert_eq!(story.notice(), "a was requested a moment ago; wait, then v reads it again.");
    story.advance(PAUSE);
    story.press("v");
    assert_eq!(story.values.len(), 2);
    story.press("v");
    assert!(story.hides_value(), "also what is still being read");
}

#[test]
fn a_value_on_the_screen_is_copied_once() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    hold(&mut story, "y", values(&mut 1));
    assert_eq!((story.copied(), story.values.len()), (vec![VALUE], 1));
    let mut story = three();
    hold(&mut story, "c", values(&mut 0));
    assert_eq!(story.copied(), ["a"]);
    story.press("Y\nYm");
    assert_eq!(story.copies.len(), 3, "each choice in the menu is another");
}

#[test]
fn after_a_lock_or_a_save_the_same_value_is_asked_for_at_once() {
    let mut story = three();
    story.press("y");
    story.value(VALUE);
    story.report(CopyReport::Taken);
    story.press("L y");
    assert_eq!(story.values.len(), 2, "the lock has cleared the clipboard");
    story.value(VALUE);
    story.report(CopyReport::Taken);
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("new{SAVE}{SAVE}"));
    story.updated("a", "old");
    story.press("y");
    assert_eq!(story.values.len(), 3, "there is another value");
}

#[rstest]
#[case::answered(Some(true))]
#[case::failed(Some(false))]
#[case::unanswered(None)]
fn the_list_is_asked_for_once(#[case] comes: Option<bool>) {
    let mut story = three();
    let before = story.calls.len();
    let mut answered = before;
    hold(&mut story, "R", |story| {
        if story.calls.len() > answered {
            answered += 1;
            match comes {
                Some(true) => {
                    story.batch(&["a", "b", "c"]);
                    story.listed();
                }
                Some(false) => story.failed(FailureKind::ServiceFault),
                None => {}
            }
            story.match_all();
        }
    });
    assert_eq!(story.calls.len(), before + 1);
    assert!(comes.is_some() || story.aborted.is_empty(), "and what is under way is not begun anew");
}

#[test]
fn the_last_save_is_read_back_once() {
    let mut story = AppTest::changed_with_old_value();
    let (before, mut answered) = (story.asked.len(), story.asked.len());
    hold(&mut story, "=", |story| {
        if story.asked.len() > answered {
            answered += 1;
            story.value_read("new");
        }
    });
    assert_eq!(story.asked.len(), before + 1);
    assert_eq!(story.notice(), "Verified a: the service holds what you saved.");
}

#[rstest]
#[case::answered(true)]
#[case::failed(false)]
fn the_present_value_is_loaded_once_into_a_form(#[case] comes: bool) {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    let mut answered = story.asked.len();
    hold(&mut story, READ, |story| {
        if story.asked.len() > answered {
            answered += 1;
            match comes {
                true => story.value_read("old value"),
                false => story.fails(FailureKind::ServiceFault),
            }
        }
    });
    assert_eq!(story.asked.len(), 2);
}

#[test]
fn an_undo_that_cannot_be_looked_at_is_tried_once() {
    let mut story = AppTest::changed_with_old_value();
    let (before, mut answered) = (story.asked.len(), story.asked.len());
    hold(&mut story, "u", |story| {
        if story.asked.len() > answered {
            answered += 1;
            story.fails(FailureKind::ServiceFault);
        }
    });
    assert_eq!(story.asked.len(), before + 1);
}

#[test]
fn a_refused_change_is_not_sent_again_by_the_key_that_is_still_down() {
    let mut story = three();
    story.press("ey");
    story.got(secret("a", "old", true, true));
    let mut answered = 0;
    hold(&mut story, SAVE, |story| {
        if story.writes().len() > answered {
            answered += 1;
            story.fails(FailureKind::NotPermitted);
        }
    });
    assert_eq!(story.writes().len(), 1);
    let mut story = three();
    story.press("anew\tpw");
    let mut asked = 0;
    hold(&mut story, SAVE, |story| {
        if story.asked.len() > asked {
            asked += 1;
            story.answer(Ok(Answer::Got(secret("new", "", true, true).into())));
        }
    });
    // A key begins to repeat only after a while, when it may be meant.
    assert_eq!(story.asked.len(), 2, "looks for the name");
}
