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
            true => assert_eq!(told, "(left out: the text may repeat a secret)"),
            false => assert_eq!(told, "no\\u{1b}[2Jway", "made safe to draw"),
        }
        assert_eq!(server.heard().len(), 1, "the service has considered it");
    }
}

/// A clock that is wrong, here or there: whoever asks cannot tell which.
#[tokio::test]
async fn a_date_that_is_far_from_this_machines_clock_is_told_once_and_in_the_details() {
    let date = "date: Mon, 23 Nov 2020 14:10:30 GMT\r\n";
    let listed = with_headers(200, date, &list_body(1));
    let failed = with_headers(400, date, r#"{"message":"Invalid Tapis token.","status":"error"}"#);
    let undated = answer(200, &list_body(1));
    let answers = [listed.clone(), listed.clone(), undated, failed, listed];
    let server = Server::start(answers.into_iter().map(|a| vec![Hear, Say(a)]).collect()).await;
    let client = client(&server.url, settings());
    let gaps = |replies: &[Reply]| {
        let gaps = replies.iter().filter_map(|reply| match reply {
            Reply::Clock(gap) => Some(gap.unwrap().to_string()),
            _ => None,
        });
        gaps.collect::<Vec<_>>()
    };
    let (_, replies) = call(&client, Request::List).await;
    let told = gaps(&replies);
    assert!(told.len() == 1 && told[0].ends_with(" ahead of the service's"), "{told:?}");
    for _ in 0..2 {
        let (result, replies) = call(&client, Request::List).await;
        assert!(result.is_ok() && gaps(&replies).is_empty(), "it is known, and no date says nothing else");
    }
    let (failure, _) = call(&client, Request::List).await;
    assert!(failure.unwrap_err().exchange.clock.is_some());

    let base = tapis_secrets::domain::BaseUrl::parse(&server.url, false).unwrap();
    let route = tapis_secrets::api::Route::default();
    let probe = tapis_secrets::api::probe::probe(&base, None, &route, settings().timeouts).await;
    assert!(probe.clock.is_some());
}

#[tokio::test]
async fn the_answer_to_a_change_tells_its_time_and_no_other_does() {
    let date = "date: Mon, 23 Nov 2026 14:10:30 GMT\r\n";
    let updated = format!(r#"{{"message":"Secret updated successfully.","result":{ROW}}}"#);
    let row = format!(r#"{{"result":{ROW},"status":"success"}}"#);
    let answers = [with_headers(200, date, &updated), answer(200, &updated), with_headers(200, date, &row)];
    let server = Server::start(answers.into_iter().map(|a| vec![Hear, Say(a)]).collect()).await;
    let client = client(&server.url, settings());
    let mut dates = Vec::new();
    for request in [
        Request::Update("a".into(), change()),
        Request::Update("a".into(), change()),
        Request::Get("a".into()),
    ] {
        let (result, replies) = call(&client, request).await;
        assert!(result.is_ok(), "{result:?}");
        dates.push(replies.iter().find_map(|reply| match reply {
            Reply::Dated(at) => Some(at.to_string()),
            _ => None,
        }));
    }
    assert_eq!(dates, [Some("2026-11-23T14:10:30Z".to_owned()), None, None]);
}
