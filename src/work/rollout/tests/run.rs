//! The run: the canary, the question, and one pod after the other.

use std::time::Duration;

use rstest::rstest;

use super::fixtures::{Story, facts, failure, plan, value};
use crate::domain::FailureKind;
use crate::work::rollout::*;

fn settings() -> Settings {
    Settings::default()
}

/// Goes on after the canary, without a question.
fn quiet() -> Settings {
    Settings { continue_after_canary: true, ..Settings::default() }
}

#[test]
fn nothing_is_sent_before_start() {
    let mut story = Story::of(plan(settings()));
    story.give(Input::Tick);
    story.give(Input::LookAround);
    story.wait(60);
    assert_eq!((story.told().as_str(), story.records.len()), ("", 0));
    story.give(Input::Start);
    assert_eq!(story.told(), "looks up db");
    story.give(Input::Start);
    assert_eq!(story.told(), "", "once");
}

#[test]
fn just_before_each_restart_the_pod_is_read() {
    let mut story = Story::saved(plan(settings()));
    story.told();
    story.pod("web", "AVAILABLE ON 1");
    assert_eq!(story.told(), "RESTARTS web");
    story.restarted("web", Restarted::Accepted);
    assert_eq!(story.told(), "");
    assert_eq!(story.wait_until_due(), 2);
    assert_eq!(story.told(), "reads web");
}

#[test]
fn a_start_under_way_is_waited_for_and_the_start_noted_anew() {
    let mut story = Story::saved(plan(settings()));
    story.pod("web", "CREATING ON -");
    story.told();
    story.wait(2);
    story.pod("web", "CREATING ON -");
    story.wait(2);
    assert_eq!(story.told(), "reads web, reads web");
    story.pod("web", "AVAILABLE ON 90");
    assert_eq!(story.told(), "RESTARTS web");
    story.restarted("web", Restarted::Accepted);
    story.wait(2);
    story.pod("web", "AVAILABLE ON 90");
    story.wait(2);
    story.told();
    story.pod("web", "AVAILABLE ON 90");
    assert!(story.told().starts_with("web: vanished"), "the second start is the one that counts");
}

#[test]
fn a_start_under_way_that_does_not_end_is_late() {
    let mut story = Story::saved(plan(settings()));
    story.pod("web", "CREATING ON -");
    for _ in 0..74 {
        story.wait_until_due();
        if story.asks("reads web") {
            story.pod("web", "CREATING ON -");
        }
    }
    assert!(story.told().contains("asks Late web"));
    assert_eq!(story.choices(), "WaitOn, Leave");
    story.pod_if_asked("web", "AVAILABLE ON 90");
    assert!(!story.told().contains("RESTARTS"), "nothing is restarted while the question is open");
    story.choose(Choice::WaitOn);
    story.wait(5);
    story.pod("web", "AVAILABLE ON 90");
    assert!(story.told().ends_with("RESTARTS web"));
}

#[test]
fn a_restart_that_is_on_its_way_is_joined() {
    let mut story = Story::saved(plan(settings()));
    story.told();
    story.pod("web", "DELETING RESTART 1");
    assert_eq!(story.told(), "joins web");
    story.comes_up("web", 90, 30);
    let told = story.told();
    assert!(told.contains("web: done") && !told.contains("RESTARTS"), "{told}");
    assert_eq!(story.account(), "web new, api old, job old");
}

#[rstest]
#[case::stopped("STOPPED OFF -", "Leave, TryAgain, LeaveOut web")]
#[case::being_stopped("AVAILABLE OFF 1", "Leave, TryAgain, LeaveOut web")]
#[case::error("ERROR ON -", "Leave, TryAgain, LeaveOut web, RestartAsItIs web")]
#[case::complete("COMPLETE ON -", "Leave, TryAgain, LeaveOut web")]
#[case::no_start("AVAILABLE ON -", "Leave, TryAgain, LeaveOut web")]
#[case::deleting("DELETING ON 1", "Leave, TryAgain, LeaveOut web")]
fn any_other_difference_from_the_plan_stops_and_asks(#[case] state: &str, #[case] choices: &str) {
    let mut story = Story::saved(plan(settings()));
    story.told();
    story.pod("web", state);
    assert_eq!(story.told(), "asks Differs web, reads api, reads job");
    assert_eq!(story.choices(), choices);
    story.choose(Choice::LeaveOut("web".into()));
    assert_eq!(story.told(), "web: left_out, reads api", "the next one is the canary");
}

#[test]
fn a_difference_may_be_looked_at_again_or_accepted() {
    let mut story = Story::saved(plan(settings()));
    story.pod("web", "ERROR ON -");
    story.told();
    story.choose(Choice::TryAgain);
    assert_eq!(story.told(), "reads web");
    story.pod("web", "ERROR ON -");
    story.told();
    story.choose(Choice::RestartAsItIs("web".into()));
    story.pod("web", "ERROR ON -");
    assert_eq!(story.told(), "reads web, reads the log of web");
    story.log("web", &[]);
    assert_eq!(story.told(), "RESTARTS web");
}

#[test]
fn a_pod_that_is_down_is_restarted_after_its_log_was_read() {
    let mut plan = plan(quiet());
    plan.learn(facts("web", "ERROR ON -"));
    plan.choose(&"web".into(), true);
    let mut story = Story::saved(plan);
    story.told();
    story.pod("web", "ERROR ON -");
    assert_eq!(story.told(), "reads the log of web");
    story.log("web", &["26/11/26 23:03: health failed to A"]);
    story.restarted("web", Restarted::Accepted);
    for _ in 0..2 {
        story.wait(2);
        story.pod("web", "ERROR ON -");
    }
    assert_eq!(story.told(), "RESTARTS web, reads web, reads web, reads the log of web");
    story.log("web", &["26/11/26 23:03: health failed to A", "27/01/15 08:00: health failed to B"]);
    assert!(story.told().starts_with("web: health_failed, asks Pod web"));
}

#[test]
fn the_canary_is_followed_by_a_question() {
    let mut story = Story::after_canary();
    let told = story.told();
    assert!(told.contains("web: done, asks AfterCanary web"), "{told}");
    assert_eq!(story.choices(), "GoOn, Leave");
    story.wait(3600);
    assert!(!story.told().contains("RESTARTS"));
    story.choose(Choice::GoOn);
    assert_eq!(story.told(), "reads api");
}

#[test]
fn the_canary_soaks_30_seconds_and_the_others_10() {
    let mut story = Story::restarting(plan(quiet()));
    story.comes_up("web", 90, 28);
    assert!(!story.told().contains("web: done"));
    story.wait(2);
    story.pod("web", "AVAILABLE ON 90");
    assert!(story.told().contains("web: done, reads api"), "without a question when continue was ticked");
    story.pod("api", "AVAILABLE ON 2");
    story.restarted("api", Restarted::Accepted);
    story.comes_up("api", 130, 8);
    assert!(!story.told().contains("api: done"));
    story.wait(2);
    story.pod("api", "AVAILABLE ON 130");
    assert!(story.told().contains("api: done"));
}

#[test]
fn one_pod_after_the_other_comes_up_and_then_it_is_over() {
    let mut story = Story::restarting(plan(quiet()));
    story.comes_up("web", 90, 30);
    for (pod, old, new) in [("api", 2, 150), ("job", 3, 190)] {
        story.pod(pod, &format!("AVAILABLE ON {old}"));
        story.restarted(pod, Restarted::Accepted);
        assert_eq!(story.rollout.pods().iter().filter(|pod| pod.is_under_way()).count(), 1);
        story.comes_up(pod, new, 10);
    }
    let told = story.told();
    assert!(told.contains("job: done, reads web, reads api"), "a last look at the others: {told}");
    story.pod("web", "AVAILABLE ON 90");
    story.pod("api", "AVAILABLE ON 150");
    assert_eq!(story.told(), "drops the record, is over: Done");
    assert_eq!((story.rollout.count(), story.account().as_str()), ((3, 3), "web new, api new, job new"));
    assert_eq!(story.rollout.next_due(), None);
}

#[test]
fn a_pod_that_fails_after_it_was_done_is_told_as_down() {
    let mut plan = plan(quiet());
    plan.choose(&"api".into(), false);
    plan.choose(&"job".into(), false);
    let mut story = Story::restarting(plan);
    story.comes_up("web", 90, 30);
    story.pod("api", "ERROR ON -");
    story.pod("job", "AVAILABLE ON 3");
    assert!(story.told().ends_with("is over: Done"));
    assert_eq!(story.account(), "web new, api down, job old", "pods that were not chosen are told too");
}

#[test]
fn a_batch_begins_after_the_canary() {
    let mut story = Story::restarting(plan(Settings { batch: 2, ..quiet() }));
    assert_eq!(story.rollout.pods().iter().filter(|pod| pod.is_under_way()).count(), 1);
    story.comes_up("web", 90, 30);
    assert!(story.told().ends_with("web: done, reads api, reads job"));
}

#[test]
fn readings_are_2_seconds_apart_for_30_seconds_then_5_and_one_at_a_time() {
    let mut story = Story::restarting(plan(settings()));
    let mut waits = Vec::new();
    for _ in 0..17 {
        waits.push(story.wait_until_due());
        story.pod("web", "DELETING RESTART 1");
    }
    assert_eq!(waits, [vec![2; 15], vec![5; 2]].concat());
    story.wait(5);
    story.told();
    story.wait(30);
    assert_eq!(story.told(), "", "no second request while the first has no answer");
}

#[test]
fn slow_readings_and_faults_of_the_service_are_no_failure_of_the_pod() {
    let mut story = Story::restarting(plan(settings()));
    for _ in 0..20 {
        story.wait_until_due();
        story.no_pod("web", Unread::NoAnswer);
    }
    let told = story.told();
    assert!(!told.contains("web:") && !told.contains("asks"), "{told}");
    story.comes_up("web", 90, 30);
    assert!(story.told().contains("web: done"));
}

#[test]
fn a_dead_token_pauses_and_nothing_is_sent_until_sign_in() {
    let mut story = Story::restarting(plan(settings()));
    story.wait(2);
    story.told();
    story.no_pod("web", Unread::Token);
    assert_eq!(story.told(), "pauses");
    assert_eq!(story.rollout.next_due(), None);
    story.wait(3600);
    assert_eq!(story.told(), "", "and the time of the pod stands still");
    story.give(Input::SignedIn);
    assert_eq!(story.told(), "reads web");
}

#[test]
fn an_answer_to_a_request_from_before_the_sign_in_does_not_pause_it_again() {
    let mut story = Story::restarting(plan(settings()));
    story.wait(2);
    story.give(Input::SignedIn);
    story.told();
    story.no_pod("web", Unread::Token);
    assert_eq!(story.told(), "reads web");
}

#[test]
fn a_restart_that_a_dead_token_kept_from_being_done_begins_with_a_look_again() {
    let mut story = Story::saved(plan(settings()));
    story.pod("web", "AVAILABLE ON 1");
    story.told();
    story.restarted("web", Restarted::Token);
    assert_eq!(story.told(), "pauses");
    story.give(Input::SignedIn);
    assert_eq!(story.told(), "reads web");
}

#[test]
fn hold_stops_after_the_present_pod() {
    let mut story = Story::restarting(plan(quiet()));
    story.give(Input::Hold(true));
    story.comes_up("web", 90, 30);
    let told = story.told();
    assert!(told.contains("web: done, asks Held, reads api, reads job"), "{told}");
    assert_eq!(story.choices(), "GoOn, Leave");
    story.choose(Choice::GoOn);
    assert!(story.told().ends_with("reads api"));
    assert!(!story.rollout.is_held());
}

#[test]
fn hold_can_be_taken_back_and_stops_before_a_value_too() {
    let mut story = Story::of(plan(quiet()));
    story.give(Input::Start);
    story.look_up("db");
    story.give(Input::Hold(true));
    story.told();
    story.read_value("db", "old");
    assert!(story.told().starts_with("asks Held"));
    story.choose(Choice::GoOn);
    assert!(story.told().ends_with("WRITES new into db"));
    story.give(Input::Hold(true));
    story.give(Input::Hold(false));
    story.written("db", Written::Saved);
    story.read_value("db", "new");
    assert!(story.told().ends_with("reads web"));
}

#[test]
fn an_answer_to_an_old_question_or_one_that_is_not_offered_does_nothing() {
    let mut story = Story::after_canary();
    story.told();
    let old = story.question;
    story.give(Input::Chosen(old, Choice::RestartAgain("web".into())));
    story.give(Input::Chosen(old, Choice::Restore));
    story.give(Input::Chosen(QuestionId(old.0 - 1), Choice::GoOn));
    assert_eq!(story.told(), "");
}

#[test]
fn an_answer_to_another_request_does_nothing() {
    let mut story = Story::restarting(plan(settings()));
    story.told();
    story.give(Input::Restarted(Call(999), Restarted::Refused(failure(FailureKind::NotPermitted, true))));
    story.give(Input::PodRead(Call(999), Err(Unread::Gone)));
    story.give(Input::LogRead(Call(999), Ok(Vec::new())));
    story.give(Input::Written("db".into(), Written::Unknown));
    story.give(Input::ValueRead(Call(999), Ok(value("x"))));
    assert_eq!(story.told(), "");
}

#[test]
fn a_record_that_took_long_lets_the_pod_be_read_anew() {
    let mut story = Story::saved(plan(settings()));
    story.told();
    let number = u64::try_from(story.records.len()).unwrap();
    story.holds_back_records = true;
    story.pod("web", "AVAILABLE ON 1");
    assert_eq!(story.told(), "", "the restart waits for the record");
    story.world.pass(Duration::from_secs(11));
    story.holds_back_records = false;
    story.give(Input::Recorded(number + 1, true));
    assert_eq!(story.told(), "reads web");
    story.pod("web", "AVAILABLE ON 1");
    assert_eq!(story.told(), "RESTARTS web");
}
