//! The list while it arrives: rows before the end, progress, and lists that break off.

use std::sync::Arc;

use tapis_secrets::api::*;
use tapis_secrets::domain::failure::Limit;
use tapis_secrets::domain::*;
use tokio::sync::Notify;

use crate::common::*;
use crate::script::Step::{Await, Hear, Say};
use crate::script::{Server, answer, cut};

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
    let many = format!(r#"{{"result":[{}]}}"#, [row; 11].join(","));
    let server = Server::saying(1, answer(200, &many)).await;
    let (failed, _) = failure(&server, settings, Request::List).await;
    assert_eq!(failed.kind, FailureKind::TooLarge { limit: Limit::Rows(10) });
    let server = Server::saying(1, answer(200, &list_body(100))).await;
    let (failed, _) = failure(&server, settings, Request::List).await;
    assert_eq!(failed.kind, FailureKind::TooLarge { limit: Limit::Bytes(1_000) });
}
