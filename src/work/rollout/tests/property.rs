//! Whatever happens, in whatever order: no restart is sent twice without a person, no pod is restarted after a failure
//! unless a person chose it, no value is written without a key for it, and the account says what the service's log says.
//! [`Sim`] checks this at each step.

use proptest::prelude::*;
use proptest::test_runner::Config;

use super::fixtures::plan;
use super::model::Fate;
use super::op::{Op, PODS};
use super::sim::Sim;
use crate::work::rollout::*;

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => Just(Fate::ComesUp),
        2 => Just(Fate::Crashes),
        1 => Just(Fate::CrashesLater),
        1 => Just(Fate::Ends),
        1 => Just(Fate::Hangs),
        2 => Just(Fate::Vanishes),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    let pod = 0..PODS.len();
    prop_oneof![
        60 => (0..4_u8).prop_map(Op::Arrive),
        30 => (1..8_u8).prop_map(Op::Pass),
        1 => Just(Op::Pass(250)),
        3 => Just(Op::LoseRequest),
        3 => Just(Op::LoseAnswer),
        2 => Just(Op::Refuse),
        6 => (pod.clone(), fate()).prop_map(|(pod, fate)| Op::Fate(pod, fate)),
        2 => pod.clone().prop_map(Op::SomebodyRestarts),
        1 => pod.clone().prop_map(Op::SomebodyStops),
        1 => pod.prop_map(Op::SomebodyRemoves),
        1 => Just(Op::TokenDies),
        4 => Just(Op::SignIn),
        2 => any::<bool>().prop_map(Op::Disk),
        1 => Just(Op::Disk(true)),
        12 => (0..6_u8).prop_map(Op::Key),
        2 => any::<bool>().prop_map(Op::Hold),
        2 => Just(Op::OldWorks),
        2 => Just(Op::LookAround),
        1 => Just(Op::Die),
    ]
}

fn settings(continue_after_canary: bool, batch: usize) -> Settings {
    Settings { continue_after_canary, batch, ..Settings::default() }
}

proptest! {
    #![proptest_config(Config { cases: 120, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_restart_and_write_has_its_person_and_every_claim_its_proof(
        ops in prop::collection::vec(op(), 1..200),
        goes_on in any::<bool>(),
        batch in 1..3_usize,
    ) {
        let mut sim = Sim::new(plan(settings(goes_on, batch)));
        for op in ops {
            sim.happens(op);
        }
        sim.go_well();
    }
}

#[test]
fn without_a_fault_all_pods_run_the_new_value() {
    let mut sim = Sim::new(plan(settings(true, 1)));
    sim.go_well();
    assert_eq!(*sim.rollout.phase(), Phase::Ended(End::Done));
    assert_eq!(sim.service.writes, ["new"]);
    for pod in sim.service.pods.values() {
        assert_eq!((pod.restarts.len(), pod.runs.values().last().map(|run| run.0)), (1, Some("new")));
    }
    let sent = sim.events.iter().filter(|event| matches!(event, Event::RestartSent(_))).count();
    assert_eq!(sent, 3);
}

#[test]
fn after_a_crash_with_the_new_value_all_pods_run_the_old_one_again() {
    let mut sim = Sim::new(plan(settings(true, 1)));
    sim.happens(Op::Fate(1, Fate::Crashes));
    for _ in 0..400 {
        sim.happens(Op::Arrive(0));
        sim.happens(Op::Pass(1));
    }
    sim.happens(Op::OldWorks);
    sim.choose(Choice::Restore);
    sim.go_well();
    assert_eq!(*sim.rollout.phase(), Phase::Ended(End::WentBack));
    assert_eq!(sim.service.writes, ["new", "old"]);
    let restarts = |pod| sim.service.pods[pod].restarts.len();
    assert_eq!((restarts("web"), restarts("api"), restarts("job")), (2, 2, 0));
    for pod in sim.service.pods.values() {
        assert_eq!(pod.runs.values().last().map(|run| run.0), Some("old"));
    }
}
