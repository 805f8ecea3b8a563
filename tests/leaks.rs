//! A value of its own for each test, sent through every path of revealing and copying: it may be on the
//! screen while it is revealed and in the clipboard, and nowhere else, not even a piece of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

#[path = "leaks/app.rs"]
mod app;
#[path = "leaks/editor.rs"]
mod editor;
#[path = "leaks/forms.rs"]
mod forms;
#[path = "leaks/pods.rs"]
mod pods;
#[path = "leaks/program.rs"]
mod program;
#[path = "leaks/session.rs"]
mod session;
#[path = "leaks/undo.rs"]
mod undo;

use std::sync::Arc;

use tapis_secrets::api::{Client, Route, SecretStore};
use tapis_secrets::demo::{Data, Options, Service};
use tapis_secrets::domain::{
    AccessMode, Answer, BaseUrl, NewScope, NewSecret, Reply, Request, SecretValue, Token,
};

use support::clock::options;

/// Where the value is.
const ID: &str = "sentinel_holder";
const PATH: &str = "/pods/secrets/sentinel_holder/value";
/// Most that may be seen of a value by chance.
const PIECE: usize = 8;

/// A value that occurs nowhere else.
struct Sentinel(String);

impl Sentinel {
    fn new() -> Self {
        Self((0..32).map(|_| fastrand::alphanumeric()).collect())
    }

    /// The first line of the stored value; the second is there to be cut off.
    fn stored(&self) -> String {
        format!("{}\n{}", self.0, ".".repeat(400))
    }

    /// A piece of the value in `text`.
    fn piece_in(&self, text: &[u8]) -> bool {
        let pieces: std::collections::HashSet<&[u8]> = self.0.as_bytes().windows(PIECE).collect();
        text.windows(PIECE).any(|piece| pieces.contains(piece))
    }

    #[track_caller]
    fn assert_not_in(&self, text: &str, place: &str) {
        assert!(!self.piece_in(text.as_bytes()), "{place} has the value:\n{text}");
    }
}

/// A service with the sentinel in [`ID`] and another secret after it.
fn service(sentinel: &Sentinel) -> Service {
    let service = Service::start(Options { data: Data::Empty, ..options() }).unwrap();
    for (id, value) in [(ID, sentinel.stored()), ("zz_other", "another value".to_owned())] {
        let new = NewSecret {
            id: id.into(),
            value: Arc::new(SecretValue::new(value)),
            description: String::new(),
            scope: NewScope::User,
            access: AccessMode::Full,
        };
        ask(&client(&service), Request::Create(new));
    }
    service
}

fn client(service: &Service) -> Client {
    let base = BaseUrl::parse(&service.base_url(), false).unwrap();
    let token = Arc::new(Token::new(service.token()).unwrap());
    Client::new(base, token, &Route::default()).unwrap()
}

fn ask(client: &Client, request: Request) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(client.call(request, &|_: Reply| ())).unwrap()
}
