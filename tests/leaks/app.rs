//! The program without its terminal: screens, notices, details, and the `Debug` of all that it is made of
//! and of all that goes in and out.

use std::time::Duration;

use rstest::rstest;
use serde_json::json;
use tapis_secrets::core::{CopyFault, CopyReport};
use tapis_secrets::demo::Scripted;
use tapis_secrets::domain::Request;

use crate::support::answers::{error, status};
use crate::support::prelude::{AppTest, hasty};
use crate::{ID, PATH, Sentinel, ask, client, service};

/// A program whose every word is listened to.
pub(crate) struct Watched {
    pub(crate) driver: AppTest,
    pub(crate) sentinel: Sentinel,
}

impl Watched {
    pub(crate) fn start() -> Self {
        let sentinel = Sentinel::new();
        let service = service(&sentinel);
        let token = service.token();
        let mut driver = AppTest::on_service(service, &token, hasty(), 80, 24);
        driver.trace = Some(String::new());
        driver.wait_for(&format!("▌ {ID}"));
        driver.wait_found();
        Self { driver, sentinel }
    }

    /// The value is revealed: on the screen, and only there.
    pub(crate) fn assert_only_on_the_screen(&self, step: &str) {
        let screen = self.driver.screen();
        assert!(screen.contains(&self.sentinel.0), "{step}: it is on the screen\n{screen}");
        assert!(self.sentinel.piece_in(screen.as_bytes()), "{step}: what searches finds it");
        self.assert_not_told(step);
    }

    /// The value is nowhere.
    pub(crate) fn assert_nowhere(&mut self, step: &str) {
        self.assert_not_told(step);
        for (width, height) in [(200, 60), (60, 20), (40, 12), (80, 24)] {
            self.driver.resize(width, height);
            let screen = self.driver.screen();
            self.sentinel.assert_not_in(&screen, step);
            // A value that is wrapped.
            self.sentinel.assert_not_in(&screen.replace(['\n', ' ', '▎', '│'], ""), step);
        }
    }

    fn assert_not_told(&self, step: &str) {
        let app = &self.driver.app;
        self.sentinel.assert_not_in(&format!("{app:?} {app:#?}"), &format!("{step}: the state"));
        self.sentinel.assert_not_in(self.driver.trace.as_ref().unwrap(), &format!("{step}: what went by"));
        let notice = app.notice().map_or("", |notice| &notice.text);
        self.sentinel.assert_not_in(notice, &format!("{step}: the notice"));
    }

    fn script(&self, answer: &Scripted, times: usize) {
        for _ in 0..times {
            self.driver.service().answer_next("GET", PATH, answer.clone());
        }
    }
}

#[test]
fn shown_and_hidden_again() {
    let mut watched = Watched::start();
    watched.assert_nowhere("before a key");
    for (reveal, hide) in [("v", "v"), ("v", "<esc>"), ("v", "j"), ("V", "v"), ("V", "<esc>"), ("v", "<c-z>")]
    {
        watched.driver.select(ID);
        watched.driver.press(reveal);
        watched.assert_nowhere("asked for");
        watched.driver.wait_for(&watched.sentinel.0.clone());
        watched.assert_only_on_the_screen("shown");
        watched.driver.press(hide);
        watched.assert_nowhere(&format!("hidden by {hide}"));
    }
    watched.driver.select(ID);
    watched.driver.press("v");
    watched.driver.wait_shown();
    watched.driver.press("?");
    watched.assert_not_told("under the help");
    watched.driver.press("<esc>");
    watched.driver.advance(Duration::from_secs(30));
    watched.assert_nowhere("its time is over");
}

#[rstest]
#[case::sent(CopyReport::Sent)]
#[case::taken(CopyReport::Taken)]
#[case::no_clipboard(CopyReport::Failed(CopyFault::NoClipboard))]
#[case::too_large(CopyReport::Failed(CopyFault::TooLarge))]
fn copied(#[case] report: CopyReport) {
    let mut watched = Watched::start();
    watched.driver.press("yj");
    watched.assert_nowhere("on its way");
    assert_eq!(watched.driver.wait_copied(1), watched.sentinel.stored());
    watched.assert_nowhere("given to the clipboard");
    watched.driver.report(report);
    watched.assert_nowhere("told");
    watched.driver.report(CopyReport::Cleared);
    watched.assert_nowhere("cleared");
    watched.driver.select(ID);
    watched.driver.press("Y");
    watched.assert_nowhere("the menu");
    watched.driver.press("m");
    let metadata = watched.driver.copies.last().unwrap().value.expose().to_owned();
    watched.sentinel.assert_not_in(&metadata, "the metadata");
}

#[test]
fn quit_in_the_middle() {
    let mut watched = Watched::start();
    watched.driver.press("yvq");
    watched.assert_nowhere("quitting");
    watched.driver.wait_copied(1);
    watched.assert_not_told("the copy is made");
    watched.driver.report(CopyReport::Sent);
    assert!(watched.driver.quits);
    watched.assert_not_told("over");
}

#[test]
fn tried_again() {
    let mut watched = Watched::start();
    let text = format!("storage said {}", watched.sentinel.0);
    watched.script(&error(503, &text), 2);
    watched.driver.press("v");
    watched.driver.take_one();
    watched.driver.advance(Duration::from_millis(200));
    watched.assert_nowhere("the second attempt");
    watched.driver.wait_shown();
    watched.assert_only_on_the_screen("the third attempt");
    watched.driver.press("v");
    watched.assert_nowhere("hidden");
}

/// Answers that carry the value where it does not belong.
fn failures(value: &str) -> Vec<(&'static str, Scripted)> {
    let shape = |result: serde_json::Value| {
        status(200, "application/json", json!({"status": "success", "result": result}).to_string())
    };
    let html = format!("<html><body>{value}</body></html>");
    let mut all = vec![
        ("half a body", Scripted::HalfBody),
        ("HTML", status(200, "text/html", html.as_str())),
        ("HTML of a proxy", status(502, "text/html", html.as_str())),
        ("HTML that refuses", status(403, "text/html", html.as_str())),
        ("no JSON", status(200, "application/json", value)),
        ("a text", status(200, "text/plain", format!("secret_value={value}"))),
        ("JSON cut off", status(200, "application/json", format!(r#"{{"result":{{"secret_value":"{value}"#))),
        ("JSON with an error", status(200, "application/json", format!(r#"{{"result":{{"{value}":}}"#))),
        ("a bare text", status(200, "application/json", json!(value).to_string())),
        ("a list", status(200, "application/json", json!([value]).to_string())),
        ("another result", shape(json!(value))),
        ("a list as value", shape(json!({"secret_value": [value]}))),
        ("an object as value", shape(json!({"secret_value": {"text": value}}))),
        ("another key", shape(json!({"value": value}))),
        ("the value as key", shape(json!({value: 1}))),
        ("an unknown field", error(400, &format!("body, secret_value: {value} is bad"))),
        ("a success that failed", error(200, value)),
        ("detail", status(404, "application/json", json!({"detail": value}).to_string())),
        (
            "a list of faults",
            status(
                400,
                "application/json",
                json!({"status": "error", "message": [value, value]}).to_string(),
            ),
        ),
        (
            "a redirect",
            Scripted::Status {
                code: 302,
                content_type: "",
                headers: vec![("location", format!("/pods/{value}"))],
                body: value.into(),
            },
        ),
    ];
    for code in [400, 401, 403, 404, 409, 413, 418, 422, 429, 500, 503] {
        all.push(("a message", error(code, &format!("cannot give out {value}"))));
    }
    all
}

#[rstest]
#[case::reveal("v")]
#[case::alone("V")]
#[case::copy("y")]
fn failing_with_the_value_in_hand(#[case] key: &str) {
    let count = failures("").len();
    for at in 0..count {
        let mut watched = Watched::start();
        let (name, answer) = failures(&watched.sentinel.0).swap_remove(at);
        let name = match &answer {
            Scripted::Status { code, .. } => format!("{name} with {code}"),
            _ => name.to_owned(),
        };
        watched.script(&answer, 3);
        watched.driver.press(key);
        let told = |screen: &str| screen.contains("! details") || screen.contains("s sign in");
        watched.driver.wait_until("word of the failure", told);
        watched.assert_nowhere(&name);
        watched.driver.press("!");
        watched.assert_nowhere(&format!("the details of {name}"));
        let before = watched.driver.copies.len();
        watched.driver.press("y");
        let details = &watched.driver.copies[before].value;
        watched.sentinel.assert_not_in(details.expose(), &format!("the copied details of {name}"));
        watched.driver.press("<esc>jk<tab>");
        watched.assert_nowhere(&format!("after {name}"));
    }
}

#[test]
fn denied() {
    for message in
        ["Not authorized -- you do not have access to this endpoint.", "Secret 'x' has readable=False and"]
    {
        let mut watched = Watched::start();
        let code = if message.starts_with("Not") { 400 } else { 403 };
        watched.script(&error(code, message), 1);
        for keys in ["v", "v", "V", "y", "jk", "!"] {
            watched.driver.press(keys);
            watched.driver.wait_for("was not read");
            watched.assert_nowhere(&format!("denied, {keys}"));
        }
        assert_eq!(watched.driver.values_asked_for().len(), 1);
    }
}

#[test]
fn the_client_and_its_answers() {
    let sentinel = Sentinel::new();
    let service = service(&sentinel);
    let client = client(&service);
    let request = Request::GetValue(ID.into());
    sentinel.assert_not_in(&format!("{request:?}"), "the request");
    let answer = ask(&client, request);
    sentinel.assert_not_in(&format!("{answer:?} {answer:#?}"), "the answer");
    sentinel.assert_not_in(&format!("{client:?} {client:#?}"), "the client");
    let debug = format!("{client:?}");
    assert!(!debug.contains(&service.token()), "the token stays out of it too: {debug}");
}
