//! Values in the user's own editor: what it gets, what it leaves behind, and how the terminal goes to it
//! and comes back. The editors are small shell scripts.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rstest::rstest;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::process::{Signal, kill_process};

use crate::support::editing::{self, Memory, demo};
use crate::support::process;
use crate::support::pty::{Pty, Start};

/// Waits for the file `name` at home, so that the test has the say.
fn waits_for(name: &str) -> String {
    format!("while [ ! -e \"$HOME/{name}\" ]; do sleep 0.02; done")
}

/// Starts no other program, whose start the stop could meet.
const UNTIL_ENTER: &str = "echo at work; read -r line; printf new >\"$1\"";

fn touch(pty: &Pty, name: &str) {
    fs::write(pty.home().join(name), "").unwrap();
}

fn mode(path: &std::path::Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_slow_editor_has_the_terminal_and_a_private_file_and_ends_in_the_review() {
    let Some(memory) = Memory::find() else { return };
    let script = format!("env >\"$HOME/env\"; echo at work; {}; printf new >\"$1\"", waits_for("go"));
    let mut pty = demo(&memory, &script);
    pty.send("E");
    pty.wait_for("at work");
    assert!(pty.text().contains("tapis-secrets: editing acme_dns_token in sh."), "{}", pty.text());
    assert!(!pty.screen().hide_cursor() && !pty.screen().bracketed_paste());
    let file = memory.file();
    assert_eq!(file.file_name().unwrap(), "acme_dns_token");
    assert_eq!((mode(file.parent().unwrap()), mode(&file)), (0o700, 0o600));
    assert!(!fs::read(&file).unwrap().is_empty(), "the present value is in it");
    let environment = fs::read_to_string(pty.home().join("env")).unwrap();
    assert!(environment.contains(&format!("TMPDIR={}", file.parent().unwrap().display())));
    pty.resize(100, 30);
    touch(&pty, "go");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.wait_for("3 characters");
    pty.wait_until("the new size", |pty| {
        pty.text().lines().any(|line| line.contains("? help") || line.chars().count() > 80)
    });
    pty.assert_taken();
    memory.assert_empty("after the editor");
    pty.pause();
    pty.send("\x13");
    pty.wait_for("Running pods keep the old value");
}

#[test]
fn an_added_newline_is_taken_off_and_told() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, "echo new >\"$1\"");
    pty.send("E");
    pty.wait_for("The newline that the editor added was removed.");
    pty.wait_for("3 characters");
    memory.assert_empty("after the editor");
}

#[rstest]
#[case::an_empty_file(": >\"$1\"; sleep 1.1")]
#[case::a_removed_file("rm \"$1\"; sleep 1.1")]
#[case::only_a_newline_added("echo >>\"$1\"; sleep 1.1")]
fn no_change(#[case] script: &str) {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, script);
    pty.send("E");
    pty.wait_for("Nothing was changed in acme_dns_token, so nothing was sent.");
    pty.wait_for("? help");
    memory.assert_empty("after the editor");
}

#[test]
fn an_editor_that_returns_at_once_keeps_its_file_until_it_is_done() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, "true");
    pty.send("E");
    pty.wait_for("Is the editor done?");
    pty.assert_taken();
    pty.pause();
    pty.send("\r");
    pty.wait_for("Still nothing has changed");
    fs::write(memory.file(), "from a window").unwrap();
    pty.pause();
    pty.send("\r");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.wait_for("13 characters");
    memory.assert_empty("after the question");
}

#[rstest]
#[case::failing("printf new >\"$1\"; exit 3", "sh ended with exit code 3.")]
#[case::killed("printf new >\"$1\"; kill -9 $$", "sh was ended by signal 9.")]
#[case::not_text("printf '\\377' >\"$1\"", "The file is not UTF-8; a value has to be.")]
#[case::too_large("head -c 1048577 /dev/zero >\"$1\"", "The file is larger than 1 MiB.")]
fn what_cannot_be_taken_is_kept_and_edited_again(#[case] script: &str, #[case] why: &str) {
    let Some(memory) = Memory::find() else { return };
    let again = "if [ -e \"$HOME/again\" ]; then printf better >\"$1\"; exit; fi; touch \"$HOME/again\"";
    let mut pty = demo(&memory, &format!("{again}; {script}"));
    pty.send("E");
    pty.wait_for(why);
    pty.assert_taken();
    assert!(memory.file().exists());
    pty.pause();
    pty.send("\r");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.wait_for("6 characters");
    memory.assert_empty("after the second time");
}

#[test]
fn what_cannot_be_taken_can_be_discarded() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, "printf new >\"$1\"; exit 1");
    pty.send("E");
    pty.wait_for("[ Edit again ]");
    pty.pause();
    pty.send("\x1b");
    // In one write with it, the next key would be one with Alt.
    pty.pause();
    pty.send("\t\r");
    pty.wait_for("? help");
    memory.wait_empty();
}

#[test]
fn a_failing_editor_that_changed_nothing_says_so() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, "exit 7");
    pty.send("E");
    pty.wait_for("sh ended with exit code 7; nothing was changed.");
    memory.assert_empty("after the editor");
}

#[rstest]
#[case::not_set(&[], "No editor is set: export VISUAL or EDITOR")]
#[case::not_found(&[("EDITOR", "no-such-editor -x")], "The editor no-such-editor was not found")]
#[case::home(
    &[("EDITOR", "~/bin/ed.sh -x")],
    "$EDITOR names ~/bin/ed.sh, in which ~ is not expanded."
)]
#[case::variable(&[("VISUAL", "$HOME/ed.sh")], "$VISUAL names $HOME/ed.sh, in which $ is not expanded.")]
#[case::no_path(&[("EDITOR", "/nowhere/at/all")], "$EDITOR names no program that can be run: /nowhere/at/all.")]
#[case::open_quote(&[("VISUAL", "vim 'x"), ("EDITOR", "vim")], "$VISUAL cannot be split into words")]
fn without_an_editor_it_says_what_to_set(#[case] variables: &[(&str, &str)], #[case] told: &str) {
    let mut start = Start::program(&["demo"]);
    for (name, value) in variables {
        start = start.env(name, value);
    }
    let mut pty = start.run();
    pty.wait_for("▌ acme_dns_token");
    // What is typed ahead for it is no command: it would quit.
    pty.send("Eq");
    pty.wait_for(told);
    pty.assert_taken();
    // Nor is what follows at once.
    pty.pause();
    pty.send("?");
    pty.wait_for("Keys");
}

/// Reads so many bytes as they are typed.
fn reads(count: usize) -> String {
    format!("stty raw -echo; head -c {count} >\"$1\"; stty sane")
}

/// In one write with the key that opens the editor: nothing of it is ours.
#[rstest]
#[case::from_the_list("E", "acme_dns_token")]
#[case::while_a_search_is_pending("/redis\rE", "redis")]
#[case::from_a_new_secret("anew_one\t\x18", "2")]
fn what_is_typed_behind_the_key_gets_to_the_editor(#[case] keys: &str, #[case] secret: &str) {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, &format!("{}; cp \"$1\" \"$HOME/typed\"", reads(200)));
    let typed: String = (0..200).map(|_| fastrand::alphanumeric()).collect();
    pty.send(&format!("{keys}{typed}"));
    pty.wait_for("200 characters");
    pty.wait_for(secret);
    assert_eq!(fs::read_to_string(pty.home().join("typed")).unwrap(), typed);
    memory.assert_empty("after the editor");
}

/// The browser on a service that takes its time for every answer.
fn slow_demo(memory: &Memory, script: &str) -> Pty {
    let mut pty = editing::with_editor(memory, &["demo", "--latency", "2500"], script).run();
    pty.wait_for("▌ acme_dns_token");
    pty
}

#[test]
fn what_is_typed_gets_to_the_editor_however_late_the_value_comes() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = slow_demo(&memory, &format!("{}; cp \"$1\" \"$HOME/typed\"", reads(200)));
    let typed: String = (0..200).map(|_| fastrand::alphanumeric()).collect();
    pty.send(&format!("E{typed}"));
    pty.wait_for("200 characters");
    assert_eq!(fs::read_to_string(pty.home().join("typed")).unwrap(), typed);
}

#[test]
fn ctrl_c_gives_up_an_editor_whose_value_does_not_come() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = slow_demo(&memory, "echo at work; read -r line");
    pty.send("E");
    pty.wait_for("Reading acme_dns_token for the editor; Ctrl-c gives up.");
    pty.send("qqq\x03");
    pty.wait_for("? help");
    pty.assert_taken();
    memory.wait_empty();
    pty.send("j");
    pty.wait_until("the next secret", |pty| !pty.text().contains("▌ acme_dns_token"));
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[test]
fn ctrl_c_and_ctrl_backslash_are_the_editors() {
    let Some(memory) = Memory::find() else { return };
    let script = "trap 'echo got int' INT; trap 'echo got quit' QUIT; echo at work
        until read -r line; do :; done; printf new >\"$1\"";
    let mut pty = demo(&memory, script);
    pty.send("E");
    pty.wait_for("at work");
    // A shell that is on its way to `read` hears of a signal only after the next line.
    pty.pause();
    pty.send("\x03");
    pty.wait_for("got int");
    kill_process(pty.pid(), Signal::INT).unwrap();
    pty.pause();
    pty.send("\x1c");
    pty.wait_for("got quit");
    pty.send("\r");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.wait_for("3 characters");
    pty.assert_taken();
}

#[test]
fn ctrl_z_in_the_editor_stops_both_and_fg_brings_both_back() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = editing::in_a_shell(&memory, UNTIL_ENTER);
    pty.send("E");
    pty.wait_for("at work");
    pty.send("\x1a");
    pty.wait_for("stopped with 147");
    pty.send("\r\r");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.assert_taken();
    memory.assert_empty("after the editor");
    pty.pause();
    pty.send("\x1b");
    pty.wait_for("[ Review ]");
    pty.send("\x1b");
    pty.wait_for("[ Discard ]");
    pty.send("\t\r");
    pty.wait_for("? help");
    pty.send("q");
    pty.wait_for("over 0");
}

#[test]
fn without_a_shell_ctrl_z_does_not_strand_the_editor() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, UNTIL_ENTER);
    pty.send("E");
    pty.wait_for("at work");
    pty.send("\x1a");
    pty.wait_for("^Z");
    pty.send("\r");
    pty.wait_for("─ Review acme_dns_token ─");
}

/// A program that was killed in raw mode has set nothing back.
#[test]
fn modes_that_a_killed_editor_left_behind_are_gone() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, "stty raw -echo; printf '\\033[?1000h\\033[?1h'; kill -9 $$");
    pty.send("E");
    pty.wait_for("sh was ended by signal 9; nothing was changed.");
    pty.assert_taken();
    assert_eq!(pty.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert!(!pty.screen().application_cursor());
    pty.pause();
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[test]
fn known_editors_are_told_to_keep_nothing() {
    let Some(memory) = Memory::find() else { return };
    let start = editing::with_editor(&memory, &["demo"], "");
    let vim = start.home().join("vim");
    fs::write(
        &vim,
        "for word; do printf '%s\\n' \"$word\"; done >\"$HOME/words\"; for f; do :; done; printf x >\"$f\"",
    )
    .unwrap();
    let visual = format!("env sh {} -u 'my vimrc'", vim.display());
    let mut pty = start.env("VISUAL", &visual).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("E");
    pty.wait_for("─ Review acme_dns_token ─");
    let words = fs::read_to_string(pty.home().join("words")).unwrap();
    let words: Vec<_> = words.lines().collect();
    assert_eq!(words[..5], ["-u", "my vimrc", "-n", "-i", "NONE"]);
    assert!(words.last().unwrap().ends_with("/acme_dns_token"), "{words:?}");
}

#[rstest]
#[case::terminate(Signal::TERM, 143)]
#[case::hang_up(Signal::HUP, 129)]
fn a_signal_ends_the_editor_and_all_that_it_started(#[case] signal: Signal, #[case] code: u32) {
    if !process::visible() {
        return;
    }
    let Some(memory) = Memory::find() else { return };
    let script = "sleep 1000 & echo $$ $! >\"$HOME/pids\"; stty raw -echo; echo at work; wait";
    let mut pty = demo(&memory, script);
    pty.send("E");
    pty.wait_for("at work");
    let pids = fs::read_to_string(pty.home().join("pids")).unwrap();
    pty.signal(signal);
    assert_eq!(pty.wait_for_end(), code);
    pty.assert_restored();
    memory.assert_empty("after the signal");
    for pid in pids.split_whitespace() {
        assert!(!process::is_alive(pid.parse().unwrap()), "{pid} lives on");
    }
}

#[rstest]
#[case::that_ends_with_it("echo at work; cat")]
#[case::that_does_not_mind("trap '' TERM HUP INT; echo at work; while :; do sleep 1; done")]
fn a_terminal_that_is_gone_takes_an_editor_along(#[case] script: &str) {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, script);
    pty.send("E");
    pty.wait_for("at work");
    pty.vanish();
    assert_eq!(pty.wait_for_end(), 129);
    memory.assert_empty("after the terminal");
}

#[test]
fn an_editor_that_does_not_listen_is_ended_all_the_same() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, "trap '' TERM HUP INT; echo at work; while :; do sleep 1; done");
    pty.send("E");
    pty.wait_for("at work");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), 143);
    pty.assert_restored();
    memory.assert_empty("after the signal");
}

/// More than the kernel hands out at once: what it holds back comes when the rest was read, or thrown away.
fn flood(typed: &str) -> String {
    typed.repeat(10_000 / typed.len())
}

#[rstest]
#[case::keys_that_save("\t\r")]
#[case::words("words and words ")]
#[case::a_paste("\x1b[200~pasted\x1b[201~")]
fn what_is_typed_when_the_editor_ends_belongs_to_nobody(#[case] typed: &str) {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, &format!("echo at work; {}; printf new >\"$1\"", waits_for("go")));
    pty.send("e");
    pty.wait_for("[ Review ]");
    pty.send("\x18");
    pty.wait_for("at work");
    pty.send(&flood(typed));
    touch(&pty, "go");
    pty.wait_for("3 characters");
    pty.pause();
    pty.send("4");
    pty.wait_for("4 characters");
    assert!(pty.text().contains("[ Review ]"), "{}", pty.text());
}

#[test]
fn nor_does_it_send_what_the_editor_left() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, &format!("echo at work; {}; printf new >\"$1\"", waits_for("go")));
    pty.send("E");
    pty.wait_for("at work");
    pty.send(&flood("\t\r"));
    touch(&pty, "go");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.pause();
    // Whatever is on the screen by now was drawn before this.
    pty.send("\x12");
    pty.wait_for("mask");
    pty.send("\x13");
    pty.wait_for("Saved acme_dns_token: value.");
}

/// Not a test, but what such an editor does to the terminal; see below.
#[test]
#[ignore = "the editor of another test"]
fn non_blocking() {
    if std::env::var_os("NON_BLOCKING").is_some() {
        let flags = fcntl_getfl(std::io::stdin()).unwrap();
        fcntl_setfl(std::io::stdin(), flags | OFlags::NONBLOCK).unwrap();
    }
}

#[test]
fn an_editor_that_leaves_the_terminal_non_blocking_costs_nothing() {
    let Some(memory) = Memory::find() else { return };
    let program = std::env::current_exe().unwrap();
    let leave = format!(
        "NON_BLOCKING=1 '{}' --exact --ignored editor::non_blocking >\"$HOME/log\"",
        program.display()
    );
    let script = format!("{leave} && grep -q '1 passed' \"$HOME/log\" && printf new >\"$1\"");
    let mut pty = editing::with_editor(&memory, &["demo"], &script).size(200, 60).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("E");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.pause();
    pty.unread(|pty| {
        // More than the system keeps of what is written.
        pty.send(&"\x0c".repeat(20));
        pty.pause();
    });
    pty.send("\x13");
    pty.wait_for("Saved acme_dns_token: value");
}

#[test]
fn an_editor_that_stops_where_nobody_could_continue_it_goes_on() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = editing::in_a_script(&memory, "kill -TSTP $$; printf new >\"$1\"");
    pty.send("E");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.wait_for("3 characters");
}

/// `Ctrl-s` stops the output of a terminal in its ordinary mode, for which a person there knows no reason.
#[test]
fn output_that_was_stopped_under_the_editor_goes_on() {
    let Some(memory) = Memory::find() else { return };
    let mut pty = demo(&memory, &format!("echo at work; {}; printf new >\"$1\"", waits_for("go")));
    pty.send("E");
    pty.wait_for("at work");
    pty.send("\x13");
    touch(&pty, "go");
    pty.wait_for("─ Review acme_dns_token ─");
    pty.pause();
    pty.send("\x13");
    pty.wait_for("Saved acme_dns_token: value.");
}
