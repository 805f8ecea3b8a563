//! After a form: saved, left, or with a value of the service in it.

use rstest::rstest;

use crate::needle::Needle;
use crate::stage::{ID, Stage, Way};

#[rstest]
#[case::plainly(Way::Plain)]
#[case::over_tls(Way::Tls)]
fn a_value_that_was_typed_and_saved_is_gone(#[case] way: Way) {
    let needle = Needle::line();
    let Some(mut stage) = Stage::over(way, &Needle::new(), &[]) else { return };
    stage.press("a", "[ Create ]");
    stage.pty.send("zz_typed\t");
    stage.press(&needle.value, "40 characters");
    stage.press("\x12", &needle.value);
    stage.assert_found(&needle, "while the form is open");
    stage.press("\x15", "empty");
    stage.assert_gone(&needle, "after it is erased");
    stage.press(&needle.value, "40 characters");
    stage.press("\x13", "Created zz_typed");
    stage.assert_gone(&needle, "after the form is saved");
    assert_eq!(stage.service.value_of("zz_typed"), needle.value);
    stage.quit(&needle);
}

#[test]
fn a_value_that_was_pasted_and_left_is_gone() {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&Needle::line(), &[]) else { return };
    stage.press("a", "[ Create ]");
    stage.pty.send("zz_pasted\t");
    stage.press(&format!("\x1b[200~{}\x1b[201~", needle.value), "3 lines");
    // Cut, erased by words and pasted again: nothing of that is kept either.
    stage.pty.send("\x17\x17\x15");
    stage.press(&format!("\x1b[200~{}\x1b[201~", needle.value), "3 lines");
    stage.assert_found(&needle, "while the form is open");
    stage.press("\x1b", "[ Discard ]");
    stage.press("\t\r", "? help");
    stage.assert_gone(&needle, "after the form is left");
    stage.quit(&needle);
}

#[test]
fn the_present_value_that_a_form_loaded_is_gone_with_it_and_with_what_undo_holds() {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&needle, &[]) else { return };
    stage.press("e", &format!("Edit {ID}"));
    stage.press("\x0f", "3 lines");
    stage.press("\x12", needle.value.lines().next().unwrap());
    stage.assert_found(&needle, "while the form is open");
    stage.press("x\x13", "[ Save ]");
    stage.press("\x13", "✓ Saved ");
    stage.assert_found(&needle, "while the change can be undone");
    stage.press("X", "✓ Wiped what undo held");
    stage.assert_gone(&needle, "after what undo held is wiped");
    stage.quit(&needle);
}

#[test]
fn an_old_value_that_was_read_for_the_undo_of_a_deletion_is_gone_when_it_is_wiped() {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&needle, &[]) else { return };
    stage.press("D\x0f", "[x] Keep the old value for undo (one logged read)");
    stage.pty.wait_until("the pods", |pty| !pty.text().contains("Looking for the pods"));
    stage.pty.send(&format!("{ID}\r\t\r"));
    stage.press("", "✓ Deleted");
    stage.assert_found(&needle, "while the deletion can be undone");
    stage.press("u", "creation time and its grants");
    stage.press("\x12", needle.value.lines().next().unwrap());
    stage.press("\x1b", "? help");
    // Right behind `Esc` an `X` may be the late start of a string.
    stage.press("kX", "✓ Wiped what undo held");
    stage.assert_gone(&needle, "after what undo held is wiped");
    stage.quit(&needle);
}

#[test]
fn a_value_that_was_loaded_from_a_file_is_gone_with_its_form() {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&Needle::line(), &[]) else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("value");
    std::fs::write(&path, &needle.value).unwrap();
    stage.press("a", "[ Create ]");
    stage.pty.send("zz_file\t");
    stage.press("\x06", "Load");
    stage.press(&format!("{}\r", path.display()), "3 lines");
    stage.assert_found(&needle, "while the form is open");
    stage.press("\x13", "Created zz_file");
    stage.assert_gone(&needle, "after the form is saved");
    assert_eq!(stage.service.value_of("zz_file"), needle.value);
    stage.quit(&needle);
}

#[rstest]
#[case::plainly(Way::Plain)]
#[case::over_tls(Way::Tls)]
fn a_password_that_was_used_is_gone(#[case] way: Way) {
    let needle = Needle::line();
    let Some(mut stage) = Stage::over(way, &Needle::new(), &[]) else { return };
    stage.press("s", "Sign in to tacc");
    stage.pty.send(&needle.value);
    stage.press("\x12", &needle.value);
    stage.assert_found(&needle, "while it is typed");
    stage.press("\r", "does not accept");
    stage.assert_gone(&needle, "after it was refused");
    stage.press("\x1b", "? help");
    stage.assert_gone(&needle, "after the form is left");
    stage.quit(&needle);
}
