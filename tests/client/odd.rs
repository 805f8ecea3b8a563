//! Answers that are no good HTTP, or whose body cannot be read: each is told as what it is.

use rstest::rstest;
use tapis_secrets::domain::*;

use crate::common::*;
use crate::script::{Server, with_headers};

fn raw(head: &str, body: &[u8]) -> Vec<u8> {
    let mut all = format!("{head}\r\n\r\n").into_bytes();
    all.extend_from_slice(body);
    all
}

const GOOD: &str = r#"{"message":"x","result":{"secret_id":"a"},"status":"success"}"#;

#[rstest]
#[case::two_lengths("content-length: 61\r\ncontent-length: 3", Unclear::Length)]
#[case::two_in_one("content-length: 61, 3", Unclear::Length)]
#[case::no_number("content-length: many", Unclear::Length)]
#[case::less_than_nothing("content-length: -1", Unclear::Length)]
#[case::many_headers(&"x-a: b\r\n".repeat(101), Unclear::TooManyHeaders)]
#[case::long_headers(&format!("x-a: {}", "b".repeat(600_000)), Unclear::TooManyHeaders)]
#[case::header_without_a_name(": b", Unclear::Headers)]
#[case::header_with_a_control("x-a: \u{1}", Unclear::Headers)]
#[case::header_without_a_colon("hello", Unclear::Headers)]
#[case::gzip("content-encoding: gzip", Unclear::Compressed)]
#[case::brotli("content-encoding: br", Unclear::Compressed)]
#[case::several("content-encoding: identity, Deflate", Unclear::Compressed)]
#[case::not_chunked("transfer-encoding: chunked", Unclear::Chunks)]
#[tokio::test]
async fn an_odd_head_is_told_as_what_it_is(#[case] headers: &str, #[case] why: Unclear) {
    let head = format!("HTTP/1.1 200 OK\r\n{}", headers.trim_end());
    assert_told(raw(&head, GOOD.as_bytes()), why).await;
}

#[rstest]
#[case::no_version(raw("200 OK", b""), Unclear::NotHttp)]
#[case::other_version(raw("HTTP/3.7 200 OK", b""), Unclear::NotHttp)]
#[case::no_status(raw("HTTP/1.1 abc OK", b""), Unclear::NotHttp)]
#[case::http_0_9(b"<html>hello</html>\r\n".to_vec(), Unclear::NotHttp)]
#[case::chunks_in_http_1_0(
    raw("HTTP/1.0 200 OK\r\ntransfer-encoding: chunked", b"0\r\n\r\n"),
    Unclear::Headers
)]
#[case::end_of_a_chunk(raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked", b"2\r\n{ more"), Unclear::Chunks)]
#[case::unsaid_gzip(raw("HTTP/1.1 200 OK\r\ncontent-length: 4", b"\x1f\x8b\x08\x00"), Unclear::Compressed)]
#[case::refusal_in_brotli(with_headers(418, "content-encoding: br\r\n", "\u{1}\u{2}"), Unclear::Compressed)]
#[case::utf16(raw("HTTP/1.1 200 OK\r\ncontent-length: 4", b"{\0}\0"), Unclear::Charset)]
#[case::utf16_with_a_mark(raw("HTTP/1.1 200 OK\r\ncontent-length: 4", b"\xff\xfe{\0"), Unclear::Charset)]
#[tokio::test]
async fn an_odd_answer_is_told_as_what_it_is(#[case] said: Vec<u8>, #[case] why: Unclear) {
    assert_told(said, why).await;
}

async fn assert_told(said: Vec<u8>, why: Unclear) {
    for request in [Request::Get("a".into()), Request::List, Request::Update("a".into(), change())] {
        let server = Server::saying(1, said.clone()).await;
        let (failure, _) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::Unintelligible(why), "{failure:?}");
        assert_eq!((failure.exchange.attempts, server.heard().len()), (1, 1), "nor is it asked for again");
        assert!(failure.exchange.may_have_arrived);
    }
}

#[tokio::test]
async fn what_is_only_said_in_another_way_is_read() {
    let length = GOOD.len();
    let chunked = format!("{length:x}\r\n{GOOD}\r\n0\r\n\r\n");
    let twice = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\ncontent-length: {length}");
    for said in [
        raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked", chunked.as_bytes()),
        raw(&twice, GOOD.as_bytes()),
        with_headers(200, "content-encoding: identity\r\n", GOOD),
    ] {
        let server = Server::saying(1, said).await;
        assert!(call(&client(&server.url, settings()), Request::Get("a".into())).await.0.is_ok());
    }
}
