//! A service that asks to be left alone: reads wait and go on by themselves, writes come back, and what one
//! call was told holds for the others.

use std::sync::Arc;
use std::time::Duration;

use rstest::rstest;
use tapis_secrets::api::{RetryPolicy, Settings};
use tapis_secrets::domain::*;

use crate::common::*;
use crate::script::Server;
use crate::script::Step::{Hear, Say};
use crate::script::with_headers;

fn slow(headers: &str) -> Vec<u8> {
    with_headers(429, headers, "{}")
}

/// Waits a little where it would wait long.
fn quick(longest: Duration) -> Settings {
    let retry = RetryPolicy { longest_wait: longest, unasked_wait: longest, ..settings().retry };
    Settings { retry, ..settings() }
}

fn pauses(replies: &[Reply]) -> Vec<Duration> {
    let left = |reply: &Reply| if let Reply::Paused { left } = reply { Some(*left) } else { None };
    replies.iter().filter_map(left).collect()
}

#[rstest]
#[case::seconds("retry-after: 0\r\n")]
#[case::date_that_is_over("retry-after: Mon, 23 Nov 2020 14:10:30 GMT\r\n")]
#[case::nothing("")]
#[case::nonsense("retry-after: soon\r\n")]
#[tokio::test]
async fn a_read_goes_on_by_itself(#[case] headers: &str) {
    for request in reads() {
        let is_list = matches!(request, Request::List);
        let good = match &request {
            Request::List => crate::script::answer(200, &list_body(1)),
            Request::GetValue(_) => one(r#"{"secret_value":"hunter2"}"#),
            _ => one(ROW),
        };
        let server = Server::start(vec![vec![Hear, Say(slow(headers))], vec![Hear, Say(good)]]).await;
        let client = client(&server.url, quick(Duration::from_millis(20)));
        let (result, replies) = call(&client, request).await;
        assert!(result.is_ok(), "{result:?}");
        assert_eq!((pauses(&replies).len(), retries(&replies).len()), (1, 0), "{is_list} {replies:?}");
    }
}

#[rstest]
#[case::seconds("retry-after: 1\r\n")]
#[case::longer_than_anybody_waits("retry-after: 99999999999999999999\r\n")]
#[tokio::test]
async fn a_write_comes_back_and_is_not_sent_again_by_itself(#[case] headers: &str) {
    for request in writes() {
        let server = Server::saying(3, slow(headers)).await;
        let (failure, replies) = failure(&server, settings(), request).await;
        assert!(matches!(failure.kind, FailureKind::SlowedDown { wait: Some(_) }), "{failure:?}");
        assert!(replies.is_empty() && server.heard().len() == 1);
    }
}

#[tokio::test]
async fn during_a_pause_nothing_is_sent() {
    let answers = [slow("retry-after: 40\r\n"), one(ROW)];
    let server = Server::start(answers.map(|answer| vec![Hear, Say(answer)]).to_vec()).await;
    let client = Arc::new(client(&server.url, settings()));
    assert!(call(&client, Request::Delete("a".into())).await.0.is_err());
    for write in writes() {
        let failure = call(&client, write).await.0.unwrap_err();
        let FailureKind::SlowedDown { wait: Some(left) } = failure.kind else { panic!("{failure:?}") };
        assert!(left > Duration::from_secs(10) && left <= Duration::from_secs(40), "{left:?}");
        assert!(!failure.exchange.may_have_arrived);
        assert_eq!(failure.exchange.attempts, 0);
    }
    // A read says how long it waits, and waits.
    let (sender, mut said) = tokio::sync::mpsc::unbounded_channel();
    let waiting = tokio::spawn({
        let client = client.clone();
        async move { drop(call_telling(&client, sender).await) }
    });
    let Some(Reply::Paused { left }) = said.recv().await else { panic!("nothing was said of the pause") };
    assert!(left > Duration::from_secs(10), "{left:?}");
    waiting.abort();
    assert_eq!(server.heard().len(), 1, "only the first was sent");
}

async fn call_telling(
    client: &tapis_secrets::api::Client,
    sender: tokio::sync::mpsc::UnboundedSender<Reply>,
) -> Result<Answer, Box<Failure>> {
    use tapis_secrets::api::SecretStore;
    client.call(Request::List, &move |reply| drop(sender.send(reply))).await
}

#[tokio::test]
async fn for_a_pause_that_is_too_long_no_call_waits_and_none_is_sent() {
    let answers = [slow("retry-after: 3600\r\n"), one(ROW)];
    let server = Server::start(answers.map(|answer| vec![Hear, Say(answer)]).to_vec()).await;
    let client = client(&server.url, quick(Duration::from_millis(50)));
    let failure = call(&client, Request::Get("a".into())).await.0.unwrap_err();
    assert_eq!(failure.kind, FailureKind::SlowedDown { wait: Some(Duration::from_secs(3600)) });
    let (result, replies) = call(&client, Request::Get("a".into())).await;
    let FailureKind::SlowedDown { wait: Some(left) } = result.unwrap_err().kind else {
        panic!("it was sent")
    };
    assert!(left > Duration::from_secs(1800) && replies.is_empty(), "{left:?} {replies:?}");
    assert_eq!(server.heard().len(), 1);
}

#[tokio::test]
async fn a_service_that_is_away_for_a_while_is_waited_for_by_reads_alone() {
    let away = || with_headers(503, "retry-after: 0\r\n", "{}");
    let server = Server::start(vec![vec![Hear, Say(away())], vec![Hear, Say(one(ROW))]]).await;
    let (result, replies) = call(&client(&server.url, settings()), Request::Get("a".into())).await;
    assert!(result.is_ok() && pauses(&replies).len() == 1, "{replies:?}");
    let server = Server::saying(2, away()).await;
    let (failure, _) = failure(&server, settings(), Request::Delete("a".into())).await;
    assert_eq!(failure.kind, FailureKind::ServiceFault, "it may have been carried out");
}
