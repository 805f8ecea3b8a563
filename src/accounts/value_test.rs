//! Asks the user's `test_command` whether a value works at its provider. It runs without a shell and without a terminal,
//! and gets the value on standard input; what it prints is thrown away.

use std::io::{self, PipeWriter, Write};
use std::os::fd::AsFd;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;

use crate::children::Given;
use crate::children::process_group::Group;
use crate::domain::{SecretId, SecretValue, TEST_PATIENCE, Tested};

/// The exit code that says that this secret is not tested: `EX_TEMPFAIL` of `sysexits.h`.
const NOT_TESTED: i32 = 75;

/// Asks the command of these words about the value of a secret. Blocks until the command has ended.
pub(super) fn test(words: &[String], id: &SecretId, value: Arc<SecretValue>) -> Tested {
    run(words, id, value, TEST_PATIENCE)
}

/// Runs the command to its end, and ends whatever it leaves running.
fn run(words: &[String], id: &SecretId, value: Arc<SecretValue>, patience: Duration) -> Tested {
    let Some((group, input)) = start(words, id) else { return Tested::NotStarted };
    let Some(ended) = group.ended() else {
        group.end();
        return Tested::NotStarted;
    };
    // A command that does not read would let the writer wait; the end of the group ends that too.
    let write = move || write(input, &value);
    let tested = match thread::Builder::new().name("test".into()).spawn(write) {
        Ok(_) => told(ended.recv_timeout(patience)),
        Err(_) => Tested::NotStarted,
    };
    group.end();
    tested
}

/// Returns what the end of the command tells, or that there was none.
fn told(ended: Result<ExitStatus, RecvTimeoutError>) -> Tested {
    match ended.map(|status| status.code()) {
        Ok(Some(0)) => Tested::Works,
        Ok(Some(NOT_TESTED)) => Tested::NotTested,
        Ok(code) => Tested::Fails(code),
        Err(RecvTimeoutError::Timeout) => Tested::TimedOut,
        // Nobody saw its end.
        Err(RecvTimeoutError::Disconnected) => Tested::NotStarted,
    }
}

fn start(words: &[String], id: &SecretId) -> Option<(Group, PipeWriter)> {
    let (program, arguments) = words.split_first()?;
    let (input, writer) = io::pipe().ok()?;
    let given =
        Given { input: Some(input.as_fd()), output: None, variable: Some(("SECRET_ID", id.as_str())) };
    Some((Group::start(program, arguments, given).ok()?, writer))
}

fn write(mut input: PipeWriter, value: &SecretValue) {
    // A command that does not read the value may know it otherwise.
    let _ = input.write_all(value.expose().as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const LONG: Duration = Duration::from_secs(60);

    fn run_script(script: &str, value: &str, patience: Duration) -> Tested {
        let words = ["sh", "-c", script].map(str::to_owned);
        run(&words, &"db-pw".into(), Arc::new(SecretValue::new(value.to_owned())), patience)
    }

    #[rstest]
    #[case::zero("exit 0", Tested::Works)]
    #[case::not_tested("exit 75", Tested::NotTested)]
    #[case::one("exit 1", Tested::Fails(Some(1)))]
    #[case::signal("kill -9 $$", Tested::Fails(None))]
    #[case::value_on_standard_input("test \"$(cat)\" = hunter2", Tested::Works)]
    #[case::id_in_the_environment("test \"$SECRET_ID\" = db-pw", Tested::Works)]
    #[case::no_terminal("sh -c ': </dev/tty' 2>/dev/null && exit 1; exit 0", Tested::Works)]
    #[case::much_output("yes | head -c 1000000; exit 0", Tested::Works)]
    fn the_exit_code_is_the_answer(#[case] script: &str, #[case] expected: Tested) {
        assert_eq!(run_script(script, "hunter2", LONG), expected);
    }

    #[test]
    fn a_value_that_is_not_read_keeps_nobody_waiting() {
        assert_eq!(run_script("exit 0", &"x".repeat(1_000_000), LONG), Tested::Works);
    }

    #[test]
    fn a_command_that_takes_too_long_is_killed_with_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let pid = folder.path().join("pid");
        let script = format!("sleep 1000 & echo $! > {0}.new; mv {0}.new {0}; wait", pid.display());
        assert_eq!(run_script(&script, "", Duration::from_secs(2)), Tested::TimedOut);
        if let Ok(pid) = std::fs::read_to_string(&pid) {
            let state = || std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()));
            let runs = || state().is_ok_and(|stat| !stat.contains(") Z "));
            (0..1000).take_while(|_| runs()).for_each(|_| thread::sleep(Duration::from_millis(10)));
            assert!(!runs(), "the child of the command goes on");
        }
    }

    #[test]
    fn a_command_that_is_not_there_says_nothing_about_the_value() {
        let value = || Arc::new(SecretValue::new("x".to_owned()));
        assert_eq!(run(&["/nowhere/test".into()], &"a".into(), value(), LONG), Tested::NotStarted);
        assert_eq!(run(&[], &"a".into(), value(), LONG), Tested::NotStarted);
        assert_eq!(told(Err(RecvTimeoutError::Disconnected)), Tested::NotStarted, "nobody saw its end");
    }
}
