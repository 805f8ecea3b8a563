//! Stories about verifying the last save.

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

impl AppTest {
    /// The value of `a` is changed to `new`.
    fn changed() -> Self {
        let mut story = three().changing();
        story.press(SAVE);
        story.updated("a", "old");
        story
    }
}

#[test]
fn a_saved_value_is_read_back_on_request_only() {
    let mut story = AppTest::changed();
    assert_eq!(story.offers(), [Action::Rotate, Action::Verify]);
    let asked = story.asked.len();
    story.press("=");
    assert_eq!(story.asked.len(), asked + 1);
    story.value_read("new");
    assert_eq!(story.notice(), "Verified a: the service holds what you saved.");
}

#[test]
fn what_differs_is_told_in_facts() {
    let mut story = AppTest::changed();
    story.press("=");
    story.value_read("new\n");
    assert_eq!(story.notice(), "a is not as you saved it: 4 characters, not 3; a newline at the end.");
    story.advance(PAUSE);
    story.press("=");
    story.value_read("neu");
    assert_eq!(story.notice(), "a is not as you saved it: another value of the same length.");
}

#[test]
fn a_description_is_compared_too_and_a_value_that_cannot_be_read_is_said_not_to_be() {
    let mut story = three();
    story.press("jje");
    story.got(secret("c", "", false, true));
    story.press(&format!("pw\twords{SAVE}{SAVE}"));
    story.got(secret("c", "", false, true));
    story.updated("c", "words");
    story.press("=");
    assert!(matches!(story.last_request(), Request::Get(_)));
    story.got(secret("c", "words", false, true));
    assert_eq!(story.notice(), "Verified the description of c; its value cannot be read.");
    story.advance(PAUSE);
    story.press("=");
    story.got(secret("c", "others", false, true));
    assert_eq!(story.notice(), "c is not as you saved it: another description.");
}

#[test]
fn a_write_only_value_alone_is_not_asked_for() {
    let mut story = three();
    story.press("jje");
    story.got(secret("c", "", false, true));
    story.press(&format!("pw{SAVE}{SAVE}"));
    story.updated("c", "");
    assert_eq!(story.offers(), [Action::Rotate], "nothing to verify");
    let asked = story.asked.len();
    story.press("=");
    assert_eq!(story.asked.len(), asked);
    assert_eq!(story.notice(), "c is write-only: its value cannot be shown or copied.");
}

#[test]
fn without_a_save_or_an_answer_nothing_is_claimed() {
    let mut story = three();
    story.press("=");
    assert!(story.notice().starts_with("Nothing was saved"));
    let mut story = AppTest::changed();
    story.press("=");
    story.fails(TIMED_OUT);
    assert_eq!(story.notice(), "a was not read: no answer within 30 s.");
    story.press("=");
    story.fails(FailureKind::NotPermitted);
    let asked = story.asked.len();
    story.press("=");
    assert_eq!(story.asked.len(), asked, "what was denied is not asked for again");
}

#[test]
fn what_was_deleted_is_not_verified() {
    let mut story = AppTest::changed();
    story.press("Da\n\t\n");
    story.deleted("a");
    story.press("=");
    assert!(story.notice().starts_with("Nothing was saved"), "{}", story.notice());
}
