//! Stories about the time before an editor has the terminal: what is typed then, and what is asked first.

use std::time::Duration;

use super::write::three;
use crate::support::prelude::*;

#[test]
fn keys_typed_ahead_are_left_to_the_editor_however_long_its_value_takes() {
    let mut story = three();
    story.press("E");
    story.ready(Ok("vim".into()));
    assert_eq!(story.notice(), "Reading a for the editor; Ctrl-c gives up.");
    story.advance(Duration::from_secs(60));
    assert!(story.app.leaves_keys() && story.app.is_interruptible());
    story.press("\x03");
    assert!(!story.has_form() && !story.aborted.is_empty() && !story.quits);
    assert!(!story.app.leaves_keys());
    story.press("j");
    assert_eq!(story.selected(), "b");
}

#[test]
fn the_value_is_not_read_before_it_is_known_that_an_editor_can_have_it() {
    let reads =
        |story: &AppTest| story.asked.iter().any(|(_, request)| matches!(request, Request::GetValue(_)));
    let mut story = three();
    story.press("E");
    assert!(!reads(&story) && story.app.leaves_keys());
    story.refuses(NoEditor::NotSet);
    assert!(!reads(&story) && !story.has_form());
    story.press("E");
    story.refuses(NoEditor::OnDisk("/tmp".into()));
    assert!(!reads(&story) && !story.app.leaves_keys());
    story.press("\t\n");
    assert_eq!(story.edits.last().unwrap(), "find on disk");
    assert!(!reads(&story));
    story.loads("present");
    assert_eq!(story.edits.last().unwrap(), "edit \"present\" on disk");
    assert!(reads(&story));
    assert_eq!(story.journal().len(), 1, "one read, one entry");
}

#[test]
fn the_key_itself_may_wait_for_a_search() {
    let mut story = three();
    story.press("/c\nE");
    assert!(story.app.leaves_keys(), "what follows is meant for the editor");
    story.match_all();
    story.opens();
    assert_eq!(story.subject(), "c");
    assert_eq!(story.edits, ["edit \"\"", "run 3"]);
}

#[test]
fn what_came_too_early_for_the_editor_is_not_lost_in_silence() {
    let mut story = three();
    story.press("/c\nE");
    story.advance(Duration::from_secs(2));
    assert!(!story.app.leaves_keys(), "so that Esc gets through");
    story.press("ihunter2");
    story.match_all();
    assert_eq!(story.notice(), "What you typed came too early for the editor; open it again.");
    assert!(story.edits.is_empty() && !story.has_form());
}

#[test]
fn given_up_while_the_file_is_made_it_is_removed() {
    let mut story = three();
    story.press("jjE");
    story.press("\x1b");
    assert!(!story.has_form());
    let first = story.last_edit;
    story.tell(Event::EditorReady(first, Ok("vim".into())));
    assert_eq!(story.edits, ["edit \"\"", "drop"]);
    assert!(!story.app.is_away());
    story.press("E");
    story.tell(Event::EditorReady(first, Ok("vim".into())));
    assert!(!story.app.is_away(), "that was for the one that was given up");
    story.opens();
}

#[test]
fn what_is_typed_on_for_an_editor_that_does_not_come_goes_nowhere() {
    let mut story = three();
    story.press("E");
    story.ready(Err(NoEditor::NotSet));
    for key in ["e", "llo\x13\x13", "\n", "\x1b:wq\n", "D", "q"] {
        story.press(key);
        story.advance(Duration::from_millis(300));
    }
    assert!(!story.quits && !story.has_form() && story.writes().is_empty());
    story.advance(Duration::from_secs(1));
    story.press("j");
    assert_eq!(story.selected(), "b");
}
