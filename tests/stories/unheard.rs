//! Stories about keys that come while something opens by itself: until it is silent for a moment nobody hears
//! them.

use std::time::Duration;

use rstest::rstest;
use zeroize::Zeroizing;

use super::sign_in::{granted, profile};
use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

/// Just short of the silence after which keys are heard.
const SOON: Duration = Duration::from_millis(149);
const SILENCE: Duration = Duration::from_millis(150);

impl AppTest {
    /// Types this, a key after the other and with hardly a pause, over a second.
    fn hammers(&mut self, keys: &str) {
        for _ in 0..10 {
            self.type_on(keys);
            self.advance(Duration::from_millis(100));
        }
    }

    /// The editor has the value of `a`, and ends like this.
    fn edited(from: &str, end: EditorEnd) -> Self {
        let mut story = three();
        story.press(from);
        story.loads("present");
        story.opens();
        story.tell(Event::EditorDone(story.last_edit, end));
        story
    }
}

fn new() -> EditorEnd {
    EditorEnd::Changed { value: SecretValue::new("new".to_owned()), trimmed: false }
}

#[test]
fn what_is_typed_on_when_the_editor_ends_does_not_send_what_it_left() {
    let mut story = AppTest::edited("E", new());
    story.hammers("\t\n\x13\x03\x03");
    assert!(story.phase() == Phase::Review && story.writes().is_empty());
    assert!(!story.quits && story.is_on_safe());
    story.advance(SILENCE);
    story.type_on(SAVE);
    assert_eq!(story.writes(), ["update a new -"], "after a silence it is meant");
}

#[test]
fn nor_does_it_become_a_part_of_the_value() {
    let mut story = AppTest::edited("e\x18", new());
    story.hammers("words and words");
    story.tell(Event::Paste(Zeroizing::new("pasted".to_owned())));
    assert_eq!(story.form_value(), "new");
    story.advance(SILENCE);
    story.type_on("er");
    assert_eq!(story.form_value(), "newer");
}

#[rstest]
#[case::unchanged(EditorEnd::Unchanged)]
#[case::failed(EditorEnd::Failed { exit: Exit::Code(1), changed: false })]
fn nor_does_it_reach_the_list(#[case] end: EditorEnd) {
    let mut story = AppTest::edited("E", end);
    story.hammers("jDq\x03");
    assert!(!story.quits && !story.has_form());
    assert_eq!(story.selected(), "a");
}

#[test]
fn nor_does_it_answer_the_question_about_the_file() {
    let mut story = AppTest::edited("E", EditorEnd::AtOnce);
    story.hammers("\n\t\n\x1b");
    assert!(story.asks("Is the editor done?"));
    assert_eq!(story.edits.last().unwrap(), "run 2");
}

#[test]
fn a_key_that_is_stuck_keeps_nobody_out_for_longer_than_two_seconds() {
    let mut story = AppTest::edited("e\x18", new());
    for _ in 0..20 {
        assert_eq!(story.form_value(), "new");
        story.type_on("x");
        story.advance(Duration::from_millis(100));
    }
    story.type_on("x");
    assert_eq!(story.form_value(), "newx");
}

#[test]
fn what_the_terminal_threw_away_counts_as_typed() {
    let mut story = AppTest::edited("E", new());
    for _ in 0..5 {
        story.advance(SOON);
        story.tell(Event::Unheard);
    }
    story.type_on(SAVE);
    assert!(story.writes().is_empty());
    // Looked at too late, it is typed all the same.
    story.now.instant += SILENCE * 2;
    story.tell(Event::Unheard);
    story.type_on(SAVE);
    assert!(story.writes().is_empty());
    assert_eq!(story.app.next_wake().boot, story.app.unheard_until());
    story.advance(SILENCE);
    assert_eq!(story.app.unheard_until(), None);
}

/// A changed description of `a` that was not sent, because somebody else has changed it.
fn theirs() -> AppTest {
    let mut story = three();
    story.press("e\ter\x13\x13");
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.phase(), Phase::Theirs);
    story
}

#[test]
fn what_is_typed_on_does_not_save_over_somebody_else_s_change() {
    let mut story = theirs();
    story.hammers("\x13\t\n");
    assert!(story.phase() == Phase::Theirs && story.writes().is_empty());
    story.advance(SILENCE);
    story.type_on(SAVE);
    assert!(story.phase() != Phase::Theirs);
}

#[test]
fn nor_does_it_undo_what_is_shown_before_an_undo() {
    let mut story = AppTest::changed_with_old_value();
    story.press("u");
    story.type_on(SAVE);
    story.got(secret("a", "old", true, true));
    story.value_read("new");
    story.hammers("\x13\t\n");
    assert_eq!(story.phase(), Phase::Review);
    assert_eq!(story.writes().len(), 1);
    story.advance(SILENCE);
    story.type_on(SAVE);
    assert_eq!(story.writes().len(), 2);
}

#[test]
fn nor_does_it_allow_the_deletion_that_undoes_a_creation() {
    let mut story = three().created_new();
    story.press("u");
    story.got(secret("new", "", true, true));
    story.type_on("new\t\t\n");
    assert!(story.confirmation().is_empty());
    assert_eq!(story.writes(), ["create new pw"]);
}

#[test]
fn nor_does_it_send_again_what_is_in_doubt() {
    let mut story = three();
    story.press("enew\x13\x13");
    story.fails(TIMED_OUT);
    let asked = story.asked.len();
    story.hammers("\t\n");
    assert_eq!(story.phase(), Phase::Doubt);
    assert_eq!(story.asked.len(), asked);
}

#[test]
fn a_form_that_came_back_says_of_text_that_it_goes_nowhere_and_hears_nothing_else() {
    let mut story = three();
    story.press("e\ter\x13\x13");
    story.fails(FailureKind::ServiceFault);
    story.type_on("\t↓x");
    assert_eq!(story.notice(), "No field has the focus, so nothing was typed; Tab goes on.");
    assert_eq!(story.focus(), "");
    assert_eq!(story.field("description"), "older");
}

/// A change of `a` is offered again, because its token was refused.
fn offered_again() -> AppTest {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    story.token(Ok(granted()));
    let mut story = story.loaded(vec![secret("a", "old", true, true)]);
    story.press("enew\x13\x13");
    story.fails(FailureKind::SignedOut(SignedOut::Invalid));
    story.press(SAVE);
    story.press("s3cret\n");
    story
}

#[test]
fn what_is_typed_on_after_the_password_sends_nothing() {
    let mut story = offered_again();
    let writes = story.writes().len();
    story.token(Ok(granted()));
    assert!(story.phase() == Phase::Review && story.is_on_go());
    story.hammers("\n");
    assert_eq!(story.writes().len(), writes);
    story.advance(SILENCE);
    story.type_on("\n");
    assert_eq!(story.writes().len(), writes + 1);
}

#[test]
fn nor_does_it_become_half_a_password() {
    let mut story = offered_again();
    story.token(Err(SignInFault::Refused));
    assert_eq!(story.sign_in_stage(), "Enter sign in");
    let tokens = story.tokens.len();
    story.hammers("cret\n");
    assert!(story.password().is_empty() && story.tokens.len() == tokens);
}

#[test]
fn nor_does_it_answer_the_question_that_comes_after_a_while() {
    let mut story = three();
    story.press("enew\x13\x13\x1bq");
    story.advance(Duration::from_secs(3));
    assert!(story.asks("Quit?") && story.is_on_safe());
    story.hammers("\t\n");
    assert!(!story.quits && story.asks("Quit?") && story.is_on_safe());
    // Nor what is beneath it once it is gone.
    story.updated("a", "old");
    story.type_on("D");
    assert!(!story.has_form());
}

#[test]
fn a_second_enter_adds_no_newline_to_a_generated_value() {
    let mut story = three();
    story.press("e\x07\n");
    let (request, length) = story.random[0];
    story.tell(Event::Random(request, Some(Zeroizing::new(vec![0; length]))));
    story.type_on("\n");
    assert_eq!(story.form_value(), "A".repeat(32));
}

#[test]
fn nor_does_it_answer_the_question_about_a_file_s_newline() {
    let mut story = three();
    story.press("e\x06/etc/a\n");
    let request = story.reads[0].0;
    story.tell(Event::FileRead(request, Ok(SecretValue::new("of a\n".to_owned()))));
    story.type_on("\n");
    assert!(story.asks("Keep the newline at the end?"));
}

#[test]
fn what_a_key_opened_is_typed_into_at_once_also_where_the_key_had_to_wait() {
    let mut story = three();
    story.press("/a\ne");
    story.match_all();
    story.type_on("new\x13\x13");
    assert_eq!(story.writes(), ["update a new -"]);
    story.answer(Ok(Answer::Updated(secret("a", "old", true, true).into())));
    story.advance(Duration::from_secs(1));
    story.type_on("e");
    story.got(secret("a", "old", true, true));
    story.type_on("newer");
    assert_eq!(story.form_value(), "newer", "news of the secret open nothing");
}
