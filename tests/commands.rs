//! The subcommands without a screen, and what configuration and environment do to the program, through the
//! real binary: what it prints, how it ends, and that no token or password gets anywhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

#[path = "commands/assets.rs"]
mod assets;
#[path = "support/certificates.rs"]
mod certificates;
#[path = "commands/completing.rs"]
mod completing;
#[path = "commands/config.rs"]
mod config;
#[path = "commands/consent.rs"]
mod consent;
#[path = "commands/create.rs"]
mod create;
#[path = "commands/desk.rs"]
mod desk;
#[path = "commands/docs.rs"]
mod docs;
#[path = "commands/doctor.rs"]
mod doctor;
#[path = "commands/door.rs"]
mod door;
#[path = "memory/front.rs"]
mod front;
#[path = "commands/get.rs"]
mod get;
#[path = "commands/hurts.rs"]
mod hurts;
#[path = "commands/list.rs"]
mod list;
#[path = "commands/login.rs"]
mod login;
#[path = "commands/picture.rs"]
mod picture;
#[path = "commands/restart.rs"]
mod restart;
#[path = "commands/rm.rs"]
mod rm;
#[path = "commands/rotate.rs"]
mod rotate;
#[path = "commands/rotate_left.rs"]
mod rotate_left;
#[path = "commands/rotate_refused.rs"]
mod rotate_refused;
#[path = "commands/scripts.rs"]
mod scripts;
#[path = "commands/set.rs"]
mod set;
#[path = "commands/stale.rs"]
mod stale;
#[path = "commands/stopped.rs"]
mod stopped;
mod support;
#[path = "commands/typed.rs"]
mod typed;
#[path = "commands/uses.rs"]
mod uses;
#[path = "commands/using.rs"]
mod using;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tapis_secrets::demo::{Options, Service};
use tempfile::TempDir;

use support::pty::{PROGRAM, Start};

/// A user at home: a configuration, a folder for the log-in session, and a service.
struct Home {
    folder: TempDir,
    service: Service,
}

impl Home {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("run")).unwrap();
        fs::set_permissions(folder.path().join("run"), fs::Permissions::from_mode(0o700)).unwrap();
        Self { folder, service: Service::start(Options::default()).unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: &str, mode: u32) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    /// The configuration, with `URL` for the service's address.
    fn config(self, text: &str) -> Self {
        let text = text.replace("URL", &self.service.base_url());
        self.write("config/tapis-secrets/config.toml", &text, 0o644);
        self
    }

    /// A profile `local` at the service, with these lines.
    fn local(self, lines: &str) -> Self {
        self.config(&format!("[profiles.local]\nbase_url = \"URL\"\n{lines}\n"))
    }

    /// The same with other lines, at the same home.
    fn local_again(&self, lines: &str) -> &Self {
        let text = format!("[profiles.local]\nbase_url = \"{}\"\n{lines}\n", self.service.base_url());
        self.write("config/tapis-secrets/config.toml", &text, 0o644);
        self
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let folder = |name: &str| self.path(name).display().to_string();
        vec![
            ("HOME", folder("")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_RUNTIME_DIR", folder("run")),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TZ", "UTC".to_owned()),
        ]
    }

    /// The program without a terminal.
    fn run(&self, arguments: &[&str], env: &[(&str, &str)]) -> Output {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env_clear().envs(self.environment()).envs(env.iter().copied());
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// The program in a terminal.
    fn start(&self, arguments: &[&str], env: &[(&str, &str)]) -> Start {
        let own = self.environment();
        let all = own.iter().map(|(name, value)| (*name, value.as_str())).chain(env.iter().copied());
        all.fold(Start::program(arguments), |start, (name, value)| start.env(name, value))
    }

    /// The remembered tokens.
    fn remembered(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.path("run/tapis-secrets")) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}
