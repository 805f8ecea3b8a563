//! What the helper is told and says, where no clipboard is needed.

use std::process::Command;

use rstest::rstest;

use crate::support::process;
use crate::support::pty::PROGRAM;
use crate::{Helper, LONG, doctor, found};

#[test]
fn what_is_too_large_for_osc_52_is_refused_before_anything_is_sent() {
    let mut helper = Helper::start("osc52", LONG, &[]);
    helper.give(&vec![b'x'; 56_245]);
    assert_eq!(helper.report(), "failed too-large");
    assert_eq!(helper.end(), Some(0));
}

#[test]
fn without_a_desktop_there_is_no_system_clipboard() {
    let mut helper = Helper::start("system", LONG, &[]);
    helper.give(b"value");
    assert_eq!(helper.report(), "failed no-clipboard");
    assert_eq!(helper.end(), Some(0));
}

#[test]
fn without_tmux_there_is_no_buffer() {
    let mut helper = Helper::start("tmux", LONG, &[("PATH", "/nowhere")]);
    helper.give(b"value");
    assert_eq!(helper.report(), "failed no-clipboard");
    assert_eq!(helper.end(), Some(0));
}

#[rstest]
#[case::x11(&[("DISPLAY", ":4711")], "nothing answers at DISPLAY=:4711. Use --clipboard osc52.")]
#[case::wayland(
    &[("WAYLAND_DISPLAY", "wayland-4711"), ("XDG_RUNTIME_DIR", "/nowhere")],
    "nothing answers at WAYLAND_DISPLAY=wayland-4711. Use --clipboard osc52."
)]
#[case::both(
    &[("WAYLAND_DISPLAY", "/nowhere/at/all"), ("DISPLAY", ":4711")],
    "nothing answers at WAYLAND_DISPLAY=/nowhere/at/all. nothing answers at DISPLAY=:4711. Use --clipboard osc52."
)]
fn doctor_asks_the_desktop_and_a_trial_leaves_alone_what_is_broken(
    #[case] env: &[(&str, &str)],
    #[case] said: &str,
) {
    let (text, code) = doctor(&["--try-clipboard"], env);
    assert!(text.contains(&format!("✗ clipboard   {said}\n")), "{text}");
    assert!(text.contains("! clipboard   no copy was tried"), "{text}");
    assert_eq!(code, Some(2), "there is no profile either, and that comes first");
}

#[test]
fn doctor_without_a_terminal_tells_that_a_trial_by_osc_52_fails() {
    if !found("setsid") {
        return;
    }
    let mut command = Command::new("setsid");
    command.args(["-w", PROGRAM, "doctor", "--clipboard", "osc52", "--try-clipboard"]);
    let text = String::from_utf8(command.env("LANG", "C.UTF-8").output().unwrap().stdout).unwrap();
    assert!(
        text.contains("✗ clipboard   the trial failed: the clipboard did not accept the text."),
        "{text}"
    );
}

#[test]
fn half_a_value_is_no_value() {
    for bytes in [&b""[..], b"\x05\0\0", b"\x05\0\0\0\0\0\0\0val"] {
        let mut helper = Helper::start("osc52", LONG, &[]);
        std::io::Write::write_all(helper.input.as_mut().unwrap(), bytes).unwrap();
        helper.leave();
        assert_eq!(helper.report(), "", "nothing is claimed");
        assert_eq!(helper.end(), Some(1));
    }
}

#[test]
fn what_was_open_in_the_program_is_closed_in_the_helper() {
    if !process::visible() {
        return;
    }
    let mut command = Command::new("sh");
    let script = format!("exec 8</dev/null 9>/dev/null; exec '{PROGRAM}' hold-clipboard osc52 {LONG}");
    command.args(["-c", &script]);
    let helper = Helper::spawn(command);
    let pid = i32::try_from(helper.child.id()).unwrap();
    process::wait_for("closing of what was inherited", || {
        let started = process::command_line(pid).contains("hold-clipboard osc52");
        (started && process::descriptors(pid).iter().all(|fd| *fd <= 2)).then_some(())
    });
}

#[test]
fn a_value_is_never_an_argument() {
    let output =
        Command::new(PROGRAM).args(["hold-clipboard", "osc52", "1", "/dev/tty", "value"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "wrong usage");
}
