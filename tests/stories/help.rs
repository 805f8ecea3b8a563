//! The help: the keys that work here, and the search in every action.

use crate::support::prelude::*;

#[test]
fn a_slash_searches_in_every_action_and_esc_goes_back_one_step_at_a_time() {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("?");
    assert!(story.asks("Keys"), "{}", story.screen());
    story.press("/roll");
    assert!(story.asks("Every action"));
    let said = story.dialog_text();
    assert!(said.contains("Change: rotate, roll out") && !said.contains("copy the id"), "{said}");
    story.press("\n");
    assert_eq!(story.app.context(), Context::Help, "the search stays, and keys are keys again");
    assert!(story.asks("Every action"));
    story.press("<esc>");
    assert!(story.asks("Keys"));
    story.press("<esc>");
    assert!(!story.has_dialog());
}

#[test]
fn the_keys_that_scroll_work_with_and_without_a_search() {
    let mut story = AppTest::with(&["a"]);
    story.resize(80, 16);
    story.press("?");
    let keys = story.screen();
    story.press("G");
    assert_ne!(story.screen(), keys);
    story.press("/");
    let all = story.screen();
    story.press("<down><pgdn>");
    assert_ne!(story.screen(), all);
    story.press("<up><pgup>");
    assert_eq!(story.screen(), all);
    story.press("<down>re");
    let found = story.screen();
    story.press("\nG");
    assert_ne!(story.screen(), found);
    story.press("g");
    story.press("/");
    assert_eq!(story.screen(), found, "typed text begins at the top, and G went to its end");
}

#[test]
fn an_empty_search_ends_with_enter_and_a_letter_is_text_in_it() {
    let mut story = AppTest::with(&["a"]);
    story.press("?/q?");
    assert!(story.dialog_text().contains("q?") && !story.quits);
    story.press("<c-u>\n");
    assert!(story.asks("Keys"));
    story.press("q");
    assert!(!story.has_dialog() && !story.quits);
}

#[test]
fn a_paste_goes_into_the_search_line_and_nowhere_else() {
    let mut story = AppTest::with(&["a"]);
    story.press("?");
    story.paste("copy");
    assert_eq!(story.notice(), "There is no field to paste into in the help.");
    story.press("/");
    story.paste("copy the id\nq");
    assert!(story.dialog_text().contains("copy the id q"));
    story.paste(&"x".repeat(1 << 20));
    assert!(story.has_dialog());
}

#[test]
fn the_help_of_a_form_finds_what_works_there_first() {
    let mut story = AppTest::with(&["a"]);
    story.press("a<f1>/generate");
    let said = story.dialog_text();
    assert!(said.contains("Form: generate a value"), "{said}");
    story.press("<esc><esc>");
    assert!(story.has_form());
}

#[test]
fn a_view_only_session_finds_no_change() {
    let mut story = AppTest::begin_with(Settings { view_only: true, ..Settings::default() });
    story.press("?/delete");
    assert!(!story.dialog_text().contains("Change: delete"));
}
