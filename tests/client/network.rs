//! Silence, drops, redirects and refusals: what is tried again, and what never is.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::api::*;
use tapis_secrets::domain::*;

use crate::common::*;
use crate::script::Step::{Hang, Hear, Say};
use crate::script::{Server, answer, cut, with_headers};

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
    assert_eq!(failure.kind, FailureKind::Unintelligible(Unclear::NotHttp));
}

#[tokio::test]
async fn tls_with_something_that_speaks_none_fails_before_the_token_is_sent() {
    let server = Server::start(vec![vec![Say(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()), Hear]; 3]).await;
    let url = server.url.replace("http://", "https://");
    let (result, replies) = call(&client(&url, settings()), Request::Delete("a".into())).await;
    let failure = result.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unreachable(NoAnswer::Tls(TlsFault::NotTls)));
    assert!(!failure.exchange.may_have_arrived && replies.is_empty());
}
