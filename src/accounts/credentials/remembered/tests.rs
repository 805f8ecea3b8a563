//! Tokens that are remembered, and what is left of them on disk.

use std::os::unix::fs::PermissionsExt;

use rstest::rstest;
use tempfile::TempDir;

use super::*;
use crate::accounts::credentials::tests::{jwt, origin};

fn session() -> (TempDir, Memory) {
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let memory = Memory::below(folder.path()).unwrap();
    (folder, memory)
}

fn keep(memory: &Memory, user: &str, seconds: i64) {
    memory.keep("dev", &origin("a.tapis.io"), &Token::new(jwt(user, seconds)).unwrap()).unwrap();
}

fn files(memory: &Memory) -> Vec<PathBuf> {
    fs::read_dir(memory.folder()).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn recall(memory: &Memory, profile: &str, address: &str, user: Option<&str>) -> Option<String> {
    let token = memory.recall(profile, &origin(address), user)?;
    Some(token.claims().user.shown().to_owned())
}

#[test]
fn a_token_is_given_back_for_its_profile_origin_and_user_only() {
    let (_folder, memory) = session();
    keep(&memory, "alice", 60);
    assert_eq!(recall(&memory, "dev", "a.tapis.io", None).as_deref(), Some("alice"));
    assert_eq!(recall(&memory, "dev", "a.tapis.io", Some("alice")).as_deref(), Some("alice"));
    assert_eq!(recall(&memory, "dev", "a.tapis.io", Some("bob")), None, "another user");
    assert_eq!(recall(&memory, "dev", "b.tapis.io", None), None, "another origin");
    assert_eq!(recall(&memory, "dev", "a.tapis.io:8443", None), None, "another port");
    assert_eq!(recall(&memory, "prod", "a.tapis.io", None), None, "another profile");
}

#[test]
fn of_several_users_the_one_whose_token_lasts_longest_is_taken() {
    let (_folder, memory) = session();
    keep(&memory, "alice", 60);
    keep(&memory, "bob", 120);
    keep(&memory, "carol", 90);
    assert_eq!(recall(&memory, "dev", "a.tapis.io", None).as_deref(), Some("bob"));
}

#[test]
fn folder_and_files_are_closed_to_others() {
    let (_folder, memory) = session();
    keep(&memory, "alice", 60);
    keep(&memory, "alice", 90);
    let files = files(&memory);
    assert_eq!(files.len(), 1, "the second took the place of the first");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(memory.folder()), mode(&files[0])), (0o700, 0o600));
}

#[test]
fn what_has_ended_by_our_clock_is_given_back() {
    let (_folder, memory) = session();
    keep(&memory, "alice", -3600);
    assert_eq!(recall(&memory, "dev", "a.tapis.io", None).as_deref(), Some("alice"));
}

#[test]
fn forgetting_overwrites_and_removes() {
    let (folder, memory) = session();
    keep(&memory, "alice", 60);
    let path = files(&memory).remove(0);
    let second_name = folder.path().join("second name");
    fs::hard_link(&path, &second_name).unwrap();
    assert_eq!(memory.forget(Some("prod")), 0);
    assert_eq!(memory.forget(Some("dev")), 1);
    assert!(!path.exists());
    let left = fs::read(&second_name).unwrap();
    assert!(!left.is_empty() && left.iter().all(|byte| *byte == 0), "the bytes are gone as well");
    keep(&memory, "alice", 60);
    assert_eq!((memory.forget(None), memory.forget(None)), (1, 0));
}

#[test]
fn a_token_that_does_not_tell_whose_it_is_is_not_kept() {
    let (_folder, memory) = session();
    let why = memory.keep("dev", &origin("a.tapis.io"), &Token::new("a.b.c".into()).unwrap()).unwrap_err();
    assert!(matches!(why, CannotRemember::Nameless), "{why}");
}

#[rstest]
#[case::group(0o750)]
#[case::others(0o701)]
fn a_runtime_folder_that_is_open_to_others_is_not_used(#[case] mode: u32) {
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    let why = Memory::below(folder.path()).unwrap_err();
    assert!(matches!(why, CannotRemember::Unsafe(_)), "{why}");
}

#[test]
fn a_folder_of_ours_that_is_a_link_or_open_is_not_used() {
    let (folder, memory) = session();
    let elsewhere = TempDir::new().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), memory.folder()).unwrap();
    let token = Token::new(jwt("alice", 60)).unwrap();
    let why = memory.keep("dev", &origin("a.tapis.io"), &token).unwrap_err();
    assert!(matches!(why, CannotRemember::Unsafe(_)), "{why}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    drop(folder);
}

#[test]
fn a_file_that_was_put_there_open_to_others_or_as_a_link_is_not_read() {
    let (folder, memory) = session();
    keep(&memory, "alice", 60);
    let path = files(&memory).remove(0);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(recall(&memory, "dev", "a.tapis.io", None), None);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let moved = folder.path().join("moved");
    fs::rename(&path, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &path).unwrap();
    assert_eq!(recall(&memory, "dev", "a.tapis.io", None), None);
}

#[test]
fn without_a_runtime_folder_it_says_that_it_cannot() {
    let why = Memory::below(Path::new("/nowhere/at/all")).unwrap_err();
    assert!(why.to_string().contains("/nowhere/at/all"), "{why}");
}
