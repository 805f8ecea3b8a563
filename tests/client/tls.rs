//! TLS with a site's own authority, and certificates that are not to be trusted: each has its own name, and
//! in no case is a token sent.

use rstest::rstest;
use tapis_secrets::api::Route;
use tapis_secrets::domain::*;

use crate::certificates::{Authority, SelfSigned, Valid};
use crate::common::*;
use crate::script::Server;
use crate::script::Step::{Hear, Say};

const HTTP1: &[&str] = &["http/1.1"];

async fn server(authority: &Authority, host: &str, valid: Valid, protocols: &[&str]) -> Server {
    let script = vec![Hear, Say(one(ROW))];
    Server::start_tls(vec![script; 3], authority.acceptor(host, valid, protocols)).await
}

#[rstest]
#[case::offering_it(HTTP1)]
#[case::offering_nothing(&[])]
#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_when_it_is_named(#[case] protocols: &[&str]) {
    let authority = Authority::new();
    let server = server(&authority, "localhost", Valid::Now, protocols).await;
    let client = on_route(&server.url, settings(), &authority.route());
    assert!(call(&client, Request::Get("a".into())).await.0.is_ok());
    assert_eq!(server.heard()[0].line, "GET /pods/secrets/a HTTP/1.1");
    assert!(server.heard()[0].headers.contains(&format!("x-tapis-token: {TOKEN}")));
}

#[rstest]
#[case::expired("localhost", Valid::Formerly, TlsFault::Expired)]
#[case::not_yet("localhost", Valid::Later, TlsFault::NotYetValid)]
#[case::another_host("elsewhere.example.org", Valid::Now, TlsFault::OtherName)]
#[tokio::test]
async fn a_bad_certificate_is_refused_by_its_name(
    #[case] host: &str,
    #[case] valid: Valid,
    #[case] fault: TlsFault,
) {
    let authority = Authority::new();
    let server = server(&authority, host, valid, HTTP1).await;
    let client = on_route(&server.url, settings(), &authority.route());
    assert_refused(&client, &server, fault).await;
}

#[rstest]
#[case::the_systems(false)]
#[case::another(true)]
#[tokio::test]
async fn an_authority_that_was_not_named_is_not_trusted(#[case] another: bool) {
    let (authority, other) = (Authority::new(), Authority::new());
    let server = server(&authority, "localhost", Valid::Now, HTTP1).await;
    let route = if another { other.route() } else { Route::default() };
    // A machine without any certificates says so before it connects.
    let base = tapis_secrets::domain::BaseUrl::parse(&server.url, false).unwrap();
    let token = std::sync::Arc::new(Token::new(TOKEN.into()).unwrap());
    if let Ok(client) = tapis_secrets::api::Client::on_route(base, token, settings(), &route) {
        assert_refused(&client, &server, TlsFault::UnknownIssuer).await;
    }
}

fn naming(certificate: &SelfSigned) -> Route {
    Route { ca_file: Some(certificate.file()), ..Route::default() }
}

async fn showing(acceptor: tokio_rustls::TlsAcceptor) -> Server {
    Server::start_tls(vec![vec![Hear, Say(one(ROW))]; 3], acceptor).await
}

#[rstest]
#[case::alternative_name("whatever", &["localhost", "example.org"])]
#[case::common_name("localhost", &[])]
#[tokio::test]
async fn a_self_signed_certificate_is_trusted_when_it_is_named(#[case] common: &str, #[case] hosts: &[&str]) {
    let certificate = SelfSigned::new(common, hosts, Valid::Now);
    let server = showing(certificate.acceptor()).await;
    let client = on_route(&server.url, settings(), &naming(&certificate));
    assert!(call(&client, Request::Get("a".into())).await.0.is_ok());
}

#[rstest]
#[case::expired("x", &["localhost"], Valid::Formerly, TlsFault::Expired, "it ended at 2020-01-01 00:00 UTC")]
#[case::not_yet("x", &["localhost"], Valid::Later, TlsFault::NotYetValid, "it begins at 2999-01-01 00:00 UTC")]
#[case::another_host("x", &["elsewhere.example.org"], Valid::Now, TlsFault::OtherName, "")]
#[case::alternatives_count_alone("localhost", &["elsewhere.example.org"], Valid::Now, TlsFault::OtherName, "")]
#[case::no_name("x", &[], Valid::Now, TlsFault::OtherName, "")]
#[tokio::test]
async fn a_self_signed_certificate_that_is_named_still_has_to_fit(
    #[case] common: &str,
    #[case] hosts: &[&str],
    #[case] valid: Valid,
    #[case] fault: TlsFault,
    #[case] message: &str,
) {
    let certificate = SelfSigned::new(common, hosts, valid);
    let server = showing(certificate.acceptor()).await;
    let client = on_route(&server.url, settings(), &naming(&certificate));
    assert_refused(&client, &server, fault).await;
    let failure = call(&client, Request::List).await.0.unwrap_err();
    assert_eq!(failure.exchange.message.shown(), message);
}

#[tokio::test]
async fn a_self_signed_certificate_that_was_not_named_is_not_trusted() {
    let certificate = SelfSigned::new("localhost", &["localhost"], Valid::Now);
    let twin = SelfSigned::new("localhost", &["localhost"], Valid::Now);
    for route in [naming(&certificate), Authority::new().route()] {
        let server = showing(twin.acceptor()).await;
        let client = on_route(&server.url, settings(), &route);
        assert_refused(&client, &server, TlsFault::UnknownIssuer).await;
    }
}

#[tokio::test]
async fn showing_a_certificate_that_is_named_does_not_do_without_its_key() {
    let certificate = SelfSigned::new("localhost", &["localhost"], Valid::Now);
    let server = showing(certificate.impostor()).await;
    let client = on_route(&server.url, settings(), &naming(&certificate));
    assert_refused(&client, &server, TlsFault::UnknownIssuer).await;
}

async fn assert_refused(client: &tapis_secrets::api::Client, server: &Server, fault: TlsFault) {
    for request in [Request::List, Request::Update("a".into(), change())] {
        let (result, replies) = call(client, request).await;
        let failure = result.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Unreachable(NoAnswer::Tls(fault)), "{failure:?}");
        assert!(!failure.exchange.may_have_arrived && replies.is_empty());
    }
    assert_eq!((server.connections(), server.heard().len()), (2, 0), "asked once each, and told nothing");
}
