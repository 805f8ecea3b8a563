//! Stories about editing a value in the user's own editor.

use std::time::Duration;

use rstest::rstest;

use super::write::{SAVE, secret, three};
use crate::support::prelude::*;

const EDITOR: &str = "\x18";
const TRIMMED: &str = "The newline that the editor added was removed.";

impl AppTest {
    /// An editor can be had; the present value is asked for and comes.
    pub(super) fn loads(&mut self, value: &str) {
        self.ready(Ok("vim".into()));
        self.answer(Ok(Answer::Value(SecretValue::new(value.to_owned()))));
    }

    /// No editor comes, and the user has read why.
    pub(super) fn refuses(&mut self, why: NoEditor) {
        self.ready(Err(why));
        self.advance(Duration::from_secs(1));
    }

    /// The file is there, and the editor takes the terminal.
    pub(super) fn opens(&mut self) {
        self.ready(Ok("vim".into()));
        assert!(self.app.is_away() && self.app.leaves_keys());
    }

    fn saves(&mut self, value: &str, trimmed: bool) {
        self.ends(EditorEnd::Changed { value: SecretValue::new(value.to_owned()), trimmed });
    }
}

/// The value of `a` is open in an editor, from the list.
fn editing() -> AppTest {
    let mut story = three();
    story.press("E");
    story.loads("present");
    story.opens();
    story
}

#[test]
fn a_value_is_read_edited_reviewed_and_sent() {
    let mut story = three();
    story.press("E");
    story.loads("present");
    assert_eq!(story.edits, ["find", "edit \"present\""]);
    story.opens();
    story.saves("new", true);
    assert!(story.phase() == Phase::Review && story.form_text().contains(TRIMMED));
    assert!(story.is_on_safe());
    assert!(story.writes().is_empty());
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new -"]);
}

#[test]
fn a_value_that_cannot_be_read_starts_empty_and_says_so() {
    let mut story = three();
    story.press("jjE");
    assert!(!story.asked.iter().any(|(_, request)| matches!(request, Request::GetValue(_))));
    story.opens();
    assert_eq!(story.edits, ["edit \"\"", "run 3"], "with a line more on the screen");
    story.saves("new", false);
    story.press(SAVE);
    assert_eq!(story.writes(), ["update c new -"]);
}

#[rstest]
#[case::read_only(true, "a is read-only: only its description can be changed.")]
#[case::locked(false, "a is locked: only its description can be changed.")]
fn what_cannot_be_changed_is_not_opened(#[case] readable: bool, #[case] told: &str) {
    let mut story = AppTest::begin().loaded(vec![secret("a", "", readable, false)]);
    story.press("E");
    assert_eq!(story.notice(), told);
    assert!(story.edits.is_empty() && story.asked.is_empty() && !story.has_form());
    assert!(story.drops_keys, "what was typed ahead for the editor is no command");
}

#[test]
fn a_session_that_is_view_only_edits_nothing() {
    let settings = Settings { view_only: true, ..Settings::default() };
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", "", true, true)]);
    story.press("E");
    assert_eq!(story.notice(), "This session is view only: it changes nothing.");
    assert!(story.asked.is_empty() && story.edits.is_empty());
}

#[test]
fn from_a_form_what_is_typed_is_edited_and_the_form_is_where_it_ends() {
    let mut story = three();
    story.press("a");
    story.press("db\tty");
    story.press(EDITOR);
    story.opens();
    assert_eq!(story.edits[0], "edit \"ty\"");
    story.saves("typed", true);
    assert!(story.phase() == Phase::Filling && story.form_text().contains(TRIMMED));
    assert_eq!((story.focus().as_str(), story.field("id").as_str()), ("value", "db"));
    assert_eq!(story.form_value(), "typed");
    story.press("x");
    assert!(!story.form_text().contains(TRIMMED), "what is typed then is the user's own");
}

#[test]
fn in_an_edit_form_the_present_value_is_read_first() {
    let mut story = three();
    story.press("e");
    story.press(EDITOR);
    story.loads("present");
    assert_eq!(story.edits, ["find", "edit \"present\""]);
    story.opens();
    story.ends(EditorEnd::Unchanged);
    assert!(story.has_form(), "the form was the user's own");
    assert_eq!(story.notice(), "Nothing was changed in a, so nothing was sent.");
    story.press(EDITOR);
    assert_eq!(story.edits.last().unwrap(), "edit \"present\"", "and not once more");
}

#[test]
fn nothing_changed_leads_back_to_the_list() {
    let mut story = editing();
    story.ends(EditorEnd::Unchanged);
    assert!(!story.has_form() && story.writes().is_empty());
    assert_eq!(story.notice(), "Nothing was changed in a, so nothing was sent.");
}

#[test]
fn a_value_that_does_not_come_leaves_the_form() {
    let mut story = three();
    story.press("E");
    story.ready(Ok("vim".into()));
    story.fails(FailureKind::ServiceFault);
    assert!(story.edits == ["find"] && story.has_form());
    assert_eq!(story.notice(), "a was not read: the service failed.");
    assert!(story.drops_keys);
    story.press("still for the editor\x13\t\x1b:wq\n");
    assert!(story.has_form() && story.form_value().is_empty() && !story.quits);
    story.advance(Duration::from_secs(1));
    story.press("\tnew");
    assert_eq!((story.form_value().as_str(), story.writes().len()), ("new", 0));
}

#[test]
fn the_screen_locks_behind_the_editor_and_what_was_typed_waits_there() {
    let settings = Settings { lock_after: Some(Duration::from_secs(60)), ..Settings::default() };
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", "old", true, true)]);
    story.press("E");
    story.loads("present");
    story.opens();
    story.advance(Duration::from_secs(60));
    assert!(story.is_locked() && story.app.is_away());
    story.saves("new", false);
    assert!(story.is_locked() && !story.app.leaves_keys());
    story.press("x");
    assert_eq!(story.phase(), Phase::Review);
    assert_eq!(story.form_value(), "new");
}

#[test]
fn no_editor_opens_on_a_locked_screen() {
    let settings = Settings { lock_after: Some(Duration::from_secs(60)), ..Settings::default() };
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("c", "", false, true)]);
    story.press("E");
    story.advance(Duration::from_secs(60));
    assert!(story.is_locked() && !story.app.leaves_keys());
    story.ready(Ok("vim".into()));
    assert_eq!(story.edits, ["edit \"\"", "drop"]);
}

#[test]
fn while_the_editor_has_the_terminal_nothing_wakes_for_the_screen() {
    let mut story = three();
    // The token's minutes are told, and are not what this is about.
    story.advance(Duration::from_secs(1));
    story.press("E");
    story.loads("present");
    story.opens();
    let wake = story.app.next_wake().boot;
    assert!(wake.is_none_or(|at| at > story.now.instant + Duration::from_secs(9)), "{wake:?}");
}

fn not_found(program: &str, unexpanded: Option<&'static str>) -> NoEditor {
    NoEditor::NotFound { variable: "EDITOR", program: program.into(), unexpanded }
}

#[rstest]
#[case::not_set(NoEditor::NotSet, "No editor is set: export VISUAL or EDITOR, such as EDITOR=vim.")]
#[case::quote(NoEditor::NotWords("VISUAL"), "$VISUAL cannot be split into words: is a quote left open?")]
#[case::not_found(not_found("vim", None), "The editor vim was not found; check EDITOR.")]
#[case::no_path(not_found("/opt/ed", None), "$EDITOR names no program that can be run: /opt/ed.")]
#[case::home(not_found("~/ed.sh", Some("~")), "$EDITOR names ~/ed.sh, in which ~ is not expanded.")]
#[case::no_directory(
    NoEditor::NoDirectory("/tmp".into()),
    "No editor was opened: no private directory under /tmp."
)]
fn without_an_editor_it_says_what_to_do(#[case] why: NoEditor, #[case] told: &str) {
    let mut story = three();
    story.press("jjE");
    story.ready(Err(why));
    assert_eq!(story.notice(), told);
    assert!(!story.has_form() && !story.app.leaves_keys() && story.drops_keys);
}

#[test]
fn a_place_on_disk_is_asked_about_once() {
    let mut story = three();
    story.press("jjE");
    story.refuses(NoEditor::OnDisk("/tmp".into()));
    assert!(
        story.asks("Edit in a file on disk?") && story.question().contains("under /tmp,"),
        "{}",
        story.screen()
    );
    story.press("\n");
    assert_eq!(story.edits, ["edit \"\"", "drop"]);
    assert!(!story.has_dialog() && !story.has_form(), "no is the first choice");
    story.press("E");
    story.refuses(NoEditor::OnDisk("/tmp".into()));
    story.press("\t\n");
    assert_eq!(story.edits.last().unwrap(), "edit \"\" on disk");
    story.opens();
    story.ends(EditorEnd::Unchanged);
    story.press("E");
    assert_eq!(story.edits.last().unwrap(), "edit \"\" on disk", "and is not asked again");
}

#[test]
fn an_editor_that_returns_at_once_is_waited_for() {
    let mut story = editing();
    story.ends(EditorEnd::AtOnce);
    assert!(story.asks("Is the editor done?"));
    assert!(
        story.question().starts_with("vim returned at once and nothing has changed."),
        "{}",
        story.question()
    );
    assert!(!story.app.leaves_keys());
    story.press("\n");
    assert_eq!(story.edits.last().unwrap(), "look");
    story.ends(EditorEnd::AtOnce);
    assert!(story.asks("Is the editor done?"));
    assert!(story.question().starts_with("Still nothing has changed in the file."), "{}", story.question());
    story.press("\n");
    story.saves("new", false);
    assert!(story.phase() == Phase::Review && !story.has_dialog());
}

#[test]
fn an_editor_that_returned_at_once_can_be_given_up() {
    for keys in ["\x1b", "\t\n", "\x03"] {
        let mut story = editing();
        story.ends(EditorEnd::AtOnce);
        story.press(keys);
        assert_eq!(story.edits.last().unwrap(), "drop");
        assert!(!story.has_dialog() && !story.has_form());
    }
}

#[rstest]
#[case::no_text(EditorEnd::Unusable(FileFault::NotText), "The file is not UTF-8; a value has to be.")]
#[case::too_large(EditorEnd::Unusable(FileFault::TooLarge), "The file is larger than 1 MiB.")]
#[case::failed(EditorEnd::Failed { exit: Exit::Code(1), changed: true }, "vim ended with exit code 1.")]
#[case::killed(EditorEnd::Failed { exit: Exit::Signal(9), changed: true }, "vim was ended by signal 9.")]
fn what_was_typed_is_kept_until_the_user_chooses(#[case] end: EditorEnd, #[case] why: &str) {
    let mut story = editing();
    story.ends(end);
    assert!(story.asks("Nothing was taken from the editor"));
    assert_eq!(story.question(), format!("{why} What you typed is kept until you choose."));
    let before = story.edits.len();
    story.press("\x1b");
    story.press("\x03");
    assert!(!story.quits && story.has_dialog() && story.has_form());
    assert_eq!(story.edits.len(), before, "neither Esc nor Ctrl-c throws it away");
    story.press("\n");
    assert_eq!(story.edits.last().unwrap(), "run 2");
    story.ends(EditorEnd::Unusable(FileFault::NotText));
    story.press("\t\n");
    assert_eq!(story.edits.last().unwrap(), "drop");
    assert!(!story.has_dialog() && !story.has_form());
}

#[test]
fn a_failing_editor_that_changed_nothing_is_told_of() {
    let mut story = editing();
    story.ends(EditorEnd::Failed { exit: Exit::NotStarted, changed: false });
    assert_eq!(story.notice(), "vim could not be started; nothing was changed.");
    assert!(!story.has_form() && !story.has_dialog());
}

#[test]
fn what_the_service_says_meanwhile_is_taken_in() {
    let mut story = three();
    story.press("jjE");
    assert!(matches!(story.last_request(), Request::Get(_)));
    story.opens();
    story.got(secret("c", "somebody\'s", false, true));
    story.saves("new", false);
    story.press(SAVE);
    assert_eq!(story.writes(), ["update c new -"]);
}
