//! A value that is held for an undo, verified, told of in the journal: it is on the screen after `Ctrl-r` and
//! nowhere else, and gone when it is wiped.

use std::sync::{Arc, Weak};
use std::time::Duration;

use rstest::rstest;
use tapis_secrets::domain::SecretValue;
use tapis_secrets::features::undo::Act;

use crate::app::Watched;
use crate::support::prelude::PAUSE;
use crate::{ID, Sentinel};

impl Watched {
    /// The sentinel was the value before a change.
    fn changed() -> Self {
        let mut watched = Self::start();
        watched.driver.press("enew-one<c-s><c-o>");
        watched.assert_nowhere("asked whether to read it");
        watched.driver.press("<c-s>");
        watched.assert_nowhere("being read");
        watched.driver.wait_for("Running pods keep the old value");
        watched.assert_nowhere("held");
        watched
    }

    /// The value that is held, as long as it is.
    fn held(&self) -> Weak<SecretValue> {
        match &self.driver.app.undo().held()[0].act {
            Act::Changed { value: Some(value), .. } | Act::Deleted { value } => Arc::downgrade(value),
            other => panic!("{other:?} holds no value"),
        }
    }
}

#[test]
fn held_and_restored() {
    let mut watched = Watched::changed();
    watched.driver.press("u");
    watched.driver.wait_for("This undoes");
    watched.assert_nowhere("reviewed");
    watched.driver.resize(80, 60);
    watched.driver.press("<c-r>");
    watched.assert_only_on_the_screen("shown in the review");
    watched.driver.press("<c-r>");
    watched.assert_nowhere("masked again");
    watched.driver.press("<c-s>");
    watched.driver.wait_for("✓ Restored the value");
    watched.assert_nowhere("restored");
    watched.driver.press("=");
    watched.driver.wait_for("✓ Verified");
    watched.assert_nowhere("verified");
    crate::support::service::set_value(watched.driver.service(), ID, &format!("{}x", watched.sentinel.0));
    watched.driver.advance(PAUSE);
    watched.driver.press("=");
    watched.driver.wait_for("is not as you saved it");
    watched.assert_nowhere("found to differ");
}

#[test]
fn deleted_and_created_again() {
    let mut watched = Watched::start();
    watched.driver.open_delete();
    watched.driver.press(&format!("<c-o>{ID}<enter><tab><enter>"));
    watched.driver.wait_for("✓ Deleted");
    watched.assert_nowhere("held");
    watched.driver.press("u");
    watched.assert_nowhere("reviewed");
    watched.driver.press("<c-s>");
    watched.driver.wait_for("✓ Created");
    watched.assert_nowhere("created again");
}

#[rstest]
#[case::by_key("X")]
#[case::by_time("")]
fn what_is_wiped_is_dropped_at_once(#[case] key: &str) {
    let mut watched = Watched::changed();
    let held = watched.held();
    assert!(held.upgrade().is_some());
    watched.driver.press(key);
    if key.is_empty() {
        watched.driver.advance(Duration::from_secs(10 * 60));
    }
    // A value is overwritten when the last that holds it is gone.
    assert!(held.upgrade().is_none(), "nobody has it any more");
    watched.assert_nowhere("wiped");
}

#[test]
fn told_in_the_journal_and_saved() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal.md");
    let mut watched = Watched::changed();
    watched.driver.press("v");
    watched.driver.wait_shown();
    watched.driver.press("yv");
    watched.sentinel = Sentinel("new-one".repeat(2));
    watched.driver.press("J");
    watched.assert_nowhere("the journal");
    watched.driver.press(&format!("s<c-u>{}<enter>", path.display()));
    watched.driver.wait_for("✓ Saved the journal");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("| reveal |") && !text.contains("new-one"), "{text}");
}
