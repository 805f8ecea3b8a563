//! What is below the answers: how connections end, lists that are held, tokens, the port that goes
//! away and comes back, scripted answers.

use std::net::TcpStream;
use std::time::Duration;

use tapis_secrets::demo::{Data, LoggedRequest, Options, Scripted, Service};

use crate::client::{Client, ask};

fn demo() -> Service {
    Service::start(Options::default()).unwrap()
}

#[test]
fn after_404_the_connection_is_closed_without_a_word() {
    let service = demo();
    let token = service.token();
    let mut client = Client::connect(service.addr());
    client.send("GET", "/pods/secrets/redis_password", &[("X-Tapis-Token", &token)], None);
    assert_eq!(client.receive("GET").unwrap().status, 200);
    client.assert_open();

    client.send("GET", "/pods/secrets/nosuch", &[("X-Tapis-Token", &token)], None);
    let answer = client.receive("GET").unwrap();
    assert_eq!((answer.status, answer.header("connection"), answer.whole), (404, None, true));
    client.assert_closed();
}

#[test]
fn a_refused_token_closes_the_connection_and_a_bad_field_does_not() {
    let service = demo();
    let token = service.token();
    let mut client = Client::connect(service.addr());
    client.send("POST", "/pods/secrets", &[("X-Tapis-Token", &token)], Some(b"{}"));
    assert_eq!(client.receive("POST").unwrap().status, 400);
    client.assert_open();
    client.send("GET", "/pods/secrets", &[("X-Tapis-Token", "garbage")], None);
    assert_eq!(client.receive("GET").unwrap().status, 400);
    client.assert_closed();
}

#[test]
fn a_held_list_sends_half_and_waits() {
    let service = Service::start(Options { secrets: 500, ..Options::default() }).unwrap();
    let token = service.token();
    service.hold_list(true);
    let mut client = Client::connect(service.addr());
    client.send("GET", "/pods/secrets", &[("X-Tapis-Token", &token)], None);
    let head = client.read_head().unwrap();
    let length = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
    let length: usize = length.parse().unwrap();
    let mut body = client.read_up_to(length / 2);
    assert_eq!(body.len(), length / 2);
    assert!(length / 2 > 64 * 1024);

    // Other requests are answered meanwhile.
    let other =
        ask(service.addr(), "GET", "/pods/secrets/redis_password", &[("X-Tapis-Token", &token)], None);
    assert_eq!(other.unwrap().status, 200);

    service.hold_list(false);
    body.extend(client.read_up_to(length - length / 2));
    let list: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert!(list["result"].as_array().unwrap().len() > 500);
}

#[test]
fn tokens_are_refused_in_the_service_s_words() {
    let service = demo();
    let message = |token: &str| {
        let answer = ask(service.addr(), "GET", "/pods/secrets", &[("X-Tapis-Token", token)], None).unwrap();
        assert_eq!(answer.status, 400);
        answer.message()
    };
    assert!(message(&service.expired_token()).contains("Invalid Tapis token."));
    let (body, _) = service.token().rsplit_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(message(&format!("{body}.Zm9yZ2Vk")).contains("Invalid Tapis token."));
    assert!(message(&format!("Bearer {}", service.token())).contains("Could not parse"));
    assert!(message(&service.token_of_tenant("alice", None)).contains("Unable to process Tapis token;"));
    assert!(
        message(&service.token_of_tenant("alice", Some("dev")))
            .contains("The tenant_id claim in the token, dev does not match the URL tenant, tacc.")
    );
}

#[test]
fn a_token_is_good_for_one_run_and_a_short_one_runs_out() {
    let (one, other) = (demo(), demo());
    assert_eq!(one.token(), one.token());
    let list =
        |token: &str| ask(one.addr(), "GET", "/pods/secrets", &[("X-Tapis-Token", token)], None).unwrap();
    assert_eq!(list(&one.token()).status, 200);
    assert!(list(&other.token()).message().contains("Invalid Tapis token."));
    assert_ne!(one.password(), other.password());
    let brief = Service::start(Options { token_life: Some(Duration::ZERO), ..Options::default() }).unwrap();
    let headers = [("X-Tapis-Token", &*brief.token())];
    let answer = ask(brief.addr(), "GET", "/pods/secrets", &headers, None).unwrap();
    assert!(answer.message().contains("Invalid Tapis token."));
}

#[test]
fn the_port_goes_away_and_comes_back() {
    let service = demo();
    let token = service.token();
    let mut pooled = Client::connect(service.addr());
    pooled.send("GET", "/pods/secrets", &[("X-Tapis-Token", &token)], None);
    assert_eq!(pooled.receive("GET").unwrap().status, 200);
    service.set_online(false);
    assert!(TcpStream::connect(service.addr()).is_err());
    pooled.send("GET", "/pods/secrets", &[("X-Tapis-Token", &token)], None);
    assert!(pooled.receive("GET").is_none());
    service.set_online(true);
    let answer = ask(service.addr(), "GET", "/pods/secrets", &[("X-Tapis-Token", &token)], None).unwrap();
    assert_eq!(answer.status, 200);
}

#[test]
fn a_scripted_answer_is_given_once_and_word_for_word() {
    let service = demo();
    service.answer_next(
        "GET",
        "/pods/secrets",
        Scripted::Status {
            code: 429,
            content_type: "text/plain",
            headers: vec![("retry-after", "7".to_owned())],
            body: b"slow down\x1b[31m".to_vec(),
        },
    );
    service.answer_next("GET", "/pods/secrets", Scripted::DropConnection);
    let list = || ask(service.addr(), "GET", "/pods/secrets", &[("X-Tapis-Token", &service.token())], None);
    let answer = list().unwrap();
    assert_eq!((answer.status, answer.header("retry-after")), (429, Some("7")));
    assert_eq!(answer.body, b"slow down\x1b[31m");
    assert!(list().is_none());
    assert_eq!(list().unwrap().status, 200);
    let logged = |status| LoggedRequest { method: "GET".into(), path: "/pods/secrets".into(), status };
    assert_eq!(service.requests(), [logged(Some(429)), logged(None), logged(Some(200))]);
}

#[test]
fn dropping_a_service_frees_its_port_even_while_a_request_hangs() {
    let service = demo();
    service.answer_next("", "/", Scripted::Hang);
    let mut client = Client::connect(service.addr());
    client.send("GET", "/pods/secrets", &[], None);
    let addr = service.addr();
    drop(service);
    assert!(client.receive("GET").is_none());
    let again = Service::start(Options { addr, data: Data::Empty, ..Options::default() }).unwrap();
    assert_eq!(again.addr(), addr);
}

#[test]
fn the_demo_shows_alice_every_access_mode_and_some_refusals() {
    let service = demo();
    let headers = [("X-Tapis-Token", &*service.token())];
    let answer = ask(service.addr(), "GET", "/pods/secrets", &headers, None).unwrap();
    let list = answer.json();
    let rows = list["result"].as_array().unwrap();
    assert!(rows.len() >= 40);
    for (readable, writable) in [(true, true), (true, false), (false, true), (false, false)] {
        assert!(rows.iter().any(|row| row["readable"] == readable && row["writable"] == writable));
    }
    assert!(rows.iter().any(|row| row["secret_id"].as_str().unwrap().len() == 110));
    assert!(rows.iter().any(|row| row["description"].as_str().unwrap().contains("\n\t")));
    let value =
        |id: &str| ask(service.addr(), "GET", &format!("/pods/secrets/{id}/value"), &headers, None).unwrap();
    assert!(value("zoom_bot_jwt").message().contains("Not authorized"));
    let text = |id: &str| value(id).json()["result"]["secret_value"].as_str().unwrap().to_owned();
    assert_eq!(text("maintenance_ca_bundle").len(), 64 * 1024);
    assert!(text("ci_deploy_key_ed25519").starts_with("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
    assert!(text("legacy_ftp_password").ends_with("  \n"));
}
