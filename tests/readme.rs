//! The front page is short, its pictures and links lead somewhere, and the page about the keys is what the program knows.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use tapis_secrets::keys::keymap;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// The most lines that a front page may have.
const LONGEST: usize = 150;

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// The front page, and all pages that it leads to.
fn pages() -> Vec<PathBuf> {
    let folder =
        |folder: &str| fs::read_dir(Path::new(ROOT).join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let all = folder("assets/docs").chain(folder(".github")).chain([Path::new(ROOT).join("README.md")]);
    all.filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

/// `UPDATE_KEYS=1` puts the table there.
#[test]
fn the_table_of_keys_is_the_programs_own() {
    let mut page = read("assets/docs/keys.md");
    let table = keymap::markdown();
    if std::env::var_os("UPDATE_KEYS").is_some() {
        let (before, rest) = page.split_once("<!-- keys:").unwrap();
        let (marker, rest) = rest.split_once('\n').unwrap();
        let (_, after) = rest.split_once("<!-- end of keys -->").unwrap();
        page = format!("{before}<!-- keys:{marker}\n{table}<!-- end of keys -->{after}");
        fs::write(Path::new(ROOT).join("assets/docs/keys.md"), &page).unwrap();
    }
    assert!(page.contains(&table), "assets/docs/keys.md is to contain exactly this:\n\n{table}");
}

#[test]
fn the_front_page_is_short() {
    let lines = read("README.md").lines().count();
    assert!(lines <= LONGEST, "README.md has {lines} lines; what is long belongs into assets/docs");
}

/// The name that a page gives to a heading in links.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

#[test]
fn every_picture_file_and_heading_that_a_page_links_to_is_there() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        for (target, _) in links.filter(|(target, _)| !target.contains("://")) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(path.exists(), "{} links to {target}, which is not there", page.display());
            let headings = || fs::read_to_string(&path).unwrap();
            let has = |text: String| {
                text.lines().any(|line| anchor(line.trim_start_matches(['#', ' '])) == heading)
            };
            assert!(heading.is_empty() || has(headings()), "{}: no heading {target}", page.display());
        }
    }
}

#[test]
fn the_front_page_leads_to_every_other_page() {
    let front = read("README.md");
    for page in fs::read_dir(Path::new(ROOT).join("assets/docs")).unwrap() {
        let name = page.unwrap().file_name().into_string().unwrap();
        assert!(front.contains(&format!("assets/docs/{name}")), "nothing leads to {name}");
    }
}
