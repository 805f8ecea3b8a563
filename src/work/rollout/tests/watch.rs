//! The look before a restart and the watch after it, rule by rule (`PODS` §5).

use std::time::{Duration, Instant};

use rstest::rstest;

use super::fixtures::{log, reading, time};
use crate::domain::pod::PodStatus;
use crate::work::rollout::watch::From;
use crate::work::rollout::*;

#[rstest]
#[case::up("AVAILABLE", "AVAILABLE ON 1", "Restart 1")]
#[case::up_without_a_start("AVAILABLE", "AVAILABLE ON -", "Differs")]
#[case::up_with_a_start_that_makes_no_sense("AVAILABLE", "AVAILABLE ON ?", "Differs")]
#[case::down_as_planned("ERROR", "ERROR ON 1", "Restart 1")]
#[case::down_without_a_start("ERROR", "ERROR ON -", "Restart null")]
#[case::down_and_unclear("ERROR", "ERROR ON ?", "Differs")]
#[case::down_unplanned("AVAILABLE", "ERROR ON -", "Differs")]
#[case::mended_unplanned("ERROR", "AVAILABLE ON 1", "Differs")]
#[case::ended("AVAILABLE", "COMPLETE ON -", "Differs")]
#[case::ended_as_a_person_has_seen("COMPLETE", "COMPLETE ON -", "Restart null")]
#[case::stopped("AVAILABLE", "STOPPED OFF -", "Differs")]
#[case::stopped_on("AVAILABLE", "STOPPED ON 1", "Differs")]
#[case::being_stopped("AVAILABLE", "AVAILABLE OFF 1", "Differs")]
#[case::deleting("AVAILABLE", "DELETING ON 1", "Differs")]
#[case::deleting_off("AVAILABLE", "DELETING OFF 1", "Differs")]
#[case::requested("AVAILABLE", "REQUESTED ON -", "Settle")]
#[case::requested_off("AVAILABLE", "REQUESTED OFF -", "Settle")]
#[case::spawner("AVAILABLE", "SPAWNER SETUP RESTART -", "Settle")]
#[case::creating("ERROR", "CREATING ON -", "Settle")]
#[case::creating_banana("ERROR", "CREATING BANANA -", "Settle")]
#[case::join_up("AVAILABLE", "AVAILABLE RESTART 1", "Join 1")]
#[case::join_down("AVAILABLE", "ERROR RESTART -", "Join null")]
#[case::join_complete("AVAILABLE", "COMPLETE RESTART -", "Join null")]
#[case::join_stopped("AVAILABLE", "STOPPED RESTART -", "Join null")]
#[case::join_deleting("ERROR", "DELETING RESTART 1", "Join 1")]
#[case::join_unclear("AVAILABLE", "AVAILABLE RESTART ?", "Differs")]
#[case::unknown_word("AVAILABLE", "SUBMITTED ON 1", "Differs")]
#[case::unknown_request("AVAILABLE", "AVAILABLE BANANA 1", "Differs")]
fn a_pod_is_looked_at_before_its_restart(#[case] planned: &str, #[case] state: &str, #[case] told: &str) {
    let noted = |noted: Option<_>| if noted.is_some() { "1" } else { "null" };
    let before = match judge(&PodStatus::from_wire(planned), &reading(state)) {
        Before::Restart(start) => format!("Restart {}", noted(start)),
        Before::Join(start) => format!("Join {}", noted(start)),
        before => format!("{before:?}"),
    };
    assert_eq!(before, told);
}

/// Watches a pod that was restarted in the state `from`; gives a reading every 2 s and returns the last sight.
fn watched(from: &str, is_taken: bool, readings: &[&str]) -> (Watch, String) {
    let before = reading(from);
    let from = From { status: before.status, noted: before.start.time(), asked: time(50), log: None };
    let limits = Limits { timeout: Duration::from_secs(300), soak: Duration::from_secs(4) };
    let mut now = Instant::now();
    let mut watch = Watch::begin(now, from, limits, is_taken);
    let mut last = String::new();
    for state in readings {
        assert!(!last.starts_with("over"), "{last}, and {state} after that");
        now += Duration::from_secs(2);
        last = match watch.take(now, &reading(state)) {
            Sight::Over(ending) => format!("over: {}", ending.word()),
            Sight::Soaking(_) => "soaking".to_owned(),
            Sight::OnItsWay if watch.is_pending() => "pending".to_owned(),
            Sight::OnItsWay => "on its way".to_owned(),
            Sight::AskLog => "asks the log".to_owned(),
        };
    }
    (watch, last)
}

const UP: &str = "AVAILABLE ON 1";
const DOWN: &str = "ERROR ON -";

#[rstest]
#[case::not_done_in_its_first_seconds(UP, &["AVAILABLE RESTART 1"], "pending")]
#[case::being_removed(UP, &["DELETING RESTART 1"], "pending")]
#[case::removed(UP, &["DELETING RESTART 1", "STOPPED ON 1"], "on its way")]
#[case::deleting_on(UP, &["DELETING ON 1"], "on its way")]
#[case::up_anew(UP, &["AVAILABLE ON 60"], "soaking")]
#[case::done(UP, &["AVAILABLE ON 60", "AVAILABLE ON 60", "AVAILABLE ON 60"], "over: done")]
#[case::done_and_ready(UP, &["AVAILABLE ON 60 unready", "AVAILABLE ON 60", "AVAILABLE ON 60"], "over: done")]
#[case::another_start_soaks_anew(UP, &["AVAILABLE ON 60", "AVAILABLE ON 60", "AVAILABLE ON 64"], "soaking")]
#[case::lost_without_error_soaks_anew(
    UP,
    &["AVAILABLE ON 60", "CREATING ON -", "AVAILABLE ON 60", "AVAILABLE ON 60"],
    "soaking"
)]
#[case::restarted_by_somebody_soaks_anew(
    UP,
    &["AVAILABLE ON 60", "AVAILABLE ON 60", "AVAILABLE RESTART 60"],
    "pending"
)]
#[case::null_is_not_done(UP, &["AVAILABLE ON -"], "on its way")]
#[case::unclear_is_not_done(UP, &["AVAILABLE ON ?"], "on its way")]
#[case::never_ready(UP, &["AVAILABLE ON 60 unready", "AVAILABLE ON 60 unready", "AVAILABLE ON 60 unready"], "over: not_ready")]
#[case::restarts_by_itself(UP, &["AVAILABLE ON 60 count=1", "AVAILABLE ON 60 count=2"], "over: restarted_by_itself")]
#[case::restarted_before(UP, &["AVAILABLE ON 60 count=1", "AVAILABLE ON 60 count=1", "AVAILABLE ON 60 count=1"], "over: done")]
#[case::restarts_while_it_was_lost(UP, &["AVAILABLE ON 60 count=0", "CREATING ON -", "AVAILABLE ON 64 count=1"], "over: restarted_by_itself")]
#[case::another_container_counts_anew(UP, &["AVAILABLE ON 60 count=0", "DELETING RESTART 60", "AVAILABLE ON 70 count=1"], "soaking")]
#[case::error_in_the_soak(UP, &["AVAILABLE ON 60", "ERROR ON - says=boom"], "over: error")]
#[case::complete_in_the_soak(UP, &["AVAILABLE ON 60", "COMPLETE ON -"], "over: complete")]
#[case::failed(UP, &["DELETING RESTART 1", "REQUESTED ON -", "ERROR ON - says=CrashLoopBackOff"], "over: error")]
#[case::failed_at_once(UP, &["ERROR ON - says=CrashLoopBackOff"], "over: error")]
#[case::failed_without_a_word(UP, &["DELETING RESTART 1", "ERROR ON -"], "asks the log")]
#[case::ended(UP, &["CREATING ON -", "COMPLETE ON -"], "over: complete")]
#[case::error_that_is_to_be_restarted(UP, &["DELETING RESTART 1", "ERROR RESTART -"], "pending")]
#[case::requested_again(UP, &["REQUESTED ON -", "STOPPED ON -", "REQUESTED ON -"], "over: requested_again")]
#[case::requested_again_after_creating(UP, &["CREATING ON -", "REQUESTED ON -"], "over: requested_again")]
#[case::requested_for_long(UP, &["REQUESTED ON -", "REQUESTED ON -"], "on its way")]
#[case::requested_after_a_restart_of_somebody(
    UP,
    &["REQUESTED ON -", "CREATING RESTART -", "DELETING RESTART -", "REQUESTED ON -"],
    "on its way"
)]
#[case::vanished(UP, &[UP, UP], "over: vanished")]
#[case::seen_once(UP, &[UP], "on its way")]
#[case::not_in_a_row(UP, &[UP, "DELETING RESTART 1", UP], "on its way")]
#[case::taken_and_lost(UP, &["AVAILABLE RESTART 1", UP, UP], "over: vanished")]
#[case::stopped(UP, &["STOPPED OFF -"], "over: stopped_by_somebody")]
#[case::being_stopped(UP, &["AVAILABLE OFF 1"], "over: stopped_by_somebody")]
#[case::strange(UP, &["AVAILABLE BANANA 60"], "on its way")]
#[case::unknown(UP, &["SUBMITTED ON 60"], "on its way")]
#[case::down_and_still_down(DOWN, &[DOWN], "on its way")]
#[case::down_twice(DOWN, &[DOWN, DOWN], "asks the log")]
#[case::down_with_a_message_of_before(DOWN, &["ERROR ON - says=old", "ERROR ON - says=old"], "asks the log")]
#[case::request_seen_and_lost(DOWN, &["ERROR RESTART -", DOWN, DOWN], "asks the log")]
#[case::down_again(DOWN, &["REQUESTED ON -", "ERROR ON - says=boom"], "over: error")]
#[case::ended_instead(DOWN, &["COMPLETE ON -"], "over: complete")]
#[case::up_of_itself(DOWN, &["AVAILABLE ON 60"], "on its way")]
#[case::up_of_itself_with_an_older_container(DOWN, &["AVAILABLE ON 60 begun=50"], "on its way")]
#[case::up_with_a_new_container(DOWN, &["AVAILABLE ON 60 begun=51"], "soaking")]
#[case::up_after_it_was_seen_on_its_way(DOWN, &["CREATING ON -", "AVAILABLE ON 60"], "soaking")]
#[case::down_with_a_start(
    "ERROR ON 1",
    &["AVAILABLE ON 60", "AVAILABLE ON 60", "AVAILABLE ON 60"],
    "over: done"
)]
fn a_restart_that_the_service_has_taken(#[case] from: &str, #[case] readings: &[&str], #[case] sight: &str) {
    assert_eq!(watched(from, true, readings).1, sight);
}

#[rstest]
#[case::once(&[UP], "on its way", Some(2))]
#[case::twice(&[UP, UP], "on its way", Some(10))]
#[case::thrice(&[UP, UP, UP], "over: not_begun", None)]
#[case::it_had_arrived(&[UP, "AVAILABLE RESTART 1"], "pending", None)]
#[case::it_had_arrived_and_was_lost(&["AVAILABLE RESTART 1", UP, UP], "over: vanished", None)]
#[case::it_is_up(&["AVAILABLE ON 60"], "soaking", None)]
fn an_unknown_outcome_is_settled_by_looking_three_times(
    #[case] readings: &[&str],
    #[case] sight: &str,
    #[case] wait: Option<u64>,
) {
    let (watch, told) = watched(UP, false, readings);
    assert_eq!(told, sight);
    if let Some(wait) = wait {
        assert_eq!(watch.wait(Instant::now()), Duration::from_secs(wait));
    }
}

#[rstest]
#[case::new_line(Some(&["26/11/26 23:03: health failed to A"][..]), &["26/11/26 23:03: health failed to A", "26/11/26 23:03: health failed to A"], "health_failed")]
#[case::other_line(Some(&["26/11/26 23:03: health failed to A"][..]), &["26/11/26 23:04: health failed to A"], "health_failed")]
#[case::nothing_new(Some(&["26/11/26 23:03: health failed to A"][..]), &["26/11/26 23:03: health failed to A"], "did_not_start")]
#[case::log_not_known_before(None, &["26/11/26 23:03: health failed to A"], "did_not_start")]
fn a_pod_that_is_down_still_has_failed_only_by_a_new_line_of_its_log(
    #[case] before: Option<&[&str]>,
    #[case] after: &[&str],
    #[case] word: &str,
) {
    let (mut watch, _) = watched(DOWN, true, &[DOWN, DOWN]);
    watch.from.log = before.map(log);
    assert_eq!(watch.conclude(Some(&log(after))).word(), word);
    assert_eq!(watch.conclude(None), Ending::DidNotStart, "the reason is not known");
}

#[test]
fn a_failure_without_a_message_has_its_reason_from_the_log() {
    let (watch, _) = watched(UP, true, &["DELETING RESTART 1", DOWN]);
    // The request was made at 1,800,000,050 s, in the minute 08:00.
    let line = "27/01/15 08:00: health failed to resolve secrets: Key 'A': Secret 'a' not found.";
    let told = Ending::Failed(Fault::HealthFailed(
        "health failed to resolve secrets: Key 'A': Secret 'a' not found.".into(),
    ));
    assert_eq!(watch.conclude(Some(&log(&[line]))), told);
    assert_eq!(watch.conclude(Some(&log(&["27/01/15 07:59: health failed to A"]))).word(), "error");
    assert_eq!(watch.conclude(None).word(), "error");
}

#[test]
fn readings_are_quick_for_30_seconds_and_end_with_the_soak() {
    let (watch, _) = watched(UP, true, &["DELETING RESTART 1"]);
    let wait = |watch: &Watch, after| watch.wait(watch.since + Duration::from_secs(after)).as_secs();
    assert_eq!((wait(&watch, 0), wait(&watch, 29), wait(&watch, 30)), (2, 2, 5));
    let mut watch = watch;
    let now = watch.since + Duration::from_secs(40);
    let Sight::Soaking(until) = watch.take(now, &reading("AVAILABLE ON 60")) else { panic!("it is up") };
    assert_eq!(until, now + Duration::from_secs(4));
    assert_eq!(watch.wait(now), Duration::from_secs(4), "the soak ends before the next reading is due");
}

#[test]
fn a_pod_that_soaks_is_not_late() {
    let (mut watch, _) = watched(UP, true, &["DELETING RESTART 1"]);
    let timeout = Duration::from_secs(300);
    assert_eq!(watch.deadline(), watch.since + timeout);
    let now = watch.since + timeout - Duration::from_secs(1);
    let _ = watch.take(now, &reading("AVAILABLE ON 60"));
    assert_eq!(watch.deadline(), now + Duration::from_secs(4) + timeout);
    let _ = watch.take(now, &reading("CREATING ON -"));
    assert_eq!(watch.deadline(), watch.since + timeout);
    watch.wait_on(now);
    assert_eq!(watch.deadline(), now + timeout);
}
