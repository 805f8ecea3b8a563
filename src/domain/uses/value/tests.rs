//! The claims about the values of pods, as a table.

use jiff::Timestamp;
use rstest::rstest;

use super::*;
use crate::domain::pod::{Container, PodStatus, Requested, Start};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

/// A pod in this state, started 100 seconds after the epoch of these tests.
fn in_state(status: &str, requested: &str) -> Pod {
    let status = PodStatus::from_wire(status);
    Pod { status, requested: Requested::from_wire(requested), started: Start::At(at(100)), ..Pod::named("a") }
}

#[rstest]
#[case::runs("AVAILABLE", "ON", ValueState::Old)]
#[case::is_to_stop("AVAILABLE", "OFF", ValueState::Old)]
#[case::is_to_restart("AVAILABLE", "RESTART", ValueState::Starting)]
#[case::goes_down("DELETING", "RESTART", ValueState::Starting)]
#[case::on_the_way("DELETING", "ON", ValueState::Starting)]
#[case::on_the_way_down("DELETING", "OFF", ValueState::NextStart)]
#[case::stopped("STOPPED", "OFF", ValueState::NextStart)]
#[case::stopped_by_a_word("STOPPED", "BANANA", ValueState::NextStart)]
#[case::about_to_start("STOPPED", "ON", ValueState::Starting)]
#[case::restart_of_a_stopped_one("STOPPED", "RESTART", ValueState::Starting)]
#[case::requested("REQUESTED", "ON", ValueState::Starting)]
#[case::spawner("SPAWNER SETUP", "RESTART", ValueState::Starting)]
#[case::creating("CREATING", "ON", ValueState::Starting)]
#[case::stopped_while_creating("CREATING", "OFF", ValueState::NextStart)]
#[case::failed("ERROR", "ON", ValueState::NextStart)]
#[case::restart_of_a_failed_one("ERROR", "RESTART", ValueState::Starting)]
#[case::complete("COMPLETE", "ON", ValueState::NextStart)]
#[case::unknown("UP", "ON", ValueState::Unknown)]
fn the_state_says_what_can_be_claimed(
    #[case] status: &str,
    #[case] requested: &str,
    #[case] expected: ValueState,
) {
    let pod = in_state(status, requested);
    assert_eq!(ValueState::of(&pod, Some(at(200)), None), expected);
    let claims = [ValueState::Old, ValueState::New, ValueState::StartedSince];
    let without = if claims.contains(&expected) { ValueState::Unknown } else { expected };
    assert_eq!(ValueState::of(&pod, None, None), without, "without a known change");
}

#[test]
fn a_container_that_is_started_again_may_run_either_value() {
    let container = Container { phase: "Running".into(), ..Container::default() };
    let pod = Pod { container, ..in_state("ERROR", "ON") };
    assert_eq!(ValueState::of(&pod, Some(at(200)), None), ValueState::Unknown);
}

#[rstest]
#[case::long_before(200, ValueState::Old)]
#[case::six_seconds_before(106, ValueState::Old)]
#[case::five_seconds_before(105, ValueState::Unknown)]
#[case::just_before(101, ValueState::Unknown)]
#[case::at_once(100, ValueState::StartedSince)]
#[case::after(50, ValueState::StartedSince)]
fn a_start_is_compared_with_the_change(#[case] changed: i64, #[case] expected: ValueState) {
    assert_eq!(ValueState::of(&in_state("AVAILABLE", "ON"), Some(at(changed)), None), expected);
    for started in [Start::Null, Start::Unclear] {
        let pod = Pod { started, ..in_state("AVAILABLE", "ON") };
        assert_eq!(ValueState::of(&pod, Some(at(changed)), None), ValueState::Unknown);
    }
}

#[rstest]
#[case::another_start(Start::At(at(40)), false, None, true)]
#[case::the_same_start(Start::At(at(100)), true, Some(99), false)]
#[case::none_before_and_seen_on_its_way(Start::Null, true, None, true)]
#[case::none_before_and_a_later_container(Start::Null, false, Some(60), true)]
#[case::none_before_and_nothing_else(Start::Null, false, None, false)]
#[case::none_before_and_an_earlier_container(Start::Null, false, Some(40), false)]
#[case::unclear_before(Start::Unclear, true, Some(60), false)]
fn a_new_value_was_seen_to_come_up(
    #[case] start: Start,
    #[case] was_on_its_way: bool,
    #[case] begun: Option<i64>,
    #[case] is_new: bool,
) {
    let noted = Noted { start, asked: Some(at(50)), was_on_its_way };
    let container = Container { begun: begun.map(at), ..Container::default() };
    let pod = Pod { container, ..in_state("AVAILABLE", "ON") };
    assert_eq!(noted.is_followed_by(&pod), is_new);
    let expected = if is_new { ValueState::New } else { ValueState::StartedSince };
    assert_eq!(ValueState::of(&pod, Some(at(45)), Some(&noted)), expected);
    for (status, requested) in [("AVAILABLE", "RESTART"), ("CREATING", "ON"), ("AVAILABLE", "OFF")] {
        assert!(!noted.is_followed_by(&in_state(status, requested)), "{status} {requested}");
    }
    let not_started = Pod { started: Start::Null, ..in_state("AVAILABLE", "ON") };
    assert!(!noted.is_followed_by(&not_started));
}

#[test]
fn each_claim_has_a_word_of_its_own() {
    use ValueState::{New, NextStart, Old, StartedSince, Starting, Unknown};
    let words = [Old, New, StartedSince, NextStart, Starting, Unknown].map(ValueState::word);
    assert_eq!(words, ["old", "new", "started_since", "next_start", "starting", "unknown"]);
}
