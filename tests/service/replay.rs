//! Replays the recorded exchanges (contract §8) against the embedded service, in order.
//! What cannot be alike is listed here, by number and reason; anything else is a failure.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use tapis_secrets::demo::{Data, Level, Options, Service};

use crate::client::{Answer, Client};

#[derive(Deserialize)]
struct Exchange {
    seq: u32,
    method: String,
    path: String,
    request_headers: BTreeMap<String, String>,
    request_body: Option<String>,
    status: u16,
    content_type: Option<String>,
    location: Option<String>,
    response_body: Option<String>,
}

/// The port of the recording, which stands in two redirects.
const RECORDED_HOST: &str = "127.0.0.1:8801";
/// Lists that were recorded with their end cut off: only the rows before the cut can be compared.
const CUT_LISTS: [u32; 3] = [168, 181, 183];

fn exchanges() -> Vec<Exchange> {
    let text = include_str!("../fixtures/exchanges.jsonl");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What was changed outside HTTP before the exchange with this number.
fn between(service: &Service, seq: u32) {
    match seq {
        92 => {
            for id in ["minimal", "mode-wo", "full_one"] {
                service.grant(id, "reader", Level::Read);
                service.grant(id, "userlvl", Level::User);
            }
        }
        114 => service.grant("UPPER_1", "*", Level::Read),
        173 => service.set_storage_down(true),
        176 => service.set_storage_down(false),
        184 => service.set_creation_ts("nullpod", None),
        185 => {
            service.set_creation_ts("mode-ro", Some("2026-01-02T03:04:05"));
            service.set_creation_ts("mode-wo", Some("2026-01-02T03:04:05.100000"));
        }
        _ => {}
    }
}

/// The request header with `<name>` replaced by that user's token.
fn with_token(service: &Service, value: &str) -> String {
    let Some((before, rest)) = value.split_once('<') else { return value.to_owned() };
    let Some((user, after)) = rest.split_once('>') else { return value.to_owned() };
    let token = if user == "expired" { service.expired_token() } else { service.token_for(user) };
    format!("{before}{token}{after}")
}

fn send(service: &Service, exchange: &Exchange) -> Answer {
    let headers: Vec<(String, String)> = exchange
        .request_headers
        .iter()
        .map(|(name, value)| (name.clone(), with_token(service, value)))
        .collect();
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let body = exchange.request_body.as_ref().map(|body| match exchange.seq {
        // The recording shows the Latin-1 byte that was sent as U+FFFD.
        53 => body.chars().map(|c| if c == '\u{fffd}' { 0xe9 } else { c as u8 }).collect(),
        _ => body.clone().into_bytes(),
    });
    let mut client = Client::connect(service.addr());
    client.send(&exchange.method, &exchange.path, &headers, body.as_deref());
    client.receive(&exchange.method).unwrap()
}

/// Rows of a list by id. A list that was cut off gives the rows that are whole.
fn rows(list: &str) -> BTreeMap<String, Value> {
    let start = list.find("\"result\":[").map_or(0, |at| at + "\"result\":[".len());
    let apart = list[start..].replace("},{", "} {");
    let rows = serde_json::Deserializer::from_str(&apart).into_iter::<Value>();
    let whole = rows.map_while(Result::ok).filter(|row| row["secret_id"].is_string());
    whole.map(|row| (row["secret_id"].to_string(), timeless(row))).collect()
}

/// A secret with the time of its creation made comparable: only its form counts.
fn timeless(mut secret: Value) -> Value {
    if let Some(ts) = secret.get_mut("creation_ts")
        && let Some(text) = ts.as_str()
    {
        // Times that were set by hand are compared as they are.
        let made_up = text.starts_with("2026-01-02T03:04:05");
        if !made_up {
            assert!(text.len() == 19 || text.len() == 26, "{text}");
            assert_eq!(text.as_bytes()[10], b'T', "{text}");
            *ts = Value::from("some time");
        }
    }
    secret
}

fn comparable(body: &str) -> Value {
    let mut body: Value = serde_json::from_str(body).unwrap_or(Value::Null);
    if let Some(result) = body.get_mut("result") {
        *result = timeless(result.take());
    }
    body
}

fn compare(service: &Service, exchange: &Exchange, answer: &Answer) {
    let seq = exchange.seq;
    assert_eq!(answer.status, exchange.status, "status of {seq}: {}", answer.message());
    assert_eq!(answer.header("content-type"), exchange.content_type.as_deref(), "content type of {seq}");
    let location =
        exchange.location.as_ref().map(|it| it.replace(RECORDED_HOST, &service.addr().to_string()));
    assert_eq!(answer.header("location"), location.as_deref(), "location of {seq}");

    let recorded = exchange.response_body.clone().unwrap_or_default();
    let sent = String::from_utf8(answer.body.clone()).unwrap();
    if let Some((envelope, _)) = recorded.split_once("\"result\":[") {
        assert!(sent.starts_with(envelope), "envelope of {seq}");
        let (recorded, sent) = (rows(&recorded), rows(&sent));
        if CUT_LISTS.contains(&seq) {
            assert!(!recorded.is_empty());
            for (id, row) in recorded {
                assert_eq!(sent.get(&id), Some(&row), "row of {seq}");
            }
        } else {
            assert_eq!(sent, recorded, "rows of {seq}");
        }
        return;
    }
    assert_eq!(comparable(&sent), comparable(&recorded), "body of {seq}");
    assert_eq!(sent.is_empty(), recorded.is_empty(), "presence of a body of {seq}");
}

#[test]
fn every_recorded_exchange_is_answered_alike() {
    let service = Service::start(Options { data: Data::Empty, ..Options::default() }).unwrap();
    let exchanges = exchanges();
    assert_eq!(exchanges.len(), 133);
    for exchange in &exchanges {
        between(&service, exchange.seq);
        let answer = send(&service, exchange);
        compare(&service, exchange, &answer);
    }
    assert_eq!(service.requests().len(), exchanges.len());
}
