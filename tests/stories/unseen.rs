//! Stories about what cannot be seen of a value: it is told where a value comes in, is sent or is copied,
//! and goes only if the user says so.

use rstest::rstest;

use super::value;
use super::write::{SAVE, three};
use crate::support::prelude::*;

const REMOVE: &str = "\x14";
const FILE: &str = "\x06";

/// The rows of the open form, without their styles.
fn rows(story: &AppTest) -> String {
    story.the_form().rows.join("\n")
}

/// The keys that the open form tells.
fn keys(story: &AppTest) -> Vec<String> {
    let rows = story.the_form().rows;
    let last = rows.iter().filter(|row| row.contains("Ctrl-") || row.contains("Esc "));
    last.flat_map(|row| row.split_whitespace()).map(str::to_owned).collect()
}

impl AppTest {
    /// This file was asked for with `Ctrl-f`, and came.
    fn file(&mut self, text: &str) {
        self.press(FILE);
        self.press("f\n");
        let request = self.reads.last().unwrap().0;
        self.tell(Event::FileRead(request, Ok(SecretValue::from(text))));
    }
}

#[test]
fn what_a_paste_brings_along_is_told_and_offered_for_removal() {
    let mut story = three();
    story.press("e");
    story.paste("\u{feff}pa\u{200b}ss\0\r\n");
    let told = "a newline at the end · a NUL character · a byte-order mark at the start · a zero-width";
    let shown = rows(&story).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(told), "{shown}");
    assert!(keys(&story).contains(&"Ctrl-t".to_owned()), "{:?}", keys(&story));
    story.press(REMOVE);
    assert_eq!(story.form_value(), "pass");
    assert!(story.notice().starts_with("Removed a newline at the end · a NUL"), "{}", story.notice());
    story.press("!");
    assert_eq!(story.form_value(), "pass!", "it can be typed into again");
    assert!(!keys(&story).contains(&"Ctrl-t".to_owned()));
    story.press(REMOVE);
    assert_eq!(story.notice(), "Nothing was removed: the new value has nothing invisible to remove.");
}

#[rstest]
#[case::windows("a\r\nb", "a\nb")]
#[case::as_terminals_send_it("a\rb", "a\nb")]
#[case::a_blank_line("a\r\rb", "a\n\nb")]
fn the_line_ends_of_a_paste_make_one_line_each(#[case] pasted: &str, #[case] value: &str) {
    let mut story = three();
    story.press("e");
    story.paste(pasted);
    assert_eq!(story.form_value(), value);
}

#[test]
fn what_an_editor_brings_along_is_told_in_the_review_and_offered_for_removal() {
    let mut story = three();
    story.press("E");
    story.loads("present");
    story.opens();
    let value = SecretValue::from("\u{feff}a\r\nb\r\nc\r\nd");
    story.tell(Event::EditorDone(story.last_edit, EditorEnd::Changed { value, trimmed: false }));
    assert_eq!(story.phase(), Phase::Review);
    let told = "after: 3 carriage returns · a byte-order mark at the start";
    assert!(rows(&story).contains(told), "{}", rows(&story));
    assert!(keys(&story).contains(&"Ctrl-t".to_owned()), "{:?}", keys(&story));
    story.press(REMOVE);
    assert_eq!(story.phase(), Phase::Review, "the rest is reviewed");
    assert!(!rows(&story).contains("carriage"));
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a a\nb\nc\nd -"]);
}

#[test]
fn an_editor_that_only_added_what_cannot_be_seen_has_changed_nothing_without_it() {
    let mut story = three();
    story.press("E");
    story.loads("present");
    story.opens();
    let value = SecretValue::from("present\r");
    story.tell(Event::EditorDone(story.last_edit, EditorEnd::Changed { value, trimmed: false }));
    assert!(rows(&story).contains("after: a carriage return at the end"), "{}", rows(&story));
    story.press(REMOVE);
    assert_eq!(story.notice(), "Nothing was changed in a, so nothing was sent.");
    assert!(story.phase() == Phase::Filling && story.writes().is_empty());
}

#[rstest]
#[case::newline("pw\n", "Keep the newline at the end?", "The file ends with a newline.", "pw")]
#[case::windows(
    "a\r\nb\r\n",
    "Keep what cannot be seen?",
    "a newline at the end · 2 carriage returns.",
    "a\nb"
)]
#[case::lone_return("pw\r", "Keep what cannot be seen?", "a carriage return at the end.", "pw")]
#[case::mark("\u{feff}pw", "Keep what cannot be seen?", "a byte-order mark at the start.", "pw")]
#[case::odd_space("a\u{a0}b", "Keep what cannot be seen?", "of other kinds become plain ones.", "a b")]
fn what_a_file_brings_along_is_asked_about(
    #[case] file: &str,
    #[case] title: &str,
    #[case] told: &str,
    #[case] rest: &str,
) {
    for (button, expected) in [("\n", file), ("\t\n", rest)] {
        let mut story = three();
        story.press("e");
        story.file(file);
        assert!(story.asks(title) && story.is_on_safe(), "{}", story.screen());
        assert!(story.question().contains(told), "{}", story.question());
        story.press(button);
        assert_eq!(story.form_value(), expected);
    }
}

#[test]
fn a_file_with_what_may_be_meant_is_loaded_and_told() {
    let mut story = three();
    story.press("e");
    story.file("a\tb");
    assert!(!story.has_dialog());
    assert!(rows(&story).contains("! a tab"), "{}", rows(&story));
}

#[test]
fn a_path_that_is_not_typed_is_asked_for() {
    let mut story = three();
    story.press("e");
    story.press(FILE);
    story.press("\n");
    assert!(story.dialog_text().contains("✗"));
}

#[rstest]
#[case::newline("pw\n", "Copied a; it ends in a newline: Enter in a shell; clears in")]
#[case::lone_return("pw\r", "Copied a; it ends in a carriage return: Enter in a shell; clears in")]
#[case::space("pw ", "Copied a; it ends in white space; clears in")]
#[case::start(" pw", "Copied a; it has white space at the start; clears in")]
#[case::windows("a\r\nb\tc", "Copied a; it has a carriage return and more; clears in")]
fn a_copy_tells_what_pasting_it_brings_along(#[case] text: &str, #[case] told: &str) {
    let mut story = value::three();
    story.press("y");
    story.value(text);
    story.report(CopyReport::Taken);
    assert_eq!(story.notice(), told);
    assert!(story.screen().contains("! Copied a;") && story.countdown().is_some(), "{}", story.screen());
    story.report(CopyReport::Cleared);
    assert_eq!(story.notice(), "Cleared the clipboard.");
}

#[test]
fn a_long_id_is_not_cut_for_the_sake_of_an_explanation() {
    let id = "postgres_main_pw";
    let mut story = AppTest::begin().loaded(vec![value::secret(id, Some(true), true)]);
    story.press("y");
    story.value("pw\n");
    story.report(CopyReport::Sent);
    assert_eq!(story.notice(), format!("Sent {id}; ends in a newline (Enter); replaced in"));
}

#[test]
fn a_line_that_enter_adds_is_told_at_once() {
    let mut story = three();
    story.press("e\n");
    assert_eq!(
        (story.notice(), story.form_value().as_str()),
        ("The value stays as it is: nothing is typed. Tab goes on.", "")
    );
    story.press("pw\n");
    assert!(rows(&story).contains("2 lines: Enter adds a line here"), "{}", rows(&story));
    assert_eq!(story.form_value(), "pw\n");
    story.press("\t");
    assert!(!rows(&story).contains("Enter adds"));
    let mut story = three();
    story.press("e");
    story.paste("a\nb\n");
    assert!(rows(&story).contains("2 lines") && !rows(&story).contains("Enter adds"), "{}", rows(&story));
}
