//! Stories about the plan of a rollout: where its new value comes from, and who may start it.

use crate::support::pods::mock;
use crate::support::prelude::*;

const ID: &str = "postgres_main_password";

/// The plan for this secret, with the pods that use it.
fn planned() -> AppTest {
    let mut story = AppTest::with_demo(100, 40);
    story.select(ID);
    story.press("r");
    story.pods_come(mock(), true);
    story
}

fn changed(value: &str) -> EditorEnd {
    EditorEnd::Changed { value: SecretValue::new(value.to_owned()), trimmed: true }
}

#[test]
fn the_new_value_comes_from_the_editor() {
    let mut story = planned();
    story.press("<c-x>");
    assert!(story.screen().contains("Ctrl-x edit  s saved"), "{}", story.screen());
    assert_eq!(story.edits, ["edit \"\""], "no value of the service is read for it");
    story.opens();
    story.ends(changed("from-vim"));
    let screen = story.screen();
    assert!(
        screen.contains("from the editor") && screen.contains("newline that the editor added"),
        "{screen}"
    );
    assert!(!screen.contains("from-vim"), "{screen}");
    story.press("<c-r>");
    assert!(story.screen().contains("from-vim"), "{}", story.screen());
    assert!(story.values.is_empty() && story.writes().is_empty());
}

#[test]
fn a_question_of_the_editor_leads_back_to_the_plan() {
    let mut story = planned();
    story.press("<c-x>");
    story.opens();
    story.ends(EditorEnd::AtOnce);
    assert!(!story.screen().contains("─ Rotate"), "it asks\n{}", story.screen());
    story.press("<esc>");
    assert!(story.screen().contains(&format!("─ Rotate {ID}")), "{}", story.screen());
    // What was typed is not lost with the question, either.
    story.press("<c-x>");
    story.opens();
    story.ends(EditorEnd::AtOnce);
    story.press("<enter>");
    story.ends(changed("second"));
    assert!(story.screen().contains("from the editor"), "{}", story.screen());
}
