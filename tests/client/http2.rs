//! HTTP/2 where the server offers it: lists share a connection, values and writes leave none behind, and a
//! connection that was closed in silence is nobody's failure.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::Response;
use tapis_secrets::domain::*;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use crate::certificates::{Authority, Valid};
use crate::common::*;

/// How long something may take that takes milliseconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a connection does when it has answered so many requests.
#[derive(Clone, Copy)]
enum After {
    StaysOpen,
    /// Is gone after this many, without a word.
    Vanishes(usize),
}

/// What happened at the server.
#[derive(Debug, PartialEq, Eq)]
enum Seen {
    /// A request, by connection, method and path; `connection` and `host` headers are unknown to HTTP/2.
    Request(usize, String),
    /// The client has closed this connection.
    Closed(usize),
}

struct Server {
    url: String,
    seen: UnboundedReceiver<Seen>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    async fn start(authority: &Authority, after: After) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let acceptor = authority.acceptor("localhost", Valid::Now, &["h2", "http/1.1"]);
        let connections = Arc::new(AtomicUsize::new(0));
        let (sender, seen) = unbounded_channel();
        let count = connections.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let number = count.fetch_add(1, Ordering::SeqCst);
                let stream = acceptor.accept(stream).await.unwrap();
                assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
                tokio::spawn(serve(stream, number, after, sender.clone()));
            }
        });
        Self { url, seen, connections }
    }

    async fn next(&mut self) -> Seen {
        timeout(PATIENCE, self.seen.recv()).await.unwrap().unwrap()
    }
}

async fn serve(
    stream: tokio_rustls::server::TlsStream<tokio::net::TcpStream>,
    number: usize,
    after: After,
    seen: UnboundedSender<Seen>,
) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    let mut answered = 0;
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        let path = request.uri().path().to_owned();
        assert!(!request.headers().contains_key("connection"));
        let _ = seen.send(Seen::Request(number, format!("{} {path}", request.method())));
        let gone = matches!(after, After::Vanishes(count) if answered == count);
        if gone {
            return;
        }
        let body = match path.as_str() {
            "/pods/secrets" => list_body(1),
            "/pods/secrets/a/value" => r#"{"result":{"secret_value":"hunter2"}}"#.to_owned(),
            _ => format!(r#"{{"result":{ROW},"status":"success"}}"#),
        };
        let head = Response::builder().header("content-type", "application/json").body(()).unwrap();
        let mut stream = respond.send_response(head, false).unwrap();
        stream.send_data(body.into(), true).unwrap();
        answered += 1;
    }
    let _ = seen.send(Seen::Closed(number));
}

fn request(connection: usize, line: &str) -> Seen {
    Seen::Request(connection, line.to_owned())
}

#[tokio::test]
async fn lists_share_a_connection_and_what_carries_a_value_leaves_none_behind() {
    let authority = Authority::new();
    let mut server = Server::start(&authority, After::StaysOpen).await;
    let client = on_route(&server.url, settings(), &authority.route());
    for request in [Request::List, Request::Get("a".into())] {
        assert!(call(&client, request).await.0.is_ok());
    }
    assert_eq!(server.next().await, request(0, "GET /pods/secrets"));
    assert_eq!(server.next().await, request(0, "GET /pods/secrets/a"));
    let (value, _) = call(&client, Request::GetValue("a".into())).await;
    assert!(matches!(value, Ok(Answer::Value(value)) if value.expose() == "hunter2"));
    assert_eq!(server.next().await, request(1, "GET /pods/secrets/a/value"));
    assert_eq!(server.next().await, Seen::Closed(1));
    assert!(call(&client, Request::Update("a".into(), change())).await.0.is_ok());
    assert_eq!(server.next().await, request(2, "PUT /pods/secrets/a"));
    assert_eq!(server.next().await, Seen::Closed(2));
    assert!(call(&client, Request::List).await.0.is_ok());
    assert_eq!(server.next().await, request(0, "GET /pods/secrets"));
}

#[tokio::test]
async fn a_kept_connection_that_is_dead_is_nobodys_failure() {
    let authority = Authority::new();
    let server = Server::start(&authority, After::Vanishes(1)).await;
    let client = on_route(&server.url, settings(), &authority.route());
    for _ in 0..3 {
        let (result, replies) = call(&client, Request::List).await;
        assert!(result.is_ok(), "{result:?}");
        assert!(retries(&replies).is_empty(), "{replies:?}");
    }
    assert_eq!(server.connections.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_write_whose_connection_breaks_is_sent_once() {
    let authority = Authority::new();
    let server = Server::start(&authority, After::Vanishes(0)).await;
    let client = on_route(&server.url, settings(), &authority.route());
    for (count, request) in writes().into_iter().enumerate() {
        let (result, replies) = call(&client, request).await;
        let failure = result.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Unreachable(NoAnswer::Broken));
        assert!(failure.exchange.may_have_arrived && replies.is_empty());
        assert_eq!(server.connections.load(Ordering::SeqCst), count + 1);
    }
}
