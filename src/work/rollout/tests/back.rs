//! Going back: the value first, then the pod in trouble, then the others that were restarted. Never by itself.

use super::failure;
use super::fixtures::{Story, plan};
use crate::work::rollout::*;

/// A story in which the canary is done, `api` has failed, and `job` is untouched.
fn failed() -> Story {
    let mut story = failure::failed();
    story.pod("web", "AVAILABLE ON 101");
    story.pod("job", "AVAILABLE ON 3");
    story.told();
    story
}

/// The same, while the secret is read before it is restored.
fn restoring() -> Story {
    let mut story = failed();
    story.give(Input::OldWorks(true));
    story.choose(Choice::Restore);
    story.told();
    story
}

/// The same, after the user has chosen to go back and the value is restored.
fn restored() -> Story {
    let mut story = restoring();
    story.read_value("db", "new");
    story.written("db", Written::Saved);
    story.read_value("db", "old");
    story.told();
    story
}

#[test]
fn it_is_offered_only_when_the_old_value_still_works() {
    let mut story = failed();
    assert_eq!(story.rollout.way_back(), WayBack::IfItWorks);
    assert_eq!(story.choices(), "Leave, RestartAgain api");
    story.give(Input::OldWorks(true));
    assert_eq!(story.choices(), "Leave, RestartAgain api, Restore");
    assert_eq!(story.rollout.would_restart(), ["api".into(), "web".into()], "it names the healthy pod");
    story.give(Input::OldWorks(false));
    assert_eq!(story.choices(), "Leave, RestartAgain api");
}

#[test]
fn without_the_old_value_there_is_no_way_back() {
    let mut plan = plan(Settings::default());
    plan.secrets[0].keeps_old = false;
    plan.accepts_no_way_back = true;
    let mut story = Story::of(plan);
    story.give(Input::Start);
    story.look_up("db");
    story.written("db", Written::Saved);
    story.read_value("db", "new");
    story.pod("web", "ERROR ON -");
    story.give(Input::OldWorks(true));
    assert_eq!(story.rollout.way_back(), WayBack::No);
}

#[test]
fn the_value_comes_first_then_the_failed_pod_then_the_others() {
    let mut story = failed();
    story.give(Input::OldWorks(true));
    story.choose(Choice::Restore);
    assert_eq!(story.told(), "reads the value of db", "before anything is written");
    story.read_value("db", "new");
    story.written("db", Written::Saved);
    assert_eq!(story.told(), "WRITES old into db, reads the value of db");
    story.read_value("db", "old");
    assert_eq!(story.told(), "reads api");
    story.pod("api", "ERROR ON -");
    story.log("api", &[]);
    story.restarted("api", Restarted::Accepted);
    story.wait(2);
    story.pod("api", "CREATING ON -");
    story.comes_up("api", 300, 30);
    let told = story.told();
    assert!(told.contains("api: done, reads web"), "no question on the way: {told}");
    story.pod("web", "AVAILABLE ON 101");
    story.restarted("web", Restarted::Accepted);
    story.comes_up("web", 350, 10);
    let told = story.told();
    assert!(!told.contains("RESTARTS job"), "a pod that runs the old value is not touched: {told}");
    story.pod_if_asked("api", "AVAILABLE ON 300");
    story.pod_if_asked("job", "AVAILABLE ON 3");
    assert!(story.told().ends_with("is over: WentBack"));
    assert_eq!(story.account(), "web old, api old, job old");
    assert_eq!(story.rollout.secrets()[0].holds, Holds::Old);
}

#[test]
fn a_secret_that_holds_something_else_is_asked_about() {
    let mut story = restoring();
    story.read_value("db", "theirs");
    assert!(story.told().starts_with("asks ChangedMeanwhile db"));
    assert_eq!(story.choices(), "Leave, TryAgain, OverwriteAnyway db");
    story.choose(Choice::OverwriteAnyway("db".into()));
    assert!(story.told().ends_with("WRITES old into db"));
}

#[test]
fn a_secret_that_cannot_be_read_is_asked_about() {
    let mut story = restoring();
    story.no_value("db", Unread::NoAnswer);
    assert!(story.told().starts_with("asks ChangedMeanwhile db"));
    story.choose(Choice::TryAgain);
    assert!(story.told().ends_with("reads the value of db"));
}

#[test]
fn a_secret_that_holds_the_old_value_already_is_not_written() {
    let mut story = restoring();
    story.read_value("db", "old");
    assert_eq!(story.told(), "reads api");
}

#[test]
fn an_old_value_that_was_not_saved_restarts_nothing() {
    let mut story = failed();
    story.give(Input::OldWorks(true));
    story.choose(Choice::Restore);
    story.read_value("db", "new");
    story.told();
    story.written("db", Written::NotSaved);
    let told = story.told();
    assert!(told.starts_with("asks NotSaved db") && !told.contains("RESTARTS"), "{told}");
    assert_eq!(story.choices(), "Leave, WriteAgain db");
    assert_eq!(story.rollout.secrets()[0].holds, Holds::New { verified: true });
}

#[test]
fn a_failure_on_the_way_back_stops_it_and_what_was_not_restarted_is_named() {
    let mut story = restored();
    story.pod("api", "ERROR ON -");
    story.log("api", &[]);
    story.restarted("api", Restarted::Accepted);
    story.wait(2);
    story.pod("api", "CREATING ON -");
    story.wait(2);
    story.told();
    story.pod("api", "ERROR ON - says=boom");
    assert!(story.told().starts_with("api: error, asks Pod api"));
    assert_eq!(story.choices(), "Leave, RestartAgain api", "there is no further way back");
    story.pod_if_asked("web", "AVAILABLE ON 101");
    story.pod_if_asked("job", "AVAILABLE ON 3");
    assert_eq!(story.account(), "web new, api down, job old");
    let waiting: Vec<_> = story.rollout.pods().iter().filter(|pod| pod.is_waiting()).collect();
    assert!(waiting.iter().any(|pod| pod.id.as_str() == "web"), "web still runs the new value");
}

#[test]
fn a_healthy_pod_that_is_down_meanwhile_is_asked_about() {
    let mut story = restored();
    story.pod("api", "ERROR ON -");
    story.log("api", &[]);
    story.restarted("api", Restarted::Accepted);
    story.wait(2);
    story.pod("api", "CREATING ON -");
    story.comes_up("api", 300, 30);
    story.told();
    story.pod("web", "ERROR ON -");
    assert!(story.told().starts_with("asks Differs web"));
}

#[test]
fn a_vanished_restart_left_the_old_value_so_that_only_the_value_goes_back() {
    let mut story = Story::restarting(plan(Settings::default()));
    for _ in 0..2 {
        story.wait(2);
        story.pod("web", "AVAILABLE ON 1");
    }
    story.give(Input::OldWorks(true));
    assert_eq!(story.choices(), "Leave, RestartAgain web, Restore");
    assert_eq!(story.rollout.would_restart(), []);
    story.choose(Choice::Restore);
    story.read_value("db", "new");
    story.written("db", Written::Saved);
    story.told();
    story.read_value("db", "old");
    story.pod_if_asked("api", "AVAILABLE ON 2");
    story.pod_if_asked("job", "AVAILABLE ON 3");
    story.pod_if_asked("web", "AVAILABLE ON 1");
    let told = story.told();
    assert!(told.ends_with("is over: WentBack") && !told.contains("RESTARTS"), "{told}");
}

#[test]
fn a_pending_restart_is_joined_on_the_way_back() {
    let mut story = Story::restarting(plan(Settings::default()));
    while !matches!(story.rollout.phase(), Phase::Stopped { .. }) {
        story.wait_until_due();
        story.pod_if_asked("web", "AVAILABLE RESTART 1");
    }
    story.give(Input::OldWorks(true));
    assert_eq!(story.rollout.would_restart(), ["web".into()], "its restart will happen");
    story.choose(Choice::Restore);
    story.read_value("db", "new");
    story.written("db", Written::Saved);
    story.read_value("db", "old");
    story.told();
    story.pod("web", "AVAILABLE RESTART 1");
    assert_eq!(story.told(), "joins web");
}

#[test]
fn the_canary_may_be_healthy_and_the_user_goes_back_all_the_same() {
    let mut story = Story::after_canary();
    story.give(Input::OldWorks(true));
    assert_eq!(story.choices(), "GoOn, Leave, Restore");
    assert_eq!(story.rollout.would_restart(), ["web".into()]);
}

#[test]
fn the_old_value_is_held_until_the_end_and_in_no_debug_text() {
    let mut story = failed();
    assert!(story.rollout.secrets()[0].has_old());
    let debug = format!("{:?}", story.rollout);
    assert!(!debug.contains("\"old\"") && !debug.contains("\"new\""), "{debug}");
    story.choose(Choice::Leave);
    assert!(story.rollout.secrets()[0].has_old(), "what was left can go back later");
    story.give(Input::Abandon);
    assert!(!story.rollout.secrets()[0].has_old());
    assert_eq!(story.told(), "drops the record, is over: Abandoned");
}
