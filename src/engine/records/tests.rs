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
fn of_two_that_claim_at_the_same_time_one_sees_the_other() {
    let home = tempfile::tempdir().unwrap();
    let claim = |number| {
        let mut keeper = keeper(home.path());
        let report = keeper.perform(RecordJob::Claim(RecordName::new(number, 7), number.to_string()));
        let Some(RecordReport::Claimed(_, others)) = report else { panic!("{report:?} is no claim") };
        (keeper, others)
    };
    for round in 0..20 {
        let (one, other) = std::thread::scope(|scope| {
            let threads = [1, 2].map(|number| scope.spawn(move || claim(round * 10 + number)));
            let [one, other] = threads.map(|thread| thread.join().unwrap());
            (one, other)
        });
        let seen = [&one, &other].map(|(_, others)| others.iter().filter(|other| other.is_held).count());
        assert!(seen == [0, 1] || seen == [1, 0], "{seen:?}");
        for (mut keeper, _) in [one, other] {
            let names: Vec<_> = keeper.held.keys().cloned().collect();
            names.into_iter().for_each(|name| drop(keeper.perform(RecordJob::Remove(name))));
        }
    }
    assert_eq!(fs::read_dir(home.path().join("rollouts")).unwrap().count(), 0, "nothing is left behind");
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
fn a_record_that_cannot_be_read_stays_for_others() {
    let home = tempfile::tempdir().unwrap();
    let mut keeper = keeper(home.path());
    let folder = home.path().join("rollouts");
    fs::create_dir(&folder).unwrap();
    // Not even the owner of all files can read a folder as a file.
    fs::create_dir(folder.join(name().file())).unwrap();
    std::os::unix::fs::symlink(home.path(), folder.join("1-3.json")).unwrap();
    let link = RecordName::of_file("1-3.json").unwrap();
    assert_eq!((keeper.take(&name()), keeper.take(&link)), (None, None));
    assert!(folder.join(name().file()).exists() && folder.join(link.file()).exists());
    assert!(keeper.held.is_empty(), "the locks are given back");
    assert!(!keeper.remove(&name()) && keeper.held.is_empty(), "a folder cannot be removed as a file");
}

#[test]
fn to_look_for_records_makes_no_file_and_hinders_nobody() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("rollouts");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(name().file()), "one").unwrap();
    assert_eq!(found(&mut keeper(home.path())), [("one".to_owned(), false)]);
    assert!(!folder.join(name().lock()).exists(), "nobody has it");
    let lock = File::create(folder.join(name().lock())).unwrap();
    lock.lock_shared().unwrap();
    assert_eq!(found(&mut keeper(home.path())), [("one".to_owned(), false)], "somebody else looks, too");
    drop(lock);
    assert_eq!(taken(&mut keeper(home.path())), Some(b"one".to_vec()));
}

#[test]
fn no_lock_stays_behind_without_its_record() {
    let home = tempfile::tempdir().unwrap();
    let mut keeper = keeper(home.path());
    let folder = home.path().join("rollouts");
    let files = || fs::read_dir(&folder).unwrap().count();
    // A folder in the way of the file keeps it from being written.
    fs::create_dir_all(folder.join(name().file())).unwrap();
    assert!(!kept(&mut keeper, "one"));
    fs::remove_dir(folder.join(name().file())).unwrap();
    keeper.perform(RecordJob::Leave(name()));
    assert_eq!(files(), 0, "it was never written");
    assert!(kept(&mut keeper, "one"));
    fs::remove_file(folder.join(name().file())).unwrap();
    keeper.perform(RecordJob::Leave(name()));
    assert_eq!(files(), 0, "somebody has removed it by hand");
    fs::write(folder.join(name().file()), "no record").unwrap();
    keeper.perform(RecordJob::Remove(name()));
    assert_eq!(files(), 0, "X on what was found");
}

#[test]
fn the_end_of_the_program_waits_for_the_last_job() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("rollouts");
    let records = start(Some(folder.clone()), |_| {}).unwrap();
    (0..20).for_each(|number| records.tell(RecordJob::Keep(name(), number, number.to_string())));
    records.finish();
    assert_eq!(fs::read_to_string(folder.join(name().file())).unwrap(), "19");
    records.tell(RecordJob::Remove(name()));
    records.finish();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
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
