//! The index over small sets of pods and secrets, and the claims about values as a table.

use std::sync::Arc;

use jiff::Timestamp;
use rstest::rstest;

use super::*;
use crate::domain::pod::{
    Container, Literal, MapKey, MapValue, Mistake, Place, PodStatus, Read, Requested, Start, Wrong,
};
use crate::domain::{Pod, Reference, Rows, Secret};
use crate::text::SafeText;

fn secret(owner: &str, id: &str) -> Secret {
    Secret { owner: owner.into(), ..Secret::named(id) }
}

fn reference(user: &str, secret: &str) -> Reference {
    Reference { user: (!user.is_empty()).then(|| user.into()), secret: secret.into() }
}

fn key(name: &str, value: MapValue) -> MapKey {
    MapKey { name: name.into(), value, is_override: false }
}

fn refers(name: &str, user: &str, secret: &str) -> MapKey {
    key(name, MapValue::Secret(reference(user, secret)))
}

fn pod(id: &str, keys: &[MapKey]) -> Pod {
    Pod { keys: keys.into(), files_known: true, ..Pod::named(id) }
}

fn reads(key: &str, variable: &str) -> Read {
    Read { key: key.into(), by: Place::Variable(variable.into()) }
}

fn uses(pods: Vec<Pod>, secrets: &[(&str, &str)], me: &str, complete: bool) -> Uses {
    let mut known = KnownPods::default();
    known.add(pods);
    known.end(false, 0);
    let rows: Rows = secrets.iter().map(|(owner, id)| secret(owner, id)).collect();
    Uses::build(Arc::new(known), &rows, me, complete)
}

fn names<'a>(texts: impl Iterator<Item = &'a SafeText>) -> Vec<&'a str> {
    texts.map(SafeText::shown).collect()
}

#[test]
fn a_secret_is_found_with_its_pods_keys_readers_and_mistakes() {
    let file = Place::File("/etc/a".into());
    let web = Pod {
        reads: [reads("A", "URL"), reads("B", "OTHER"), Read { key: "A".into(), by: file }].into(),
        mistakes: [
            Mistake { place: Place::Command, wrong: Wrong::Key("A".into()) },
            Mistake { place: Place::Command, wrong: Wrong::Key("B".into()) },
            Mistake { place: Place::Arguments, wrong: Wrong::Text(reference("alice", "db")) },
        ]
        .into(),
        ..pod("web", &[refers("A", "alice", "db"), refers("B", "alice", "api"), refers("C", "alice", "db")])
    };
    let by_mistake = Pod {
        mistakes: [Mistake { place: Place::Key("I".into()), wrong: Wrong::Text(reference("alice", "db")) }]
            .into(),
        ..pod("cron", &[])
    };
    let theirs = pod("theirs", &[refers("A", "bob", "db")]);
    let all = uses(vec![web, by_mistake, theirs], &[("alice", "db"), ("alice", "lone")], "alice", true);
    let db = all.of(&secret("alice", "db"));
    assert_eq!(db.iter().map(|one| one.pod.id.as_str()).collect::<Vec<_>>(), ["web", "cron"]);
    assert_eq!(names(db[0].keys.iter().map(|key| &key.name)), ["A", "C"]);
    assert_eq!((names(db[0].variables()), names(db[0].files())), (vec!["URL"], vec!["/etc/a"]));
    assert_eq!((db[0].mistakes.len(), db[1].mistakes.len(), db[1].keys.len()), (2, 1, 0));
    assert_eq!((all.count("db", "alice"), all.count("db", "bob"), all.count("lone", "alice")), (2, 1, 0));
    assert_eq!(all.unused(), [1]);
    assert!(all.of(&secret("alice", "lone")).is_empty());
}

#[test]
fn a_mistake_alone_is_no_use() {
    let wrong = Mistake { place: Place::Command, wrong: Wrong::Text(reference("alice", "db")) };
    let all =
        uses(vec![Pod { mistakes: [wrong].into(), ..pod("a", &[]) }], &[("alice", "db")], "alice", true);
    assert_eq!((all.unused(), all.count("db", "alice")), (&[0][..], 1));
    assert_eq!(all.radius(&secret("alice", "db")), Radius::default());
}

#[test]
fn a_reference_without_a_user_may_mean_the_secret() {
    let short = Mistake { place: Place::Override("A".into()), wrong: Wrong::Short("db".into()) };
    let pod = Pod { mistakes: [short].into(), ..pod("a", &[refers("A", "", "db")]) };
    let all = uses(vec![pod], &[("alice", "db")], "alice", true);
    let found = all.of(&secret("alice", "db"));
    assert_eq!((found.len(), found[0].mistakes.len(), all.unused()), (1, 1, &[][..]));
}

#[test]
fn ids_are_compared_as_they_were_sent() {
    let all = uses(vec![pod("a", &[refers("A", "alice", "\u{1b}")])], &[("alice", "\u{1b}")], "alice", true);
    assert_eq!(all.count("\u{1b}", "alice"), 1);
    assert_eq!((all.count("\\u{1b}", "alice"), all.unused()), (0, &[][..]));
}

#[rstest]
#[case::there("alice", "db", true, Resolves::Yes)]
#[case::of_somebody_else("bob", "bobs", true, Resolves::Yes)]
#[case::another_owner("alice", "bobs", true, Resolves::OtherOwner("bob".into()))]
#[case::gone("alice", "gone", true, Resolves::Gone)]
#[case::not_seen("bob", "gone", true, Resolves::CannotBeChecked)]
#[case::not_all_known("alice", "gone", false, Resolves::CannotBeChecked)]
#[case::owner_not_told("alice", "whose", true, Resolves::CannotBeChecked)]
#[case::short("", "db", true, Resolves::Short)]
fn a_reference_resolves_or_not(
    #[case] user: &str,
    #[case] id: &str,
    #[case] complete: bool,
    #[case] expected: Resolves,
) {
    let secrets = [("alice", "db"), ("bob", "bobs"), ("", "whose")];
    let all = uses(vec![pod("a", &[refers("A", user, id)])], &secrets, "alice", complete);
    assert_eq!(all.resolve(&reference(user, id)), expected);
    let obstacles = all.obstacles(&all.pods().all()[0]);
    assert_eq!(obstacles.is_empty(), expected == Resolves::Yes);
    assert!(obstacles.iter().all(|one| one.is_certain() == (expected != Resolves::CannotBeChecked)));
}

#[test]
fn a_placeholder_without_a_value_keeps_a_pod_down() {
    let keys = [key("A", MapValue::Required), key("B", MapValue::Invalid), key("C", MapValue::Default)];
    let all = uses(vec![pod("a", &keys)], &[], "alice", true);
    let obstacles = all.obstacles(&all.pods().all()[0]);
    assert_eq!(names(obstacles.iter().map(|one| &one.key)), ["A", "B"]);
    assert!(obstacles.iter().all(Obstacle::is_certain));
}

#[test]
fn what_is_broken_is_found() {
    let web = Pod {
        reads: [reads("A", "URL"), reads("NOPE", "MISSING")].into(),
        literals: [Literal { place: Place::Command, name: "--password".into() }].into(),
        mistakes: [Mistake { place: Place::Command, wrong: Wrong::Key("A".into()) }].into(),
        ..pod(
            "web",
            &[
                refers("A", "alice", "gone"),
                key("LIT", MapValue::Plaintext),
                MapKey { is_override: true, ..refers("B", "bob", "x") },
            ],
        )
    };
    let all = uses(vec![web.clone()], &[], "alice", true);
    let broken: Vec<_> = all.findings().into_iter().map(|finding| finding.broken).collect();
    let lit = SafeText::from("LIT");
    let expected = [
        Broken::Reference {
            place: Place::Key("A".into()),
            reference: reference("alice", "gone"),
            why: Resolves::Gone,
        },
        Broken::Reference {
            place: Place::Override("B".into()),
            reference: reference("bob", "x"),
            why: Resolves::CannotBeChecked,
        },
        Broken::Mistake(web.mistakes[0].clone()),
        Broken::Plaintext { place: Place::Key(lit.clone()), name: lit.clone() },
        Broken::Plaintext { place: Place::Command, name: "--password".into() },
        Broken::NeverRead(Place::Key(lit)),
        Broken::NeverRead(Place::Override("B".into())),
        Broken::NoSuchKey { key: "NOPE".into(), by: Place::Variable("MISSING".into()) },
    ];
    assert_eq!(broken, expected);
    assert_eq!(broken.iter().filter(|one| !one.is_certain()).count(), 1);
    // Config files or a template may read the rest.
    for unknown in [Pod { files_known: false, ..web.clone() }, Pod { template: Some("t".into()), ..web }] {
        let all = uses(vec![unknown], &[], "alice", true);
        assert!(!all.findings().iter().any(|finding| matches!(finding.broken, Broken::NeverRead(_))));
    }
}

#[test]
fn a_deletion_breaks_the_pods_that_refer_to_it() {
    let at = |id: &str, status| Pod { status, ..pod(id, &[refers("A", "alice", "db")]) };
    let pods = vec![
        at("a", PodStatus::Available),
        at("b", PodStatus::Creating),
        at("c", PodStatus::Stopped),
        at("d", PodStatus::Error),
    ];
    let all = uses(pods, &[("alice", "db")], "alice", true);
    assert_eq!(all.radius(&secret("alice", "db")), Radius { pods: 4, up: 2, running: 1 });
}

#[test]
fn pods_with_a_template_are_looked_into_one_by_one() {
    let template = |id: &str| Pod { template: Some("t".into()), ..pod(id, &[refers("A", "alice", "db")]) };
    let mut known = KnownPods::default();
    known.add([template("a"), pod("b", &[]), template("c")]);
    assert!(!known.is_complete());
    known.end(false, 3);
    assert_eq!(known.to_look_into().map(|id| id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(known.not_looked_into(), 5);
    known.look(Pod { is_merged: true, reads: [reads("A", "X")].into(), ..template("a") });
    assert_eq!(known.not_looked_into(), 4);
    // A poll tells the state, and not the template's share.
    known.look(Pod { status: PodStatus::Error, ..template("a") });
    let a = known.get(&"a".into()).unwrap();
    assert_eq!((&a.status, a.reads.len(), a.is_merged), (&PodStatus::Error, 1, true));
    // The answer to a restart does not tell what config files read.
    known.look(Pod { status: PodStatus::Deleting, files_known: false, ..pod("b", &[]) });
    let b = known.get(&"b".into()).unwrap();
    assert_eq!((&b.status, b.files_known), (&PodStatus::Deleting, true));
    let changed = Some(at(1));
    known.look(Pod { updated: changed, files_known: false, ..pod("b", &[]) });
    assert!(!known.get(&"b".into()).unwrap().files_known, "they may be others now");
    known.forget(&"a".into());
    assert_eq!(known.get(&"c".into()).unwrap().id.as_str(), "c");
    assert_eq!((known.all().len(), known.get(&"a".into())), (2, None));
    known.look(pod("new", &[]));
    assert_eq!(known.all().len(), 3);
    let mut merged = KnownPods::default();
    merged.add([template("a")]);
    merged.end(true, 0);
    assert_eq!(merged.not_looked_into(), 0);
}

#[test]
fn the_template_s_share_is_known_of_a_pod_with_it_and_without() {
    let own = Pod { template: Some("t".into()), reads: [reads("A", "OWN")].into(), ..pod("a", &[]) };
    let both = [reads("A", "OWN"), reads("A", "URL"), reads("B", "OTHER")];
    let merged = Pod { is_merged: true, reads: both.into(), ..own.clone() };
    let share = |first: &Pod, second: &Pod| {
        let mut known = KnownPods::default();
        known.add([first.clone()]);
        known.look(second.clone());
        known
    };
    let brought: &[Place] = &[Place::Variable("URL".into()), Place::Variable("OTHER".into())];
    for mut known in [share(&own, &merged), share(&merged, &own)] {
        assert_eq!(known.all()[0].from_template(), Some(brought));
        known.look(Pod { status: PodStatus::Error, ..own.clone() });
        assert_eq!(known.all()[0].from_template(), Some(brought), "a poll takes nothing away");
        known.look(Pod { updated: Some(at(1)), ..own.clone() });
        assert_eq!(known.all()[0].from_template(), None, "the pod was changed");
    }
    let file = Read { key: "A".into(), by: Place::File("/etc/a".into()) };
    let with_file = Pod { reads: [file].into(), ..merged.clone() };
    let unclear = [
        share(&merged, &merged),
        share(&Pod { updated: Some(at(1)), ..own.clone() }, &merged),
        share(&Pod { template: Some("other".into()), ..own.clone() }, &merged),
        share(&Pod { overrides_more: true, ..own.clone() }, &merged),
        share(&Pod { files_known: false, ..own }, &with_file),
    ];
    assert!(unclear.iter().all(|known| known.all()[0].from_template().is_none()));
    assert_eq!(pod("b", &[]).from_template(), Some(&[][..]), "without a template it brings nothing");
}

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
