//! Stories about deleting the marked secrets: the plan, one deletion after the other, and what is told of each.

use std::time::Duration;

use super::write::{TIMED_OUT, secret};
use crate::support::app_test::setup::site;
use crate::support::prelude::*;

const DEAD: FailureKind = FailureKind::SignedOut(SignedOut::Invalid);

fn four(profile: Profile) -> AppTest {
    let secrets = ["a", "b", "c", "d"].map(|id| secret(id, "", id != "c", true));
    let mut story = AppTest::begin_at(vec![profile]).loaded(secrets.into());
    story.resize(80, 30);
    story
}

/// With `a`, `b` and `c` marked, and `c` selected; its value cannot be read.
fn marked() -> AppTest {
    let mut story = four(Profile { site: site("tacc"), ..Profile::default() });
    story.press("3 k");
    story
}

/// The plan, with the pods known.
fn planned() -> AppTest {
    let mut story = marked();
    story.press("D");
    story.pods_come(vec![], true);
    story
}

/// The plan is carried out.
fn begun() -> AppTest {
    let mut story = planned();
    story.press("G\n3\n");
    story
}

impl AppTest {
    /// The row of a secret in the plan, without the mark before it.
    #[track_caller]
    fn planned_as(&self, id: &str) -> String {
        let rows = self.the_form().rows;
        let row = rows.iter().find(|row| row.split_whitespace().any(|word| word == id));
        let row = row.unwrap_or_else(|| panic!("{id} is not in the plan\n{}", self.screen()));
        row.split_whitespace().filter(|word| *word != "▌").collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn the_plan_lists_every_secret_and_nothing_is_sent_before_the_number_is_typed() {
    let mut story = planned();
    assert_eq!(story.form_title(), "Delete 3 secrets");
    assert_eq!(story.planned_as("a"), "a no pod that you can list");
    let text = story.form_text();
    assert!(text.contains("Pods that you cannot list may use them, too."), "{text}");
    assert!(text.contains("[ ] Keep the old values for undo (2 logged reads)"), "{text}");
    assert!(text.contains("1 value cannot be read, so u cannot bring it back."), "{text}");
    story.press("G\n");
    assert!(story.asks("Type 3 to delete 3 secrets"), "{}", story.screen());
    for wrong in ["2", "3 secrets", ""] {
        story.press(&format!("{wrong}\n"));
        assert!(story.screen().contains("not the number of secrets"));
        story.press("<c-u>");
    }
    story.press("<esc><esc>");
    assert!(!story.has_form() && story.writes().is_empty());
}

#[test]
fn one_after_the_other_is_deleted_and_each_is_in_the_journal() {
    let mut story = begun();
    assert_eq!(story.writes(), ["delete a"], "the next one waits");
    assert_eq!(story.planned_as("a"), "a being deleted");
    story.deleted("a");
    assert_eq!(story.writes(), ["delete a", "delete b"]);
    story.deleted("b");
    story.deleted("c");
    assert_eq!(story.writes().len(), 3);
    assert_eq!(story.notice(), "Deleted 3 secrets.");
    assert_eq!(story.planned_as("b"), "✓ b deleted");
    story.press("<esc>");
    assert_eq!((story.ids(), story.has_form()), (vec!["d".to_owned()], false));
    assert_eq!(story.journal(), ["delete a: done", "delete b: done", "delete c: done"]);
    story.press("D");
    assert_eq!(story.form_title(), "Delete d", "nothing is marked any more");
}

#[test]
fn the_first_failure_ends_it_and_the_next_plan_has_the_rest() {
    let mut story = begun();
    story.deleted("a");
    story.fails(FailureKind::NotPermitted);
    assert_eq!(story.writes(), ["delete a", "delete b"]);
    assert_eq!(story.notice(), "Deleted 1 of 3 secrets: b was not deleted. The rest is still marked.");
    assert_eq!(story.planned_as("a"), "✓ a deleted");
    assert!(
        story.planned_as("b").starts_with("✗ b not deleted: you need ADMIN"),
        "{}",
        story.planned_as("b")
    );
    assert_eq!(story.planned_as("c"), "c not begun");
    story.press("<esc>D");
    assert_eq!(story.form_title(), "Delete 2 secrets");
    assert!(story.planned_as("b").contains("the service has refused that"));
    story.press("G\n");
    assert_eq!(story.notice(), "b cannot be deleted: the service has refused that. Unmark it first.");
}

#[test]
fn an_unknown_outcome_ends_it_too_and_stays_with_its_secret() {
    let mut story = begun();
    story.fails(TIMED_OUT);
    for wait in [2, 10, 0] {
        story.fails(TIMED_OUT);
        story.advance(Duration::from_secs(wait));
    }
    assert_eq!(story.notice(), "Nothing was deleted: a is in doubt. The rest is still marked.");
    assert!(story.planned_as("a").starts_with("! a"), "{}", story.screen());
    assert_eq!((story.planned_as("b").as_str(), story.writes().len()), ("b not begun", 1));
    story.press("<esc>q");
    assert!(story.asks("Quit?"), "a deletion in doubt is not left without a question");
}

#[test]
fn old_values_are_read_one_by_one_where_that_is_wanted() {
    let mut story = planned();
    story.press("\n");
    assert!(story.form_text().contains("[x] Keep the old values for undo (2 logged reads)"));
    story.press("G\n3\n");
    assert!(
        matches!(story.last_request(), Request::GetValue(id) if id.as_str() == "a"),
        "before it is deleted"
    );
    assert!(story.writes().is_empty());
    story.value_read("old a");
    assert_eq!(story.writes(), ["delete a"]);
    story.deleted("a");
    story.value_read("old b");
    story.deleted("b");
    assert_eq!(story.writes(), ["delete a", "delete b", "delete c"], "the value of c cannot be read");
    story.deleted("c");
    assert_eq!(story.held(), ["deleted a", "deleted b"], "{:?}", story.held());
}

#[test]
fn a_value_that_cannot_be_read_is_not_lost() {
    let mut story = planned();
    story.press("\nG\n3\n");
    story.fails(FailureKind::ServiceFault);
    assert!(story.writes().is_empty());
    assert!(story.planned_as("a").starts_with("✗ a its old value was not read"), "{}", story.screen());
    assert_eq!(story.planned_as("b"), "b not begun");
    story.press("<esc>");
    assert_eq!(story.ids().len(), 4);
}

#[test]
fn escape_begins_no_further_deletion() {
    let mut story = begun();
    story.press("<esc>");
    assert!(story.form_text().contains("Stopping after this one"), "{}", story.screen());
    story.deleted("a");
    assert_eq!(story.writes(), ["delete a"]);
    assert_eq!(story.notice(), "Deleted 1 of 3 secrets, then stopped. The rest is still marked.");
    story.press("<esc>");
    assert!(!story.has_form());
    story.press("D");
    assert_eq!(story.form_title(), "Delete 2 secrets");
}

#[test]
fn a_lock_and_the_wish_to_quit_begin_none_either() {
    let settings = Settings { lock_after: Some(Duration::from_secs(60)), ..Settings::default() };
    let mut story = four(Profile { site: site("tacc"), settings, ..Profile::default() });
    story.press("3 kD");
    story.pods_come(vec![], true);
    story.press("G\n3\n");
    story.advance(Duration::from_secs(61));
    story.deleted("a");
    assert_eq!(story.writes(), ["delete a"]);
    let mut story = begun();
    story.tell(Event::Terminate);
    story.deleted("a");
    assert_eq!(story.writes(), ["delete a"]);
}

#[test]
fn without_a_token_the_rest_waits() {
    let mut story = begun();
    story.deleted("a");
    story.fails(DEAD);
    assert_eq!(story.writes(), ["delete a", "delete b"]);
    assert!(story.planned_as("b").starts_with("✗ b"), "{}", story.screen());
    assert_eq!(story.planned_as("c"), "c not begun");
}

#[test]
fn in_production_the_tenant_is_typed_too() {
    let danger = Site { danger: true, ..site("tacc") };
    let mut story = four(Profile { site: danger, ..Profile::default() });
    story.press("2 kD");
    story.pods_come(vec![], true);
    story.press("G\n2\n");
    assert!(
        story.asks("Type tacc to delete in production") && story.writes().is_empty(),
        "{}",
        story.screen()
    );
    story.press("dev\n");
    assert!(story.screen().contains("not its name") && story.writes().is_empty());
    story.press("<c-u>tacc\n");
    assert_eq!(story.writes(), ["delete a"]);
}

#[test]
fn a_plan_has_no_more_secrets_than_the_configuration_allows() {
    let settings = Settings { bulk_max: 2, ..Settings::default() };
    let mut story = four(Profile { site: site("tacc"), settings, ..Profile::default() });
    story.press("*D");
    assert!(!story.has_form() && !story.has_dialog());
    assert_eq!(story.notice(), "4 secrets are marked; a plan has 2 at most (bulk_max). Unmark some.");
}

#[test]
fn a_selected_secret_that_is_not_marked_raises_the_question_which_is_meant() {
    let mut story = marked();
    story.press("GD");
    assert!(story.asks("Delete which?"), "{}", story.screen());
    story.press("s");
    assert_eq!(story.form_title(), "Delete d");
    story.press("<esc>Dm");
    assert_eq!(story.form_title(), "Delete 3 secrets");
}

#[test]
fn a_secret_that_somebody_has_replaced_is_not_deleted() {
    let mut story = marked();
    story.press("R");
    story.press("D");
    story.pods_come(vec![], true);
    story.press("G\n3\n");
    let bobs = Secret { owner: "bob".into(), ..secret("b", "", true, true) };
    story.list(vec![secret("a", "", true, true), bobs, secret("c", "", false, true)]);
    story.match_all();
    story.deleted("a");
    assert_eq!(story.writes(), ["delete a"]);
    assert_eq!(story.planned_as("b"), "✗ b it is gone, or somebody else's now");
}

#[test]
fn a_view_only_session_plans_nothing() {
    let settings = Settings { view_only: true, ..Settings::default() };
    let mut story = four(Profile { site: site("tacc"), settings, ..Profile::default() });
    story.press("*D");
    assert!(!story.has_form());
    assert_eq!(story.notice(), "This session is view only: it changes nothing.");
}
