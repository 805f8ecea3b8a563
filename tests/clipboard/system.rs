//! The desktop's clipboard, on an X server of the test's own, as another client sees it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};

use crate::support::process;
use crate::support::pty::Start;
use crate::{Helper, LONG, doctor, found};

/// An X server without a screen, ended when this is dropped.
pub(crate) struct Display {
    server: Child,
    /// `:7`
    pub(crate) name: String,
}

impl Display {
    /// Nothing where there is no such server, or no client to look at its clipboard with.
    pub(crate) fn start() -> Option<Self> {
        if !found("Xvfb") || !found("xclip") {
            return None;
        }
        // It would start anew whenever its last client leaves, and be away for that moment.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-noreset", "-screen", "0", "320x200x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        if number.trim().is_empty() {
            println!("skipped: Xvfb does not start here");
            let _ = server.wait();
            return None;
        }
        Some(Self { server, name: format!(":{}", number.trim()) })
    }

    fn xclip(&self, arguments: &[&str]) -> Command {
        let mut xclip = Command::new("xclip");
        xclip.args(["-selection", "clipboard", "-display", &self.name]).args(arguments);
        xclip.stderr(Stdio::null());
        xclip
    }

    /// What another program would paste; nothing when the clipboard is empty.
    pub(crate) fn pasted(&self) -> Option<String> {
        let output = self.xclip(&["-o"]).stdin(Stdio::null()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (output.status.success() && !text.is_empty()).then_some(text)
    }

    /// Another program copies something.
    fn copy_elsewhere(&self, text: &str) {
        let mut xclip = self.xclip(&["-i"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        xclip.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        // It goes on in the background, where it serves the text until the display ends.
        assert!(xclip.wait().unwrap().success());
        process::wait_for("other program's text", || (self.pasted().as_deref() == Some(text)).then_some(()));
    }

    fn helper(&self, ms: &str) -> Helper {
        Helper::start("system", ms, &[("DISPLAY", &self.name)])
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn it_is_cleared_after_its_time_though_the_program_is_gone() {
    let Some(display) = Display::start() else { return };
    let mut helper = display.helper("100");
    helper.give(b"value");
    helper.leave();
    assert_eq!((helper.report().as_str(), helper.report().as_str()), ("taken", "cleared"));
    assert_eq!(display.pasted(), None);
    assert_eq!(helper.end(), Some(0));
}

#[test]
fn another_program_reads_the_value_until_a_signal_clears_it() {
    let Some(display) = Display::start() else { return };
    let value = "two\nlines, \u{e9}\u{1f511} and a tab\t\n";
    for signal in [Signal::TERM, Signal::HUP] {
        let mut helper = display.helper(LONG);
        helper.give(value.as_bytes());
        assert_eq!(helper.report(), "taken");
        helper.leave();
        assert_eq!(display.pasted().as_deref(), Some(value));
        helper.signal(signal);
        assert_eq!(helper.report(), "cleared");
        assert_eq!(display.pasted(), None);
    }
}

/// A clipboard manager, ended when this is dropped: it would meddle with the next display of the same number.
struct Manager(Child);

impl Drop for Manager {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A clipboard manager that puts back what it saw last when there is nothing. One takes a blank for nothing too.
#[rstest]
#[case::it_forgets_a_value_for_a_blank("", "cleared", " ")]
#[case::it_does_not(" ", "left", "value")]
fn a_value_that_a_clipboard_manager_puts_back_is_not_called_cleared(
    #[case] nothing: &str,
    #[case] report: &str,
    #[case] pasted: &str,
) {
    let Some(display) = Display::start() else { return };
    let script = "while sleep 0.05 && kill -0 $PPID; do \
                    now=$(xclip -selection clipboard -o); \
                    case $now in ''|\"$NOTHING\") [ -z \"$last\" ] || printf %s \"$last\" | xclip -selection clipboard;; *) last=$now;; esac; \
                  done";
    let mut manager = Command::new("sh");
    manager.args(["-c", script]).env("DISPLAY", &display.name).env("NOTHING", nothing);
    let _manager = Manager(manager.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let mut helper = display.helper("1000");
    helper.give(b"value");
    assert_eq!((helper.report().as_str(), helper.report().as_str()), ("taken", report));
    assert_eq!(helper.end(), Some(0));
    process::wait_for("what the manager puts back", || {
        (display.pasted().as_deref() == Some(pasted)).then_some(())
    });
}

#[test]
fn what_another_program_has_copied_since_is_left_alone() {
    let Some(display) = Display::start() else { return };
    let mut helper = display.helper(LONG);
    helper.give(b"value");
    assert_eq!(helper.report(), "taken");
    display.copy_elsewhere("something else");
    helper.signal(Signal::TERM);
    assert_eq!(helper.report(), "replaced");
    assert_eq!(display.pasted().as_deref(), Some("something else"));
}

#[test]
fn a_second_copy_replaces_the_first() {
    let Some(display) = Display::start() else { return };
    let (mut first, mut second) = (display.helper(LONG), display.helper(LONG));
    first.give(b"first value");
    assert_eq!(first.report(), "taken");
    second.give(b"second value");
    assert_eq!(second.report(), "taken");
    first.replace();
    assert_eq!(first.report(), "replaced");
    assert_eq!(first.end(), Some(0));
    assert_eq!(display.pasted().as_deref(), Some("second value"));
    second.signal(Signal::TERM);
    assert_eq!(second.report(), "cleared");
    assert_eq!(display.pasted(), None);
}

#[test]
fn a_display_that_has_ended_took_the_value_along() {
    let Some(mut display) = Display::start() else { return };
    let mut helper = display.helper(LONG);
    helper.give(b"value");
    assert_eq!(helper.report(), "taken");
    display.server.kill().unwrap();
    display.server.wait().unwrap();
    helper.signal(Signal::TERM);
    assert_eq!(helper.report(), "lost");
    assert_eq!(helper.end(), Some(0));
}

#[test]
fn a_display_that_does_not_answer_keeps_neither_the_helper_nor_the_value() {
    let Some(display) = Display::start() else { return };
    let mut helper = display.helper(LONG);
    helper.give(b"value");
    assert_eq!(helper.report(), "taken");
    let server = Pid::from_child(&display.server);
    kill_process(server, Signal::STOP).unwrap();
    helper.signal(Signal::TERM);
    let report = helper.report();
    let end = helper.end();
    kill_process(server, Signal::CONT).unwrap();
    assert_eq!((report.as_str(), end), ("cleared", Some(0)));
    process::wait_for("empty clipboard", || display.pasted().is_none().then_some(()));
}

#[test]
fn doctor_asks_and_sets_nothing_and_a_trial_tells_what_it_replaces() {
    let Some(display) = Display::start() else { return };
    display.copy_elsewhere("hunter2");
    let env = [("DISPLAY", &*display.name)];
    let (text, _) = doctor(&[], &env);
    assert!(text.contains("✓ clipboard   the desktop's clipboard answers"), "{text}");
    assert_eq!(display.pasted().as_deref(), Some("hunter2"), "left alone");
    let (text, _) = doctor(&["--try-clipboard"], &env);
    let expected = "! clipboard   the trial replaces the clipboard's text of 7 characters\n\
                    ✓ clipboard   a text was copied, another process read it back, and it was removed again\n";
    assert!(text.contains(expected) && !text.contains("hunter2"), "{text}");
    assert_eq!(display.pasted(), None);
}

#[test]
fn doctor_waits_for_no_display_that_does_not_answer() {
    let Some(display) = Display::start() else { return };
    let server = Pid::from_child(&display.server);
    kill_process(server, Signal::STOP).unwrap();
    let (text, _) = doctor(&[], &[("DISPLAY", &display.name)]);
    kill_process(server, Signal::CONT).unwrap();
    assert!(text.contains("✗ clipboard   the desktop's clipboard did not answer in time."), "{text}");
}

#[test]
fn a_large_value_arrives_whole() {
    let Some(display) = Display::start() else { return };
    let value = "0123456789abcde\n".repeat(64 * 1024);
    let mut helper = display.helper(LONG);
    helper.give(value.as_bytes());
    assert_eq!(helper.report(), "taken");
    assert!(display.pasted().as_deref() == Some(&value), "1 MiB is read back as it was");
}

#[test]
fn the_value_is_marked_as_one_that_clipboard_histories_leave_out() {
    let Some(display) = Display::start() else { return };
    let mut helper = display.helper(LONG);
    helper.give(b"value");
    assert_eq!(helper.report(), "taken");
    let hint = display.xclip(&["-o", "-t", "x-kde-passwordManagerHint"]).output().unwrap();
    assert_eq!(String::from_utf8(hint.stdout).unwrap(), "secret");
}

#[test]
fn a_copy_outlives_the_program() {
    let Some(display) = Display::start() else { return };
    let mut pty = Start::program(&["demo", "--latency", "300"]).env("DISPLAY", &display.name).run();
    pty.wait_for("▌ acme_dns_token");
    // All at once, and the value is not there yet.
    pty.send("yq");
    assert_eq!(pty.wait_for_end(), 0);
    assert_eq!(display.pasted().as_deref(), Some("demo-dns-challenge-made-up-7f3a"));
    pty.assert_restored();
}

#[test]
fn a_second_copy_of_the_program_is_cleared_with_it_where_that_is_asked_for() {
    let Some(display) = Display::start() else { return };
    let mut pty = Start::program(&["demo", "--clear-on-exit"]).env("DISPLAY", &display.name).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("y");
    pty.wait_for("✓ Copied acme_dns_token; the system clipboard clears in ");
    pty.send("jy");
    pty.wait_for("✓ Copied argo_webhook_hmac; the system clipboard clears in ");
    assert_eq!(display.pasted().as_deref(), Some("made-up-hmac-brisk-walnut-ferry"));
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    process::wait_for("empty clipboard", || display.pasted().is_none().then_some(()));
}

#[test]
fn what_becomes_of_a_copy_is_told() {
    let Some(display) = Display::start() else { return };
    if !process::visible() {
        return;
    }
    let mut pty = Start::program(&["demo"]).env("DISPLAY", &display.name).run();
    pty.wait_for("▌ acme_dns_token");
    let clear = |pid: i32| kill_process(Pid::from_raw(pid).unwrap(), Signal::TERM).unwrap();
    let own = pty.pid().as_raw_nonzero().get();
    pty.send("y");
    pty.wait_for("✓ Copied acme_dns_token; the system clipboard clears in ");
    let first = process::helpers_of(own)[0];
    clear(first);
    pty.wait_for("✓ Cleared the clipboard.");
    assert_eq!(display.pasted(), None);
    process::wait_for("end of the first helper", || (!process::is_alive(first)).then_some(()));
    pty.send("jy");
    pty.wait_for("✓ Copied argo_webhook_hmac; the system clipboard clears in ");
    display.copy_elsewhere("something else");
    clear(process::helpers_of(own)[0]);
    pty.wait_for("! The clipboard now holds something else; it was left alone.");
    assert_eq!(display.pasted().as_deref(), Some("something else"));
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
}
