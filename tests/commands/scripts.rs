//! What all commands for scripts have in common: tokens, failures, signals, quietness, completions and the manual.

use std::fs;
use std::process::{Command, Stdio};

use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tapis_secrets::demo::Scripted;
use tapis_secrets::domain::Exit;

use super::desk::{Desk, assert_ended};
use super::support::process::wait_for;
use super::support::pty::Pty;
use super::{Home, PROGRAM, err, out};

/// The commands that read.
const READING: [&[&str]; 4] =
    [&["list"], &["show", "redis_password"], &["get", "redis_password"], &["uses", "redis_password"]];

/// What a terminal got.
pub(crate) fn raw(pty: &Pty) -> String {
    String::from_utf8_lossy(&pty.bytes).into_owned()
}

#[test]
fn without_a_token_nothing_is_asked_and_the_advice_is_to_sign_in() {
    let home = Home::new();
    let url = home.service.base_url();
    for arguments in READING {
        let output = home.run(arguments, &[("TAPIS_BASE_URL", &url)]);
        assert_ended(&output, 3, "There is no token for http://127.0.0.1:");
        assert!(
            err(&output).ends_with("\nSet TAPIS_TOKEN. Or sign in: tapis-secrets login\n"),
            "{}",
            err(&output)
        );
        assert_eq!(out(&output), "");
    }
    let home = home.local("token_command = [\"false\"]");
    let output = home.run(&["list"], &[]);
    assert_ended(&output, 3, "token_command: ");
    assert!(err(&output).ends_with("\nSign in: tapis-secrets login --profile local\n"), "{}", err(&output));
    assert!(home.service.requests().is_empty());
}

#[test]
fn a_token_that_is_not_accepted_is_told_and_one_for_elsewhere_is_not_sent() {
    let home = Home::new();
    let (url, expired) = (home.service.base_url(), home.service.expired_token());
    let given = |token| [("TAPIS_BASE_URL", url.as_str()), ("TAPIS_TOKEN", token)];
    for arguments in READING {
        let output = home.run(arguments, &given(&expired));
        assert_ended(
            &output,
            3,
            "the token is not accepted.\ntapis-secrets doctor says where the token is from",
        );
        assert_eq!(out(&output), "");
    }
    let output = home.run(&["list"], &given("no-jwt"));
    assert_ended(&output, 3, "");
}

#[test]
fn a_service_that_is_gone_cannot_be_reached() {
    let desk = Desk::new();
    desk.service().set_online(false);
    for arguments in READING {
        let output = desk.run(arguments);
        assert_ended(&output, 4, "nothing answers at http://127.0.0.1:");
        assert!(err(&output).ends_with("\nCheck the network, then try again.\n"), "{}", err(&output));
        assert_eq!(out(&output), "");
    }
}

#[test]
fn a_service_that_fails_now_and_then_is_asked_again() {
    let desk = Desk::new();
    let fail = || desk.service().answer_next("GET", "/pods/secrets", Scripted::DropConnection);
    for arguments in READING {
        fail();
        assert_ended(&desk.run(arguments), 0, "");
    }
    let pause = Scripted::Status {
        code: 429,
        content_type: "application/json",
        headers: vec![("retry-after", "1".to_owned())],
        body: b"{}".to_vec(),
    };
    for (quiet, said) in
        [(&["list"][..], "The service asked to wait; trying again in 1 s.\n"), (&["list", "-q"], "")]
    {
        desk.service().answer_next("GET", "/pods/secrets", pause.clone());
        let output = desk.run(quiet);
        assert_ended(&output, 0, "");
        assert_eq!(err(&output), said);
    }
}

#[rstest]
#[case::interrupt(Signal::INT, 130)]
#[case::terminate(Signal::TERM, 143)]
#[case::hang_up(Signal::HUP, 129)]
fn a_signal_ends_a_command_at_once(#[case] signal: Signal, #[case] code: i32) {
    let desk = Desk::new();
    for (at, arguments) in (1..).zip(READING) {
        desk.service().answer_next("GET", "/pods/secrets", Scripted::Hang);
        let child = desk.begin(arguments);
        wait_for("request", || (desk.service().requests().len() == at).then_some(()));
        kill_process(Pid::from_child(&child), signal).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_ended(&output, code, "");
        assert_eq!((out(&output), err(&output)), (String::new(), String::new()));
    }
}

#[test]
fn an_interrupt_at_the_terminal_leaves_it_as_it_was() {
    let desk = Desk::new();
    desk.service().answer_next("GET", "/pods/secrets", Scripted::Hang);
    let mut pty = desk.start(&["list"]).run();
    wait_for("request", || (desk.service().requests().len() == 1).then_some(()));
    pty.send("\x03");
    assert_eq!(pty.wait_for_end(), 130);
    pty.assert_restored();
}

#[test]
fn notes_are_kept_from_whoever_wants_to_hear_nothing() {
    let desk = Desk::new();
    let url = desk.service().base_url();
    let mut arguments = vec!["--base-url", &url, "list", "--ids"];
    let environment =
        |command: &mut Command| command.env("TAPIS_BASE_URL", "").env("JWT", "a.b.c").output().unwrap();
    let plain = environment(desk.command(PROGRAM).args(&arguments));
    arguments.push("--quiet");
    let quiet = environment(desk.command(PROGRAM).args(&arguments));
    assert_eq!(out(&plain), out(&quiet));
    assert_eq!(err(&quiet), "");
}

#[test]
fn options_may_stand_before_the_command_and_a_session_that_changes_nothing_reads() {
    let desk = Desk::new();
    let output = desk.run(&["--json", "--view-only", "--no-input", "-q", "show", "redis_password"]);
    assert_ended(&output, 0, "");
    assert!(out(&output).starts_with("{\"schema\":1,\"secret\":{\"id\":\"redis_password\","));
    assert_ended(&desk.run(&["--json"]), 2, "The browser does not take --json");
}

#[test]
fn reading_changes_nothing_takes_no_input_and_needs_no_right_to_change() {
    let desk = Desk::with_profile("view_only = true\n");
    for arguments in READING {
        assert_ended(&desk.feed(b"hunter2", arguments), 0, "");
    }
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn the_exit_codes_are_printed_as_the_program_has_them() {
    let home = Home::new();
    let table = out(&home.run(&["exit-codes"], &[]));
    assert_eq!(table.lines().count(), 11);
    let json: Value = serde_json::from_str(&out(&home.run(&["exit-codes", "--json"], &[]))).unwrap();
    for exit in Exit::ALL {
        let line = format!("{:<6} {}\n", exit.code(), exit.meaning());
        assert!(table.contains(&line), "{line} is not in {table}");
        let code = &json["codes"][usize::from(exit.code())];
        assert_eq!((&code["code"], &code["meaning"]), (&exit.code().into(), &exit.meaning().into()));
    }
}

#[rstest]
#[case::bash(
    "bash",
    &["-n"],
    "complete -p tapis-secrets; COMP_WORDS=(tapis-secrets get --rev) COMP_CWORD=2; \
     _tapis__secrets tapis-secrets --rev get; test \"${COMPREPLY[*]}\" = --reveal"
)]
#[case::zsh("zsh", &["-n"], "")]
#[case::fish("fish", &["--no-execute"], "complete -c tapis-secrets | string match -q '*list*'")]
#[case::elvish("elvish", &["-compileonly"], "")]
#[case::powershell("powershell", &[], "")]
fn completions_load(#[case] shell: &str, #[case] checks: &[&str], #[case] then: &str) {
    let home = Home::new();
    let script = home.run(&["completions", shell], &[]);
    assert_ended(&script, 0, "");
    assert!(out(&script).contains("exit-codes") && out(&script).contains("reveal"), "{}", out(&script));
    assert!(!out(&script).contains("hold-clipboard"), "the program starts that itself");
    let path = home.write("completions", &out(&script), 0o600);
    let run = |arguments: &[&str]| {
        Command::new(shell).args(arguments).stdin(Stdio::null()).output().map(|output| {
            assert!(
                output.status.success() && output.stderr.is_empty(),
                "{shell} {arguments:?}: {}",
                err(&output)
            );
        })
    };
    let path = path.to_str().unwrap();
    if checks.is_empty() || run(&[checks, &[path]].concat()).is_err() {
        println!("skipped: there is no {shell} here to load its completions");
        return;
    }
    if !then.is_empty() {
        run(&["-c", &format!("source {path}; {then}")]).unwrap();
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let home = Home::new();
    let folder = home.path("man");
    let output = home.run(&["man", folder.to_str().unwrap()], &[]);
    assert_ended(&output, 0, "");
    let page = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let help = out(&home.run(&["--help"], &[]));
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<_> = names.filter(|name| !name.is_empty() && *name != "help").collect();
    assert!(names.len() > 9, "{names:?}");
    for name in &names {
        let page = page(&format!("tapis-secrets-{name}.1"));
        assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{page}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), names.len() + 1);
    assert_eq!(page("tapis-secrets.1"), out(&home.run(&["man"], &[])));
    let pages: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for (program, arguments) in
        [("groff", &["-man", "-Tutf8", "-ww", "-z"][..]), ("mandoc", &["-T", "lint", "-W", "warning"])]
    {
        let Ok(checked) = Command::new(program).args(arguments).args(&pages).output() else {
            println!("skipped: there is no {program} here to render the pages");
            continue;
        };
        let said = err(&checked) + &out(&checked);
        assert!(checked.status.success() && said.is_empty(), "{program}: {said}");
    }
}
