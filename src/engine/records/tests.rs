//! Tests of the files with records: what is on the disk, who may read it, and who has it.

use std::os::unix::fs::PermissionsExt;

use std::path::Path;

use super::*;

fn keeper(folder: &Path) -> Keeper {
    Keeper { folder: Some(folder.join("rollouts")), held: HashMap::new() }
}

fn name() -> RecordName {
    RecordName::new(1_800_000_000_000, 7)
}

/// Keeps a record, and tells whether that worked.
fn kept(keeper: &mut Keeper, text: &str) -> bool {
    let report = keeper.perform(RecordJob::Keep(name(), 3, text.to_owned()));
    matches!(report, Some(RecordReport::Kept(_, 3, true)))
}

/// Finds records: their contents, and whether another process has them.
fn found(keeper: &mut Keeper) -> Vec<(String, bool)> {
    match keeper.perform(RecordJob::Find) {
        Some(RecordReport::Found(found, _)) => found
            .into_iter()
            .map(|record| (String::from_utf8(record.content).unwrap(), record.is_held))
            .collect(),
        other => panic!("{other:?} is nothing found"),
    }
}

fn taken(keeper: &mut Keeper) -> Option<Vec<u8>> {
    match keeper.perform(RecordJob::Take(name())) {
        Some(RecordReport::Taken(_, content)) => content,
        other => panic!("{other:?} is nothing taken"),
    }
}

#[test]
fn a_record_is_its_owners_alone_and_replaces_the_one_before() {
    let home = tempfile::tempdir().unwrap();
    let mut keeper = keeper(home.path());
    assert!(kept(&mut keeper, "one") && kept(&mut keeper, "two"));
    let folder = home.path().join("rollouts");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&folder.join(name().file()))), (0o700, 0o600));
    assert_eq!(fs::read_to_string(folder.join(name().file())).unwrap(), "two");
    assert_eq!(found(&mut keeper), [("two".to_owned(), false)], "this process has it itself");
    keeper.perform(RecordJob::Remove(name()));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn only_one_process_has_a_record_and_its_death_sets_it_free() {
    let home = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (keeper(home.path()), keeper(home.path()));
    assert!(kept(&mut one, "one"));
    assert_eq!(found(&mut other), [("one".to_owned(), true)]);
    assert_eq!(taken(&mut other), None);
    assert!(!kept(&mut other, "other"), "it belongs to somebody else");
    let removed = other.perform(RecordJob::Remove(name()));
    assert!(matches!(removed, Some(RecordReport::Removed(_, false))), "{removed:?}");
    drop(one);
    assert_eq!(found(&mut other), [("one".to_owned(), false)]);
    assert_eq!(taken(&mut other), Some(b"one".to_vec()));
    assert_eq!(found(&mut keeper(home.path())), [("one".to_owned(), true)]);
    other.perform(RecordJob::Leave(name()));
    assert_eq!(found(&mut keeper(home.path())), [("one".to_owned(), false)]);
}

#[test]
fn what_is_no_record_of_ours_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let mut keeper = keeper(home.path());
    assert_eq!(found(&mut keeper), [], "there is no folder");
    let folder = home.path().join("rollouts");
    fs::create_dir(&folder).unwrap();
    for name in ["notes.txt", "a.json", ".json", "1-2.lock"] {
        fs::write(folder.join(name), "x").unwrap();
    }
    fs::write(home.path().join("elsewhere"), "x").unwrap();
    std::os::unix::fs::symlink(home.path().join("elsewhere"), folder.join("1-3.json")).unwrap();
    fs::create_dir(folder.join("1-4.json")).unwrap();
    assert_eq!(found(&mut keeper), []);
    assert_eq!(taken(&mut keeper), None, "it is gone");
    assert!(!folder.join(name().lock()).exists());
}

#[test]
fn a_record_that_cannot_be_written_is_told() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("rollouts"), "a file is in the way").unwrap();
    assert!(!kept(&mut keeper(home.path()), "one"));
}

#[test]
fn without_a_folder_nothing_is_kept() {
    let mut keeper = Keeper { folder: None, held: HashMap::new() };
    assert!(kept(&mut keeper, "one"));
    assert!(keeper.perform(RecordJob::Find).is_none());
    assert!(matches!(keeper.perform(RecordJob::Remove(name())), Some(RecordReport::Removed(_, true))));
}
