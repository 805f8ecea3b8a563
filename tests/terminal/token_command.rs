//! A `token_command` that asks on the terminal: when it has it, when not, and that the screen is whole again.
//! It is a small shell script that draws on `/dev/tty` and reads there.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rustix::process::Signal;
use tapis_secrets::demo::{Options, Service};

use crate::support::process;
use crate::support::pty::{PROGRAM, Pty, Start};

/// Clears the screen, asks for a word, and gives the token for the right one.
const ASKS: &str = "env >\"$HOME/env\"\n\
    (: </dev/tty) 2>/dev/null || exit 7\n\
    printf '\\033[2J\\033[5;5HPassphrase: ' >/dev/tty\n\
    read -r word </dev/tty\n\
    [ \"$word\" = open ] && cat \"$HOME/token\"\n";

/// The variables that no child may see.
const SECRETS: [&str; 7] = [
    "TAPIS_TOKEN",
    "TAPIS_PASSWORD",
    "TAPIS_JWT",
    "TAPIS_JWT_TOKEN",
    "TAPIS_ACCESS_TOKEN",
    "TAPIS_REFRESH_TOKEN",
    "TAPIS_CLIENT_KEY",
];

/// `command` in production, with this script as the token command.
fn prepared(service: &Service, command: &str, arguments: &[&str], script: &str) -> Start {
    let start = Start::command(command, arguments);
    let home = start.home().to_owned();
    let write = |name: &str, text: &str| {
        let path = home.join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    };
    let script = write("ask.sh", script);
    write("token", &format!("\n\"{}\"\n", service.token()));
    let config = format!(
        "[profiles.prod]\nbase_url = \"{}\"\ndanger = true\nusername = \"alice\"\n\
         token_command = [\"sh\", \"{}\"]\n",
        service.base_url(),
        script.display()
    );
    let config = write("config.toml", &config);
    start
        .env("TAPIS_SECRETS_CONFIG", config.to_str().unwrap())
        .env("PATH", &std::env::var("PATH").unwrap_or_default())
        .env("GPG_TTY", "/dev/pts/0")
}

/// The browser, after the command was asked without a terminal.
fn signed_out(service: &Service) -> Pty {
    let mut pty = prepared(service, PROGRAM, &[], ASKS).run();
    pty.wait_for("token_command: sh ended with exit code 7");
    pty
}

fn service() -> Service {
    Service::start(Options::default()).unwrap()
}

#[test]
fn it_has_the_terminal_on_the_key_and_not_before() {
    let service = service();
    let mut pty = signed_out(&service);
    pty.wait_for("s sign in");
    assert!(pty.text().contains("PRODUCTION") && !pty.raw().contains("Passphrase"), "{}", pty.text());
    pty.assert_taken();
    let environment = fs::read_to_string(pty.home().join("env")).unwrap();
    assert!(!environment.contains("GPG_TTY"), "{environment}");

    pty.send("s");
    pty.wait_for("Passphrase: ");
    pty.send("open\r");
    pty.wait_for("▌ acme_dns_token");
    assert!(pty.raw().contains("PRODUCTION  token_command gets a token"), "{}", pty.raw());
    assert!(pty.raw().contains("Passphrase: "), "it has drawn");
    let text = pty.text();
    assert!(text.contains("PRODUCTION") && !text.contains("Passphrase"), "all is drawn anew\n{text}");
    assert!(!text.contains("exit code"), "what is over is not told on\n{text}");
    pty.assert_taken();
    let environment = fs::read_to_string(pty.home().join("env")).unwrap();
    assert!(environment.contains("GPG_TTY=/dev/pts/0"), "at the terminal gpg finds it: {environment}");
    pty.pause();
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[test]
fn ctrl_c_ends_it_and_the_form_for_the_password_is_there() {
    let service = service();
    let mut pty = signed_out(&service);
    pty.send("s");
    pty.wait_for("Passphrase: ");
    assert!(!pty.screen().bracketed_paste() && !pty.screen().hide_cursor());
    pty.resize(100, 30);
    pty.send("half\x03");
    pty.wait_for("sh was interrupted.");
    let text = pty.text();
    assert!(text.contains("PRODUCTION") && text.contains("password") && !text.contains("half"), "{text}");
    pty.assert_taken();
    pty.pause();
    pty.send("\x1b");
    pty.wait_until("the end of the form", |pty| !pty.text().contains("password"));
    pty.send("s");
    pty.wait_for("Passphrase: ");
    pty.send("open\r");
    pty.wait_for("▌ acme_dns_token");
}

/// Stands in for gpg, whose agent starts the pinentry in another session: nothing but its end reaches it.
const ASKS_ELSEWHERE: &str = "(: </dev/tty) 2>/dev/null || exit 7\n\
    printf '#!/bin/sh\\nexec <\"$1\"; stty -echo; echo $$ >\"$HOME/pid\"; read -r word' >\"$HOME/pinentry-x\"\n\
    chmod 700 \"$HOME/pinentry-x\"\n\
    terminal=$(tty)\n\
    setsid \"$HOME/pinentry-x\" \"$terminal\" &\n\
    wait; exit 4\n";

#[test]
fn no_pinentry_reads_what_is_typed_at_the_shell_after_a_stop() {
    let found =
        |name: &str| std::env::split_paths(&std::env::var_os("PATH")?).find(|dir| dir.join(name).exists());
    if !process::visible() || found("bash").is_none() || found("setsid").is_none() {
        println!("skipped: there is no /proc, no bash or no setsid here");
        return;
    }
    let service = service();
    let shell = format!(
        "set -m; '{PROGRAM}'; case $(stty -a) in *' -echo '*) echo mute;; esac; echo it is stopped; read -r; fg"
    );
    let mut pty = prepared(&service, "bash", &["--norc", "-c", &shell], ASKS_ELSEWHERE).run();
    pty.wait_for("token_command: sh ended with exit code 7");
    pty.send("s");
    let file = pty.home().join("pid");
    let pid = process::wait_for("pinentry", || fs::read_to_string(&file).ok()?.trim().parse().ok());
    pty.send("\x1a");
    pty.wait_for("it is stopped");
    assert!(!process::is_alive(pid));
    assert!(!pty.text().contains("mute"), "the modes are the shell's\n{}", pty.text());
    pty.send("\r");
    pty.wait_for("token_command: sh ended with exit code 4");
    assert!(pty.text().contains("PRODUCTION") && pty.text().contains("password"), "{}", pty.text());
    pty.assert_taken();
}

#[test]
fn a_signal_ends_it_with_the_program() {
    let service = service();
    let mut pty = signed_out(&service);
    pty.send("s");
    pty.wait_for("Passphrase: ");
    let pid = pty.pid().as_raw_nonzero().get();
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), 143);
    pty.assert_restored();
    if process::visible() {
        assert!(!process::is_alive(pid));
    }
}

#[test]
fn what_a_command_draws_by_the_terminals_name_is_drawn_over_when_it_has_ended() {
    let service = service();
    let script = "printf '\\033[2J\\033[3;3HJUNK' >\"$SCREEN\"\nexit 3\n";
    let shell = format!("SCREEN=$(tty) exec '{PROGRAM}'");
    let mut pty = prepared(&service, "sh", &["-c", &shell], script).run();
    pty.wait_until("the junk", |pty| pty.raw().contains("JUNK"));
    pty.wait_until("the screen", |pty| {
        let text = pty.text();
        !text.contains("JUNK") && text.contains("PRODUCTION") && text.contains("exit code 3")
    });
}

#[test]
fn no_child_sees_a_variable_that_can_hold_a_secret() {
    let service = service();
    let editor = "env >\"$HOME/editor\"; sleep 1.1";
    for sees in ["env", "editor"] {
        let script = "env >\"$HOME/env\"; cat \"$HOME/token\"";
        let mut start = prepared(&service, PROGRAM, &["--profile", "prod"], script);
        for name in SECRETS {
            start = start.env(name, "hunter2-sentinel");
        }
        let path = start.home().join("editor.sh");
        fs::write(&path, editor).unwrap();
        let runtime = tempfile::TempDir::new().unwrap();
        let start = start
            .env("XDG_RUNTIME_DIR", runtime.path().to_str().unwrap())
            .env("EDITOR", &format!("sh '{}'", path.display()))
            .env("TAPIS_BASE_URL", "https://kept.tapis.io");
        let mut pty = start.run();
        pty.wait_for("▌ acme_dns_token");
        if sees == "editor" {
            pty.send("E");
            pty.wait_for("─");
            if pty.text().contains("not in memory") {
                pty.send("\t\r");
            }
        }
        let file = pty.home().join(sees);
        let environment = process::wait_for(sees, || {
            let text = fs::read_to_string(&file).ok()?;
            text.contains("PATH=").then_some(text)
        });
        assert!(environment.contains("TAPIS_BASE_URL=https://kept.tapis.io"), "{sees}: {environment}");
        assert!(!environment.contains("sentinel"), "{sees}: {environment}");
    }
}

#[test]
fn doctor_lets_it_ask_where_somebody_waits() {
    let service = service();
    let mut pty = prepared(&service, PROGRAM, &["doctor"], ASKS).run();
    pty.wait_for("Passphrase: ");
    pty.send("open\r");
    pty.wait_for_end();
    assert!(pty.raw().contains("from token_command, accepted"), "{}", pty.raw());
    let mut pty = prepared(&service, "sh", &["-c", &format!("'{PROGRAM}' doctor | cat")], ASKS).run();
    pty.wait_for_end();
    let raw = pty.raw();
    assert!(raw.contains("sh ended with exit code 7") && !raw.contains("Passphrase"), "{raw}");
}
