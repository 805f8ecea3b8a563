//! The journal and verifying, from key to file and service.

use std::os::unix::fs::PermissionsExt;

use tapis_secrets::demo::Level;

use crate::support::prelude::{AppTest, PAUSE};
use crate::support::service::{describe, set_value};

const ID: &str = "postgres_main_password";

fn changed() -> AppTest {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select(ID);
    driver.press("enew-one<c-s><c-o><c-s>");
    driver.wait_for("Running pods keep the old value until they are restarted.");
    driver
}

#[test]
fn a_save_is_verified_and_a_change_behind_our_back_is_told_in_facts() {
    let mut driver = changed();
    driver.press("=");
    driver.wait_for("✓ Verified postgres_main_password: the service holds what you saved.");
    set_value(driver.service(), ID, "new-one\n");
    driver.advance(PAUSE);
    driver.press("=");
    let screen = driver.wait_for("8 characters, not 7; a newline at the end.");
    assert!(!screen.contains("new-one"), "{screen}");
    driver.press("e");
    driver.wait_for_looks(1);
    driver.press("<tab> (mine)<c-s><c-s>");
    driver.wait_for("description.");
    describe(driver.service(), ID, "Theirs");
    driver.press("=");
    driver.wait_for("is not as you saved it: another description.");
}

#[test]
fn what_may_not_be_read_is_not_called_verified() {
    let mut driver = AppTest::on_demo(100, 30);
    driver.select("openai_compat_api_key");
    driver.press("enew-one<c-s><c-s>");
    driver.wait_for("Running pods keep the old value");
    driver.service().grant("openai_compat_api_key", "alice", Level::Read);
    driver.press("=");
    driver.wait_for("was not read: you need USER on it.");
}

#[test]
fn the_journal_tells_what_was_done_and_goes_to_the_secret() {
    let mut driver = changed();
    driver.press("jvj");
    driver.press("k");
    driver.press("v");
    driver.wait_shown();
    driver.press("<esc>/redis<enter>");
    driver.wait_found();
    driver.press("J");
    let screen = driver.wait_for("Journal");
    let lines: Vec<_> = screen.lines().filter(|line| line.contains("✓ ")).collect();
    assert!(lines[0].contains("read") && lines[0].contains("to keep it for undo"), "{screen}");
    assert!(lines[1].contains("change") && lines[1].contains("saved: value; running pods"), "{screen}");
    assert!(lines[2].contains("reveal") && lines[2].contains("postgres_replica"), "{screen}");
    driver.press("k<enter>");
    driver.wait_found();
    assert_eq!(driver.selected(), ID);
    assert!(!driver.has_filter());
}

#[test]
fn the_journal_is_saved_for_its_owner_alone_and_no_file_is_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("report.md");
    let typed = path.to_str().unwrap();
    let mut driver = changed();
    driver.press(&format!("Js<c-u>{typed}<enter>"));
    driver.wait_for("✓ Saved the journal to");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("| change | `postgres_main_password` | saved: value; running pods"), "{text}");
    assert!(!text.contains("new-one") && !text.contains("Harbour"), "{text}");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    driver.press(&format!("=Js<c-u>{typed}<enter>"));
    driver.wait_for("This file exists already; choose another name.");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    driver.press("2<enter>");
    driver.wait_for("✓ Saved the journal to");
    assert!(dir.path().join("report.md2").exists());
    driver.press("Js<c-u>/none/such/report.md<enter>");
    driver.wait_for("There is no such directory.");
}
