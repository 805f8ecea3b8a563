//! The token endpoint: what is sent, what becomes of each answer, and what is never repeated.

use rstest::rstest;
use tapis_secrets::api::{Client, Route, TokenEndpoint, Tokens};
use tapis_secrets::demo::{self, Options, Service};
use tapis_secrets::domain::{BaseUrl, NoAnswer, SecretValue, SignInFault, Unclear};

use crate::common::*;
use crate::script::{Server, Step, answer, cut, with_headers};

const PASSWORD: &str = "hunter\"2";
const GRANTED: &str =
    r#"{"result":{"access_token":{"access_token":"a.b.c","expires_in":14400}},"status":"success"}"#;

fn secret(text: &str) -> SecretValue {
    SecretValue::new(text.to_owned())
}

fn endpoint(url: &str, client: Option<(&str, &str)>) -> TokenEndpoint {
    let client = client.map(|(id, key)| (id, secret(key)));
    let client = client.as_ref().map(|(id, key)| (*id, key));
    let base = BaseUrl::parse(url, false).unwrap();
    TokenEndpoint::new(&base, client, &Route::default(), settings().timeouts).unwrap()
}

async fn fault(server: &Server) -> SignInFault {
    endpoint(&server.url, None).password("alice", &secret(PASSWORD)).await.unwrap_err()
}

#[tokio::test]
async fn a_password_is_sent_once_over_a_connection_that_is_closed() {
    let server = Server::saying(1, answer(200, GRANTED)).await;
    let tokens = endpoint(&server.url, None).password("alice", &secret(PASSWORD)).await.unwrap();
    assert_eq!((tokens.access.expose(), tokens.refresh.is_none()), ("a.b.c", true));
    let heard = server.heard().remove(0);
    assert_eq!(heard.line, "POST /oauth2/tokens HTTP/1.1");
    assert_eq!(heard.body, r#"{"grant_type":"password","username":"alice","password":"hunter\"2"}"#);
    assert!(heard.headers.contains(&"connection: close".to_owned()), "{:?}", heard.headers);
    assert!(heard.headers.contains(&"content-type: application/json".to_owned()));
    let credentials = |header: &&String| header.starts_with("authorization") || header.contains("token");
    assert_eq!(heard.headers.iter().find(credentials), None, "nothing else is told");
}

#[tokio::test]
async fn the_endpoint_stands_beside_the_pods_below_the_same_base() {
    let server = Server::saying(1, answer(201, GRANTED)).await;
    let endpoint = endpoint(&format!("{}/v3/", server.url), Some(("me", "k3y")));
    assert!(endpoint.password("alice", &secret(PASSWORD)).await.is_ok(), "any 2xx is success");
    let heard = server.heard().remove(0);
    assert_eq!(heard.line, "POST /v3/oauth2/tokens HTTP/1.1");
    assert!(heard.headers.contains(&"authorization: Basic bWU6azN5".to_owned()), "{:?}", heard.headers);
}

#[tokio::test]
async fn a_client_is_given_what_gets_the_next_token() {
    let both =
        r#"{"result":{"access_token":{"access_token":"a.b.c"},"refresh_token":{"refresh_token":"r"}}}"#;
    let server = Server::saying(2, answer(200, both)).await;
    let endpoint = endpoint(&server.url, Some(("me", "k3y")));
    let first: Tokens = endpoint.password("alice", &secret(PASSWORD)).await.unwrap();
    assert!(endpoint.refresh(&first.refresh.unwrap()).await.is_ok());
    let body = &server.heard()[1].body;
    assert_eq!(body, r#"{"grant_type":"refresh_token","refresh_token":"r"}"#);
    assert_eq!(server.connections(), 2);
}

#[rstest]
#[case::refused(answer(400, r#"{"message":"Invalid username/password"}"#), SignInFault::Refused)]
#[case::unauthorized(answer(401, "{}"), SignInFault::Refused)]
#[case::forbidden(answer(403, "{}"), SignInFault::Refused)]
#[case::not_there(answer(404, "<html>"), SignInFault::WrongAddress)]
#[case::redirected(with_headers(302, "location: /elsewhere\r\n", ""), SignInFault::WrongAddress)]
#[case::slow_down(
    with_headers(429, "retry-after: 12\r\n", ""),
    SignInFault::SlowedDown(Some(std::time::Duration::from_secs(12)))
)]
#[case::fault(answer(503, "<html>"), SignInFault::ServiceFault(Some(503)))]
#[case::fault_within(
    answer(200, r#"{"status":"error","message":"x"}"#),
    SignInFault::ServiceFault(Some(200))
)]
#[case::no_token(answer(200, "{}"), SignInFault::Unintelligible)]
#[case::no_json(answer(200, "<html>"), SignInFault::Unintelligible)]
#[case::unusable(
    answer(200, r#"{"result":{"access_token":{"access_token":"a b"}}}"#),
    SignInFault::Unintelligible
)]
#[case::cut_off(cut(GRANTED), SignInFault::Unclear(Unclear::CutOff))]
#[case::compressed(
    with_headers(200, "content-encoding: gzip\r\n", GRANTED),
    SignInFault::Unclear(Unclear::Compressed)
)]
#[case::no_http(b"hello\r\n\r\n".to_vec(), SignInFault::Unclear(Unclear::NotHttp))]
#[case::too_large(answer(200, &" ".repeat(300 * 1024)), SignInFault::Unintelligible)]
#[case::hung_up(Vec::new(), SignInFault::Unreachable(NoAnswer::Broken))]
#[tokio::test]
async fn every_answer_means_one_thing_and_is_asked_for_once(
    #[case] said: Vec<u8>,
    #[case] expected: SignInFault,
) {
    let server = Server::saying(2, said).await;
    assert_eq!(fault(&server).await, expected);
    assert_eq!(server.connections(), 1, "a password is not sent again by itself");
}

#[tokio::test]
async fn nobody_there_and_nobody_answering_are_told_apart() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = endpoint(&format!("http://{free}"), None).password("alice", &secret(PASSWORD)).await;
    assert_eq!(nobody.unwrap_err(), SignInFault::Unreachable(NoAnswer::Refused));
    let silent = Server::start(vec![vec![Step::Hear, Step::Hang]]).await;
    let base = BaseUrl::parse(&silent.url, false).unwrap();
    let timeouts = impatient().timeouts;
    let endpoint = TokenEndpoint::new(&base, None, &Route::default(), timeouts).unwrap();
    let fault = endpoint.password("alice", &secret(PASSWORD)).await.unwrap_err();
    assert_eq!(fault, SignInFault::TimedOut(timeouts.call));
}

#[tokio::test]
async fn what_the_endpoint_repeats_is_not_passed_on() {
    for status in [200, 302, 400, 401, 403, 404, 429, 500] {
        let body = format!(r#"{{"status":"error","message":"client_key k3y-4711, {PASSWORD:?}"}}"#);
        let server = Server::saying(1, answer(status, &body)).await;
        let endpoint = endpoint(&server.url, Some(("me", "k3y-4711")));
        let fault = endpoint.password("alice", &secret(PASSWORD)).await.unwrap_err();
        let told = format!("{fault:?} {endpoint:?}");
        assert!(!told.contains("4711") && !told.contains("hunter") && !told.contains("bWU6"), "{told}");
    }
}

#[tokio::test]
async fn the_embedded_service_grants_refreshes_and_refuses() {
    let life = std::time::Duration::from_secs(60);
    let now = || jiff::Timestamp::from_second(1_800_000_000).unwrap();
    let service = Service::start(Options { sign_in_life: life, now, ..Options::default() }).unwrap();
    let sign_in = |client| endpoint(&service.base_url(), client);
    let password = secret(service.password());
    let alone = sign_in(None).password("alice", &password).await.unwrap();
    let claims = alone.access.claims();
    assert_eq!((claims.user.shown(), claims.tenant.shown()), ("alice", "tacc"));
    assert_eq!(claims.expires, Some(now() + life));
    assert!(alone.refresh.is_none(), "only a client is given one");
    let base = BaseUrl::parse(&service.base_url(), false).unwrap();
    let client = Client::new(base, alone.access.into(), &Route::default()).unwrap();
    let (listed, _) = call(&client, tapis_secrets::domain::Request::List).await;
    assert!(listed.is_ok(), "the token is good for the service");

    let as_client = Some((demo::CLIENT_ID, demo::CLIENT_KEY));
    let first = sign_in(as_client).password("bob", &password).await.unwrap();
    let refresh = first.refresh.unwrap();
    let second = sign_in(as_client).refresh(&refresh).await.unwrap();
    assert_eq!(second.access.claims().user.shown(), "bob");

    let refused = [
        sign_in(None).password("alice", &secret("wrong")).await,
        sign_in(None).password("nobody", &password).await,
        sign_in(Some((demo::CLIENT_ID, "wrong"))).password("alice", &password).await,
        sign_in(None).refresh(&refresh).await,
        sign_in(as_client).refresh(&secret(first.access.expose())).await,
    ];
    for result in refused {
        assert_eq!(result.unwrap_err(), SignInFault::Refused);
    }
}
