//! Signing in from the command line: typed into a real terminal, and kept out of everything else.

use std::process::{Command, Stdio};

use rstest::rstest;
use rustix::process::Signal;

use super::front::Front;
use super::support::process;
use super::support::pty::{PROGRAM, Pty};
use super::{Home, err, mode, out};

const USER: &str = "username = \"alice\"";

/// `login` with its password asked for.
fn asked(home: &Home, arguments: &[&str]) -> Pty {
    let mut pty = home.start(&[&["login"], arguments].concat(), &[]).run();
    pty.wait_for("User [alice]:");
    pty.send("\r");
    pty.wait_for("Password:");
    pty
}

#[test]
fn signing_in_once_is_enough_until_logging_out() {
    let home = Home::new().local(USER);
    let mut pty = asked(&home, &[]);
    pty.send(&format!("{}\r", home.service.password()));
    pty.wait_for("Remember the token");
    pty.send("y\r");
    assert_eq!(pty.wait_for_end(), 0);
    assert!(pty.text().contains("Signed in to http://127.0.0.1"), "{}", pty.text());
    pty.assert_restored();

    let files = home.remembered();
    assert_eq!(files.len(), 1);
    assert_eq!((mode(&files[0]), mode(files[0].parent().unwrap())), (0o600, 0o700));
    let doctor = home.run(&["doctor"], &[]);
    assert!(out(&doctor).contains("token       alice on tacc, until "), "{}", out(&doctor));
    assert!(out(&doctor).contains("from an earlier sign-in, accepted"), "{}", out(&doctor));
    let mut browser = home.start(&[], &[]).run();
    browser.wait_for("▌ acme_dns_token");
    browser.send("q");
    assert_eq!(browser.wait_for_end(), 0);

    let elsewhere = home.run(&["logout", "--profile", "(environment)"], &[]);
    assert_eq!(
        (out(&elsewhere).as_str(), home.remembered().len()),
        ("No token of (environment) was remembered.\n", 1)
    );
    let logout = home.run(&["logout"], &[]);
    assert_eq!((out(&logout).as_str(), home.remembered().len()), ("Removed 1 remembered token.\n", 0));
    assert_eq!(home.run(&["doctor"], &[]).status.code(), Some(3));
}

#[rstest]
#[case::logout("logout")]
#[case::login("login")]
#[case::doctor("doctor")]
#[case::profiles("profiles")]
fn a_mistyped_profile_is_told_with_those_that_there_are(#[case] command: &str) {
    let home = Home::new()
        .config("[profiles.local]\nbase_url = \"URL\"\n[profiles.production]\nbase_url = \"URL\"\n");
    for (name, near) in [("prodution", " Did you mean production?"), ("", ""), ("hunter2", "")] {
        for env in [&[][..], &[("XDG_RUNTIME_DIR", "")]] {
            let output = home.run(&[command, "--profile", name], env);
            assert_eq!(output.status.code(), Some(2));
            let said = err(&output) + &out(&output);
            let expected = format!(
                "--profile names no profile of the configuration.{near} The profiles are: local, production.\n"
            );
            assert!(said.contains(&expected) && !said.contains("hunter2"), "{said}");
        }
    }
}

#[test]
fn the_token_of_a_profile_that_is_gone_is_forgotten() {
    let home = Home::new().local(USER);
    let mut pty = asked(&home, &["--remember"]);
    pty.send(&format!("{}\r", home.service.password()));
    assert_eq!(pty.wait_for_end(), 0);
    home.write("config/tapis-secrets/config.toml", "", 0o644);
    let logout = |home: &Home| home.run(&["logout", "--profile", "local"], &[]);
    assert_eq!((logout(&home).status.code(), home.remembered().len()), (Some(0), 0));
    assert!(err(&logout(&home)).contains("The profiles are: none."), "{}", err(&logout(&home)));
}

#[test]
fn the_password_is_shown_nowhere_and_the_token_neither() {
    let home = Home::new().local(USER);
    let mut pty = asked(&home, &["--remember"]);
    pty.send("a secret that nobody sees");
    if process::visible() {
        let pid = pty.pid().as_raw_nonzero().get();
        let all = process::command_line(pid) + &process::environment(pid).unwrap_or_default();
        assert!(!all.contains("nobody sees"), "{all}");
    }
    pty.send("\x15");
    pty.send(&format!("{}\r", home.service.password()));
    assert_eq!(pty.wait_for_end(), 0);
    let raw = pty.raw();
    assert!(!raw.contains("nobody") && !raw.contains(home.service.password()), "{raw}");
    let kept = std::fs::read_to_string(&home.remembered()[0]).unwrap();
    let token = kept.split("\"token\":\"").nth(1).unwrap().trim_end_matches("\"}");
    assert!(token.len() > 40 && !raw.contains(token), "{raw}");
    assert!(!kept.contains(home.service.password()), "the password is kept nowhere");
}

#[test]
fn what_is_not_to_be_remembered_is_not() {
    let home = Home::new().local(USER);
    let mut pty = asked(&home, &[]);
    pty.send(&format!("{}\r", home.service.password()));
    pty.wait_for("Remember the token");
    pty.send("\r");
    assert_eq!(pty.wait_for_end(), 0);
    assert!(pty.text().contains("the token is not remembered"), "{}", pty.text());
    assert!(home.remembered().is_empty());
}

#[rstest]
#[case::wrong("wrong\r", 3, "does not accept this name and password")]
#[case::nothing("\r", 1, "Nothing was typed, so nothing was sent.")]
#[case::end("\x04", 1, "Nothing was typed, so nothing was sent.")]
#[case::interrupt("half\x03", 130, "")]
fn a_sign_in_that_fails_gives_the_terminal_back(#[case] typed: &str, #[case] code: u32, #[case] said: &str) {
    let home = Home::new().local(USER);
    let mut pty = asked(&home, &["--remember"]);
    pty.send(typed);
    assert_eq!(pty.wait_for_end(), code, "{}", pty.text());
    assert!(pty.text().contains(said), "{}", pty.text());
    pty.assert_restored();
    assert!(home.remembered().is_empty());
}

#[test]
fn a_signal_at_the_password_gives_the_terminal_back() {
    let home = Home::new().local(USER);
    let mut pty = asked(&home, &[]);
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), 128 + 15);
    pty.assert_restored();
}

#[test]
fn an_interrupt_at_a_later_question_ends_the_program_too() {
    let home = Home::new().local(USER);
    let mut pty = asked(&home, &[]);
    pty.send(&format!("{}\r", home.service.password()));
    pty.wait_for("Remember the token");
    pty.send("\x03");
    assert_eq!(pty.wait_for_end(), 130, "{}", pty.text());
    pty.assert_restored();
    assert!(home.remembered().is_empty());
}

#[test]
fn nobody_at_home_is_another_exit_code() {
    let home = Home::new().local(USER);
    let mut pty = asked(&home, &["--remember"]);
    home.service.set_online(false);
    pty.send(&format!("{}\r", home.service.password()));
    assert_eq!(pty.wait_for_end(), 4, "{}", pty.text());
}

#[test]
fn the_way_there_is_the_profiles() {
    let home = Home::new();
    let front = Front::of(&home.service.base_url());
    let (url, ca_file) = (front.url.clone(), front.ca_file());
    let home = home.config(&format!(
        "[profiles.a]\nbase_url = \"{url}\"\nca_file = \"{}\"\n{USER}\n",
        ca_file.display()
    ));
    let mut pty = asked(&home, &["--remember"]);
    pty.send(&format!("{}\r", home.service.password()));
    assert_eq!(pty.wait_for_end(), 0, "{}", pty.text());
    assert_eq!(home.remembered().len(), 1);
}

#[test]
fn production_is_named_before_the_password_is_typed() {
    let home = Home::new().local("danger = true");
    let mut pty = home.start(&["login", "--user", "alice"], &[("TAPIS_TOKEN", "t")]).run();
    pty.wait_for("Password:");
    assert!(pty.text().contains("(PRODUCTION, profile local)"), "{}", pty.text());
    assert!(pty.text().contains("TAPIS_TOKEN is not used: profile local is active."), "{}", pty.text());
}

#[test]
fn without_a_place_to_remember_the_token_nothing_is_asked() {
    let home = Home::new().local(USER);
    let output = home.run(&["login"], &[("XDG_RUNTIME_DIR", "")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).starts_with("XDG_RUNTIME_DIR is not set"), "{}", err(&output));
    let output = home.run(&["logout"], &[("XDG_RUNTIME_DIR", "")]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).starts_with("There is no remembered token."), "{}", out(&output));
}

#[test]
fn without_a_terminal_there_is_nobody_to_ask() {
    let home = Home::new().local(USER);
    // The process that runs the tests may have a terminal: the program must not find it.
    let mut command = Command::new("setsid");
    command.args(["--wait", PROGRAM, "login"]).env_clear().envs(home.environment()).stdin(Stdio::null());
    let Ok(output) = command.output() else {
        println!("skipped: there is no setsid here");
        return;
    };
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("needs a terminal"), "{}", err(&output));
}

#[test]
fn logging_out_needs_no_configuration() {
    let home = Home::new().config("not valid TOML");
    let output = home.run(&["logout"], &[]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), "No token was remembered.\n"));
}
