//! The engine by itself: no loop, no app, no terminal. Commands use it like this.

use std::sync::Arc;
use std::time::Duration;

use tapis_secrets::accounts::Accounts;
use tapis_secrets::api::{Access, Client, Route};
use tapis_secrets::core::{Effect, Event, PendingRequests, RequestKey, SessionId};
use tapis_secrets::demo::{Options, Service};
use tapis_secrets::domain::{
    AccessMode, Answer, BaseUrl, Change, FailureKind, Granted, NewScope, NewSecret, ProfileId, Reply,
    Request, SecretId, SecretValue, SignInFault, Tested, Token, TokenWay,
};
use tapis_secrets::engine::Engine;
use tokio::sync::mpsc::UnboundedReceiver;

/// How long something may take that takes milliseconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(60);
const SESSION: SessionId = SessionId(1);

/// Nobody is asked for another token.
struct Nobody;

impl Accounts for Nobody {
    fn arrive(&self, _: ProfileId) {}

    fn test(&self, _: ProfileId, _: &SecretId, _: Arc<SecretValue>) -> Tested {
        Tested::NotTested
    }

    fn token(&self, _: ProfileId, _: TokenWay) -> Result<(Access, Granted), SignInFault> {
        Err(SignInFault::NoSource)
    }
}

/// An engine that is signed in to a service, and the requests that wait for an answer.
struct Caller {
    engine: Engine,
    events: UnboundedReceiver<Event>,
    pending: PendingRequests,
    runtime: tokio::runtime::Runtime,
}

impl Caller {
    fn of(service: &Service) -> Self {
        let make = |access: Access| Client::new(access.base_url, access.token, &access.route);
        // No copy is made, so no program has to hold one.
        let (engine, events) = Engine::start("no-program".into(), make, Nobody, None).unwrap();
        let base_url = BaseUrl::parse(&service.base_url(), false).unwrap();
        let token = Arc::new(Token::new(service.token()).unwrap());
        engine.open(SESSION, Access { base_url, token, route: Route::default() });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        Self { engine, events, pending: PendingRequests::new(SESSION), runtime }
    }

    fn next(&mut self) -> Event {
        let event = async { tokio::time::timeout(PATIENCE, self.events.recv()).await };
        self.runtime.block_on(event).unwrap().unwrap()
    }

    /// Makes a call, and waits for its end.
    fn call(&mut self, request_key: RequestKey, request: Request) -> Result<Answer, FailureKind> {
        let (ticket, _) = self.pending.open(request_key);
        self.engine.perform(Effect::Call(ticket.clone(), request));
        loop {
            if let Event::Reply(of, Reply::Final(result)) = self.next() {
                assert_eq!(of, ticket, "an answer carries the id of its request");
                self.pending.close(&ticket);
                return result.map_err(|failure| failure.kind);
            }
        }
    }

    fn value(&mut self, id: &SecretId) -> String {
        match self.call(RequestKey::Value(id.clone()), Request::GetValue(id.clone())) {
            Ok(Answer::Value(value)) => value.expose().to_owned(),
            other => panic!("{other:?} is no value"),
        }
    }
}

#[test]
fn a_secret_is_created_read_changed_and_deleted_without_loop_or_app() {
    let service = Service::start(Options::default()).unwrap();
    let mut caller = Caller::of(&service);
    let id = SecretId::from("engine_alone");
    let value = |text: &str| Arc::new(SecretValue::new(text.to_owned()));
    let new = NewSecret {
        id: id.clone(),
        value: value("first"),
        description: "without a screen".to_owned(),
        scope: NewScope::User,
        access: AccessMode::Full,
    };
    assert!(caller.call(RequestKey::Write(1), Request::Create(new)).is_ok());
    assert_eq!(caller.value(&id), "first");

    let change = Change { value: Some(value("second")), description: None };
    assert!(caller.call(RequestKey::Write(2), Request::Update(id.clone(), change)).is_ok());
    assert_eq!(caller.value(&id), "second");

    assert!(caller.call(RequestKey::Write(3), Request::Delete(id.clone())).is_ok());
    let gone = caller.call(RequestKey::Value(id.clone()), Request::GetValue(id));
    assert!(matches!(gone, Err(FailureKind::NotFound)), "{gone:?}");
}

#[test]
fn random_bytes_and_a_journal_come_without_loop_or_app() {
    let service = Service::start(Options::default()).unwrap();
    let mut caller = Caller::of(&service);
    let asked = caller.pending.request();
    caller.engine.perform(Effect::Random(asked, 16));
    match caller.next() {
        Event::Random(of, Some(bytes)) => assert_eq!((of, bytes.len()), (asked, 16)),
        other => panic!("{other:?} is no random bytes"),
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.md").display().to_string();
    let request = caller.pending.request();
    caller.engine.perform(Effect::SaveJournal { request, path: path.clone(), text: "done".to_owned() });
    assert!(matches!(caller.next(), Event::JournalSaved(of, _, Ok(())) if of == request));
    assert_eq!(std::fs::read_to_string(path).unwrap(), "done");
}
