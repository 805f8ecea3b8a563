//! Commands that behave, and commands that do not.

use std::path::PathBuf;

use rustix::process::{Pid, Signal};
use tempfile::TempDir;

use super::*;

fn sh(script: &str) -> Result<Zeroizing<String>, CommandFault> {
    first_line(&["sh", "-c", script].map(str::to_owned), Manner::Alone)
}

fn text(result: Result<Zeroizing<String>, CommandFault>) -> String {
    result.unwrap().as_str().to_owned()
}

#[test]
fn the_first_line_is_taken_and_the_rest_is_read_away() {
    assert_eq!(text(sh("echo ' abc '; echo second")), "abc");
    assert_eq!(text(sh("printf abc")), "abc", "without a newline");
    assert_eq!(text(sh("echo abc; yes | head -c 1000000")), "abc", "a noisy one is not stopped by us");
    assert_eq!(text(sh("echo noise >&2; echo abc")), "abc");
    assert_eq!(text(sh("echo; printf ' \\t\\r\\n'; echo abc; echo second")), "abc", "blank lines are none");
}

#[test]
fn words_are_passed_as_they_are_without_a_shell() {
    let words = ["printf", "%s", "$HOME; `id` *"].map(str::to_owned);
    assert_eq!(text(first_line(&words, Manner::Alone)), "$HOME; `id` *");
}

#[test]
fn alone_it_has_nothing_to_read_and_a_session_of_its_own_without_a_terminal() {
    assert_eq!(text(sh("cat; echo end")), "end", "standard input is empty");
    // Number, group, session, terminal.
    let line = text(sh("cut -d ' ' -f 1,5,6,7 /proc/$$/stat"));
    let [pid, group, session, terminal] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
    assert_eq!((group, session, terminal), (pid, pid, "0"));
    assert_eq!(text(sh("(: </dev/tty) 2>/dev/null || echo none")), "none");
}

#[test]
fn a_command_that_fails_gives_nothing_and_is_not_quoted() {
    let fault = sh("echo hunter2; echo hunter2 >&2; exit 3").unwrap_err();
    assert_eq!(fault.to_string(), "sh ended with exit code 3; run it yourself to see why.");
    assert!(!format!("{fault:?}").contains("hunter2"));
    let fault = sh("kill -9 $$").unwrap_err();
    assert!(fault.to_string().contains("signal 9"), "{fault}");
}

#[test]
fn a_command_without_a_word_of_text_gives_nothing() {
    assert!(matches!(sh("true"), Err(CommandFault::NoText { .. })));
    assert!(matches!(sh("echo; printf ' \\n \\t'"), Err(CommandFault::NoText { .. })));
    assert!(matches!(sh(r"printf '\377\376\n'"), Err(CommandFault::NoText { .. })));
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let fault =
        first_line(&["no-such-program-at-all".to_owned(), "hunter2".to_owned()], Manner::Alone).unwrap_err();
    assert_eq!(fault.to_string(), "`no-such-program-at-all`: not found; is it on your PATH?");
    let fault = first_line(&["/".to_owned()], Manner::Alone).unwrap_err();
    assert!(matches!(fault, CommandFault::NotStarted { .. }), "{fault}");
}

/// Tells whether a process runs; a zombie does not.
fn runs(pid: &str) -> bool {
    let stat = std::fs::read_to_string(PathBuf::from("/proc").join(pid).join("stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

fn wait_for_end(pid: &str) {
    let end = Instant::now() + Duration::from_secs(60);
    while runs(pid) {
        assert!(Instant::now() < end, "{pid} still runs");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_command_that_hangs_is_ended_with_all_that_it_started() {
    let folder = TempDir::new().unwrap();
    let note = folder.path().join("pids");
    let script = format!("sleep 1000 & echo $! $$ > '{}'; wait", note.display());
    let words = ["sh", "-c", &script].map(str::to_owned);
    // On a busy machine the command may be ended before it has noted the process ids.
    let pids = [1, 4, 16, 64].into_iter().find_map(|seconds| {
        let fault = run_alone(&words, &"sh".into(), Duration::from_secs(seconds)).unwrap_err();
        assert!(matches!(fault, CommandFault::TimedOut { .. }), "{fault}");
        std::fs::read_to_string(&note).ok().filter(|pids| pids.ends_with('\n'))
    });
    pids.unwrap().split_whitespace().for_each(wait_for_end);
}

#[test]
fn a_grandchild_that_stays_is_left_alone_when_the_line_is_there() {
    let line = text(sh("sleep 1000 & echo $!"));
    assert!(runs(&line), "it may be an agent that is meant to stay");
    let pid = Pid::from_raw(line.parse().unwrap()).unwrap();
    rustix::process::kill_process(pid, Signal::KILL).unwrap();
}

#[test]
fn a_grandchild_that_holds_the_output_open_without_a_line_is_not_waited_for_for_ever() {
    let words = ["sh", "-c", "printf abc; sleep 1000 &"].map(str::to_owned);
    let fault = run_alone(&words, &"sh".into(), Duration::from_secs(2)).unwrap_err();
    assert!(matches!(fault, CommandFault::TimedOut { .. }), "{fault}");
}
