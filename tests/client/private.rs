//! What a failure tells, and what it must not.

use rstest::rstest;
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

#[rstest]
#[case::cut("[input_value='correct horse ba...']")]
#[case::its_end("[input_value='...tery staple']")]
#[case::one_line("battery staple is no value")]
#[case::as_json(r#"got \"correct horse\\nbattery staple\""#)]
#[case::in_python("got 'correct horse\\\\nbattery staple'")]
#[tokio::test]
async fn a_piece_of_the_value_is_left_out_and_what_is_said_of_other_fields_stays(#[case] said: &str) {
    let of_description = "description field may only contain ASCII characters.";
    let body = format!(
        r#"{{"status":"error","message":["body, secret_value: bad {said}","description: {of_description}"]}}"#
    );
    let server = Server::saying(1, answer(400, &body)).await;
    let request = Request::Create(new_secret("correct horse\nbattery staple\n"));
    let (failure, _) = failure(&server, settings(), request).await;
    let told = format!("{failure:?}");
    assert!(!told.contains("correct") && !told.contains("staple"), "{told}");
    let FailureKind::Rejected(faults) = failure.kind else { panic!("{told}") };
    assert_eq!(faults[1].text.shown(), of_description);
}

#[tokio::test]
async fn what_the_service_says_of_a_secret_stays_though_its_value_is_named_like_it() {
    let said = "Secret 'postgres_main' already exists. Use PUT /pods/secrets/postgres_main to update it.";
    let server = Server::saying(1, answer(409, &format!(r#"{{"status":"error","message":"{said}"}}"#))).await;
    let secret = NewSecret { id: "postgres_main".into(), ..new_secret("host=postgres_main") };
    let (failure, _) = failure(&server, settings(), Request::Create(secret)).await;
    assert_eq!(failure.exchange.message.shown(), said);
}

#[tokio::test]
async fn a_failure_tells_the_facts() {
    let body = r#"{"status":"error","message":"Secret with identifier secret_id: 'a b' not found"}"#;
    let server = Server::saying(1, answer(404, body)).await;
    let (failure, _) = failure(&server, settings(), Request::GetValue("a b".into())).await;
    assert_eq!(failure.kind, FailureKind::NotFound);
    assert_eq!(failure.secret(), Some(&"a b".into()));
    let exchange = failure.exchange;
    assert_eq!((exchange.method, exchange.path.shown()), ("GET", "/pods/secrets/a%20b/value"));
    assert_eq!((exchange.status, exchange.attempts), (Some(404), 1));
    assert_eq!(exchange.message.shown(), "Secret with identifier secret_id: 'a b' not found");
}
