//! Two processes: the service with a needle in it, and the program in a terminal of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tapis_secrets::api::{Client, Route, SecretStore};
use tapis_secrets::domain::{
    AccessMode, Answer, BaseUrl, NewScope, NewSecret, Reply, Request, SecretValue, Token,
};

use crate::front::Front;
use crate::needle::{Needle, can_look};
use crate::support::prelude::PATIENCE;
use crate::support::pty::{PROGRAM, Pty, Start};

/// For so long nobody is heard after something has opened or closed by itself, and a little more.
const LOOKS: Duration = Duration::from_millis(400);

/// Where the needle is; the first of the list.
pub(crate) const ID: &str = "aaa_needle";

/// `demo --serve`; ends when this is dropped.
pub(crate) struct Service {
    child: Child,
    pub(crate) url: String,
    pub(crate) token: String,
}

impl Service {
    pub(crate) fn start() -> Self {
        let mut command = Command::new(PROGRAM);
        command.args(["demo", "--serve", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let (url, token) = (lines.next().unwrap(), lines.next().unwrap());
        Self { child, url, token }
    }

    pub(crate) fn ask(&self, request: Request) -> Answer {
        let base = BaseUrl::parse(&self.url, false).unwrap();
        let client =
            Client::new(base, Arc::new(Token::new(self.token.clone()).unwrap()), &Route::default()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(client.call(request, &|_: Reply| ())).unwrap()
    }

    pub(crate) fn hold(&self, id: &str, value: &str) {
        self.ask(Request::Create(NewSecret {
            id: id.into(),
            value: Arc::new(SecretValue::new(value.to_owned())),
            description: String::new(),
            scope: NewScope::User,
            access: AccessMode::Full,
        }));
    }

    pub(crate) fn value_of(&self, id: &str) -> String {
        match self.ask(Request::GetValue(id.into())) {
            Answer::Value(value) => value.expose().to_owned(),
            other => panic!("{other:?}"),
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, with all places for files inside its home.
pub(crate) struct Stage {
    pub(crate) service: Service,
    pub(crate) pty: Pty,
    _front: Option<Front>,
}

/// How the program speaks to the service.
#[derive(Clone, Copy)]
pub(crate) enum Way {
    Plain,
    Tls,
}

impl Stage {
    /// The program on a service that holds the needle; nothing where nobody may look into it.
    pub(crate) fn with(needle: &Needle, arguments: &[&str]) -> Option<Self> {
        Self::over(Way::Plain, needle, arguments)
    }

    pub(crate) fn over(way: Way, needle: &Needle, arguments: &[&str]) -> Option<Self> {
        let service = Service::start();
        service.hold(ID, &needle.value);
        let front = matches!(way, Way::Tls).then(|| Front::of(&service.url));
        let mut start = Start::program(&[&["--log", "log"], arguments].concat());
        let home = start.home().to_owned();
        let url = front.as_ref().map_or(&service.url, |front| &front.url);
        if let Some(front) = &front {
            let config = home.join("config.toml");
            fs::write(&config, format!("ca_file = {:?}\n", front.ca_file())).unwrap();
            start = start.env("TAPIS_SECRETS_CONFIG", config.to_str().unwrap());
        }
        start = start.env("TAPIS_BASE_URL", url).env("TAPIS_TOKEN", &service.token);
        for place in ["TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            let directory = home.join(place);
            fs::create_dir(&directory).unwrap();
            start = start.env(place, directory.to_str().unwrap());
        }
        let mut pty = start.size(120, 40).run();
        // Rows that come later do not move the selection.
        pty.wait_for(ID);
        pty.send("g");
        pty.wait_for(&format!("▌ {ID}"));
        can_look(pty.pid().as_raw_nonzero().get()).then_some(Self { service, pty, _front: front })
    }

    /// A program that somebody else started.
    pub(crate) fn of(service: Service, pty: Pty) -> Self {
        Self { service, pty, _front: None }
    }

    /// Sends keys, as somebody does who has looked first, and waits for a text on the screen.
    pub(crate) fn press(&mut self, keys: &str, shows: &str) {
        std::thread::sleep(LOOKS);
        self.pty.send(keys);
        self.pty.wait_for(shows);
    }

    fn find(&self, needle: &Needle) -> Vec<String> {
        needle.find_in(self.pty.pid().as_raw_nonzero().get())
    }

    /// The control: what is searched for can be found.
    #[track_caller]
    pub(crate) fn assert_found(&self, needle: &Needle, when: &str) -> Vec<String> {
        let found = self.find(needle);
        assert!(!found.is_empty(), "{when}: the search finds nothing, and so proves nothing");
        found
    }

    /// Nothing of it is left, after the moment that tasks and connections need for their end.
    #[track_caller]
    pub(crate) fn assert_gone(&self, needle: &Needle, when: &str) {
        let end = Instant::now() + PATIENCE / 2;
        loop {
            let found = self.find(needle);
            if found.is_empty() {
                return;
            }
            assert!(Instant::now() < end, "{when}, there is still:\n{}", found.join("\n"));
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Ends the program; no file has the needle then, the log among them.
    pub(crate) fn quit(mut self, needle: &Needle) {
        std::thread::sleep(LOOKS);
        self.pty.send("q");
        assert_eq!(self.pty.wait_for_end(), 0);
        let log = fs::read_to_string(self.pty.home().join("log")).unwrap();
        assert!(log.contains("last_byte_to_rows=") && log.ends_with("ended code=0\n"), "{log}");
        visit(self.pty.home(), &mut |path| {
            assert!(!needle.is_in(&fs::read(path).unwrap()), "{} has it", path.display());
        });
    }
}

fn visit(directory: &Path, look: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(directory).unwrap().flatten() {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            visit(&path, look);
        } else {
            look(&path);
        }
    }
}
