//! Answers that are larger than anybody should read.

use tapis_secrets::api::*;
use tapis_secrets::domain::failure::Limit;
use tapis_secrets::domain::*;

use crate::common::*;
use crate::script::Step::{Hang, Hear, Say};
use crate::script::{Server, answer};

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
    assert_eq!(failed.kind, FailureKind::Unintelligible(Unclear::NotJson));
}

#[tokio::test]
async fn a_large_value_arrives_whole() {
    let value: String = "0123456789abcdef".repeat(200_000);
    let server =
        Server::saying(1, answer(200, &format!(r#"{{"result":{{"secret_value":"{value}"}}}}"#))).await;
    let (got, _) = call(&client(&server.url, settings()), Request::GetValue("a".into())).await;
    assert!(matches!(got, Ok(Answer::Value(v)) if v.expose() == value));
}
