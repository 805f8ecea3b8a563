//! After a reveal, a copy, a paste that found no field.

use std::time::Duration;

use rstest::rstest;
use rustix::process::{Signal, kill_process_group};

use crate::needle::Needle;
use crate::stage::{Stage, Way};
use crate::support::process;

#[rstest]
#[case::in_its_pane(Way::Plain, "v", "v hide")]
#[case::alone(Way::Plain, "V", "v hide   ")]
#[case::over_tls(Way::Tls, "v", "v hide")]
fn a_value_that_is_hidden_is_gone(#[case] way: Way, #[case] key: &str, #[case] shows: &str) {
    let needle = Needle::new();
    let Some(mut stage) = Stage::over(way, &needle, &[]) else { return };
    stage.assert_gone(&needle, "before it is asked for");
    stage.press(key, shows);
    let found = stage.assert_found(&needle, "while it is revealed");
    assert!(found.iter().any(|place| place.contains(" cells: ")), "and on the screen: {found:?}");
    stage.press("v", "v reveal");
    stage.assert_gone(&needle, "after it is hidden");
    assert!(needle.is_in(&stage.pty.bytes), "it was on the terminal");
    stage.quit(&needle);
}

#[test]
fn a_value_that_the_selection_left_is_gone() {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&needle, &[]) else { return };
    stage.press("v", "v hide");
    stage.press("j", "v reveal");
    stage.assert_gone(&needle, "after the selection has moved");
    stage.quit(&needle);
}

#[test]
fn a_value_behind_a_locked_screen_is_gone() {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&needle, &["--clipboard", "osc52"]) else { return };
    stage.press("y", "to the terminal's clipboard");
    stage.press("V", "v hide   ");
    let own = stage.pty.pid().as_raw_nonzero().get();
    let [helper] = process::helpers_of(own)[..] else { panic!("one helper holds the copy") };
    stage.press("L", "tapis-secrets is locked");
    stage.assert_gone(&needle, "behind the lock");
    process::wait_for("end of the helper", || (!process::is_alive(helper)).then_some(()));
    stage.press(" ", "v reveal");
    stage.assert_gone(&needle, "after the lock");
    stage.quit(&needle);
}

#[test]
fn a_copy_that_was_handed_over_is_gone() {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&needle, &["--clipboard", "osc52"]) else { return };
    stage.press("y", "to the terminal's clipboard");
    stage.assert_gone(&needle, "after a copy");
    let [helper] = process::helpers_of(stage.pty.pid().as_raw_nonzero().get())[..] else {
        panic!("one helper will overwrite the copy")
    };
    assert_eq!(needle.find_in(helper), [""; 0], "what overwrites needs no value");
    stage.quit(&needle);
}

#[rstest]
#[case::in_its_pane("v", "v hide")]
#[case::alone("V", "v hide   ")]
fn a_value_is_gone_while_the_program_is_stopped(#[case] key: &str, #[case] shows: &str) {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&needle, &[]) else { return };
    stage.press(key, shows);
    stage.assert_found(&needle, "while it is revealed");
    stage.pty.send("\x1a");
    stage.assert_gone(&needle, "while the program is stopped");
    kill_process_group(stage.pty.pid(), Signal::CONT).unwrap();
    stage.press("", "v reveal");
    stage.quit(&needle);
}

#[test]
fn what_was_pasted_where_no_field_is_is_gone() {
    let needle = Needle::line();
    let Some(mut stage) = Stage::with(&Needle::new(), &[]) else { return };
    stage.press(&format!("\x1b[200~{}\x1b[201~", needle.value), "There is no field to paste into");
    stage.assert_gone(&needle, "after the hint");
    stage.press(&format!("/{}", needle.value), "Nothing matches");
    stage.assert_found(&needle, "as the pattern");
    stage.press("\x1b", "by name");
    stage.assert_gone(&needle, "after the filter is cleared");
    stage.quit(&needle);
}

/// Through many reads of the socket, records of TLS, and a buffer that has to grow.
#[rstest]
#[case::plainly(Way::Plain)]
#[case::over_tls(Way::Tls)]
fn a_large_value_that_is_hidden_is_gone(#[case] way: Way) {
    let needle = Needle::new();
    let Some(mut stage) = Stage::over(way, &Needle::line(), &[]) else { return };
    let filler = "0123456789abcdef\n".repeat(12_000);
    stage.service.hold("zz_large", &[&filler, &needle.value, "\n", &filler].concat());
    stage.press("R", "Secrets  43");
    stage.press("/zz_large\r", "▌ zz_large");
    stage.press("v", "v hide");
    stage.assert_found(&needle, "while it is revealed");
    stage.press("v", "v reveal");
    stage.assert_gone(&needle, "after it is hidden");
    stage.quit(&needle);
}

#[test]
fn a_value_that_comes_too_late_is_gone() {
    let needle = Needle::new();
    let Some(mut stage) = Stage::with(&needle, &[]) else { return };
    // Given up at various points between the key and the screen.
    for _ in 0..20 {
        stage.pty.send("v");
        std::thread::sleep(Duration::from_micros(fastrand::u64(0..4_000)));
        stage.pty.send("jk");
    }
    stage.press("?", "─ Keys");
    stage.press("\x1b", "v reveal");
    stage.assert_gone(&needle, "after it was given up");
    stage.quit(&needle);
}
