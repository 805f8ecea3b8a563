//! Whole answers to the six operations, sensible or not.

use rstest::rstest;
use tapis_secrets::domain::*;

use crate::common::*;
use crate::script::Step::{Hear, Say};
use crate::script::{Server, answer, with_headers};

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
        let about_a_value = matches!(request, Request::GetValue(_));
        let (failure, _) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::ServiceFault);
        let told = failure.exchange.message.shown();
        match about_a_value {
            true => assert_eq!(told, "(left out: the text may repeat the value)"),
            false => assert_eq!(told, "no\\u{1b}[2Jway", "made safe to draw"),
        }
        assert_eq!(server.heard().len(), 1, "the service has considered it");
    }
}
