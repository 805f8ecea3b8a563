//! What the configuration does to the program, and what is said when it cannot.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rstest::rstest;
use rustix::process::Signal;

use super::support::process;
use super::{Home, err, out};

#[rstest]
#[case::browser(&[])]
#[case::profiles(&["profiles"])]
#[case::login(&["login"])]
fn what_is_wrong_is_told_by_file_and_line(#[case] arguments: &[&str]) {
    let home = Home::new().config("theme = \"dark\"\nreveal_secs = 5\n");
    let output = home.run(arguments, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output)
            .contains("/config.toml:2: unknown key reveal_secs. Did you mean reveal_seconds? Allowed here: "),
        "{}",
        err(&output)
    );
}

#[test]
fn another_file_can_be_named_and_has_to_be_there() {
    let home = Home::new().local("");
    let other = home.write("other.toml", "[profiles.other]\nbase_url = \"other.tapis.io\"\n", 0o600);
    let named = |path: &str| home.run(&["profiles"], &[("TAPIS_SECRETS_CONFIG", path)]);
    let output = named(other.to_str().unwrap());
    assert!(out(&output).contains("* other ") && !out(&output).contains("local"), "{}", out(&output));
    let output = named("/nowhere/at/all.toml");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output)
            .contains("/nowhere/at/all.toml: TAPIS_SECRETS_CONFIG names this file, but it does not exist."),
        "{}",
        err(&output)
    );
}

#[test]
fn a_link_that_leads_nowhere_is_not_passed_over() {
    let home = Home::new().local("");
    let path = home.path("config/tapis-secrets/config.toml");
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", &path).unwrap();
    let output = home.run(&["profiles"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("config.toml: this file cannot be read"), "{}", err(&output));
}

#[test]
fn a_file_that_others_may_change_is_not_obeyed() {
    let home = Home::new();
    let file = home.write("config/tapis-secrets/config.toml", "", 0o666);
    let link = home.path("link.toml");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let said = format!(
        "refused: this file can name commands to run, and every user can change the file {0}; to prevent that, run: chmod go-w {0}",
        file.display()
    );
    for (arguments, env) in [
        (&["profiles"][..], None),
        (&["profiles"], Some(("TAPIS_SECRETS_CONFIG", link.to_str().unwrap()))),
        (&[], None),
    ] {
        let output = home.run(arguments, env.as_slice());
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(&said), "{}", err(&output));
    }
    let doctor = home.run(&["doctor"], &[]);
    assert!(out(&doctor).contains(&said), "{}", out(&doctor));
}

#[test]
fn a_folder_in_which_others_may_put_another_file_is_not_relied_on() {
    let home = Home::new().local("token_file = \"../../tokens/token\"");
    home.write("tokens/token", &home.service.token(), 0o600);
    let open = |name: &str, mode| {
        fs::set_permissions(home.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    open("tokens", 0o777);
    let output = home.run(&["doctor"], &[]);
    let said = format!(
        "token_file: every user can change the folder {0}; to prevent that, run: chmod go-w {0}",
        home.path("tokens").display()
    );
    assert!(out(&output).contains(&said), "{}", out(&output));
    open("config", 0o757);
    let output = home.run(&["profiles"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains(&format!("chmod o-w {}", home.path("config").display())),
        "{}",
        err(&output)
    );
    open("config", 0o1777);
    assert_eq!(
        home.run(&["profiles"], &[]).status.code(),
        Some(0),
        "as in /tmp nobody may touch what is ours"
    );
}

#[test]
fn a_path_with_the_home_in_it_is_expanded_and_nothing_else_is() {
    let home = Home::new().local("token_file = \"~/token\"");
    home.write("token", &home.service.token(), 0o600);
    assert_eq!(home.run(&["doctor"], &[]).status.code(), Some(0));
    let named = home.run(&["doctor"], &[("TAPIS_SECRETS_CONFIG", "~/config/tapis-secrets/config.toml")]);
    assert!(out(&named).contains("1 profile\n"), "{}", out(&named));
    let named = home.run(&["profiles"], &[("TAPIS_SECRETS_CONFIG", "$HOME/config.toml")]);
    assert!(err(&named).contains(
        "$HOME/config.toml: TAPIS_SECRETS_CONFIG names this file, but it does not exist. tapis-secrets does not expand $ in it."
    ));
    for (lines, said) in [
        ("token_file = \"$HOME/token\"", "$HOME/token ($ in it is not expanded)"),
        ("token_command = \"~bob/token\"", "`~bob/token (~ in it is not expanded)`: not found"),
        ("ca_file = \"${HOME}/ca.pem\"", "${HOME}/ca.pem ($ in it is not expanded)"),
    ] {
        let output = home.local_again(lines).run(&["doctor"], &[]);
        assert!(out(&output).contains(said), "{}", out(&output));
    }
}

#[test]
fn a_profile_is_browsed_with_its_own_token_and_settings_and_what_is_left_aside_is_said() {
    let home = Home::new();
    let token = home.write("token", &home.service.token(), 0o600);
    let home = home.local(&format!("view_only = true\ntoken_file = \"{}\"", token.display()));
    let env = [("TAPIS_BASE_URL", "https://tacc.tapis.io"), ("TAPIS_TOKEN", "h.e30.s")];
    let mut pty = home.start(&["--profile", "local"], &env).size(100, 24).run();
    pty.wait_for("▌ acme_dns_token");
    assert!(pty.text().contains("VIEW ONLY"), "{}", pty.text());
    assert!(pty.raw().contains("TAPIS_BASE_URL and TAPIS_TOKEN are not used: profile local is active."));
    let pid = pty.pid().as_raw_nonzero().get();
    let own = process::command_line(pid) + &process::environment(pid).unwrap_or_default() + &pty.raw();
    assert!(!own.contains(&home.service.token()), "the token of the file stays in memory");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
}

#[test]
fn a_commands_token_is_used_and_the_command_is_told_no_other() {
    let home = Home::new();
    let seen = home.path("seen");
    let script = format!("env > '{}'; cat; echo noise >&2; echo {}", seen.display(), home.service.token());
    let home = home.local(&format!("token_command = [\"sh\", \"-c\", {script:?}]"));
    let output = home.run(&["doctor", "--profile", "local"], &[("TAPIS_TOKEN", "s.e.cret")]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(out(&output).contains("from token_command, accepted"), "{}", out(&output));
    let environment = std::fs::read_to_string(seen).unwrap();
    assert!(environment.contains("HOME=") && !environment.contains("s.e.cret"), "{environment}");
    let all = out(&output) + &err(&output);
    assert!(
        !all.contains("noise") && !all.contains(&home.service.token()) && !all.contains("s.e.cret"),
        "{all}"
    );
}

#[rstest]
#[case::profile(&["--profile", "local", "demo"])]
#[case::address(&["demo", "--base-url", "tacc.tapis.io"])]
fn the_demo_goes_nowhere_else(#[case] arguments: &[&str]) {
    let output = Home::new().local("").run(arguments, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("demo uses its own service"), "{}", err(&output));
}

#[rstest]
#[case::unreadable("theme = \"dark\"\nreveal_secs = 5\n", "config.toml:2: unknown key reveal_secs.")]
#[case::not_toml("[[[", "config.toml:1: not valid TOML")]
#[case::certificates("ca_file = \"/nowhere/at/all\"\n", "")]
fn the_demo_runs_whatever_configuration_and_environment_say(#[case] config: &str, #[case] said: &str) {
    let home = Home::new().config(config);
    let env = [
        ("TAPIS_SECRETS_CONFIG", "/nowhere/at/all"),
        ("TAPIS_BASE_URL", "ftp://\u{1b}"),
        ("TAPIS_TOKEN", "no token"),
        ("SSL_CERT_FILE", "/nowhere/at/all"),
    ];
    let mut pty = home.start(&["demo"], &env).size(100, 30).run();
    pty.wait_for("▌ acme_dns_token");
    pty.wait_for(match said {
        "" => "Secrets  41",
        _ => "Your configuration is ignored: ",
    });
    assert!(pty.text().replace(['\n', ' '], "").contains(&said.replace(' ', "")), "{}", pty.text());
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
}

#[test]
fn the_demos_production_is_another_tenant_with_other_secrets() {
    let mut pty = Home::new().start(&["demo"], &[]).size(120, 30).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("pj\r");
    pty.wait_for("PRODUCTION");
    pty.wait_for("checkout_db_password");
    assert!(!pty.text().contains("acme_dns_token") && !pty.text().contains("alice@tacc"), "{}", pty.text());
    assert!(pty.text().contains("icicleai"), "{}", pty.text());
    // Anybody can sign in there: the form says how.
    pty.send("s");
    pty.wait_for("In the demo the password is ");
    let text = pty.text();
    let password: String = text.split("the password is ").nth(1).unwrap().chars().take(14).collect();
    pty.send(&format!("{password}\r"));
    pty.wait_for("Signed in to icicleai as alice");
}

#[test]
fn the_demo_tells_how_many_secrets_it_has() {
    let entries: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../assets/demo/secrets.json")).unwrap();
    let help = out(&Home::new().run(&["demo", "--help"], &[]));
    let words: Vec<&str> = help.split_whitespace().collect();
    assert!(words.join(" ").contains(&format!("add to the {} of the demo", entries.len())), "{help}");
}

#[test]
fn the_demo_ignores_variables_and_profiles_but_not_habits() {
    let home = Home::new().config("view_only = true\n[profiles.local]\nbase_url = \"URL\"\ndanger = true\n");
    let url = home.service.base_url();
    let mut pty = home.start(&["demo"], &[("TAPIS_BASE_URL", &url), ("TAPIS_TOKEN", "t")]).run();
    pty.wait_for("▌ acme_dns_token");
    assert!(pty.text().contains("VIEW ONLY") && !pty.text().contains("PRODUCTION"), "{}", pty.text());
    assert!(home.service.requests().is_empty(), "its own service is asked");
}

/// A command that does not end, in a file its process and what that has started.
fn hanging(home: &Home) -> String {
    let pids = home.path("pids");
    format!("token_command = [\"sh\", \"-c\", \"sleep 1000 & echo $! $$ > '{}'; wait\"]", pids.display())
}

/// The processes of the command that hangs, once they run.
fn started(home: &Home) -> Vec<i32> {
    process::wait_for("command", || {
        let text = fs::read_to_string(home.path("pids")).ok()?;
        let pids: Vec<i32> = text.split_whitespace().filter_map(|pid| pid.parse().ok()).collect();
        (pids.len() == 2).then_some(pids)
    })
}

#[rstest]
#[case::quit(&[], Some("q"))]
#[case::interrupt(&[], Some("\x03"))]
#[case::signal(&[], None)]
#[case::doctor(&["doctor"], Some("\x03"))]
#[case::doctor_signal(&["doctor"], None)]
fn a_token_command_does_not_outlive_the_program(#[case] arguments: &[&str], #[case] keys: Option<&str>) {
    if !process::visible() {
        return;
    }
    let home = Home::new();
    let command = hanging(&home);
    let home = home.local(&command);
    let mut pty = home.start(arguments, &[]).run();
    let pids = started(&home);
    match keys {
        Some(keys) => pty.send(keys),
        None => pty.signal(Signal::TERM),
    }
    pty.wait_for_end();
    for pid in pids {
        process::wait_for("end of the command", || (!process::is_alive(pid)).then_some(()));
    }
}
