//! tmux: a buffer that is there and then gone, on a server of the test's own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::support::process;
use crate::support::pty::{PROGRAM, Pty, Start};
use crate::{Helper, LONG, doctor, found, path};

/// A tmux server without a configuration, ended when this is dropped.
struct Server {
    home: TempDir,
}

impl Server {
    /// Nothing where tmux is missing.
    fn start() -> Option<Self> {
        found("tmux").then(|| Self { home: TempDir::new().unwrap() })
    }

    /// A server with a window, as no client would keep it alive.
    fn with_window() -> Option<Self> {
        let server = Self::start()?;
        let output = server.tmux(&["new-session", "-d", "-x", "80", "-y", "24", "cat"]);
        assert!(output.status.success(), "{output:?}");
        Some(server)
    }

    fn tmux(&self, arguments: &[&str]) -> Output {
        let mut tmux = Command::new("tmux");
        tmux.args(["-L", "clip", "-f", "/dev/null"]).args(arguments).env_remove("TMUX");
        tmux.env("TMUX_TMPDIR", self.home.path()).env("TERM", "xterm-256color");
        tmux.output().unwrap()
    }

    /// What tells the helper where the server is.
    fn address(&self) -> String {
        let output = self.tmux(&["display-message", "-p", "#{socket_path},#{pid},0"]);
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn buffers(&self) -> String {
        String::from_utf8(self.tmux(&["list-buffers", "-F", "#{buffer_name}"]).stdout).unwrap()
    }

    /// What `paste` would paste.
    fn pasted(&self) -> String {
        String::from_utf8(self.tmux(&["show-buffer"]).stdout).unwrap()
    }

    /// The program in a window.
    fn program(&self, path: &str) -> Pty {
        self.window(path, &format!("'{PROGRAM}' demo --clear-on-exit; echo over; read -r line"))
    }

    /// A window in which a shell starts the program.
    fn window(&self, path: &str, shell: &str) -> Pty {
        let directory = self.home.path().to_str().unwrap();
        let arguments = ["-L", "clip", "-f", "/dev/null", "new-session", shell];
        let mut pty =
            Start::command("tmux", &arguments).env("PATH", path).env("TMUX_TMPDIR", directory).run();
        pty.wait_for("▌ acme_dns_token");
        pty
    }

    fn helper(&self, ms: &str) -> Helper {
        Helper::start("tmux", ms, &[("PATH", &path()), ("TMUX", &self.address())])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

#[test]
fn the_buffer_is_gone_after_its_time() {
    let Some(server) = Server::with_window() else { return };
    let mut helper = server.helper("100");
    helper.give(b"value");
    assert_eq!((helper.report().as_str(), helper.report().as_str()), ("sent", "cleared"));
    assert_eq!(server.buffers(), "");
}

#[test]
fn the_buffer_is_there_and_a_signal_clears_it_also_when_the_program_is_gone() {
    let Some(server) = Server::with_window() else { return };
    for signal in [Signal::TERM, Signal::HUP] {
        let mut helper = server.helper(LONG);
        helper.give("two\nlines \u{e9}\n".as_bytes());
        assert_eq!(helper.report(), "sent");
        helper.leave();
        assert_eq!(server.pasted(), "two\nlines \u{e9}\n");
        assert!(server.buffers().starts_with("tapis-secrets-"), "{}", server.buffers());
        helper.signal(signal);
        assert_eq!(helper.report(), "cleared");
        assert_eq!(server.buffers(), "");
    }
}

#[test]
fn replaced_it_takes_its_own_buffer_and_leaves_the_others() {
    let Some(server) = Server::with_window() else { return };
    server.tmux(&["set-buffer", "-b", "mine", "my own text"]);
    let (mut first, mut second) = (server.helper(LONG), server.helper(LONG));
    first.give(b"first value");
    assert_eq!(first.report(), "sent");
    second.give(b"second value");
    assert_eq!(second.report(), "sent");
    first.replace();
    assert_eq!(first.report(), "replaced");
    assert_eq!(server.pasted(), "second value");
    second.signal(Signal::TERM);
    assert_eq!(second.report(), "cleared");
    assert_eq!((server.buffers().as_str(), server.pasted().as_str()), ("mine\n", "my own text"));
}

#[test]
fn a_tmux_that_is_gone_is_no_success() {
    let Some(server) = Server::with_window() else { return };
    let address = server.address();
    let mut helper = server.helper(LONG);
    helper.give(b"value");
    assert_eq!(helper.report(), "sent");
    server.tmux(&["kill-server"]);
    helper.signal(Signal::TERM);
    assert_eq!(helper.report(), "left", "the terminal may have it");
    let mut helper = Helper::start("tmux", LONG, &[("PATH", &path()), ("TMUX", &address)]);
    helper.give(b"value");
    assert_eq!(helper.report(), "failed no-clipboard");
}

#[test]
fn doctor_asks_the_server_that_is_named() {
    let Some(server) = Server::with_window() else { return };
    let (address, path) = (server.address(), path());
    let env = [("PATH", &*path), ("TMUX", &*address)];
    server.tmux(&["set-buffer", "-b", "mine", "my own text"]);
    // No client is attached that could have a clipboard.
    let (text, _) = doctor(&["--try-clipboard"], &env);
    assert!(text.contains("! clipboard   tmux "), "{text}");
    let tried = "✓ clipboard   a text was copied, tmux gave it back, and it was removed again\n";
    assert!(text.contains(tried), "{text}");
    assert_eq!((server.buffers().as_str(), server.pasted().as_str()), ("mine\n", "my own text"));
    server.tmux(&["kill-server"]);
    let (text, _) = doctor(&[], &env);
    assert!(text.contains("✗ clipboard   TMUX is set, but no tmux answers there."), "{text}");
}

/// A folder with a tmux that stays a while after it has filled a buffer.
fn slow_tmux() -> TempDir {
    let folder = TempDir::new().unwrap();
    let real = std::env::split_paths(&path()).map(|place| place.join("tmux")).find(|tmux| tmux.exists());
    let script = format!(
        "#!/bin/sh\n'{}' \"$@\"; code=$?\ncase \"$*\" in load-buffer*) sleep 1;; esac\nexit $code\n",
        real.unwrap().display()
    );
    let tmux = folder.path().join("tmux");
    fs::write(&tmux, script).unwrap();
    fs::set_permissions(&tmux, fs::Permissions::from_mode(0o700)).unwrap();
    folder
}

#[test]
fn a_second_copy_leaves_nothing_of_a_first_that_was_on_its_way() {
    let Some(server) = Server::start() else { return };
    let slow = slow_tmux();
    let path = format!("{}:{}", slow.path().display(), path());
    let mut pty = server.program(&path);
    pty.send("y");
    process::wait_for("first copy", || (!server.buffers().is_empty()).then_some(()));
    pty.send("jy");
    pty.wait_for("Sent argo");
    assert_eq!(server.buffers().lines().count(), 1, "{}", server.buffers());
    assert_eq!(server.pasted(), "made-up-hmac-brisk-walnut-ferry");
    pty.send("q");
    pty.wait_for("over");
    process::wait_for("empty tmux", || server.buffers().is_empty().then_some(()));
}

#[test]
fn a_helper_that_somebody_kills_leaves_no_buffer() {
    let Some(server) = Server::start() else { return };
    let mut pty = server.program(&path());
    pty.send("y");
    pty.wait_for("to tmux and the terminal; it is overwritten in ");
    let helper = server.buffers().trim().strip_prefix("tapis-secrets-").unwrap().parse().unwrap();
    kill_process(Pid::from_raw(helper).unwrap(), Signal::KILL).unwrap();
    pty.wait_for("✓ Overwrote the clipboards of tmux and the terminal.");
    assert_eq!(server.buffers(), "");
}

#[test]
fn the_program_inside_tmux_copies_to_it_and_clears_at_its_end() {
    let Some(server) = Server::start() else { return };
    let mut pty = server.program(&path());
    pty.send("y");
    pty.wait_for("to tmux and the terminal; it is overwritten in ");
    assert_eq!(server.pasted(), "demo-dns-challenge-made-up-7f3a");
    assert!(!pty.text().contains("challenge-made-up"), "{}", pty.text());
    pty.send("jy");
    pty.wait_for("Sent argo");
    process::wait_for("second copy alone", || (server.buffers().lines().count() == 1).then_some(()));
    assert_eq!(server.pasted(), "made-up-hmac-brisk-walnut-ferry");
    pty.send("q");
    pty.wait_for("over");
    process::wait_for("empty tmux", || server.buffers().is_empty().then_some(()));
}

/// With its last window tmux ends, and nobody could reach the terminal any more. Where there is another one the
/// copy stays for its time: it is there to be pasted.
#[rstest]
#[case::the_last_window("", true)]
#[case::one_of_two("tmux new-window -d cat; ", false)]
fn what_the_terminal_got_is_overwritten_before_tmux_ends(#[case] before: &str, #[case] overwritten: bool) {
    let Some(server) = Server::start() else { return };
    let mut pty = server.window(&path(), &format!("{before}exec '{PROGRAM}' demo"));
    pty.send("y");
    pty.wait_for("Sent acme_dns_token");
    pty.send("q");
    pty.wait_until("what tmux shows next", |pty| {
        pty.text().contains("[exited]") || !pty.text().contains("tapis-secrets")
    });
    assert_eq!(pty.raw().contains("IA=="), overwritten, "{}", pty.raw());
}
