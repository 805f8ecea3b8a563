//! Stories about the menu of copies: texts for pods, and the value in other forms with all rules of a copied value.

use std::time::Duration;

use rstest::rstest;

use super::value::secret;
use crate::support::prelude::*;

fn three() -> AppTest {
    let owned = |id, readable| Secret { owner: "alice".into(), ..secret(id, readable, true) };
    AppTest::begin().loaded(vec![
        owned("db-pw", Some(true)),
        owned("locked", Some(false)),
        owned("maybe", None),
    ])
}

#[rstest]
#[case::reference("r", "${secret:alice:db-pw}", "Copied the reference of db-pw.")]
#[case::line("s", "\"DB_PW\": \"${secret:alice:db-pw}\"", "Copied the secret_map line of db-pw.")]
#[case::in_a_pod("p", "${pods:secrets:DB_PW}", "Copied the pods:secrets reference of db-pw.")]
fn a_text_for_a_pod_is_copied_without_reading_anything(
    #[case] letter: &str,
    #[case] text: &str,
    #[case] told: &str,
) {
    let mut story = three();
    story.press(&format!("Y{letter}"));
    assert_eq!((story.copied(), story.values.len()), (vec![text], 0));
    assert_eq!(story.copies[0].clear_after, None, "it is no secret");
    story.report(CopyReport::Taken);
    assert_eq!(story.notice(), told);
}

#[test]
fn the_menu_writes_out_what_a_terminal_takes_for_a_command() {
    let hostile = secret("a\u{1b}[2Jb", Some(true), true);
    let mut story = AppTest::begin().loaded(vec![Secret { owner: "alice".into(), ..hostile }]);
    story.press("Y");
    assert!(
        story.screen().lines().any(|line| line.contains(r"id            a\u{1b}[2Jb")),
        "{}",
        story.screen()
    );
    assert!(!story.screen().contains('\u{1b}'));
}

#[rstest]
#[case::word("w", "it's 5\n", "'it'\\''s 5\n'", "Copied db-pw as a shell word; ")]
#[case::assignment("n", "a b", "DB_PW='a b'", "Copied db-pw as an assignment; ")]
#[case::base64("b", "a b", "YSBi", "Copied db-pw as Base64; ")]
fn a_value_in_another_form_is_one_read_and_is_cleared(
    #[case] letter: &str,
    #[case] value: &str,
    #[case] copied: &str,
    #[case] told: &str,
) {
    let mut story = three();
    story.press(&format!("Y{letter}"));
    assert!(story.copies.is_empty() && story.values.len() == 1, "{}", story.notice());
    story.value(value);
    assert_eq!((story.copied(), story.shown()), (vec![copied], None));
    assert_eq!(story.copies[0].clear_after, Some(Duration::from_secs(30)));
    story.report(CopyReport::Taken);
    assert!(story.notice().starts_with(told), "{}", story.notice());
    story.press("J");
    assert!(story.dialog_text().contains("to the clipboard"), "{}", story.dialog_text());
}

#[test]
fn a_shown_value_is_copied_in_another_form_without_another_read() {
    let mut story = three();
    story.press("v");
    story.value("a b");
    story.press("Y");
    assert!(!story.dialog_text().contains("one logged read"), "{}", story.dialog_text());
    story.press("w");
    assert_eq!((story.copied(), story.values.len()), (vec!["'a b'"], 1));
}

#[test]
fn another_form_takes_over_the_read_that_is_under_way() {
    let mut story = three();
    story.press("yYb");
    assert_eq!((story.values.len(), story.aborted.len()), (1, 0));
    story.value("a b");
    assert_eq!(story.copied(), vec!["YSBi"]);
}

#[rstest]
fn a_value_that_cannot_be_read_is_not_asked_for(#[values("w", "n", "b")] letter: &str) {
    let mut story = three();
    story.press("jY");
    assert!(story.dialog_text().contains("its value cannot be read"), "{}", story.dialog_text());
    story.press(letter);
    assert!(story.values.is_empty() && story.copies.is_empty());
    assert!(story.notice().starts_with("locked is write-only"), "{}", story.notice());
}

#[test]
fn a_read_that_may_be_refused_is_asked_about_and_keeps_its_form() {
    let mut story = three();
    story.press("jjYb");
    assert!(story.asks("Ask for the value of maybe?"), "{}", story.screen());
    story.press("<tab>\n");
    story.value("a b");
    assert_eq!(story.copied(), vec!["YSBi"]);
}

#[rstest]
fn no_shell_holds_a_nul_character_and_nothing_is_copied(#[values("w", "n")] letter: &str) {
    let mut story = three();
    story.press(&format!("Y{letter}"));
    story.value("a\0b");
    assert!(story.copies.is_empty());
    assert_eq!(story.notice(), "db-pw was not copied: no shell can hold a NUL character.");
    story.press("yyJ");
    assert!(story.dialog_text().contains("not copied: a NUL character"), "{}", story.dialog_text());
}

#[test]
fn a_value_that_is_too_large_in_its_form_says_so() {
    let settings = Settings { clipboard: ClipboardWay::Osc52, ..Settings::default() };
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", Some(true), true)]);
    story.press("Yb");
    story.value(&"x".repeat(50_000));
    assert!(story.copies.is_empty() && story.notice().contains("too large"), "{}", story.notice());
    story.press("y");
    assert_eq!(story.values.len(), 2, "as it is, it is not");
}
