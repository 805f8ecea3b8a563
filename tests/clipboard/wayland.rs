//! The desktop's clipboard on a Wayland compositor of the test's own.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

use crate::support::process;
use crate::{Helper, LONG, found, path};

/// sway without a screen, ended when this is dropped.
struct Compositor {
    server: Child,
    runtime: TempDir,
    name: String,
}

impl Compositor {
    /// Nothing where there is no sway, or no client to look at its clipboard with.
    fn start() -> Option<Self> {
        if !found("sway") || !found("wl-paste") {
            return None;
        }
        let runtime = TempDir::new().unwrap();
        let mut server = Command::new("sway")
            .args(["-c", "/dev/null"])
            .env_clear()
            .envs([("PATH", &*path()), ("WLR_BACKENDS", "headless"), ("WLR_LIBINPUT_NO_DEVICES", "1")])
            .envs([("WLR_RENDERER", "pixman"), ("XDG_RUNTIME_DIR", runtime.path().to_str().unwrap())])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let socket = || {
            let entries = std::fs::read_dir(runtime.path()).unwrap().flatten();
            let mut names = entries.filter_map(|entry| entry.file_name().into_string().ok());
            names.find(|name| name.starts_with("wayland-") && !name.ends_with(".lock"))
        };
        let name = process::wait_for("socket of sway or its end", || {
            socket().map(Some).or_else(|| server.try_wait().unwrap().map(|_| None))
        });
        let Some(name) = name else {
            println!("skipped: sway does not start here");
            return None;
        };
        Some(Self { server, runtime, name })
    }

    fn environment(&self) -> [(&str, &str); 2] {
        [("WAYLAND_DISPLAY", &self.name), ("XDG_RUNTIME_DIR", self.runtime.path().to_str().unwrap())]
    }

    fn client(&self, script: &str) -> Command {
        let mut client = Command::new("sh");
        client.args(["-c", script]).env_clear().env("PATH", path()).envs(self.environment());
        client.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        client
    }

    /// What another program would paste; nothing when the clipboard is empty.
    fn pasted(&self) -> Option<String> {
        let output = self.client("wl-paste -n").output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    }
}

impl Drop for Compositor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn a_program_that_pastes_and_never_reads_keeps_neither_the_helper_nor_the_value() {
    let Some(compositor) = Compositor::start() else { return };
    let mut helper = Helper::start("system", LONG, &compositor.environment());
    // More than a pipe takes.
    helper.give("x".repeat(1 << 20).as_bytes());
    assert_eq!(helper.report(), "taken");
    let script = "wl-paste -n | { head -c 1; exec sleep 600; }";
    let mut paste = compositor.client(script).process_group(0).spawn().unwrap();
    let mut first = [0];
    std::io::Read::read_exact(paste.stdout.as_mut().unwrap(), &mut first).unwrap();
    helper.signal(Signal::TERM);
    assert_eq!(helper.report(), "cleared");
    assert_eq!(helper.end(), Some(0));
    let _ = kill_process_group(Pid::from_child(&paste), Signal::KILL);
    paste.wait().unwrap();
    assert_eq!(compositor.pasted(), None);
}

#[test]
fn a_compositor_that_has_ended_took_the_value_along() {
    let Some(mut compositor) = Compositor::start() else { return };
    let mut helper = Helper::start("system", LONG, &compositor.environment());
    helper.give(b"value");
    assert_eq!(helper.report(), "taken");
    compositor.server.kill().unwrap();
    compositor.server.wait().unwrap();
    helper.signal(Signal::TERM);
    assert_eq!(helper.report(), "lost");
    assert_eq!(helper.end(), Some(0));
}
