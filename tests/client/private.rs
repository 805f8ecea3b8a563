//! What a failure tells, and what it must not.

use tapis_secrets::domain::*;

use crate::common::*;
use crate::script::{Server, answer};

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
