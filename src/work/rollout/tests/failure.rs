//! The first failure stops everything, and nothing goes on without a person.

use rstest::rstest;

use super::fixtures::{Story, failure, plan};
use crate::domain::FailureKind;
use crate::work::rollout::*;

/// A story in which the canary is done and `api` fails.
pub(super) fn failed() -> Story {
    let mut story = Story::after_canary();
    story.pod("job", "AVAILABLE ON 3");
    story.choose(Choice::GoOn);
    story.pod("api", "AVAILABLE ON 2");
    story.restarted("api", Restarted::Accepted);
    story.wait(2);
    story.pod("api", "CREATING ON -");
    story.wait(2);
    story.told();
    story.pod("api", "ERROR ON - says=CrashLoopBackOff");
    story
}

#[test]
fn the_focus_is_on_leaving_it_as_it_is() {
    let mut story = failed();
    assert_eq!(story.told(), "api: error, asks Pod api, reads web, reads job");
    story.pod("web", "AVAILABLE ON 101");
    story.pod("job", "AVAILABLE ON 3");
    assert_eq!(story.choices(), "Leave, RestartAgain api");
    assert_eq!(story.account(), "web new, api down, job old", "what stays is said exactly");
    story.wait(3600);
    assert_eq!(story.told(), "", "nothing happens by itself");
    story.choose(Choice::Leave);
    assert_eq!((story.told().as_str(), story.rollout.count()), ("", (1, 3)));
    assert_eq!(story.rollout.next_due(), None);
    assert!(story.records.last().unwrap().stopped, "the record stays");
}

#[test]
fn what_was_left_can_be_looked_at_and_taken_up_later() {
    let mut story = failed();
    story.choose(Choice::Leave);
    story.told();
    story.wait(60);
    story.give(Input::LookAround);
    assert!(story.told().contains("reads api"));
    story.choose(Choice::RestartAgain("api".into()));
    assert!(story.told().contains("reads api"));
}

#[test]
fn restarting_it_again_restarts_nothing_else_and_asks_after_it() {
    let mut story = failed();
    story.told();
    story.choose(Choice::RestartAgain("api".into()));
    assert_eq!(story.told(), "reads api");
    story.pod("api", "ERROR ON -");
    story.log("api", &[]);
    story.restarted("api", Restarted::Accepted);
    story.wait(2);
    story.pod("api", "CREATING ON -");
    story.comes_up("api", 200, 10);
    let told = story.told();
    assert!(told.contains("api: done, asks CameUp api"), "{told}");
    assert!(!told.contains("RESTARTS job"));
    assert_eq!(story.choices(), "GoOn, Leave");
    story.choose(Choice::GoOn);
    assert!(story.told().ends_with("reads job"));
}

#[test]
fn a_pod_that_fails_again_is_asked_about_again() {
    let mut story = failed();
    story.choose(Choice::RestartAgain("api".into()));
    story.pod("api", "ERROR ON -");
    story.log("api", &[]);
    story.restarted("api", Restarted::Accepted);
    story.wait(2);
    story.pod("api", "REQUESTED ON -");
    story.wait(2);
    story.told();
    story.pod("api", "ERROR ON - says=CrashLoopBackOff");
    assert!(story.told().starts_with("api: error, asks Pod api"));
}

#[test]
fn a_pod_that_recovered_before_it_is_restarted_again_is_asked_about() {
    let mut story = failed();
    story.choose(Choice::RestartAgain("api".into()));
    story.told();
    story.pod("api", "AVAILABLE ON 150");
    assert!(story.told().starts_with("asks Differs api"), "it is not as the person has seen it");
    story.choose(Choice::RestartAsItIs("api".into()));
    story.pod("api", "AVAILABLE ON 150");
    story.restarted("api", Restarted::Accepted);
    story.comes_up("api", 200, 10);
    assert!(story.told().contains("api: done, asks CameUp api"), "the others are not chosen yet");
}

#[rstest]
#[case::refused(Restarted::Refused(failure(FailureKind::NotPermitted, true)), "refused", true)]
#[case::gone(Restarted::Refused(failure(FailureKind::NotFound, true)), "refused", true)]
#[case::not_sent(Restarted::NotSent(failure(FailureKind::ServiceFault, false)), "not_sent", true)]
fn a_refusal_stops_with_its_reason(#[case] answer: Restarted, #[case] word: &str, #[case] without: bool) {
    let mut story = Story::saved(plan(Settings::default()));
    story.pod("web", "AVAILABLE ON 1");
    story.told();
    story.restarted("web", answer);
    assert!(story.told().starts_with(&format!("web: {word}, asks Pod web")));
    assert_eq!(story.choices(), "Leave, RestartAgain web, LeaveOut web");
    assert!(without);
}

#[test]
fn an_unknown_outcome_is_looked_at_at_once_and_after_2_and_10_seconds() {
    let mut story = Story::saved(plan(Settings::default()));
    story.pod("web", "AVAILABLE ON 1");
    story.told();
    story.restarted("web", Restarted::NoAnswer);
    assert_eq!(story.told(), "reads web", "at once");
    story.pod("web", "AVAILABLE ON 1");
    assert_eq!(story.wait_until_due(), 2);
    story.pod("web", "AVAILABLE ON 1");
    assert_eq!(story.wait_until_due(), 10);
    story.told();
    story.pod("web", "AVAILABLE ON 1");
    assert!(story.told().starts_with("web: not_begun, asks Pod web"));
    story.wait(3600);
    assert!(!story.told().contains("RESTARTS"), "never sent again by itself");
    assert_eq!(story.account(), "web old, api old, job old");
    story.choose(Choice::RestartAgain("web".into()));
    story.pod("web", "AVAILABLE ON 1");
    assert!(story.told().ends_with("RESTARTS web"), "a person has chosen it");
}

#[test]
fn an_unknown_outcome_that_had_arrived_is_watched() {
    let mut story = Story::saved(plan(Settings::default()));
    story.pod("web", "AVAILABLE ON 1");
    story.restarted("web", Restarted::NoAnswer);
    story.pod("web", "AVAILABLE RESTART 1");
    story.comes_up("web", 90, 30);
    assert!(story.told().contains("web: done"));
}

#[rstest]
#[case::gone(Err(Unread::Gone), "gone", "Leave, LeaveOut web", "web gone")]
#[case::not_allowed(Err(Unread::NotAllowed), "cannot_be_watched", "Leave, LeaveOut web", "web unknown")]
#[case::stopped(Ok("STOPPED OFF -"), "stopped_by_somebody", "Leave, LeaveOut web", "web stopped")]
fn other_ends_stop_and_ask(
    #[case] answer: Result<&str, Unread>,
    #[case] word: &str,
    #[case] choices: &str,
    #[case] account: &str,
) {
    let mut story = Story::restarting(plan(Settings::default()));
    story.wait(2);
    story.told();
    match answer {
        Ok(state) => story.pod("web", state),
        Err(why) => story.no_pod("web", why),
    }
    assert!(story.told().starts_with(&format!("web: {word}, asks Pod web")));
    assert_eq!(story.choices(), choices);
    assert!(story.account().starts_with(account));
    story.choose(Choice::LeaveOut("web".into()));
    assert!(story.told().ends_with("reads api"));
}

#[test]
fn a_pod_that_is_gone_before_its_restart_stops_it() {
    let mut story = Story::saved(plan(Settings::default()));
    story.told();
    story.no_pod("web", Unread::Gone);
    assert!(story.told().starts_with("web: gone, asks Pod web"));
}

/// Lets a pod be late; returns the story at the question.
fn late(state: &str) -> Story {
    let mut story = Story::restarting(plan(Settings::default()));
    for _ in 0..100 {
        story.wait_until_due();
        if matches!(story.rollout.phase(), Phase::Stopped { .. }) {
            break;
        }
        story.pod_if_asked("web", state);
    }
    story
}

#[rstest]
#[case::on_its_way("CREATING ON -", false)]
#[case::pending("AVAILABLE RESTART 1", true)]
fn time_over_is_a_question_with_wait_on_first(#[case] state: &str, #[case] pending: bool) {
    let mut story = late(state);
    assert!(story.told().contains("asks Late web"));
    assert_eq!(story.choices(), "WaitOn, Leave");
    let PodState::Watching(watch) = &story.rollout.pods()[0].state else { panic!("it is watched on") };
    assert_eq!(watch.is_pending(), pending, "a pending restart will happen");
    story.choose(Choice::WaitOn);
    story.pod_if_asked("web", state);
    story.comes_up("web", 900, 30);
    assert!(story.told().contains("web: done, asks AfterCanary web"));
}

#[test]
fn a_late_pod_that_comes_up_while_the_question_is_open_changes_the_question() {
    let mut story = late("CREATING ON -");
    story.pod_if_asked("web", "CREATING ON -");
    story.told();
    story.comes_up("web", 900, 34);
    let told = story.told();
    assert!(told.contains("web: done, asks CameUp web") && !told.contains("RESTARTS"), "{told}");
    story.choose(Choice::GoOn);
    assert!(story.told().ends_with("reads api"));
}

#[test]
fn a_late_pod_that_fails_while_the_question_is_open_is_a_failure() {
    let mut story = late("CREATING ON -");
    story.pod_if_asked("web", "CREATING ON -");
    story.wait(5);
    story.told();
    story.pod("web", "ERROR ON - says=boom");
    assert!(story.told().starts_with("web: error, asks Pod web"));
    assert_eq!(story.choices(), "Leave, RestartAgain web");
}

#[test]
fn with_a_batch_those_under_way_are_watched_to_their_end_and_none_begins() {
    let settings = Settings { batch: 2, continue_after_canary: true, ..Settings::default() };
    let mut plan = plan(settings);
    plan.learn(super::fixtures::facts("more", "AVAILABLE ON 4"));
    let mut story = Story::restarting(plan);
    story.comes_up("web", 90, 30);
    for (pod, start) in [("api", 2), ("job", 3)] {
        story.pod(pod, &format!("AVAILABLE ON {start}"));
        story.restarted(pod, Restarted::Accepted);
    }
    story.wait(2);
    story.told();
    story.pod("api", "ERROR ON - says=boom");
    assert_eq!(story.told(), "api: error", "no question yet: job is under way");
    story.pod("job", "CREATING ON -");
    story.comes_up("job", 95, 10);
    let told = story.told();
    assert!(told.contains("job: done, asks Pod api"), "{told}");
    assert!(!told.contains("RESTARTS more") && !told.contains("reads more, RESTARTS"), "{told}");
    assert_eq!(story.choices(), "Leave, RestartAgain api");
}

#[test]
fn a_pod_of_a_batch_whose_restart_is_not_sent_yet_is_taken_back() {
    let settings = Settings { batch: 2, continue_after_canary: true, ..Settings::default() };
    let mut story = Story::restarting(plan(settings));
    story.comes_up("web", 90, 30);
    story.told();
    story.no_pod("api", Unread::Gone);
    assert!(story.told().starts_with("api: gone, asks Pod api"));
    story.pod_if_asked("job", "AVAILABLE ON 3");
    assert!(!story.told().contains("RESTARTS"));
    story.choose(Choice::LeaveOut("api".into()));
    story.pod_if_asked("job", "AVAILABLE ON 3");
    assert!(story.told().ends_with("RESTARTS job"));
}

#[test]
fn a_record_that_cannot_be_written_asks_before_anything_is_changed() {
    let mut story = Story::of(plan(Settings::default()));
    story.disk_works = false;
    story.give(Input::Start);
    story.look_up("db");
    let told = story.told();
    assert!(told.starts_with("looks up db, asks NoRecord"), "{told}");
    assert_eq!(story.choices(), "Leave, TryAgain, WithoutRecord");
    story.choose(Choice::TryAgain);
    story.disk_works = true;
    story.read_value("db", "old");
    assert!(story.told().contains("asks NoRecord"), "it could not be written then, either");
    story.choose(Choice::TryAgain);
    assert!(story.told().ends_with("WRITES new into db"));
}

#[test]
fn a_person_may_go_on_without_a_record() {
    let mut story = Story::of(plan(Settings::default()));
    story.disk_works = false;
    story.give(Input::Start);
    story.look_up("db");
    story.choose(Choice::WithoutRecord);
    story.read_value("db", "old");
    story.written("db", Written::Saved);
    story.read_value("db", "new");
    story.pod("web", "AVAILABLE ON 1");
    let told = story.told();
    assert!(told.contains("WRITES new into db") && told.ends_with("RESTARTS web"), "{told}");
    assert_eq!(story.records.len(), 1);
}

#[test]
fn a_record_that_fails_in_the_middle_keeps_the_next_restart_back() {
    let mut story = Story::saved(plan(Settings::default()));
    story.told();
    story.disk_works = false;
    story.pod("web", "AVAILABLE ON 1");
    let told = story.told();
    assert!(told.contains("asks NoRecord") && !told.contains("RESTARTS"), "{told}");
    story.disk_works = true;
    story.choose(Choice::TryAgain);
    story.pod_if_asked("web", "AVAILABLE ON 1");
    assert!(story.told().ends_with("RESTARTS web"));
}

#[test]
fn an_end_for_good_drops_the_record_that_was_written_before_one_could_not_be() {
    let mut story = Story::saved(plan(Settings::default()));
    story.disk_works = false;
    story.pod("web", "AVAILABLE ON 1");
    story.told();
    story.give(Input::Abandon);
    assert_eq!(story.told(), "drops the record, is over: Abandoned");
}
