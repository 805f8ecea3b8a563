//! Requests, byte by byte, and those that must never be sent.

use rstest::rstest;
use tapis_secrets::domain::*;

use crate::common::*;
use crate::script::{Server, answer};

#[rstest]
#[case::list(Request::List, "GET /pods/secrets", "", false)]
#[case::get(Request::Get("a b".into()), "GET /pods/secrets/a%20b", "", false)]
#[case::value(Request::GetValue("a/b".into()), "GET /pods/secrets/a%2Fb/value", "", true)]
#[case::create(
    Request::Create(new_secret("x\"y")),
    "POST /pods/secrets",
    r#"{"secret_id":"a","secret_value":"x\"y","scope":"user","readable":true,"writable":true}"#,
    true
)]
#[case::update(
    Request::Update("a".into(), change()),
    "PUT /pods/secrets/a",
    r#"{"description":"d","secret_value":"hunter2"}"#,
    true
)]
#[case::delete(Request::Delete("a\nb".into()), "DELETE /pods/secrets/a%0Ab", "", true)]
#[tokio::test]
async fn a_request_has_exactly_these_headers(
    #[case] request: Request,
    #[case] line: &str,
    #[case] body: &str,
    #[case] closes: bool,
) {
    let server = Server::saying(1, answer(404, "{}")).await;
    let _ = call(&client(&server.url, settings()), request).await;
    let heard = server.heard().remove(0);
    assert_eq!(heard.line, format!("{line} HTTP/1.1"));
    assert_eq!(heard.body, body);
    let mut headers = vec![
        "accept: application/json".to_owned(),
        format!("host: {}", server.url.trim_start_matches("http://")),
        concat!("user-agent: tapis-secrets/", env!("CARGO_PKG_VERSION")).to_owned(),
        format!("x-tapis-token: {TOKEN}"),
    ];
    if closes {
        headers.push("connection: close".to_owned());
    }
    if !body.is_empty() {
        headers.push("content-type: application/json".to_owned());
        headers.push(format!("content-length: {}", body.len()));
    }
    headers.sort();
    assert_eq!(heard.headers, headers);
}

#[tokio::test]
async fn the_base_path_is_kept_before_the_route() {
    let server = Server::saying(1, answer(404, "{}")).await;
    let _ = call(&client(&format!("{}//v3/", server.url), settings()), Request::Get("a".into())).await;
    assert_eq!(server.heard()[0].line, "GET /v3/pods/secrets/a HTTP/1.1");
}

#[rstest]
#[case("")]
#[case(".")]
#[case("..")]
#[tokio::test]
async fn an_id_that_no_url_can_name_is_never_sent(#[case] id: &str) {
    let server = Server::saying(1, answer(200, "{}")).await;
    let id = SecretId::from(id);
    let requests = [
        Request::Get(id.clone()),
        Request::GetValue(id.clone()),
        Request::Delete(id.clone()),
        Request::Update(id, change()),
    ];
    for request in requests {
        let (failure, _) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::NotAddressable);
        assert!(!failure.exchange.may_have_arrived);
        assert_eq!(failure.exchange.attempts, 0);
    }
    assert_eq!(server.connections(), 0);
}
