//! OSC 52 in a terminal: the exact bytes that are sent and with which they are overwritten.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};

use crate::support::process::{self, OF_DAY, SINCE_BOOT, waits_for};
use crate::support::pty::{PROGRAM, Pty, Start};
use crate::{LONG, path};

/// What overwrites: one space.
const SPACE: &str = "\x1b]52;c;IA==\x07";

/// A helper in a terminal, given this many bytes of `x`; then its input does what `after` says.
fn helper(count: usize, ms: &str, after: &str, env: &[(&str, &str)]) -> Pty {
    let length: String = (count as u64).to_le_bytes().iter().map(|byte| format!("\\{byte:03o}")).collect();
    let script = format!(
        "{{ printf '{length}'; printf '%{count}s' '' | tr ' ' x; {after}; }} | \
         sh -c 'echo \"pid $$\"; exec '\"'{PROGRAM}'\"' hold-clipboard osc52 {ms}'; echo over"
    );
    let mut start = Start::command("sh", &["-c", &script]).env("PATH", &path());
    for (name, value) in env {
        start = start.env(name, value);
    }
    start.run()
}

fn sequence(count: usize) -> String {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(vec![b'x'; count]))
}

fn wrote(pty: &Pty, bytes: &str) -> usize {
    pty.bytes.windows(bytes.len()).filter(|piece| *piece == bytes.as_bytes()).count()
}

/// All OSC 52 sequences that were written, in order.
fn assert_sent(pty: &Pty, sequences: &[&str]) {
    let all: usize = sequences.iter().map(|sequence| wrote(pty, sequence)).sum();
    assert_eq!(all, sequences.len(), "{}", pty.raw());
    assert_eq!(wrote(pty, "\x1b]52"), sequences.len(), "nothing else: {}", pty.raw());
    let text = String::from_utf8_lossy(&pty.bytes).into_owned();
    let places: Vec<_> = sequences.iter().map(|sequence| text.find(sequence).unwrap()).collect();
    assert!(places.is_sorted(), "{}", pty.raw());
}

/// The number that the helper's shell told before it became the helper.
fn pid(pty: &Pty) -> Pid {
    let text = pty.text();
    let number = text.lines().find_map(|line| line.trim().strip_prefix("pid ")).unwrap();
    Pid::from_raw(number.parse().unwrap()).unwrap()
}

#[test]
fn a_value_is_sent_and_overwritten_after_its_time_though_the_program_is_gone() {
    // The input ends at once, as when the program ends.
    let mut pty = helper(3, "100", ":", &[]);
    pty.wait_for("over");
    assert!(pty.text().contains("sent") && pty.text().contains("cleared"), "{}", pty.text());
    assert_sent(&pty, &[&sequence(3), SPACE]);
}

#[test]
fn a_long_value_is_one_sequence() {
    let mut pty = helper(56_244, "100", ":", &[]);
    pty.wait_for("over");
    assert_sent(&pty, &[&sequence(56_244), SPACE]);
}

#[rstest]
#[case::terminate(Signal::TERM)]
#[case::hang_up(Signal::HUP)]
#[case::interrupt(Signal::INT)]
fn a_signal_clears_at_once(#[case] signal: Signal) {
    let mut pty = helper(3, LONG, "cat >/dev/null", &[]);
    pty.wait_for("sent");
    assert_sent(&pty, &[&sequence(3)]);
    kill_process(pid(&pty), signal).unwrap();
    pty.wait_for("cleared");
    assert_sent(&pty, &[&sequence(3), SPACE]);
}

#[test]
fn replaced_by_another_copy_it_leaves_without_clearing() {
    let mut pty = helper(3, LONG, "read -r line; printf r; cat >/dev/null", &[]);
    pty.wait_for("sent");
    pty.send("\n");
    pty.wait_for("replaced");
    assert_sent(&pty, &[&sequence(3)]);
}

#[test]
fn inside_screen_the_sequence_is_wrapped_in_pieces() {
    let mut pty = helper(300, "100", ":", &[("STY", "4711.tty")]);
    pty.wait_for("over");
    let whole = sequence(300);
    let (first, second) = whole.split_at(250);
    let wrapped = format!("\x1bP{first}\x1b\\\x1bP{second}\x1b\\");
    assert_eq!(wrote(&pty, &wrapped), 1, "{}", pty.raw());
    assert_eq!(wrote(&pty, &format!("\x1bP{SPACE}\x1b\\")), 1, "{}", pty.raw());
}

#[test]
fn an_empty_value_is_sent_too() {
    let mut pty = helper(0, "100", ":", &[]);
    pty.wait_for("over");
    assert_sent(&pty, &["\x1b]52;c;\x07", SPACE]);
}

#[test]
fn a_trial_of_doctor_is_sent_to_the_terminal() {
    let script = format!("'{PROGRAM}' doctor --clipboard osc52 --try-clipboard; echo over");
    let mut pty = Start::command("sh", &["-c", &script])
        .size(200, 30)
        .env("PATH", &path())
        .env("LANG", "C.UTF-8")
        .run();
    pty.wait_for("over");
    assert!(
        pty.text().contains("what the terminal's clipboard holds, which no program can see"),
        "{}",
        pty.text()
    );
    assert!(pty.text().contains("was sent to the terminal. Paste it within 30 s"), "{}", pty.text());
    let sent = format!("\x1b]52;c;{}\x07", STANDARD.encode("tapis-secrets doctor"));
    assert_eq!(wrote(&pty, &sent), 1, "{}", pty.raw());
}

#[test]
fn it_waits_for_its_time_by_two_clocks() {
    let mut pty = helper(3, LONG, "sleep 600", &[]);
    pty.wait_for("sent");
    let pid = pid(&pty).as_raw_nonzero().get();
    if waits_for(pid, OF_DAY).is_none() {
        return;
    }
    for clock in [SINCE_BOOT, OF_DAY] {
        process::wait_for("timer", || (waits_for(pid, clock) == Some(true)).then_some(()));
    }
}
