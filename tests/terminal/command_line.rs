//! Without a terminal, and before there is one: exit codes, sentences, and the service alone.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use tapis_secrets::demo::{Options, Service};

use crate::support::pty::{PROGRAM, Start};

/// The program without a terminal and with nothing in its environment but `env`.
fn run(arguments: &[&str], env: &[(&str, &str)]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).env_clear().envs(env.iter().copied()).stdin(Stdio::null()).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn without_a_terminal_it_says_so_in_one_line() {
    let output = run(&["demo"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
    assert!(stderr(&output).contains("needs a terminal"), "{}", stderr(&output));
}

#[test]
fn with_a_terminal_on_one_side_only_it_says_so_too() {
    for script in [
        format!("'{PROGRAM}' demo </dev/null; echo ended $?"),
        format!("{{ '{PROGRAM}' demo; echo ended $? >&2; }} | cat"),
    ] {
        let path = std::env::var("PATH").unwrap_or_default();
        let mut pty = Start::command("sh", &["-c", &script]).env("PATH", &path).run();
        pty.wait_for_end();
        let text = pty.text();
        assert!(text.contains("needs a terminal") && text.contains("ended 2"), "{script}: {text}");
        assert!(!pty.raw().contains("?1049"), "the screen was left alone: {}", pty.raw());
    }
}

const LOOPBACK: &str = "http://127.0.0.1:9";

#[test]
fn without_a_token_it_asks_for_a_password_and_sends_nothing_before() {
    for (arguments, variable) in [(&[][..], LOOPBACK), (&["--base-url", LOOPBACK][..], "")] {
        let mut pty = Start::program(arguments).env("TAPIS_BASE_URL", variable).run();
        pty.wait_for("Sign in to 127.0.0.1");
        pty.send("alice\rs3cret\r");
        pty.wait_for("✗ ");
        assert!(!pty.raw().contains("s3cret"), "{}", pty.text());
        pty.pause();
        pty.send("\x1b");
        pty.wait_for("s sign in");
        pty.send("q");
        assert_eq!(pty.wait_for_end(), 0);
    }
}

#[rstest]
#[case::no_base_url(&[], &[], 2, &["No base URL", "TAPIS_BASE_URL=", "tapis-secrets demo"])]
#[case::empty_base_url(&[], &[("TAPIS_BASE_URL", " ")], 2, &["No base URL"])]
#[case::no_token_and_no_terminal(&[], &[("TAPIS_BASE_URL", LOOPBACK)], 2, &["needs a terminal"])]
#[case::bad_token(&[], &[("TAPIS_BASE_URL", LOOPBACK), ("TAPIS_TOKEN", "a b")], 3, &["TAPIS_TOKEN cannot be used"])]
#[case::plain_http(&[], &[("TAPIS_BASE_URL", "http://tacc.tapis.io"), ("TAPIS_TOKEN", "t")], 2, &["TAPIS_BASE_URL: http:// would send the token unprotected", "use https://tacc.tapis.io"])]
#[case::no_url(&["--base-url", "ftp://tacc.tapis.io"], &[("TAPIS_TOKEN", "t")], 2, &["--base-url: The base URL must begin with https://"])]
#[case::other_origin(
    &["--base-url", "https://other.tapis.io"],
    &[("TAPIS_BASE_URL", "https://tacc.tapis.io"), ("TAPIS_TOKEN", "t")],
    2,
    &["https://other.tapis.io", "https://tacc.tapis.io", "only sent to the origin it was given for"]
)]
#[case::empty_address(&["--base-url", ""], &[("TAPIS_BASE_URL", "https://tacc.tapis.io")], 2, &["--base-url: "])]
#[case::unknown_command(&["docter"], &[], 2, &["no command docter. Did you mean doctor?", "The commands are: demo, ", " profiles, doctor, login, logout, "])]
#[case::option_of_the_browser(&["login", "--view-only"], &[], 2, &["login does not take --view-only."])]
#[case::unknown_flag(&["--token", "x"], &[], 2, &["--token"])]
fn wrong_usage_is_explained(
    #[case] arguments: &[&str],
    #[case] env: &[(&str, &str)],
    #[case] code: i32,
    #[case] hints: &[&str],
) {
    let output = run(arguments, env);
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    assert_eq!(output.stdout, b"", "messages go to standard error");
    for hint in hints {
        assert!(stderr(&output).contains(hint), "{hint} in {}", stderr(&output));
    }
}

#[test]
fn a_hostile_address_is_written_out() {
    let output = run(&["--base-url", "https://\u{1b}[31mx"], &[("TAPIS_TOKEN", "t")]);
    assert!(!stderr(&output).contains('\u{1b}'), "{:?}", stderr(&output));
}

#[test]
fn the_flag_takes_the_variables_token_to_the_same_origin() {
    let service = Service::start(Options::default()).unwrap();
    let flag = format!("{}/", service.base_url());
    let mut pty = Start::program(&["--base-url", &flag])
        .env("TAPIS_BASE_URL", &service.base_url())
        .env("TAPIS_TOKEN", &service.token())
        .run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
}

#[test]
fn help_and_version_go_to_standard_output() {
    for (flag, word) in [("--help", "TAPIS_BASE_URL"), ("--version", env!("CARGO_PKG_VERSION"))] {
        let output = run(&[flag], &[]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains(word));
    }
}

/// Runs the program with a full, non-blocking file as standard output or error, and reads what comes out of it.
fn run_into_a_full_file(argument: &str, to_stderr: bool) -> (ExitStatus, String) {
    let (mut ours, mut theirs) = UnixStream::pair().unwrap();
    ours.set_nonblocking(true).unwrap();
    let mut filler = 0;
    let full = loop {
        match ours.write(&[b'#'; 256]) {
            Ok(written) => filler += written,
            Err(error) => break error,
        }
    };
    assert_eq!(full.kind(), ErrorKind::WouldBlock);
    let mut command = Command::new(PROGRAM);
    command.arg(argument).env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let file = Stdio::from(OwnedFd::from(ours));
    let mut child = if to_stderr { command.stderr(file) } else { command.stdout(file) }.spawn().unwrap();
    drop(command);
    // A program that does not wait for the file gives up and ends here; one that waits may take any time.
    let given_up = Instant::now() + Duration::from_millis(500);
    while child.try_wait().unwrap().is_none() && Instant::now() < given_up {
        thread::sleep(Duration::from_millis(10));
    }
    let mut text = String::new();
    theirs.read_to_string(&mut text).unwrap();
    (child.wait().unwrap(), text.split_off(filler))
}

#[rstest]
#[case::help("--help", false, 0, "Exit codes:")]
#[case::version("--version", false, 0, env!("CARGO_PKG_VERSION"))]
#[case::wrong_usage("docter", true, 2, "Did you mean doctor?")]
fn help_and_faults_wait_for_a_slow_file_in_non_blocking_mode(
    #[case] argument: &str,
    #[case] to_stderr: bool,
    #[case] code: i32,
    #[case] told: &str,
) {
    let (status, text) = run_into_a_full_file(argument, to_stderr);
    assert!(text.contains(told), "{text:?}");
    assert_eq!(status.code(), Some(code));
}

#[rstest]
#[case::help("--help", false, 0)]
#[case::wrong_usage("docter", true, 2)]
fn help_and_faults_end_in_silence_where_nobody_reads(
    #[case] argument: &str,
    #[case] to_stderr: bool,
    #[case] code: i32,
) {
    let (ours, theirs) = UnixStream::pair().unwrap();
    drop(theirs);
    let mut command = Command::new(PROGRAM);
    command.arg(argument).env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let file = Stdio::from(OwnedFd::from(ours));
    let output = if to_stderr { command.stderr(file) } else { command.stdout(file) }.output().unwrap();
    assert_eq!(output.status.code(), Some(code));
    assert_eq!((output.stdout, output.stderr), (Vec::new(), Vec::new()));
}

#[test]
fn the_service_alone_prints_three_lines_and_another_process_browses_it() {
    let mut server = Command::new(PROGRAM)
        .args(["demo", "--serve", "127.0.0.1:0"])
        .env_clear()
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap());
    let mut line = || {
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let (url, token, password) = (line(), line(), line());
    assert_eq!(password.len(), 14, "{password}");
    let mut pty = Start::program(&[]).env("TAPIS_BASE_URL", &url).env("TAPIS_TOKEN", &token).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    kill_process(Pid::from_child(&server), Signal::TERM).unwrap();
    assert_eq!(server.wait().unwrap().code(), Some(0));
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "nothing but the three lines");
    assert!(!pty.raw().contains(&token), "the token is never on the screen");
}

#[test]
fn an_address_in_use_is_a_sentence() {
    let service = Service::start(Options::default()).unwrap();
    let output = run(&["demo", "--serve", &service.addr().to_string()], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("Is the address in use?"), "{}", stderr(&output));
}

#[rstest]
#[case::browser("demo")]
#[case::service("demo --serve 127.0.0.1:0")]
#[case::doctor("doctor")]
#[case::login("login")]
fn with_too_few_files_it_says_so_in_one_line(
    #[case] arguments: &str,
    #[values(5, 7, 8, 12, 20, 30)] limit: u32,
) {
    let script = format!("ulimit -n {limit} && '{PROGRAM}' {arguments} && echo 0 || echo ended $?");
    let mut pty = Start::command("/bin/sh", &["-c", &script]).size(200, 24).run();
    assert_eq!(pty.wait_for_end(), 0);
    let text = pty.text();
    assert!(text.contains("needs to open 48 files at once, and the limit is"), "{text}");
    assert!(text.contains("ended 1") && !text.contains("panicked"), "{text}");
    assert_eq!(text.trim().lines().count(), 2, "{text}");
}
