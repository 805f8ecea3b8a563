//! The client against scripted servers: what is really sent, and what becomes of everything that can go
//! wrong on the way. What an answer's text means is tested in `tests/contract.rs`.
#![allow(clippy::unwrap_used)] // in helpers too: what is missing here fails the test

#[path = "support/script.rs"]
mod script;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rstest::rstest;
use script::Step::{Await, Hang, Hear, Say};
use script::{Server, answer, cut, with_headers};
use tapis_secrets::api::{BaseUrl, Client, Limits, ListLimits, RetryPolicy, SecretStore, Settings, Timeouts};
use tapis_secrets::domain::failure::Limit;
use tapis_secrets::domain::{
    AccessMode, Answer, Change, Failure, FailureKind, NewScope, NewSecret, NoAnswer, Reply, Request,
    SecretId, SecretValue, Token, Unclear,
};
use tokio::sync::Notify;

const TOKEN: &str = "header.payload-4711.signature";
const ROW: &str = r#"{"secret_id":"a","scope":"user","added_by":"alice"}"#;

/// Patient where a test does not wait for patience to end, and quick between attempts.
fn settings() -> Settings {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Settings { retry, ..Settings::default() }
}

/// For servers that stay silent for good.
fn impatient() -> Settings {
    let soon = Duration::from_millis(100);
    let timeouts = Timeouts { silence: soon, call: soon, ..Timeouts::default() };
    Settings { timeouts, retry: RetryPolicy { attempts: 2, ..settings().retry }, ..settings() }
}

fn client(url: &str, settings: Settings) -> Client {
    let base = BaseUrl::parse(url, false).unwrap();
    Client::with_settings(base, Arc::new(Token::new(TOKEN.into()).unwrap()), settings).unwrap()
}

/// Runs one call; what it said meanwhile comes along.
async fn call(client: &Client, request: Request) -> (Result<Answer, Box<Failure>>, Vec<Reply>) {
    let replies = Mutex::new(Vec::new());
    let result = client.call(request, &|reply| replies.lock().unwrap().push(reply)).await;
    (result, replies.into_inner().unwrap())
}

/// One call to a server, which must fail.
async fn failure(server: &Server, settings: Settings, request: Request) -> (Box<Failure>, Vec<Reply>) {
    let (result, replies) = call(&client(&server.url, settings), request).await;
    (result.unwrap_err(), replies)
}

fn new_secret(value: &str) -> NewSecret {
    NewSecret {
        id: "a".into(),
        value: Arc::new(SecretValue::new(value.into())),
        description: String::new(),
        scope: NewScope::User,
        access: AccessMode::Full,
    }
}

fn change() -> Change {
    Change { description: Some("d".into()), value: Some(Arc::new(SecretValue::new("hunter2".into()))) }
}

fn list_body(rows: usize) -> String {
    format!(r#"{{"message":"ok","result":[{}],"status":"success"}}"#, vec![ROW; rows].join(","))
}

fn one(result: &str) -> Vec<u8> {
    answer(200, &format!(r#"{{"message":"Secret created.","result":{result},"status":"success"}}"#))
}

fn ids(replies: &[Reply]) -> Vec<String> {
    let batches = replies.iter().filter_map(|r| if let Reply::Batch(rows) = r { Some(rows) } else { None });
    batches.flat_map(|rows| rows.iter().map(|secret| secret.id.shown().to_owned())).collect()
}

fn retries(replies: &[Reply]) -> Vec<(u32, u32)> {
    let pair =
        |r: &Reply| if let Reply::Retrying { attempt, of, .. } = r { Some((*attempt, *of)) } else { None };
    replies.iter().filter_map(pair).collect()
}

fn reads() -> Vec<Request> {
    vec![Request::List, Request::Get("a".into()), Request::GetValue("a".into())]
}

fn writes() -> Vec<Request> {
    vec![
        Request::Create(new_secret("hunter2")),
        Request::Update("a".into(), change()),
        Request::Delete("a".into()),
    ]
}

// ── What is sent ────────────────────────────────────────────────────────────────────────────────────

#[rstest]
#[case::list(Request::List, "GET /pods/secrets", "", false)]
#[case::get(Request::Get("a b".into()), "GET /pods/secrets/a%20b", "", false)]
#[case::value(Request::GetValue("a/b".into()), "GET /pods/secrets/a%2Fb/value", "", true)]
#[case::create(
    Request::Create(new_secret("x\"y")),
    "POST /pods/secrets",
    r#"{"secret_id":"a","secret_value":"x\"y","scope":"user","readable":true,"writable":true}"#,
    true
)]
#[case::update(
    Request::Update("a".into(), change()),
    "PUT /pods/secrets/a",
    r#"{"description":"d","secret_value":"hunter2"}"#,
    true
)]
#[case::delete(Request::Delete("a\nb".into()), "DELETE /pods/secrets/a%0Ab", "", true)]
#[tokio::test]
async fn a_request_has_exactly_these_headers(
    #[case] request: Request,
    #[case] line: &str,
    #[case] body: &str,
    #[case] closes: bool,
) {
    let server = Server::saying(1, answer(404, "{}")).await;
    let _ = call(&client(&server.url, settings()), request).await;
    let heard = server.heard().remove(0);
    assert_eq!(heard.line, format!("{line} HTTP/1.1"));
    assert_eq!(heard.body, body);
    let mut headers = vec![
        "accept: application/json".to_owned(),
        format!("host: {}", server.url.trim_start_matches("http://")),
        concat!("user-agent: tapis-secrets/", env!("CARGO_PKG_VERSION")).to_owned(),
        format!("x-tapis-token: {TOKEN}"),
    ];
    if closes {
        headers.push("connection: close".to_owned());
    }
    if !body.is_empty() {
        headers.push("content-type: application/json".to_owned());
        headers.push(format!("content-length: {}", body.len()));
    }
    headers.sort();
    assert_eq!(heard.headers, headers);
}

#[tokio::test]
async fn the_base_path_is_kept_before_the_route() {
    let server = Server::saying(1, answer(404, "{}")).await;
    let _ = call(&client(&format!("{}//v3/", server.url), settings()), Request::Get("a".into())).await;
    assert_eq!(server.heard()[0].line, "GET /v3/pods/secrets/a HTTP/1.1");
}

#[rstest]
#[case("")]
#[case(".")]
#[case("..")]
#[tokio::test]
async fn an_id_that_no_url_can_name_is_never_sent(#[case] id: &str) {
    let server = Server::saying(1, answer(200, "{}")).await;
    let id = SecretId::from(id);
    let requests = [
        Request::Get(id.clone()),
        Request::GetValue(id.clone()),
        Request::Delete(id.clone()),
        Request::Update(id, change()),
    ];
    for request in requests {
        let (failure, _) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::NotAddressable);
        assert!(!failure.exchange.may_have_arrived);
        assert_eq!(failure.exchange.attempts, 0);
    }
    assert_eq!(server.connections(), 0);
}

// ── What comes back ─────────────────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn the_six_operations_bring_their_answers() {
    let value = answer(200, r#"{"result":{"secret_value":"a\u0000\"b"},"status":"success"}"#);
    let updated = answer(200, &format!(r#"{{"message":"Secret updated successfully.","result":{ROW}}}"#));
    let deleted = answer(200, r#"{"result":"a","status":"success"}"#);
    let scripts = [answer(200, &list_body(3)), one(ROW), value, one(ROW), updated.clone(), updated, deleted];
    let server = Server::start(scripts.into_iter().map(|a| vec![Hear, Say(a)]).collect()).await;
    let client = client(&server.url, settings());

    let (listed, replies) = call(&client, Request::List).await;
    assert!(matches!(listed, Ok(Answer::Listed { rows: 3, unreadable: 0, .. })), "{listed:?}");
    assert_eq!(ids(&replies), ["a", "a", "a"]);
    let (got, _) = call(&client, Request::Get("a".into())).await;
    assert!(matches!(got, Ok(Answer::Got(secret)) if secret.owner.shown() == "alice"));
    let (value, _) = call(&client, Request::GetValue("a".into())).await;
    assert!(matches!(value, Ok(Answer::Value(value)) if value.expose() == "a\0\"b"));
    let (created, _) = call(&client, Request::Create(new_secret(""))).await;
    assert!(matches!(created, Ok(Answer::Created { replaced: false, .. })), "{created:?}");
    let (replaced, _) = call(&client, Request::Create(new_secret(""))).await;
    assert!(matches!(replaced, Ok(Answer::Created { replaced: true, .. })), "{replaced:?}");
    let (updated, _) = call(&client, Request::Update("a".into(), change())).await;
    assert!(matches!(updated, Ok(Answer::Updated(secret)) if secret.id.as_str() == "a"));
    let (deleted, _) = call(&client, Request::Delete("a".into())).await;
    assert!(matches!(deleted, Ok(Answer::Deleted(id)) if id.as_str() == "a"));
}

#[tokio::test]
async fn an_answer_about_another_secret_is_not_taken() {
    let server = Server::saying(3, one(r#"{"secret_id":"b"}"#)).await;
    for request in
        [Request::Get("a".into()), Request::Update("a".into(), change()), Request::Create(new_secret(""))]
    {
        let (failure, _) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::Unintelligible(Unclear::Shape));
    }
    let server = Server::saying(1, one(r#""b""#)).await;
    let (failure, _) = failure(&server, settings(), Request::Delete("a".into())).await;
    assert_eq!(failure.kind, FailureKind::Unintelligible(Unclear::Shape));
}

#[rstest]
#[case::html("<!doctype html><title>Sign in</title>", Unclear::Html)]
#[case::text("ok", Unclear::NotJson)]
#[case::list("[]", Unclear::Shape)]
#[case::nothing("{}", Unclear::Shape)]
#[tokio::test]
async fn a_success_without_sense_is_none(#[case] body: &str, #[case] why: Unclear) {
    for request in reads().into_iter().chain(writes()) {
        let server = Server::saying(1, with_headers(200, "content-type: text/html\r\n", body)).await;
        let (failure, replies) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::Unintelligible(why));
        assert_eq!((failure.exchange.status, failure.exchange.attempts), (Some(200), 1));
        assert!(failure.exchange.may_have_arrived && replies.is_empty());
    }
}

#[tokio::test]
async fn a_success_that_says_error_is_a_fault() {
    let body = r#"{"message":"no\u001b[2Jway","result":null,"status":"error"}"#;
    for request in reads().into_iter().chain(writes()) {
        let server = Server::saying(1, answer(200, body)).await;
        let (failure, _) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::ServiceFault);
        assert_eq!(failure.exchange.message.shown(), "no\\u{1b}[2Jway", "made safe to draw");
        assert_eq!(server.heard().len(), 1, "the service has considered it");
    }
}

// ── The list while it arrives ───────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn rows_are_there_while_the_server_withholds_the_rest() {
    let go_on = Arc::new(Notify::new());
    let body = list_body(3);
    let (first, rest) = body.split_at(body.len() - ROW.len());
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{first}", body.len());
    let script = vec![Hear, Say(head.into()), Await(Arc::clone(&go_on)), Say(rest.into())];
    let server = Server::start(vec![script]).await;

    let client = client(&server.url, settings());
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let running =
        tokio::spawn(
            async move { client.call(Request::List, &move |reply| sender.send(reply).unwrap()).await },
        );
    let mut rows = 0;
    while rows < 2 {
        if let Reply::Batch(batch) = receiver.recv().await.unwrap() {
            rows += batch.len();
        }
    }
    go_on.notify_one();
    let result = running.await.unwrap();
    assert!(matches!(result, Ok(Answer::Listed { rows: 3, .. })), "{result:?}");
}

#[tokio::test]
async fn a_long_list_comes_in_batches_and_tells_its_progress() {
    let body = list_body(20_000);
    let server = Server::saying(1, answer(200, &body)).await;
    let (result, replies) = call(&client(&server.url, settings()), Request::List).await;
    let Ok(Answer::Listed { rows, unreadable, bytes, .. }) = result else { panic!("{result:?}") };
    assert_eq!((rows, unreadable, bytes), (20_000, 0, body.len() as u64));
    assert_eq!(ids(&replies).len(), 20_000);
    let largest = replies.iter().map(|r| if let Reply::Batch(rows) = r { rows.len() } else { 0 }).max();
    assert!(largest <= Some(1_024), "{largest:?}");
    let told: Vec<u64> = replies
        .iter()
        .filter_map(|r| if let Reply::Progress { bytes } = r { Some(*bytes) } else { None })
        .collect();
    assert!(!told.is_empty() && told.is_sorted() && told.last() <= Some(&bytes));
}

#[tokio::test]
async fn a_list_that_breaks_off_is_read_again_and_keeps_what_came_last() {
    let part = format!(r#"{{"result":[{ROW},{ROW},"#);
    let server = Server::saying(3, cut(&part)).await;
    let (failure, replies) = failure(&server, settings(), Request::List).await;
    assert_eq!(failure.kind, FailureKind::Unintelligible(Unclear::CutOff));
    assert_eq!((failure.exchange.status, failure.exchange.attempts), (Some(200), 3));
    assert_eq!(retries(&replies), [(2, 3), (3, 3)]);
    let last = replies.iter().rposition(|r| matches!(r, Reply::Retrying { .. })).unwrap();
    assert_eq!(ids(&replies[last..]), ["a", "a"], "the rows of the last attempt");
}

#[tokio::test]
async fn a_list_without_a_length_that_breaks_off_is_no_whole_list() {
    let part = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{{\"result\":[{ROW}]");
    let server = Server::saying(3, part.into()).await;
    let (failure, _) = failure(&server, settings(), Request::List).await;
    assert_eq!(failure.kind, FailureKind::Unintelligible(Unclear::CutOff));
}

#[tokio::test]
async fn a_list_that_passes_a_limit_stops() {
    let list = ListLimits { rows: 10, bytes: 1_000 };
    let settings = Settings { limits: Limits { list, ..Limits::default() }, ..settings() };
    let row = r#"{"secret_id":"a"}"#;
    let many = format!(r#"{{"result":[{}]}}"#, vec![row; 11].join(","));
    let server = Server::saying(1, answer(200, &many)).await;
    let (failed, _) = failure(&server, settings, Request::List).await;
    assert_eq!(failed.kind, FailureKind::TooLarge { limit: Limit::Rows(10) });
    let server = Server::saying(1, answer(200, &list_body(100))).await;
    let (failed, _) = failure(&server, settings, Request::List).await;
    assert_eq!(failed.kind, FailureKind::TooLarge { limit: Limit::Bytes(1_000) });
}

// ── Size ────────────────────────────────────────────────────────────────────────────────────────────

fn value_limit(value: u64) -> Settings {
    Settings { limits: Limits { value, ..Limits::default() }, ..settings() }
}

#[tokio::test]
async fn a_value_that_passes_the_limit_is_not_taken() {
    let too_large = FailureKind::TooLarge { limit: Limit::Bytes(10) };
    let body = r#"{"result":{"secret_value":"12345678901"}}"#;
    let server = Server::saying(1, answer(200, body)).await;
    let (failed, _) = failure(&server, value_limit(10), Request::GetValue("a".into())).await;
    assert_eq!(failed.kind, too_large);

    let body =
        r#"{"result":{"secret_value":"\u0031\u0032\u0033\u0034\u0035\u0036\u0037\u0038\u0039\u0030"}}"#;
    let server = Server::saying(1, answer(200, body)).await;
    let (value, _) = call(&client(&server.url, value_limit(10)), Request::GetValue("a".into())).await;
    assert!(matches!(value, Ok(Answer::Value(v)) if v.expose() == "1234567890"), "escapes do not count");
}

#[tokio::test]
async fn a_body_without_end_is_not_read_to_its_end() {
    let limit = value_limit(10).limits.value_body();
    let raw = FailureKind::TooLarge { limit: Limit::Bytes(limit) };
    // announced
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", limit + 1);
    let server = Server::start(vec![vec![Hear, Say(head.into()), Hang]]).await;
    let (failed, _) = failure(&server, value_limit(10), Request::GetValue("a".into())).await;
    assert_eq!(failed.kind, raw);
    // not announced
    let much = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}", " ".repeat(limit as usize + 1));
    let server = Server::start(vec![vec![Hear, Say(much.into()), Hang]]).await;
    let (failed, _) = failure(&server, value_limit(10), Request::GetValue("a".into())).await;
    assert_eq!(failed.kind, raw);
    // metadata, and a failure's text
    let much = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}", " ".repeat(1024 * 1024 + 1));
    let server = Server::start(vec![vec![Hear, Say(much.clone().into()), Hang]]).await;
    let (failed, _) = failure(&server, settings(), Request::Get("a".into())).await;
    assert_eq!(failed.kind, FailureKind::TooLarge { limit: Limit::Bytes(1024 * 1024) });
    let server = Server::start(vec![vec![Hear, Say(much.replace("200", "403").into()), Hang]]).await;
    let (failed, _) = failure(&server, settings(), Request::Get("a".into())).await;
    assert_eq!(failed.kind, FailureKind::NotPermitted);
}

#[tokio::test]
async fn a_large_value_arrives_whole() {
    let value: String = "0123456789abcdef".repeat(200_000);
    let server =
        Server::saying(1, answer(200, &format!(r#"{{"result":{{"secret_value":"{value}"}}}}"#))).await;
    let (got, _) = call(&client(&server.url, settings()), Request::GetValue("a".into())).await;
    assert!(matches!(got, Ok(Answer::Value(v)) if v.expose() == value));
}

// ── The network ─────────────────────────────────────────────────────────────────────────────────────

#[rstest]
#[case(301)]
#[case(302)]
#[case(303)]
#[case(307)]
#[case(308)]
#[tokio::test]
async fn a_redirect_is_not_followed_and_the_token_stays(#[case] status: u16) {
    let other = Server::saying(1, answer(200, &list_body(1))).await;
    for request in reads().into_iter().chain(writes()) {
        let there = format!("location: {}/pods/secrets\r\n", other.url);
        let server = Server::saying(1, with_headers(status, &there, "")).await;
        let (failure, replies) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::WrongAddress);
        assert_eq!(failure.exchange.status, Some(status));
        assert!(replies.is_empty());
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn silence_ends_a_call() {
    let after = impatient().timeouts.call;
    for request in reads() {
        let server = Server::start(vec![vec![Hear, Hang]; 2]).await;
        let (failure, replies) = failure(&server, impatient(), request).await;
        assert_eq!(failure.kind, FailureKind::TimedOut { after });
        assert_eq!(failure.exchange.attempts, 2);
        assert_eq!(retries(&replies), [(2, 2)]);
    }
}

#[tokio::test]
async fn silence_in_the_middle_of_a_list_ends_it_with_its_rows() {
    let part = format!("HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{{\"result\":[{ROW},");
    let server = Server::start(vec![vec![Hear, Say(part.into()), Hang]; 2]).await;
    let (failure, replies) = failure(&server, impatient(), Request::List).await;
    assert_eq!(failure.kind, FailureKind::TimedOut { after: impatient().timeouts.silence });
    assert_eq!(failure.exchange.status, Some(200));
    assert_eq!(ids(&replies), ["a", "a"], "one row of each attempt");
}

#[tokio::test]
async fn a_list_that_drips_for_ever_ends_too() {
    let part = b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{\"result\":[".to_vec();
    let timeouts = Timeouts { list: Duration::from_millis(100), ..Timeouts::default() };
    let retry = RetryPolicy { attempts: 1, ..RetryPolicy::default() };
    let server = Server::start(vec![vec![Hear, Say(part), Hang]]).await;
    let (failure, _) = failure(&server, Settings { timeouts, retry, ..settings() }, Request::List).await;
    assert_eq!(failure.kind, FailureKind::TimedOut { after: timeouts.list });
}

#[tokio::test]
async fn a_read_survives_two_drops() {
    let scripts = vec![vec![Hear], vec![Hear], vec![Hear, Say(one(ROW))]];
    let server = Server::start(scripts).await;
    let (result, replies) = call(&client(&server.url, settings()), Request::Get("a".into())).await;
    assert!(matches!(result, Ok(Answer::Got(_))), "{result:?}");
    assert_eq!(retries(&replies), [(2, 3), (3, 3)]);
}

#[tokio::test]
async fn three_drops_are_the_end() {
    let server = Server::start(vec![vec![Hear]; 5]).await;
    let (failure, _) = failure(&server, settings(), Request::GetValue("a".into())).await;
    assert_eq!(failure.kind, FailureKind::Unreachable(NoAnswer::Broken));
    assert_eq!((failure.exchange.status, failure.exchange.attempts), (None, 3));
    assert_eq!(server.heard().len(), 3);
}

#[rstest]
#[case::gateway(502)]
#[case::unavailable(503)]
#[case::storage(500)]
#[tokio::test]
async fn a_service_fault_is_asked_again(#[case] status: u16) {
    let html = with_headers(status, "content-type: text/html\r\n", "<html>Bad Gateway</html>");
    let server = Server::saying(3, html.clone()).await;
    let (failed, _) = failure(&server, settings(), Request::List).await;
    assert_eq!(failed.kind, FailureKind::ServiceFault);
    assert_eq!((failed.exchange.status, server.heard().len()), (Some(status), 3));
    let server = Server::start(vec![vec![Hear, Say(html)], vec![Hear, Say(one(ROW))]]).await;
    let (result, replies) = call(&client(&server.url, settings()), Request::Get("a".into())).await;
    assert!(result.is_ok());
    assert_eq!(retries(&replies), [(2, 3)]);
}

#[tokio::test]
async fn retry_after_is_obeyed_unless_it_asks_for_too_much() {
    let slow = |wait: &str| with_headers(429, &format!("retry-after: {wait}\r\n"), "{}");
    let server = Server::start(vec![vec![Hear, Say(slow("0"))], vec![Hear, Say(one(ROW))]]).await;
    let (result, replies) = call(&client(&server.url, settings()), Request::Get("a".into())).await;
    assert!(result.is_ok());
    assert!(
        matches!(replies[..], [Reply::Retrying { attempt: 2, of: 3, after: Duration::ZERO }]),
        "{replies:?}"
    );
    let server = Server::saying(2, slow("61")).await;
    let (failure, _) = failure(&server, settings(), Request::Get("a".into())).await;
    assert_eq!(failure.kind, FailureKind::SlowedDown { wait: Some(Duration::from_secs(61)) });
    assert_eq!(server.heard().len(), 1);
}

#[tokio::test]
async fn a_write_that_may_have_arrived_is_never_sent_again() {
    let ends = [
        vec![Hear],
        vec![Hear, Hang],
        vec![Hear, Say(answer(503, "{}"))],
        vec![Hear, Say(with_headers(429, "retry-after: 0\r\n", "{}"))],
        vec![Hear, Say(cut(r#"{"result""#))],
    ];
    for end in ends {
        for request in writes() {
            let server = Server::start(vec![end.clone(); 3]).await;
            let (failure, replies) = failure(&server, impatient(), request).await;
            assert_eq!((server.connections(), server.heard().len()), (1, 1), "{failure:?}");
            assert!(failure.exchange.may_have_arrived && retries(&replies).is_empty());
        }
    }
}

#[tokio::test]
async fn a_write_that_found_nobody_is_tried_again() {
    // Bound but not listening: the port stays ours, and connections to it are refused.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let client = client(&format!("http://{}", socket.local_addr().unwrap()), settings());
    for request in reads().into_iter().chain(writes()) {
        let (result, replies) = call(&client, request).await;
        let failure = result.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Unreachable(NoAnswer::Refused));
        assert!(!failure.exchange.may_have_arrived);
        assert_eq!(retries(&replies), [(2, 3), (3, 3)]);
    }
}

#[tokio::test]
async fn a_kept_connection_that_is_dead_is_nobodys_failure() {
    let list = answer(200, &list_body(1));
    // The second request is read and never answered, as by a server that was about to close anyway.
    let server = Server::start(vec![vec![Hear, Say(list.clone()), Hear], vec![Hear, Say(list)]]).await;
    let client = client(&server.url, settings());
    assert!(call(&client, Request::List).await.0.is_ok());
    let (result, replies) = call(&client, Request::List).await;
    assert!(result.is_ok(), "{result:?}");
    assert!(retries(&replies).is_empty(), "{replies:?}");
    let connections: Vec<_> = server.heard().iter().map(|heard| heard.connection).collect();
    assert_eq!(connections, [0, 0, 1]);
}

#[tokio::test]
async fn lists_share_a_connection_and_values_do_not() {
    let value = answer(200, r#"{"result":{"secret_value":"hunter2"}}"#);
    let list = || answer(200, &list_body(1));
    let scripts = vec![
        vec![Hear, Say(list()), Hear, Say(list())],
        vec![Hear, Say(value.clone()), Hear],
        vec![Hear, Say(value), Hear],
    ];
    let server = Server::start(scripts).await;
    let client = client(&server.url, settings());
    for request in
        [Request::List, Request::GetValue("a".into()), Request::List, Request::GetValue("a".into())]
    {
        assert!(call(&client, request).await.0.is_ok());
    }
    let connections: Vec<_> = server.heard().iter().map(|heard| heard.connection).collect();
    assert_eq!(connections, [0, 1, 0, 2]);
}

#[rstest]
#[case::ssh(b"SSH-2.0-OpenSSH_9.6\r\n")]
#[case::noise(b"\x00\x01\x02\x03\r\n\r\n")]
#[tokio::test]
async fn something_that_speaks_no_http_is_told_as_such(#[case] bytes: &[u8]) {
    let server = Server::start(vec![vec![Hear, Say(bytes.into())]; 3]).await;
    let (failure, _) = failure(&server, settings(), Request::Get("a".into())).await;
    assert_eq!(failure.kind, FailureKind::Unintelligible(Unclear::NotJson));
}

#[tokio::test]
async fn tls_with_something_that_speaks_none_fails_before_the_token_is_sent() {
    let server = Server::start(vec![vec![Say(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()), Hear]; 3]).await;
    let url = server.url.replace("http://", "https://");
    let (result, replies) = call(&client(&url, settings()), Request::Delete("a".into())).await;
    let failure = result.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unreachable(NoAnswer::Tls));
    assert!(!failure.exchange.may_have_arrived && replies.is_empty());
}

// ── What must stay secret ───────────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn no_failure_repeats_the_token_or_the_value() {
    let echo = |text: &str| {
        let body = format!(
            r#"{{"status":"error","message":["body, secret_value: bad {text}","body, scope: {text}"]}}"#
        );
        [answer(400, &body), answer(500, &body), answer(200, &body), answer(302, &body)]
    };
    for said in [echo(TOKEN), echo("hunter2")].into_iter().flatten() {
        for request in writes().into_iter().filter(|r| !matches!(r, Request::Delete(_))) {
            let server = Server::saying(1, said.clone()).await;
            let client = client(&server.url, settings());
            let failure = call(&client, request).await.0.unwrap_err();
            let told = format!("{failure:?} {client:?} {} {:?}", failure.exchange.message, failure.exchange);
            assert!(!told.contains(TOKEN) && !told.contains("hunter2"), "{told}");
        }
    }
}

#[tokio::test]
async fn a_failure_tells_the_facts() {
    let body = r#"{"status":"error","message":"Secret with identifier secret_id: 'a b' not found"}"#;
    let server = Server::saying(1, answer(404, body)).await;
    let (failure, _) = failure(&server, settings(), Request::GetValue("a b".into())).await;
    assert_eq!(failure.kind, FailureKind::NotFound);
    assert_eq!(failure.subject, Some("a b".into()));
    let exchange = failure.exchange;
    assert_eq!((exchange.method, exchange.path.shown()), ("GET", "/pods/secrets/a%20b/value"));
    assert_eq!((exchange.status, exchange.attempts), (Some(404), 1));
    assert_eq!(exchange.message.shown(), "Secret with identifier secret_id: 'a b' not found");
}
