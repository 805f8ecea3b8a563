//! A user who works with the commands for scripts: an account at the embedded service, bytes in, bytes out.

use std::io::Write;
use std::process::{Child, Command, Output, Stdio};

use tapis_secrets::demo::{Options, Service};

use super::support::pty::{PROGRAM, Start};
use super::{Home, err};

/// Alice, with a token in her environment.
pub(crate) struct Desk {
    pub(crate) home: Home,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { home: Home::new() }
    }

    /// A service that is like this.
    pub(crate) fn at(options: Options) -> Self {
        Self { home: Home { service: Service::start(options).unwrap(), ..Home::new() } }
    }

    /// A profile for the service with these lines, whose token is in a file, in place of the environment.
    pub(crate) fn with_profile(lines: &str) -> Self {
        let home = Home::new();
        let token = home.write("token", &home.service.token(), 0o600);
        let lines = format!("token_file = {:?}\n{lines}", token.display().to_string());
        Self { home: home.local(&lines) }
    }

    pub(crate) fn service(&self) -> &Service {
        &self.home.service
    }

    /// The variables that lead to the service, unless a profile does.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let mut all = self.home.environment();
        if !self.home.path("config").exists() {
            all.push(("TAPIS_BASE_URL", self.service().base_url()));
            all.push(("TAPIS_TOKEN", self.service().token()));
        }
        all
    }

    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.environment()).current_dir(self.home.path(""));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The program with nothing on standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(PROGRAM).args(arguments).output().unwrap()
    }

    /// The program with these bytes on standard input.
    pub(crate) fn feed(&self, input: &[u8], arguments: &[&str]) -> Output {
        let mut child = self.begin(arguments);
        // It may end before it has read all.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }

    /// The program at work, with standard input open.
    pub(crate) fn begin(&self, arguments: &[&str]) -> Child {
        self.command(PROGRAM).args(arguments).stdin(Stdio::piped()).spawn().unwrap()
    }

    /// The same with this address of the service.
    pub(crate) fn begin_at(&self, url: &str, arguments: &[&str]) -> Child {
        let mut command = self.command(PROGRAM);
        command.args(arguments).env("TAPIS_BASE_URL", url).stdin(Stdio::piped()).spawn().unwrap()
    }

    /// The program in a terminal.
    pub(crate) fn start(&self, arguments: &[&str]) -> Start {
        let start = Start::program(arguments);
        self.environment().iter().fold(start, |start, (name, value)| start.env(name, value))
    }

    /// A script for a shell, with the program as `t`.
    pub(crate) fn shell(&self, shell: &str, script: &str) -> Output {
        let script = format!("t() {{ '{PROGRAM}' \"$@\"; }}\n{script}");
        self.command(shell).args(["-c", &script]).output().unwrap()
    }

    /// The requests that change something.
    pub(crate) fn writes(&self) -> Vec<String> {
        self.asked(|method, _| method != "GET")
    }

    /// The reads of values, which the service logs.
    pub(crate) fn reads(&self) -> Vec<String> {
        self.asked(|method, path| method == "GET" && path.ends_with("/value"))
    }

    fn asked(&self, wanted: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let requests = self.service().requests().into_iter();
        let wanted = requests.filter(|request| wanted(&request.method, &request.path));
        wanted.map(|request| format!("{} {}", request.method, request.path)).collect()
    }
}

/// It ended with this code, and said this.
#[track_caller]
pub(crate) fn assert_ended(output: &Output, code: i32, said: &str) {
    let err = err(output);
    assert_eq!(output.status.code(), Some(code), "{err}");
    assert!(err.contains(said), "{said:?} is not in {err}");
}
