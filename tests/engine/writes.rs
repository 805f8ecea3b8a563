//! A secret is created, changed and deleted by the write machine; its requests go through the engine.

use std::sync::Arc;

use tapis_secrets::api::Route;
use tapis_secrets::core::PendingRequests;
use tapis_secrets::demo::Scripted;
use tapis_secrets::domain::{AccessMode, Change, NewScope, NewSecret};
use tapis_secrets::work::write::{
    Context as Surroundings, Draft, Fate, Input, News, Obstacle, Old, Output, Write,
};
use tokio::runtime::Runtime;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;

use crate::support::clock;
use crate::support::prelude::*;
use crate::support::service::{ask, description_of, exists, value_of};

const SESSION: SessionId = SessionId(1);

/// A command: the engine with one session, and nothing else.
struct Command {
    service: Service,
    engine: Engine,
    events: UnboundedReceiver<Event>,
    runtime: Runtime,
    pending: PendingRequests,
    now: Moment,
    site: Site,
    /// Values may be read, which the service logs.
    agreed: bool,
}

impl Command {
    fn new() -> Self {
        let service = Service::start(Options { secrets: 3, ..clock::options() }).unwrap();
        let token = Arc::new(Token::new(service.token()).unwrap());
        let base_url = BaseUrl::parse(&service.base_url(), false).unwrap();
        let accounts = ProfileAccounts::new(Vec::new(), clock::now);
        let make = move |access: SignedIn| Client::with_settings(access.base_url, access.token, hasty());
        let (engine, events) = Engine::start("tapis-secrets".into(), make, accounts, None).unwrap();
        let claims = token.claims();
        engine.open(SESSION, SignedIn { base_url, token, route: Route::default() });
        let site = Site { claims, ..Site::default() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (pending, now) = (PendingRequests::new(SESSION), clock::start());
        Self { service, engine, events, runtime, pending, now, site, agreed: true }
    }

    /// Sends `draft` and follows the write to its end; returns the last news.
    fn run(&mut self, draft: Draft, old: Old) -> News {
        let mut write = Write::new(1);
        let mut input = Input::Confirmed(draft, old);
        loop {
            let cx = Surroundings {
                now: self.now,
                service_time: self.now.wall,
                site: &self.site,
                digests: None,
                agreed: self.agreed,
                denied: false,
            };
            let out = write.step(&cx, input);
            let last = self.carry_out(out);
            if !write.is_under_way() {
                return last.expect("a write ends with news");
            }
            input = match write.next_due() {
                Some(due) => {
                    self.now.instant = due;
                    Input::Tick
                }
                None => self.answer(),
            };
        }
    }

    fn carry_out(&mut self, out: Vec<Output>) -> Option<News> {
        let mut last = None;
        for output in out {
            match output {
                Output::Call(request_key, request) => {
                    let (ticket, _) = self.pending.open(request_key);
                    self.engine.perform(Effect::Call(ticket, request));
                }
                Output::Abort(request_key) => {
                    let ticket = self.pending.cancel(&request_key).expect("something to abort");
                    self.engine.perform(Effect::Abort(ticket));
                }
                Output::News(news) => last = Some(news),
            }
        }
        last
    }

    /// Waits for the answer to what was asked last.
    fn answer(&mut self) -> Input {
        loop {
            let next = async { timeout(PATIENCE, self.events.recv()).await };
            let event = self.runtime.block_on(next).expect("the engine answers").expect("the engine runs");
            if let Event::Reply(ticket, Reply::Final(result)) = event
                && self.pending.is_current(&ticket)
            {
                self.pending.close(&ticket);
                let result = result.map_err(|failure| Arc::new(*failure));
                return match ticket.request_key {
                    RequestKey::Write(_) => Input::Written(result),
                    _ => Input::Looked(result),
                };
            }
        }
    }

    /// The secret of this id as the service has it.
    fn secret(&self, id: &str) -> Box<Secret> {
        match ask(&self.service, &self.service.token(), Request::Get(id.into())).unwrap() {
            Answer::Got(secret) => secret,
            other => panic!("{other:?} is no secret"),
        }
    }

    fn edit(&self, id: &str, new: Option<&str>, description: Option<&str>) -> Draft {
        let change = Change { value: new.map(value), description: description.map(str::to_owned) };
        Draft::Edit { base: self.secret(id), change }
    }

    fn writes(&self) -> usize {
        self.service.requests().iter().filter(|request| request.method != "GET").count()
    }
}

fn value(text: &str) -> Arc<SecretValue> {
    Arc::new(SecretValue::from(text))
}

fn create(id: &str) -> Draft {
    Draft::Create(NewSecret {
        id: id.into(),
        value: value("first"),
        description: "mine".to_owned(),
        scope: NewScope::User,
        access: AccessMode::Full,
    })
}

fn is_applied(news: &News, by_looking: bool) -> bool {
    matches!(news, News::Settled(Fate::Applied { found, .. }) if *found == by_looking)
}

#[test]
fn a_secret_is_created_changed_and_deleted() {
    let mut command = Command::new();
    let news = command.run(create("anew"), Old::Lost);
    assert!(is_applied(&news, false), "{news:?}");
    assert_eq!(value_of(&command.service, "anew"), "first");

    let draft = command.edit("anew", Some("second"), Some("still mine"));
    let news = command.run(draft, Old::Read);
    assert!(is_applied(&news, false), "{news:?}");
    assert_eq!(value_of(&command.service, "anew"), "second");
    assert_eq!(description_of(&command.service, "anew"), "still mine");

    let secret = command.secret("anew");
    let news = command.run(Draft::Delete { secret, expected: None, spare: None }, Old::Read);
    assert!(is_applied(&news, false), "{news:?}");
    assert!(!exists(&command.service, "anew"));
    assert_eq!(command.writes(), 3);
}

#[test]
fn a_name_that_is_taken_is_not_sent() {
    let mut command = Command::new();
    command.run(create("anew"), Old::Lost);
    let news = command.run(create("anew"), Old::Lost);
    assert!(matches!(news, News::HeldBack(Obstacle::Exists(_))), "{news:?}");
    assert_eq!(command.writes(), 1);
}

#[test]
fn a_write_without_an_answer_is_judged_by_looking_and_not_sent_again() {
    let mut command = Command::new();
    command.service.answer_next("POST", "/pods/secrets", Scripted::HalfBody);
    let news = command.run(create("anew"), Old::Lost);
    assert!(is_applied(&news, true), "{news:?}");

    command.service.answer_next("PUT", "/pods/secrets/anew", Scripted::DropConnection);
    let draft = command.edit("anew", Some("second"), None);
    let news = command.run(draft, Old::Read);
    assert!(matches!(news, News::Settled(Fate::NotApplied(_))), "{news:?}");
    assert_eq!(value_of(&command.service, "anew"), "first");
    assert_eq!(command.writes(), 2);
}
