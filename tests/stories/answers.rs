//! Stories about answers of the system that come late: each is for whoever asked, and for nobody else.

use std::time::Duration;

use rstest::rstest;
use zeroize::Zeroizing;

use super::sign_in::granted;
use super::write::{secret, three};
use crate::support::app_test::setup::claims;
use crate::support::prelude::*;

const FILE: &str = "\x06";
const GENERATE: &str = "\x07";

impl AppTest {
    /// What the dialog for a file says of the last one.
    fn file_fault(&self) -> bool {
        self.dialog_text().contains('✗')
    }
}

/// The dialog for a file is open in the form of `b`; a file that was asked for in the one of `a` is on its
/// way.
fn in_another_form() -> AppTest {
    let mut story = AppTest::begin().loaded(vec![secret("a", "", true, true), secret("b", "", true, true)]);
    story.press(&format!("e{FILE}/etc/a\n\x1b\x1bje{FILE}"));
    assert_eq!(story.subject(), "b");
    story
}

#[test]
fn a_file_for_one_form_lands_in_no_other() {
    let mut story = in_another_form();
    story.file_read(0, "of a");
    assert!(story.asks("Load the value from a file"), "its dialog waits on");
    story.press("/etc/b\n");
    story.file_read(0, "of a\n");
    assert!(story.form_value().is_empty());
    story.file_read(1, "of b");
    assert_eq!(story.form_value(), "of b");
}

#[test]
fn nor_does_the_reason_why_there_is_none() {
    let mut story = in_another_form();
    let request = story.reads[0].0;
    story.tell(Event::FileRead(request, Err(FileFault::Missing)));
    assert!(!story.file_fault());
}

#[rstest]
#[case::closed_and_opened_again("\x1b\x06")]
#[case::the_path_is_another("x")]
#[case::another_file_is_asked_for("x\n")]
fn a_file_that_is_not_wanted_any_more_is_dropped(#[case] keys: &str) {
    let mut story = three();
    story.press(&format!("e{FILE}/etc/a\n{keys}"));
    story.file_read(0, "of a");
    assert!(story.form_value().is_empty());
    assert!(!story.file_fault());
}

/// All of it is played when the search has its end, as one event.
#[test]
fn also_where_all_that_was_typed_ahead() {
    let mut story = three();
    story.press(&format!("/a\ne{FILE}/etc/a\n\x1b{FILE}"));
    story.match_all();
    assert_eq!(story.reads.len(), 1);
    story.file_read(0, "of a");
    assert!(story.form_value().is_empty() && story.asks("Load the value from a file"));
}

#[test]
fn the_last_of_several_wishes_for_a_generated_value_counts() {
    let mut story = three();
    story.press(&format!("e{GENERATE}x\n\n"));
    story.randomness(0, 0);
    assert!(story.asks("Generate a value"));
    story.randomness(1, 0);
    assert_eq!(story.form_value(), "0".repeat(32));
    story.press(&format!("{GENERATE}\n\x1b{GENERATE}"));
    story.randomness(2, 1);
    assert_eq!(story.form_value(), "0".repeat(32), "the menu was closed, and opened again");
    let request = story.random[2].0;
    story.tell(Event::Random(request, None));
    assert!(story.asks("Generate a value"), "nor is its failure told");
    story.press("\n");
    story.tell(Event::Random(RequestId(0), None));
    story.press("↓");
    story.randomness(3, 1);
    assert_eq!(story.form_value(), "0".repeat(32), "another line of the menu is chosen now");
}

#[test]
fn what_arrives_behind_a_lock_is_dropped_and_can_be_asked_for_again() {
    for keys in [format!("{FILE}/etc/a\n"), format!("{GENERATE}\n")] {
        let lock_after = Some(Duration::from_secs(60));
        let mut story = AppTest::begin_with(Settings { lock_after, ..Settings::default() })
            .loaded(vec![secret("a", "", true, true)]);
        story.press(&format!("e{keys}"));
        story.advance(Duration::from_secs(60));
        assert!(story.is_locked());
        for nth in 0..story.reads.len() {
            story.file_read(nth, "of a");
        }
        for nth in 0..story.random.len() {
            story.randomness(nth, 1);
        }
        story.press(" ");
        assert!(story.form_value().is_empty() && story.has_dialog());
        story.press("\n");
        assert_eq!(story.reads.len() + story.random.len(), 2);
    }
}

#[test]
fn nothing_lands_in_a_form_of_the_next_profile() {
    let at =
        |tenant: &str| Profile { site: crate::support::app_test::setup::site(tenant), ..Profile::default() };
    let mut story = AppTest::begin_at(vec![at("tacc"), at("dev")]).loaded(vec![secret("a", "", true, true)]);
    story.press(&format!("a\t{FILE}/etc/a\n\x1b{GENERATE}\n\x1b\x1bpj\n"));
    assert_eq!(story.tenant(), "dev");
    story.token(Ok(Granted { claims: claims("dev"), ..granted() }));
    let mut story = story.loaded(vec![secret("b", "", true, true)]);
    story.press(&format!("a\t{FILE}"));
    assert!(story.asks("Load the value from a file"));
    story.file_read(0, "of tacc");
    story.press(&format!("\x1b{GENERATE}"));
    story.randomness(0, 1);
    assert!(story.form_value().is_empty());
}

#[test]
fn an_editor_that_was_given_up_changes_no_other_form() {
    let mut story = three();
    story.press("E");
    story.loads("present");
    story.opens();
    let first = story.last_edit;
    story.tell(Event::EditorDone(first, EditorEnd::AtOnce));
    // It is looked at again, and given up before that has an end.
    story.press("\n\x1b");
    assert_eq!(story.edits[2..], ["run 2", "look", "drop"]);
    let late = || EditorEnd::Changed { value: SecretValue::new("of a".to_owned()), trimmed: false };
    story.tell(Event::EditorDone(first, late()));
    assert!(!story.has_form());
    story.press("jjE");
    story.tell(Event::EditorDone(first, late()));
    story.opens();
    story.tell(Event::EditorDone(first, late()));
    assert!(story.app.is_away(), "it is another one that has the terminal");
    story.tell(Event::EditorDone(story.last_edit, late()));
    assert_eq!(story.phase(), Phase::Review);
    assert_eq!(story.subject(), "c");
}

#[test]
fn a_journal_is_written_once_and_its_end_is_told_where_it_was_asked_for() {
    let mut story = AppTest::changed_with_old_value();
    story.press("Js\n\n");
    assert_eq!(story.files.len(), 1, "it is not written twice");
    let (request, path, _) = story.files[0].clone();
    story.press("\x1bs");
    story.tell(Event::JournalSaved(request, path, Err(SaveFault::Exists)));
    assert!(story.asks("Save the journal as Markdown") && !story.dialog_text().contains('✗'));
    assert!(story.notice().ends_with("was not written. This file exists already; choose another name."));
    story.press("x\n");
    let (request, path, _) = story.files[1].clone();
    story.press("\x1b\x1bJs");
    story.tell(Event::JournalSaved(request, path.clone(), Ok(())));
    assert!(story.asks("Save the journal as Markdown"), "another one is asked for");
    assert_eq!(story.notice(), format!("Saved the journal to {path}."));
}

#[test]
fn a_key_for_digests_that_nobody_asked_for_is_none() {
    let mut story = AppTest::changed_with_old_value();
    let other = DigestKey::new(&Zeroizing::new([9; DIGEST_KEY_BYTES]));
    story.tell(Event::DigestKey(RequestId(1), Some(other)));
    story.press("=");
    story.value_read("new");
    assert!(story.notice().starts_with("Verified a"), "{}", story.notice());
}
