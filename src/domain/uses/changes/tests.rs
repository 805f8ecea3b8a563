//! What is claimed of a pod, after everything that may happen between a change and the present.

use rstest::rstest;

use super::*;
use crate::domain::Reference;
use crate::domain::pod::{MapKey, MapValue, Requested};
use ValueState::{New, Old, StartedSince, Starting, Unknown};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn secret() -> Secret {
    Secret { owner: "alice".into(), ..Secret::named("db") }
}

/// A pod that refers to alice's secret, from `AVAILABLE ON 100`; without a number its start is null.
fn pod(words: &str) -> Pod {
    let words: Vec<&str> = words.split(' ').collect();
    let started = words.get(2).map_or(Start::Null, |second| Start::At(at(second.parse().unwrap())));
    let reference = Reference { user: Some("alice".into()), secret: "db".into() };
    let key = MapKey { name: "KEY".into(), value: MapValue::Secret(reference), is_override: false };
    let [status, requested] = [words[0].replace('_', " "), words[1].to_owned()];
    Pod {
        status: PodStatus::from_wire(&status),
        requested: Requested::from_wire(&requested),
        started,
        keys: [key].into(),
        ..Pod::named("web")
    }
}

fn remembered(at: Timestamp) -> KnownChange {
    KnownChange { id: "db".into(), owner: "alice".into(), at }
}

/// The service's clock at the change.
const CHANGED: i64 = 200;

#[rstest]
#[case::it_runs_on(&["AVAILABLE ON 100"], Old)]
#[case::it_was_restarted(&["AVAILABLE ON 100", "AVAILABLE ON 300"], New)]
#[case::all_of_it_was_seen(&["AVAILABLE RESTART 100", "DELETING RESTART 100", "CREATING ON", "AVAILABLE ON 300"], New)]
#[case::it_is_on_its_way(&["AVAILABLE ON 100", "CREATING ON"], Starting)]
#[case::first_seen_afterwards(&["AVAILABLE ON 300"], StartedSince)]
#[case::its_start_may_have_read_the_old_value(&["CREATING ON", "AVAILABLE ON 300"], StartedSince)]
#[case::and_the_next_one_not(&["REQUESTED ON", "AVAILABLE ON 300", "AVAILABLE ON 400"], New)]
#[case::first_seen_on_its_way_down(&["DELETING RESTART 100", "AVAILABLE ON 300"], New)]
#[case::stopped_and_seen_to_start(&["STOPPED OFF", "SPAWNER_SETUP ON", "AVAILABLE ON 300"], New)]
#[case::failed_and_seen_to_start(&["ERROR ON", "DELETING RESTART", "AVAILABLE ON 300"], New)]
#[case::failed_and_back_by_itself(&["ERROR ON", "AVAILABLE ON 300"], StartedSince)]
#[case::back_without_a_start(&["AVAILABLE ON 100", "CREATING ON", "AVAILABLE ON"], Unknown)]
#[case::a_run_without_a_start(&["AVAILABLE ON", "CREATING ON", "AVAILABLE ON 300"], StartedSince)]
#[case::a_state_that_is_not_known(&["UP ON 100", "AVAILABLE ON 300"], StartedSince)]
fn what_was_seen_decides(#[case] seen: &[&str], #[case] expected: ValueState) {
    let mut changes = Changes::default();
    changes.take("db", "alice", ValueNews::Changed(Some(at(CHANGED))));
    let asked = changes.asked_now();
    for words in seen {
        changes.see(asked, [&pod(words)]);
    }
    let last = pod(seen.last().unwrap());
    assert_eq!(changes.state(&secret(), &last), expected);
    assert_eq!(changes.only(&secret()).state(&secret(), &last), expected);
    assert_eq!(
        changes.only(&Secret::named("api")).state(&secret(), &last),
        Changes::default().state(&secret(), &last)
    );
    // Without the service's clock nothing is claimed but what was seen.
    let mut changes = Changes::default();
    changes.take("db", "alice", ValueNews::Changed(None));
    seen.iter().for_each(|words| changes.see(changes.asked_now(), [&pod(words)]));
    let without = if [Old, StartedSince].contains(&expected) { Unknown } else { expected };
    assert_eq!(changes.state(&secret(), &last), without, "without a time");
}

#[test]
fn an_answer_to_a_question_of_before_the_change_proves_nothing() {
    let mut changes = Changes::default();
    changes.take("other", "alice", ValueNews::Changed(Some(at(100))));
    let asked = changes.asked_now();
    changes.take("db", "alice", ValueNews::Changed(Some(at(CHANGED))));
    changes.see(asked, [&pod("AVAILABLE ON 100")]);
    changes.see(changes.asked_now(), [&pod("AVAILABLE ON 300")]);
    assert_eq!(changes.state(&secret(), &pod("AVAILABLE ON 300")), StartedSince);
}

#[test]
fn another_change_makes_the_new_value_old() {
    let mut changes = Changes::default();
    changes.take("db", "alice", ValueNews::Changed(Some(at(CHANGED))));
    let seen = ["AVAILABLE ON 100", "AVAILABLE ON 300"];
    seen.iter().for_each(|words| changes.see(changes.asked_now(), [&pod(words)]));
    changes.take("db", "alice", ValueNews::Changed(Some(at(400))));
    assert_eq!(changes.state(&secret(), &pod("AVAILABLE ON 300")), Old);
}

#[rstest]
#[case::gone(ValueNews::Gone, [Unknown, Unknown])]
#[case::in_doubt(ValueNews::Doubted, [Old, StartedSince])]
fn nothing_that_was_seen_counts_any_more(#[case] news: ValueNews, #[case] expected: [ValueState; 2]) {
    let mut changes = Changes::default();
    changes.take("db", "alice", ValueNews::Changed(Some(at(CHANGED))));
    changes.see(changes.asked_now(), [&pod("AVAILABLE ON 100")]);
    changes.take("db", "alice", news);
    let states = ["AVAILABLE ON 100", "AVAILABLE ON 300"].map(|words| changes.state(&secret(), &pod(words)));
    assert_eq!(states, expected);
    changes.see(changes.asked_now(), [&pod("AVAILABLE ON 300")]);
    assert_ne!(changes.state(&secret(), &pod("AVAILABLE ON 400")), New);
}

#[test]
fn a_change_of_an_earlier_session_is_known_by_its_time_alone() {
    let mut changes = Changes::default();
    changes.remember(&remembered(at(CHANGED)));
    changes.remember(&remembered(at(50)));
    let seen = ["AVAILABLE ON 100", "AVAILABLE ON 300"];
    seen.iter().for_each(|words| changes.see(changes.asked_now(), [&pod(words)]));
    let states = seen.map(|words| changes.state(&secret(), &pod(words)));
    assert_eq!(states, [Old, StartedSince]);
    changes.take("db", "alice", ValueNews::Changed(None));
    changes.remember(&remembered(at(400)));
    assert_eq!(changes.state(&secret(), &pod("AVAILABLE ON 100")), Unknown, "this session knows better");
}

#[test]
fn a_secret_of_another_owner_is_another_secret() {
    let mut changes = Changes::default();
    changes.take("db", "bob", ValueNews::Changed(Some(at(CHANGED))));
    let seen = ["AVAILABLE ON 100", "AVAILABLE ON 300"];
    seen.iter().for_each(|words| changes.see(changes.asked_now(), [&pod(words)]));
    assert_eq!(changes.state(&secret(), &pod(seen[0])), Unknown);
    let bobs = Secret { owner: "bob".into(), ..secret() };
    assert_eq!(changes.state(&bobs, &pod(seen[1])), StartedSince, "the pod does not refer to bob's");
}
