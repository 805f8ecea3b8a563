//! The manual and the completions that packages bring along are those of the program. `UPDATE_ASSETS=1` writes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Home, out};

/// The files of a folder and their texts.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap());
    let file = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

/// Compares the files of a folder in `assets` with those that the program makes.
fn compare(folder: &str, made: &BTreeMap<String, String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(folder);
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        made.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
    }
    let stale: Vec<_> = made.iter().filter(|(name, text)| files(&folder).get(*name) != Some(text)).collect();
    let names: Vec<_> = stale.iter().map(|(name, _)| name).collect();
    assert!(names.is_empty(), "{names:?} are stale: UPDATE_ASSETS=1 cargo test --test commands assets");
    assert_eq!(files(&folder).len(), made.len(), "{} has a file too many", folder.display());
}

#[test]
fn the_manual_is_the_programs_own() {
    let home = Home::new();
    let pages = home.folder.path().join("pages");
    home.run(&["man", pages.to_str().unwrap()], &[]);
    let pages = files(&pages);
    assert!(pages.contains_key("tapis-secrets.1") && pages.contains_key("tapis-secrets-get.1"));
    compare("man", &pages);
}

#[test]
fn the_completions_are_the_programs_own() {
    let home = Home::new();
    let made = [("bash", "tapis-secrets.bash"), ("zsh", "_tapis-secrets"), ("fish", "tapis-secrets.fish")];
    let made = made.map(|(shell, name)| (name.to_owned(), out(&home.run(&["completions", shell], &[]))));
    compare("completions", &made.into());
}
