//! The values: all of them are written and read back before the first restart, or nothing is restarted.

use rstest::rstest;

use super::fixtures::{Story, plan, value};
use crate::work::rollout::*;

fn settings() -> Settings {
    Settings::default()
}

/// A story in which the new value is about to be written.
fn writing() -> Story {
    let mut story = Story::of(plan(settings()));
    story.give(Input::Start);
    story.look_up("db");
    story.read_value("db", "old");
    story
}

#[test]
fn the_value_is_looked_up_and_held_and_written_and_read_back_before_any_pod_is_read() {
    let mut story = writing();
    story.written("db", Written::Saved);
    let told = "looks up db, reads the value of db, WRITES new into db, reads the value of db";
    assert_eq!(story.told(), told);
    story.read_value("db", "new");
    assert_eq!(story.told(), "reads web");
    assert_eq!(story.rollout.secrets()[0].holds, Holds::New { verified: true });
}

#[test]
fn all_values_of_several_secrets_come_before_the_first_restart() {
    let mut plan = plan(settings());
    let new = Some(NewValue::Value(value("key2")));
    plan.secrets.push(PlannedSecret { id: "key".into(), new, keeps_old: false, is_readable: false });
    plan.accepts_no_way_back = true;
    let mut story = Story::of(plan);
    story.give(Input::Start);
    story.look_up("db");
    story.read_value("db", "old");
    story.look_up("key");
    story.told();
    story.written("db", Written::Saved);
    story.read_value("db", "new");
    assert_eq!(story.told(), "reads the value of db, WRITES key2 into key");
    story.written("key", Written::NotSaved);
    assert_eq!(story.told(), "asks NotSaved key, reads web, reads api, reads job", "nothing is restarted");
    assert_eq!(story.choices(), "Leave, WriteAgain key");
    story.give(Input::OldWorks(true));
    assert_eq!(story.choices(), "Leave, WriteAgain key, Restore");
}

#[rstest]
#[case::unknown(Written::Unknown, "WriteUnknown db", "Leave, Compare db, WriteAgain db")]
#[case::not_saved(Written::NotSaved, "NotSaved db", "Leave, WriteAgain db")]
fn if_the_write_does_not_end_well_nothing_is_restarted(
    #[case] written: Written,
    #[case] stop: &str,
    #[case] choices: &str,
) {
    let mut story = writing();
    story.told();
    story.written("db", written);
    assert_eq!(story.told(), format!("asks {stop}, reads web, reads api, reads job"));
    assert_eq!(story.choices(), choices);
    story.wait(3600);
    assert_eq!(story.told(), "", "nor later");
}

#[test]
fn an_unknown_write_can_be_compared_by_a_person() {
    let story = || {
        let mut story = writing();
        story.written("db", Written::Unknown);
        story.wait(1);
        for (pod, start) in [("web", 1), ("api", 2), ("job", 3)] {
            story.pod(pod, &format!("AVAILABLE ON {start}"));
        }
        story.choose(Choice::Compare("db".into()));
        story.wait(1);
        story.told();
        story
    };
    let mut saved = story();
    saved.read_value("db", "new");
    assert_eq!(saved.told(), "reads web");
    let mut not_saved = story();
    not_saved.read_value("db", "old");
    assert_eq!(not_saved.told(), "asks NotSaved db, reads web, reads api, reads job");
    let mut not_read = story();
    not_read.no_value("db", Unread::NoAnswer);
    assert!(not_read.told().starts_with("asks WriteUnknown db"));
}

#[test]
fn a_value_of_somebody_else_that_is_read_back_stops_it() {
    let mut story = writing();
    story.written("db", Written::Saved);
    story.told();
    story.read_value("db", "theirs");
    assert!(story.told().starts_with("asks AnotherValue db"));
    assert_eq!(story.rollout.secrets()[0].holds, Holds::Another);
}

#[test]
fn a_value_that_cannot_be_read_back_is_saved_but_not_verified() {
    let mut story = writing();
    story.written("db", Written::Saved);
    story.told();
    story.no_value("db", Unread::NotAllowed);
    assert_eq!(story.told(), "reads web");
    assert_eq!(story.rollout.secrets()[0].holds, Holds::New { verified: false });
}

#[rstest]
#[case::gone(Unread::Gone)]
#[case::not_allowed(Unread::NotAllowed)]
#[case::no_answer(Unread::NoAnswer)]
fn nothing_is_written_to_a_secret_that_was_not_looked_up(#[case] why: Unread) {
    let mut story = Story::of(plan(settings()));
    story.give(Input::Start);
    story.told();
    story.not_looked_up("db", why);
    assert!(story.told().starts_with("asks NotLookedUp db"));
    story.choose(Choice::TryAgain);
    assert_eq!(story.told(), "looks up db");
}

#[test]
fn without_the_old_value_a_person_decides() {
    let mut story = Story::of(plan(settings()));
    story.give(Input::Start);
    story.look_up("db");
    story.told();
    story.no_value("db", Unread::NotAllowed);
    assert!(story.told().starts_with("asks OldNotRead db"));
    story.choose(Choice::WithoutOld("db".into()));
    assert_eq!(story.told(), "WRITES new into db");
}

#[test]
fn a_value_that_is_saved_already_is_not_touched() {
    let mut plan = plan(settings());
    plan.secrets[0].new = Some(NewValue::AlreadySaved);
    let mut story = Story::of(plan);
    story.give(Input::Start);
    assert_eq!(story.told(), "reads web");
    assert_eq!(story.account(), "web unknown, api unknown, job unknown", "nothing tells what they run");
}

#[test]
fn a_value_that_a_dead_token_kept_from_being_saved_is_sent_after_the_sign_in() {
    let mut story = writing();
    story.told();
    story.written("db", Written::Token);
    assert_eq!(story.told(), "pauses");
    story.give(Input::SignedIn);
    assert_eq!(story.told(), "WRITES new into db");
}
