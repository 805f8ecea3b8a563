//! `run`, `inject` and `export` as processes: values reach what they are for and nothing else, and a command that is run
//! finds everything as if this program had not been there.

use std::fs;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Child;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use rstest::rstest;
use tapis_secrets::demo::Level;

use super::desk::{Desk, assert_ended};
use super::support::pty::PROGRAM;
use super::support::service::create;
use super::{err, mode, out};

/// A desk whose service has these secrets.
fn with(secrets: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    secrets.iter().for_each(|(id, value)| create(desk.service(), &desk.service().token(), id, value));
    desk
}

#[test]
fn a_command_gets_values_and_what_is_inherited_but_no_token() {
    let desk = with(&[("db_pw", "hunter2\nline two"), ("other", "o'ther $(reboot)")]);
    let mut command = desk.command(PROGRAM);
    command.args([
        "run",
        "-e",
        "DB=db_pw",
        "-e",
        "KEPT=other",
        "--preserve",
        "KEPT",
        "--",
        "sh",
        "-c",
        "env -0",
    ]);
    command
        .env("WHOLE", "${secret:other}")
        .env("OWNED", "${secret:alice:other}")
        .env("PART", "x${secret:other}");
    command.env("KEPT", "mine").env("DB", "local").env("TAPIS_JWT", "t");
    let output = command.output().unwrap();
    assert_ended(&output, 0, "");
    let text = out(&output);
    let has = |line: &str| text.split('\0').any(|variable| variable == line);
    assert!(
        has("DB=hunter2\nline two") && has("WHOLE=o'ther $(reboot)") && has("OWNED=o'ther $(reboot)"),
        "{text}"
    );
    assert!(has("PART=x${secret:other}") && has("KEPT=mine"), "{text}");
    assert!(!text.contains("TAPIS_TOKEN") && !text.contains("TAPIS_JWT"), "{text}");
    assert!(!text.contains(&desk.service().token()));
    assert_eq!(desk.reads().len(), 2, "a value that is wanted several times is read once");
}

#[test]
fn without_inheritance_there_is_nothing_else() {
    let desk = with(&[("db_pw", "hunter2")]);
    let output = desk.run(&["run", "--no-inherit", "-e", "DB=db_pw", "--", "/usr/bin/env"]);
    assert_eq!(out(&output), "DB=hunter2\n");
}

#[rstest]
#[case::its_own(&["run", "--", "sh", "-c", "exit 42"], 42, "")]
#[case::its_own_2(&["exec", "-e", "A=redis_password", "--", "sh", "-c", "exit 2"], 2, "")]
#[case::without_dashes(&["run", "-e", "A=redis_password", "sh", "-c", "exit 3"], 3, "")]
#[case::missing(&["run", "-e", "A=none", "--", "true"], 5, "none was not read: it does not exist.")]
#[case::of_somebody_else(&["run", "-e", "A=redis_password", "--", "true"], 0, "")]
#[case::not_allowed(&["run", "-e", "A=minio_root_password", "--", "true"], 6, "write-only")]
#[case::no_such_command(&["run", "--", "no-such-command"], 127, "There is no command no-such-command.")]
#[case::no_program(&["run", "--", "/etc/passwd"], 126, "/etc/passwd was not started")]
#[case::no_name(&["run", "-e", "redis_password", "--", "true"], 125, "-e needs NAME=ID")]
#[case::bad_name(&["run", "-e", "A-B=redis_password", "--", "true"], 125, "A-B is no name for a variable")]
#[case::path(&["run", "-e", "PATH=redis_password", "--", "true"], 125, "PATH changes what programs run or load")]
#[case::preload(&["run", "-e", "LD_PRELOAD=redis_password", "--", "true"], 125, "LD_PRELOAD changes")]
#[case::twice(&["run", "-e", "A=redis_password", "--file-env", "A=x", "--", "true"], 125, "A is given two secrets.")]
#[case::no_command(&["run", "-e", "A=redis_password"], 125, "CMD")]
#[case::no_option(&["run", "--no-such-option", "--", "true"], 125, "--no-such-option")]
#[case::no_pod(&["run", "--pod", "none", "--", "true"], 5, "none")]
fn the_exit_code_is_that_of_the_command_or_says_why_it_did_not_start(
    #[case] arguments: &[&str],
    #[case] code: i32,
    #[case] said: &str,
) {
    assert_ended(&Desk::new().run(arguments), code, said);
}

#[test]
fn a_function_of_a_shell_gets_no_value() {
    let desk = with(&[("db_pw", "() { echo hurt; }")]);
    let mut command = desk.command(PROGRAM);
    command.args(["run", "--", "env"]).env("BASH_FUNC_ls%%", "${secret:db_pw}");
    let output = command.output().unwrap();
    assert_ended(&output, 0, "BASH_FUNC_ls%% keeps its reference");
    assert!(out(&output).contains("BASH_FUNC_ls%%=${secret:db_pw}") && desk.reads().is_empty());
}

#[test]
fn a_preserved_reference_stays_one() {
    let desk = Desk::new();
    let mut command = desk.command(PROGRAM);
    command.args(["run", "--preserve", "KEPT", "--", "sh", "-c", "echo \"$KEPT\""]);
    let output = command.env("KEPT", "${secret:redis_password}").output().unwrap();
    assert_eq!(out(&output), "${secret:redis_password}\n");
    assert!(desk.reads().is_empty());
}

#[rstest]
#[case::in_its_place(&["run", "--no-inherit", "-e", "A=redis_password", "--", "own"])]
#[case::beside(&["run", "--no-inherit", "--file-env", "A=redis_password", "--", "own"])]
fn a_command_is_looked_for_where_the_user_looks(#[case] arguments: &[&str]) {
    let desk = Desk::new();
    let own = desk.home.write("bin/own", "#!/bin/sh\nexit 7\n", 0o755);
    let mut command = desk.command(PROGRAM);
    command.args(arguments).env("PATH", own.parent().unwrap());
    assert_ended(&command.output().unwrap(), 7, "");
}

#[test]
fn a_log_that_cannot_be_written_is_a_fault_before_the_command() {
    assert_ended(&Desk::new().run(&["run", "--log", "/nowhere/log", "--", "true"]), 125, "/nowhere/log");
}

#[test]
fn without_a_token_nothing_is_started() {
    let desk = Desk::new();
    let mut command = desk.command(PROGRAM);
    command.args(["run", "-e", "A=redis_password", "--", "touch", "started"]).env_remove("TAPIS_TOKEN");
    assert_ended(&command.output().unwrap(), 125, "no token");
    assert!(!desk.home.path("started").exists());
}

#[test]
fn a_missing_secret_may_be_left_out() {
    let desk = Desk::new();
    let script = "echo ${A-unset}";
    let output = desk.run(&["run", "--allow-missing", "-e", "A=none", "--", "sh", "-c", script]);
    assert_eq!((out(&output), output.status.code()), ("unset\n".to_owned(), Some(0)));
}

#[test]
fn a_value_with_a_nul_needs_a_file() {
    let desk = with(&[("nul", "a\0b")]);
    assert_ended(&desk.run(&["run", "-e", "A=nul", "--", "true"]), 125, "--file-env");
    let output = desk.run(&["run", "--file-env", "A=nul", "--", "sh", "-c", "cat \"$A\""]);
    assert_eq!(output.stdout, b"a\0b");
}

#[test]
fn the_command_has_the_process_with_its_limits_descriptors_and_signals() {
    let desk = with(&[("db_pw", "hunter2")]);
    let look = "cat /proc/$$/limits; grep -E \"Sig(Blk|Ign)\" /proc/self/status; ls /proc/$$/fd";
    // In one shell, so that both inherit the same. While a shell starts a program it blocks signals itself: the program
    // is asked, not the shell.
    let script = format!("{look}; echo ---; t run -e DB=db_pw -- sh -c '{look}'");
    let output = out(&desk.shell("sh", &script));
    let (without, with) = output.split_once("---\n").unwrap();
    let differing: Vec<_> =
        with.lines().zip(without.lines()).filter(|(with, without)| with != without).collect();
    assert_eq!((differing, with.lines().count()), (Vec::new(), without.lines().count()));
}

#[test]
fn the_command_takes_the_place_of_the_program() {
    let desk = with(&[("db_pw", "hunter2")]);
    let mut command = desk.command(PROGRAM);
    let child = command.args(["run", "-e", "DB=db_pw", "--", "sh", "-c", "echo $$"]).spawn().unwrap();
    let pid = child.id().to_string();
    assert_eq!(out(&child.wait_with_output().unwrap()).trim(), pid);
}

#[test]
fn signals_that_were_ignored_at_the_start_stay_ignored() {
    let desk = with(&[("db_pw", "hunter2")]);
    let look = "grep SigIgn /proc/self/status";
    let script = format!("trap '' HUP; t run -e A=db_pw -- {look}; {look}");
    let output = out(&desk.shell("sh", &script));
    let lines: Vec<_> = output.lines().collect();
    assert_eq!((lines.len(), lines[0]), (2, lines[1]));
}

/// The one file under `folder`, however deep.
fn file_below(folder: &Path) -> Option<std::path::PathBuf> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.to_string_lossy().contains("-edit-") => return Some(path),
                _ => {}
            }
        }
    }
    None
}

fn begin_with_file(desk: &Desk, script: &str) -> Child {
    let mut command = desk.command(PROGRAM);
    command.args(["run", "--file-env", "KEY=db_pw", "--", "sh", "-c", script]);
    command.env("XDG_RUNTIME_DIR", desk.home.path("run")).spawn().unwrap()
}

#[test]
fn a_file_for_the_command_is_private_and_goes_with_it() {
    let desk = with(&[("db_pw", "hunter2\n")]);
    let script = "stat -c '%a %s' \"$KEY\"; stat -c %a \"$(dirname \"$KEY\")\"; echo \"$KEY\"; exit 5";
    let output = desk.run(&["run", "--file-env", "KEY=db_pw", "--", "sh", "-c", script]);
    let said = out(&output);
    let lines: Vec<_> = said.lines().collect();
    assert_eq!((lines[0], lines[1], output.status.code()), ("600 8", "700", Some(5)), "{}", err(&output));
    assert!(!Path::new(lines[2]).exists());
}

#[rstest]
#[case::terminate(Signal::SIGTERM)]
#[case::hang_up(Signal::SIGHUP)]
#[case::interrupt(Signal::SIGINT)]
#[case::user(Signal::SIGUSR1)]
fn a_signal_reaches_the_command_and_the_file_goes(#[case] signal: Signal) {
    let desk = with(&[("db_pw", "hunter2")]);
    let mut child = begin_with_file(&desk, "echo \"$KEY\"; exec sleep 100");
    let mut path = String::new();
    let mut byte = [0];
    let stdout = child.stdout.as_mut().unwrap();
    while !path.ends_with('\n') && stdout.read(&mut byte).unwrap() == 1 {
        path.push(byte[0].into());
    }
    let file = Path::new(path.trim());
    assert!(file.exists(), "{path}");
    kill(Pid::from_raw(child.id().cast_signed()), signal).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code().or(status.signal().map(|n| 128 + n)), Some(128 + signal as i32));
    assert!(!file.exists() && file_below(&desk.home.path("")).is_none());
}

#[test]
fn what_a_pod_refers_to_is_passed_on_under_its_names() {
    let desk = Desk::new();
    let script = "env | sed -n 's/^\\(DB_PW\\|SESSION\\|LOGIN\\)=.*/\\1/p' | sort; echo \"$SESSION\"";
    let mut command = desk.command(PROGRAM);
    command.args(["run", "--pod", "webfront", "-e", "LOGIN=redis_password", "--", "sh", "-c", script]);
    let output = command.env("SESSION", "mine").output().unwrap();
    assert_ended(
        &output,
        0,
        "SESSION of the pod webfront was left out: there is a variable of that name already.",
    );
    assert_eq!(out(&output), "DB_PW\nLOGIN\nSESSION\nmine\n");
    assert!(err(&output).contains("LOGIN of the pod webfront was left out"), "{}", err(&output));
}

#[test]
fn a_template_is_filled_in_once_and_whole_or_not_at_all() {
    let desk = with(&[("a", "${secret:b}"), ("b", "two\nlines")]);
    let template = b"x=${secret:a}\ny=${secret:alice:b}\nz=$${secret:b} ${secret:} \xff";
    let output = desk.feed(template, &["inject"]);
    assert_ended(&output, 0, "Line 3 has a ${secret: that begins no reference");
    assert_eq!(output.stdout, b"x=${secret:b}\ny=two\nlines\nz=${secret:b} ${secret:} \xff");
    assert_eq!(desk.reads().len(), 2);
    fs::write(desk.home.path("in"), template).unwrap();
    assert_ended(&desk.run(&["inject", "-i", "in", "-o", "new", "--mode", "0640"]), 0, "");
    assert_eq!(
        (fs::read(desk.home.path("new")).unwrap(), mode(&desk.home.path("new"))),
        (output.stdout, 0o640)
    );
    assert_ended(&desk.run(&["inject", "-i", "in", "-o", "new"]), 8, "--force replaces it");
    fs::write(desk.home.path("in"), "${secret:a} ${secret:none} ${secret:minio_root_password}").unwrap();
    let before = fs::read(desk.home.path("new")).unwrap();
    let failed = desk.run(&["inject", "-i", "in", "-o", "new", "--force"]);
    assert_ended(&failed, 5, "none was not read: it does not exist.");
    assert!(err(&failed).contains("minio_root_password is write-only"), "{}", err(&failed));
    assert_eq!(fs::read(desk.home.path("new")).unwrap(), before, "a half-written file");
    let piped = desk.feed(b"${secret:a} ${secret:bob:a}", &["inject"]);
    assert_ended(&piped, 5, "bob has no secret a that you can see: it belongs to alice.");
    assert!(piped.stdout.is_empty());
}

#[test]
fn a_text_without_references_needs_no_service() {
    let desk = Desk::new();
    let mut command = desk.command(PROGRAM);
    command.args(["inject", "-i", "plain"]).env_remove("TAPIS_BASE_URL").env_remove("TAPIS_TOKEN");
    fs::write(desk.home.path("plain"), b"a $${x} \0\xfe").unwrap();
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), output.stdout), (Some(0), b"a $${x} \0\xfe".to_vec()));
    assert!(desk.service().requests().is_empty());
}

#[rstest]
#[case::sh("sh")]
#[case::bash("bash")]
#[case::dash("dash")]
#[case::zsh("zsh")]
fn exported_values_survive_a_shell(#[case] shell: &str) {
    if !["/bin", "/usr/bin"].iter().any(|folder| Path::new(folder).join(shell).exists()) {
        return;
    }
    let value = "a'b\"c $(touch hurt) `touch hurt` \\n !x\n#two\t*";
    let desk = with(&[("odd", value)]);
    let script = "e=$(t export ODD=odd odd) || exit 9\neval \"$e\"\nprintf '%s' \"$ODD|$odd\"";
    let output = desk.shell(shell, script);
    assert_eq!(out(&output), format!("{value}|{value}"), "{}", err(&output));
    assert!(!desk.home.path("hurt").exists());
}

#[rstest]
#[case::json(&["export", "--format", "json", "a", "B=b"], 0, "{\"B\":\"two\\nlines\",\"a\":\"x y\"}\n", "")]
#[case::shell(&["export", "a", "B=b"], 0, "export a='x y'\nexport B='two\nlines'\n", "")]
#[case::dotenv(&["export", "--format", "dotenv", "A=a"], 0, "A='x y'\n", "")]
#[case::dotenv_lines(&["export", "--format", "dotenv", "a", "b"], 1, "", "The value of b has characters that this format cannot carry")]
#[case::name(&["export", "no-name"], 2, "", "no-name is no name for a variable")]
#[case::code(&["export", "A;reboot=a"], 2, "", "is no name for a variable")]
#[case::path(&["export", "PATH=a"], 2, "", "PATH changes what programs run")]
#[case::twice(&["export", "a", "a=b"], 2, "", "a is given two secrets.")]
#[case::missing(&["export", "a", "none"], 5, "", "none was not read: it does not exist.")]
fn exports_have_a_form_that_their_readers_know(
    #[case] arguments: &[&str],
    #[case] code: i32,
    #[case] printed: &str,
    #[case] said: &str,
) {
    let desk = with(&[("a", "x y"), ("b", "two\nlines")]);
    let output = desk.run(arguments);
    assert_ended(&output, code, said);
    assert_eq!(out(&output), printed);
}

#[rstest]
#[case::inject(&["inject", "-i", "t"])]
#[case::export(&["export", "redis_password"])]
fn nothing_is_shown_on_a_terminal(#[case] arguments: &[&str]) {
    let desk = Desk::new();
    let mut terminal = desk.start(arguments).run();
    terminal.wait_for("everybody who sees this terminal");
    assert_eq!(terminal.wait_for_end(), 2);
    assert!(desk.reads().is_empty());
}

#[test]
fn a_refused_value_is_told_with_the_level_that_it_takes() {
    let desk = Desk::new();
    desk.service().grant("redis_password", "*", Level::Read);
    let output = desk.run(&["run", "-e", "A=redis_password", "--", "touch", "started"]);
    assert_ended(&output, 6, "redis_password was not read: you need USER on it.");
    assert!(!desk.home.path("started").exists());
}
