//! The index over small sets of pods and secrets.

use std::sync::Arc;

use jiff::Timestamp;
use rstest::rstest;

use super::*;
use crate::domain::pod::{Literal, MapKey, MapValue, Mistake, Place, PodStatus, Read, Wrong};
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
    let changed = Some(Timestamp::constant(1, 0));
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
        known.look(Pod { updated: Some(Timestamp::constant(1, 0)), ..own.clone() });
        assert_eq!(known.all()[0].from_template(), None, "the pod was changed");
    }
    let file = Read { key: "A".into(), by: Place::File("/etc/a".into()) };
    let with_file = Pod { reads: [file].into(), ..merged.clone() };
    let unclear = [
        share(&merged, &merged),
        share(&Pod { updated: Some(Timestamp::constant(1, 0)), ..own.clone() }, &merged),
        share(&Pod { template: Some("other".into()), ..own.clone() }, &merged),
        share(&Pod { overrides_more: true, ..own.clone() }, &merged),
        share(&Pod { files_known: false, ..own }, &with_file),
    ];
    assert!(unclear.iter().all(|known| known.all()[0].from_template().is_none()));
    assert_eq!(pod("b", &[]).from_template(), Some(&[][..]), "without a template it brings nothing");
}
