//! What the tests of the client have in common: clients with a suitable patience, requests, bodies, and
//! what was said during a call.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tapis_secrets::api::{Client, RetryPolicy, Route, SecretStore, Settings, Timeouts};
use tapis_secrets::domain::{
    AccessMode, Answer, BaseUrl, Change, Failure, NewScope, NewSecret, Reply, Request, SecretValue, Token,
};

use crate::script::{Server, answer};

pub(crate) const TOKEN: &str = "header.payload-4711.signature";
pub(crate) const ROW: &str = r#"{"secret_id":"a","scope":"user","added_by":"alice"}"#;

/// Patient where a test does not wait for patience to end, and quick between attempts.
pub(crate) fn settings() -> Settings {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Settings { retry, ..Settings::default() }
}

/// For servers that stay silent for good, after what they say at once, on a busy machine too.
pub(crate) fn impatient() -> Settings {
    let soon = Duration::from_millis(500);
    let timeouts = Timeouts { silence: soon, call: soon, ..Timeouts::default() };
    Settings { timeouts, retry: RetryPolicy { attempts: 2, ..settings().retry }, ..settings() }
}

pub(crate) fn client(url: &str, settings: Settings) -> Client {
    on_route(url, settings, &Route::default())
}

pub(crate) fn on_route(url: &str, settings: Settings, route: &Route) -> Client {
    let base = BaseUrl::parse(url, true).unwrap();
    Client::on_route(base, Arc::new(Token::new(TOKEN.into()).unwrap()), settings, route).unwrap()
}

/// Runs one call; what it said meanwhile comes along.
pub(crate) async fn call(client: &Client, request: Request) -> (Result<Answer, Box<Failure>>, Vec<Reply>) {
    let replies = Mutex::new(Vec::new());
    let result = client.call(request, &|reply| replies.lock().unwrap().push(reply)).await;
    (result, replies.into_inner().unwrap())
}

/// One call to a server, which must fail.
pub(crate) async fn failure(
    server: &Server,
    settings: Settings,
    request: Request,
) -> (Box<Failure>, Vec<Reply>) {
    let (result, replies) = call(&client(&server.url, settings), request).await;
    (result.unwrap_err(), replies)
}

pub(crate) fn new_secret(value: &str) -> NewSecret {
    NewSecret {
        id: "a".into(),
        value: Arc::new(SecretValue::new(value.into())),
        description: String::new(),
        scope: NewScope::User,
        access: AccessMode::Full,
    }
}

pub(crate) fn change() -> Change {
    Change { description: Some("d".into()), value: Some(Arc::new(SecretValue::new("hunter2".into()))) }
}

pub(crate) fn list_body(rows: usize) -> String {
    format!(r#"{{"message":"ok","result":[{}],"status":"success"}}"#, vec![ROW; rows].join(","))
}

pub(crate) fn one(result: &str) -> Vec<u8> {
    answer(200, &format!(r#"{{"message":"Secret created.","result":{result},"status":"success"}}"#))
}

pub(crate) fn ids(replies: &[Reply]) -> Vec<String> {
    let batches = replies.iter().filter_map(|r| if let Reply::Batch(rows) = r { Some(rows) } else { None });
    batches.flat_map(|rows| rows.iter().map(|row| row.id().to_owned())).collect()
}

pub(crate) fn retries(replies: &[Reply]) -> Vec<(u32, u32)> {
    let pair =
        |r: &Reply| if let Reply::Retrying { attempt, of, .. } = r { Some((*attempt, *of)) } else { None };
    replies.iter().filter_map(pair).collect()
}

pub(crate) fn reads() -> Vec<Request> {
    vec![Request::List, Request::Get("a".into()), Request::GetValue("a".into())]
}

pub(crate) fn writes() -> Vec<Request> {
    vec![
        Request::Create(new_secret("hunter2")),
        Request::Update("a".into(), change()),
        Request::Delete("a".into()),
    ]
}
