//! What is remembered, for how long, and which files are not used.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use rstest::rstest;

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn whose(origin: &str, user: &str) -> Whose {
    Whose { origin: origin.into(), user: user.into() }
}

fn alice() -> Whose {
    whose("https://tacc.tapis.io", "alice")
}

fn change(id: &str, second: i64) -> KnownChange {
    KnownChange { id: id.into(), owner: "bob".into(), at: at(second) }
}

fn place() -> (tempfile::TempDir, ChangesFile) {
    let state = tempfile::tempdir().unwrap();
    let file = ChangesFile::below(&state.path().join("not/there/yet"));
    (state, file)
}

fn folder(file: &ChangesFile) -> PathBuf {
    file.path().parent().unwrap().to_owned()
}

#[test]
fn a_change_is_remembered_for_its_place_and_user_until_it_is_forgotten() {
    let (_state, file) = place();
    assert_eq!(file.read(&alice(), at(0)).unwrap(), []);
    file.forget(&alice(), "db").unwrap();
    assert!(!folder(&file).exists(), "nothing is made where there is nothing to remember");
    file.keep(&alice(), &change("db", 10), at(10)).unwrap();
    file.keep(&alice(), &change("key", 20), at(20)).unwrap();
    file.keep(&alice(), &change("db", 30), at(30)).unwrap();
    file.keep(&alice(), &change("db", 5), at(30)).unwrap();
    assert_eq!(file.read(&alice(), at(40)).unwrap(), [change("db", 30), change("key", 20)]);
    for other in [whose("https://dev.tapis.io", "alice"), whose("https://tacc.tapis.io", "bob")] {
        assert_eq!(file.read(&other, at(40)).unwrap(), []);
        file.keep(&other, &change("db", 35), at(40)).unwrap();
    }
    file.forget(&alice(), "db").unwrap();
    assert_eq!(file.read(&alice(), at(40)).unwrap(), [change("key", 20)]);
    assert_eq!(file.read(&whose("https://tacc.tapis.io", "bob"), at(40)).unwrap(), [change("db", 35)]);
}

#[test]
fn the_file_is_its_owners_alone_and_tells_no_more_than_it_must() {
    let (_state, file) = place();
    file.keep(&alice(), &change("db", 0), at(0)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file.path()), mode(&folder(&file))), (0o600, 0o700));
    let text = fs::read_to_string(file.path()).unwrap();
    let text: String = text.split_whitespace().collect();
    assert_eq!(
        text,
        r#"{"schema":1,"changes":[{"origin":"https://tacc.tapis.io","user":"alice","id":"db","owner":"bob","at":"2027-01-15T08:00:00Z"}]}"#
    );
}

#[test]
fn it_ends_by_age_and_by_number() {
    let (_state, file) = place();
    file.keep(&alice(), &change("old", 0), at(0)).unwrap();
    let day = 24 * 60 * 60;
    let (last, over) = (at(DAYS * day), at(DAYS * day + 1));
    assert_eq!(file.read(&alice(), last).unwrap().len(), 1);
    assert_eq!(file.read(&alice(), over).unwrap(), []);
    let changes = (0..MOST_CHANGES).map(|n| Entry {
        origin: alice().origin,
        user: alice().user,
        id: format!("s{n}"),
        owner: "bob".into(),
        at: at(n as i64),
    });
    let content = serde_json::json!({"schema": 1, "changes": changes.collect::<Vec<_>>()});
    fs::write(file.path(), content.to_string()).unwrap();
    file.keep(&alice(), &change("new", 9_000), at(9_000)).unwrap();
    let kept = file.read(&alice(), at(9_000)).unwrap();
    assert_eq!((kept.len(), kept[0].id.original()), (MOST_CHANGES, "new"));
    assert!(!kept.iter().any(|change| change.id.original() == "s0"), "the earliest went");
}

#[test]
fn two_programs_at_once_lose_nothing() {
    let (_state, file) = place();
    let run = |name: &'static str| {
        let file = file.clone();
        std::thread::spawn(move || {
            for n in 0..10 {
                file.keep(&alice(), &change(&format!("{name}{n}"), n), at(n)).unwrap();
            }
        })
    };
    let programs = ["a", "b"].map(run);
    programs.into_iter().for_each(|program| program.join().unwrap());
    assert_eq!(file.read(&alice(), at(10)).unwrap().len(), 20);
}

#[rstest]
#[case::broken("{\"schema\":1,", "is broken; remove it")]
#[case::empty("", "is broken; remove it")]
#[case::of_another_kind("{\"schema\":1,\"changes\":[{}]}", "is broken; remove it")]
#[case::newer("{\"schema\":2,\"more\":[]}", "was written by a newer version of tapis-secrets")]
fn a_file_that_makes_no_sense_is_told_and_stays(#[case] text: &str, #[case] told: &str) {
    let (_state, file) = place();
    fs::create_dir_all(folder(&file)).unwrap();
    fs::write(file.path(), text).unwrap();
    let why = [
        file.read(&alice(), at(0)).map(drop),
        file.keep(&alice(), &change("db", 0), at(0)),
        file.forget(&alice(), "db"),
    ];
    for why in why {
        let why = why.unwrap_err().to_string();
        assert!(why.ends_with(told) && why.contains("changes.json"), "{why}");
    }
    assert_eq!(fs::read_to_string(file.path()).unwrap(), text);
}

#[rstest]
#[case::a_link(|path: &Path| symlink("/dev/null", path).unwrap(), "is not a file that only you can change")]
#[case::a_folder(|path: &Path| fs::create_dir(path).unwrap(), "is not a file that only you can change")]
#[case::open_to_others(
    |path: &Path| {
        fs::write(path, r#"{"schema":1,"changes":[]}"#).unwrap();
        fs::set_permissions(path, PermissionsExt::from_mode(0o666)).unwrap();
    },
    "is not a file that only you can change"
)]
#[case::in_a_folder_of_everybody(
    |path: &Path| {
        fs::write(path, r#"{"schema":1,"changes":[]}"#).unwrap();
        fs::set_permissions(path.parent().unwrap(), PermissionsExt::from_mode(0o777)).unwrap();
    },
    "every user can change the folder"
)]
fn a_file_that_others_may_have_made_is_not_used(#[case] make: fn(&Path), #[case] told: &str) {
    let (_state, file) = place();
    fs::create_dir_all(folder(&file)).unwrap();
    make(&file.path());
    for why in [file.read(&alice(), at(0)).map(drop), file.keep(&alice(), &change("db", 0), at(0))] {
        let why = why.unwrap_err().to_string();
        assert!(why.contains(told), "{why}");
    }
}

#[test]
fn a_program_that_keeps_the_lock_is_not_waited_for_long() {
    let (_state, file) = place();
    file.keep(&alice(), &change("db", 0), at(0)).unwrap();
    let lock = file.0.lock().unwrap();
    let why = file.keep(&alice(), &change("db", 1), at(1)).unwrap_err();
    assert!(matches!(why, Unusable::Busy(_)), "{why}");
    drop(lock);
    file.keep(&alice(), &change("db", 1), at(1)).unwrap();
}
