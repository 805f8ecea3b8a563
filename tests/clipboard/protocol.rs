//! What the helper is told and says, where no clipboard is needed.

use std::process::Command;

use crate::support::process;
use crate::support::pty::PROGRAM;
use crate::{Helper, LONG};

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
