//! Stories about what the user may do: what is known of it, and what is only the secret's mode.

use std::time::Duration;

use rstest::rstest;

use super::write::{SAVE, secret};
use crate::support::app_test::setup::site;
use crate::support::prelude::*;

const DENIED: FailureKind = FailureKind::NotPermitted;

/// alice's own secret, and one of bob.
fn two() -> AppTest {
    let bobs = Secret { owner: "bob".into(), ..secret("bobs", "", true, true) };
    AppTest::begin().loaded(vec![secret("a", "", true, true), bobs])
}

impl AppTest {
    /// A fact of the detail; empty where there is none.
    fn fact(&self, wanted: &str) -> String {
        let rows = self.detail();
        let fact = rows.iter().find_map(|row| row.trim_start().strip_prefix(&format!("{wanted} ")));
        fact.map_or("", str::trim).to_owned()
    }

    fn explanations(&self) -> String {
        let rows = self.detail();
        rows.iter().flat_map(|row| row.split_whitespace()).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn the_mode_is_the_secrets_and_a_right_is_what_was_seen() {
    let mut story = two();
    assert_eq!((story.fact("you").as_str(), story.fact("owner").as_str()), ("owner", "alice (you)"));
    assert!(
        story.explanations().contains("access rw full access can be read and changed"),
        "{}",
        story.explanations()
    );
    assert!(!story.explanations().contains("USER"), "the owner needs to know nothing of it");
    story.press("j");
    assert_eq!((story.fact("you").as_str(), story.fact("owner").as_str()), ("READ at least", "bob"));
    assert!(story.explanations().contains("USER may read and change the value, ADMIN may delete."));
}

#[rstest]
#[case::in_another_tenant(StoredAs::Usual("dev".into()), "alice of dev", "READ at least")]
#[case::nobody_knows_where(StoredAs::Unknown, "alice", "READ at least")]
#[case::stored_in_an_odd_place(StoredAs::Odd("x".into()), "alice", "READ at least")]
fn you_are_not_everybody_of_your_name(#[case] stored_as: StoredAs, #[case] owner: &str, #[case] you: &str) {
    let story = AppTest::begin().loaded(vec![Secret { stored_as, ..secret("a", "", true, true) }]);
    assert_eq!((story.fact("owner").as_str(), story.fact("you").as_str()), (owner, you));
}

#[test]
fn a_value_that_was_read_shows_user() {
    let mut story = two();
    story.press("jv");
    story.value("pw");
    story.press("v");
    assert_eq!(story.fact("you"), "USER at least");
}

#[test]
fn a_change_that_was_saved_shows_user() {
    let mut story = two();
    story.press("je");
    let bobs = Secret { owner: "bob".into(), ..secret("bobs", "", true, true) };
    story.got(bobs.clone());
    story.press("\twords");
    story.press(SAVE);
    story.press(SAVE);
    story.got(bobs.clone());
    story.answer(Ok(Answer::Updated(Box::new(bobs))));
    assert_eq!(story.fact("you"), "USER at least", "{}", story.notice());
    story.press("R");
    let story = story.loaded(vec![Secret { owner: "bob".into(), ..secret("bobs", "", true, true) }]);
    assert_eq!(story.fact("you"), "USER at least", "what was seen is not forgotten by a refresh");
}

#[test]
fn a_refusal_is_told_until_a_refresh_and_said_before_a_form_is_filled_in() {
    let mut story = two();
    story.press("jv");
    story.value_fails(DENIED);
    assert_eq!(story.fact("you"), "refused at 08:00: needs USER");
    story.press("e");
    assert!(!story.has_form());
    assert_eq!(story.notice(), "bobs was refused at 08:00: you need USER on it; R asks again.");
    assert!(story.forbids(Action::Edit) && !story.forbids(Action::Create));
    assert!(story.forbids(Action::Delete), "ADMIN includes USER");
    // What is typed for the form is over.
    story.advance(Duration::from_secs(1));
    story.press("k");
    assert!(!story.forbids(Action::Edit), "of another secret it says nothing");
    story.press("jE");
    assert!(!story.has_form() && story.edits.is_empty());
    assert_eq!(story.notice(), "bobs was refused at 08:00: you need USER on it; R asks again.");
    // What was typed for an editor is over.
    story.advance(Duration::from_secs(3));
    story.press("R");
    let bobs = Secret { owner: "bob".into(), ..secret("bobs", "", true, true) };
    let story = story.loaded(vec![secret("a", "", true, true), bobs]);
    assert!(!story.forbids(Action::Edit));
    assert_eq!((story.selected(), story.fact("you").as_str()), ("bobs", "READ at least"));
}

#[test]
fn a_form_says_what_it_takes_that_is_not_known_to_be_there() {
    let mut story = two();
    story.press("e");
    assert!(!story.form_text().contains("! "), "{}", story.form_text());
    story.press("\x1bj");
    story.press("e");
    let caution = "! You have READ at least. This takes USER, which may read and change the value.";
    assert!(story.form_text().contains(caution), "{}", story.form_text());
    story.press("\x1bD");
    let caution = "! You have READ at least. This takes ADMIN, which may delete.";
    assert!(story.form_text().contains(caution), "{}", story.form_text());
}

#[test]
fn a_refused_deletion_leaves_the_rest() {
    let mut story = two();
    story.press("jDbobs\t\t\n");
    story.fails(DENIED);
    story.press("\x1b\x1b\n");
    assert_eq!(story.fact("you"), "refused at 08:00: needs ADMIN", "{}", story.notice());
    assert!(story.forbids(Action::Delete) && !story.forbids(Action::Edit));
}

#[rstest]
#[case::owner(
    "jane.doe",
    "jane-db",
    "cannot be referred to. A reference takes only a-z A-Z 0-9 _ @ in the owner's name."
)]
#[case::id("alice", "ключ-1", "cannot be referred to. A reference takes only a-z A-Z 0-9 _ - in the id.")]
#[case::unknown("", "db", "cannot be referred to. Its owner is not known.")]
fn a_reference_that_no_pod_resolves_is_not_copied(#[case] owner: &str, #[case] id: &str, #[case] why: &str) {
    let one = Secret { owner: owner.into(), ..secret(id, "", true, true) };
    let mut story = AppTest::begin().loaded(vec![one]);
    assert_eq!(story.fact("reference"), "cannot be referred to");
    story.press("Y\n");
    assert_eq!((story.notice(), story.copies.len()), (format!("{id} {why}").as_str(), 0));
    story.press("Yi");
    assert_eq!(story.copies.len(), 1, "the id is a text like any other");
}

#[test]
fn a_user_whom_no_reference_names_is_told_before_a_secret_is_created() {
    let mut site = site("tacc");
    site.claims.user = "jane.doe".into();
    let mut story = AppTest::begin_at(vec![Profile { site, ..Profile::default() }]).loaded(vec![]);
    story.press("a");
    let caution = "! Pods cannot refer to secrets of jane.doe:";
    assert!(story.form_text().contains(caution), "{}", story.form_text());
    let mut story = two();
    story.press("a");
    assert!(!story.form_text().contains("! "), "{}", story.form_text());
}

#[rstest]
#[case::to_edit("e")]
#[case::to_delete("D")]
fn what_is_typed_for_a_form_that_is_refused_is_no_command(#[case] key: &str) {
    let mut story = two();
    story.press("jv");
    story.value_fails(DENIED);
    for typed in [key, "n", "a", "l", "\x13", "q"] {
        story.type_on(typed);
        story.advance(Duration::from_millis(400));
    }
    assert!(!story.has_form() && story.writes().is_empty() && !story.quits);
    story.advance(Duration::from_millis(100));
    story.press("a");
    assert!(story.has_form(), "after a pause it is meant");
}
