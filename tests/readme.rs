//! The README tells the keys as the program knows them, and nothing that is not so.
#![allow(clippy::unwrap_used)]

use tapis_secrets::keys::keymap;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// `UPDATE_README=1` puts the table there.
#[test]
fn the_table_of_keys_is_the_programs_own() {
    let mut readme = std::fs::read_to_string(README).unwrap();
    let table = keymap::markdown();
    if std::env::var_os("UPDATE_README").is_some() {
        let (before, rest) = readme.split_once("<!-- keys:").unwrap();
        let (marker, rest) = rest.split_once('\n').unwrap();
        let (_, after) = rest.split_once("<!-- end of keys -->").unwrap();
        readme = format!("{before}<!-- keys:{marker}\n{table}<!-- end of keys -->{after}");
        std::fs::write(README, &readme).unwrap();
    }
    assert!(readme.contains(&table), "README.md is to contain exactly this:\n\n{table}");
}

#[test]
fn every_picture_and_file_that_it_links_to_is_there() {
    let readme = std::fs::read_to_string(README).unwrap();
    for target in readme.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
    {
        let local = !target.contains("://") && !target.starts_with('#');
        let file = target.split('#').next().unwrap();
        let there = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file).exists();
        assert!(!local || there, "{target} is linked to, and is not there");
    }
}
