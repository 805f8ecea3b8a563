//! From the wire to the screen: whatever a service answers to whatever is asked, every key is still heard,
//! no part of the program panics, and nothing but plain text is drawn.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use proptest::collection::{hash_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use tapis_secrets::core::Event;
use tapis_secrets::demo::{Data, Options, Service};
use tapis_secrets::domain::{FailureKind, Reply};
use tapis_secrets::text::is_plain;
use unicode_width::UnicodeWidthChar;

use crate::support::clock::options;
use crate::support::data::HOSTILE;
use crate::support::prelude::{AppTest, impatient};

/// What is pressed: everything that asks the service or shows what it said.
const KEYS: &[&str] = &[
    "j",
    "G",
    "g",
    "v",
    "V",
    "y",
    "Y",
    "!",
    "?",
    "<esc>",
    "<enter>",
    "<tab>",
    "R",
    "e",
    "a",
    "D",
    "/a<enter>",
    "S",
    "<c-s>",
    "<c-o>",
    "<c-r>",
    "L",
    "<down>",
];

fn text() -> impl Strategy<Value = String> {
    let hostile: Vec<String> = HOSTILE.iter().map(|(_, text)| (*text).to_owned()).collect();
    prop_oneof![
        select(hostile),
        "\\PC{0,12}",
        "[\\x00-\\x1f\\x7f-\\x9f]{1,6}",
        Just("user".to_owned()),
        Just("2026-03-02T08:09:00".to_owned()),
        (1..40_usize).prop_map(|n| "wide 中 ".repeat(n * 50)),
    ]
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let keys = select(vec!["secret_id", "message", "result", "status", "secret_value", "detail", "x"]);
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            hash_map(keys.prop_map(str::to_owned), inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

/// A secret of which each field is right, odd or missing.
fn row() -> impl Strategy<Value = Value> {
    const FIELDS: [&str; 8] = [
        "secret_id",
        "scope",
        "pod_id",
        "description",
        "sk_secret_name",
        "creation_ts",
        "added_by",
        "readable",
    ];
    let field = prop_oneof![4 => text().prop_map(Value::from), 1 => anything()];
    vec(proptest::option::weighted(0.9, field), FIELDS.len()).prop_map(|values| {
        let fields =
            FIELDS.into_iter().zip(values).filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let mut row: Map<_, _> = fields.collect();
        row.insert("writable".to_owned(), true.into());
        Value::Object(row)
    })
}

fn envelope() -> impl Strategy<Value = Value> {
    let result = prop_oneof![
        4 => vec(row(), 0..6).prop_map(Value::from),
        2 => row(),
        2 => text().prop_map(|text| json!({"secret_value": text})),
        1 => anything(),
    ];
    let status = prop_oneof![4 => Just(json!("success")), 1 => Just(json!("error")), 1 => anything()];
    let message = prop_oneof![text().prop_map(Value::from), anything()];
    (result, status, message).prop_map(|(result, status, message)| {
        json!({"message": message, "metadata": {}, "result": result, "status": status, "version": "x"})
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        8 => envelope().prop_map(|json| json.to_string().into_bytes()),
        1 => (envelope(), any::<prop::sample::Index>()).prop_map(|(json, at)| {
            let mut bytes = json.to_string().into_bytes();
            bytes.truncate(at.index(bytes.len()));
            bytes
        }),
        1 => (1..3000_usize).prop_map(|n| format!("{{\"result\":{}", "[".repeat(n)).into_bytes()),
        1 => vec(any::<u8>(), 0..200),
        1 => Just(b"<html><title>\x1b]0;owned\x07</title>".to_vec()),
    ]
}

/// All that is written to a connection.
fn answer() -> impl Strategy<Value = Vec<u8>> {
    let status =
        prop_oneof![6 => Just(200), 1 => select(vec![201, 301, 400, 401, 403, 404, 409, 422, 429, 500, 503])];
    let proper = (status, body()).prop_map(|(status, body)| {
        let head = format!(
            "HTTP/1.1 {status} \x41\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.into_bytes(), body].concat()
    });
    prop_oneof![12 => proper, 1 => vec(any::<u8>(), 0..60)]
}

/// Answers the n-th connection with the n-th answer, over and over; gives its address.
fn serve(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    // Ends with the test.
    thread::spawn(move || {
        for (stream, answer) in listener.incoming().zip(answers.iter().cycle()) {
            let _ = stream.and_then(|stream| say(stream, answer));
        }
    });
    url
}

fn say(mut stream: TcpStream, answer: &[u8]) -> std::io::Result<()> {
    let mut heard = [0; 4096];
    // Requests are small, and come in one piece.
    let _ = stream.read(&mut heard)?;
    stream.write_all(answer)
}

/// Takes in what comes, and looks at the screen.
fn look(driver: &mut AppTest) {
    for event in driver.what_comes() {
        if let Event::Reply(_, Reply::Final(Err(failure))) = &event {
            assert!(failure.kind != FailureKind::Crashed, "a call panicked: {failure:?}");
        }
        driver.tell(event);
    }
    for c in driver.screen().chars().filter(|c| *c != '\n') {
        assert!(is_plain(c) || c.width() == Some(0) && !c.is_control(), "{c:?}\n{}", driver.screen());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_service_says_gets_through(
        answers in vec(answer(), 1..5),
        keys in vec(select(KEYS.to_vec()), 4..16),
        (width, height) in (1..130_u16, 1..45_u16),
    ) {
        let service = Service::start(Options { data: Data::Empty, ..options() }).unwrap();
        let token = service.token();
        let mut driver = AppTest::at_url(&serve(answers), service, &token, impatient(), width, height);
        look(&mut driver);
        for key in keys {
            driver.press(key);
            look(&mut driver);
        }
    }
}
