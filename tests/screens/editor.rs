//! What is asked and told about values in the user's own editor.

use tapis_secrets::core::editing::{EditorEnd, Exit, NoEditor};
use tapis_secrets::domain::FileFault;
use tapis_secrets::domain::SecretValue;

use crate::shots;
use crate::support::prelude::AppTest;

const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (40, 12)];
const WRITE_ONLY: &str = "minio_root_password";

/// The editor has the value of a write-only secret, and ends like this.
fn edited(end: impl Fn() -> EditorEnd) -> impl Fn(u16, u16) -> AppTest {
    move |width, height| {
        let mut stage = AppTest::with_demo(width, height);
        stage.select(WRITE_ONLY);
        stage.press("E");
        stage.ready(Ok("vim".into()));
        stage.ends(end());
        stage
    }
}

#[test]
fn questions_about_the_file() {
    shots("editor_at_once", &SIZES, edited(|| EditorEnd::AtOnce));
    let not_text = || EditorEnd::Unusable(FileFault::NotText);
    shots("editor_unusable", &SIZES, edited(not_text));
    let failed = || EditorEnd::Failed { exit: Exit::Code(1), changed: true };
    shots("editor_failed", &SIZES, edited(failed));
}

#[test]
fn no_place_in_memory() {
    shots("editor_on_disk", &SIZES, |width, height| {
        let mut stage = AppTest::with_demo(width, height);
        stage.select(WRITE_ONLY);
        stage.press("E");
        stage.ready(Err(NoEditor::OnDisk("/tmp".into())));
        stage
    });
}

#[test]
fn the_review_tells_of_the_newline_that_was_taken_off() {
    let changed = || {
        let value = SecretValue::new("rotated".to_owned());
        EditorEnd::Changed { value, trimmed: true }
    };
    shots("editor_review", &SIZES, edited(changed));
}
