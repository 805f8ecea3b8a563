//! The seeded faults as a client meets them: equal seeds break alike, and a write that failed may
//! have taken effect or not.

use tapis_secrets::demo::{Data, Options, Scripted, Service};

use crate::client::{Answer, ask};

fn failing(seed: u64, fail_percent: u8) -> Service {
    Service::start(Options { data: Data::Empty, seed, fail_percent, ..Options::default() }).unwrap()
}

/// What a client can tell of an answer.
fn outcome(answer: Option<Answer>) -> String {
    match answer {
        None => "nothing".to_owned(),
        Some(answer) if !answer.whole => format!("half of {}", answer.status),
        Some(answer) => answer.status.to_string(),
    }
}

fn create(service: &Service, id: &str) -> Option<Answer> {
    let token = service.token();
    let headers = [("X-Tapis-Token", &*token), ("Content-Type", "application/json")];
    let body = format!(r#"{{"secret_id": "{id}", "secret_value": "v"}}"#);
    ask(service.addr(), "POST", "/pods/secrets", &headers, Some(&body))
}

fn get(service: &Service, path: &str) -> Option<Answer> {
    ask(service.addr(), "GET", path, &[("X-Tapis-Token", &service.token())], None)
}

/// The outcomes of 20 requests. The seeds are ones with few delays among them.
fn outcomes(seed: u64) -> Vec<String> {
    let service = failing(seed, 40);
    (0..20).map(|_| outcome(get(&service, "/pods/secrets"))).collect()
}

#[test]
fn equal_seeds_break_alike() {
    let first = outcomes(11);
    assert_eq!(first, outcomes(11));
    assert!(first.iter().any(|outcome| outcome == "200"));
    assert!(first.iter().any(|outcome| outcome != "200"));
}

#[test]
fn a_failed_write_may_have_taken_effect() {
    let service = failing(7, 100);
    // The 200 is the delayed answer; it takes two seconds, so the loop ends once everything was seen.
    let mut missing = vec!["500", "502", "nothing", "half of 200", "half of 500", "200"];
    let (mut applied, mut lost) = (0, 0);
    for number in 0..100 {
        if missing.is_empty() && applied > 0 && lost > 0 {
            return;
        }
        let id = format!("s{number}");
        let failed = outcome(create(&service, &id));
        service.set_fail_percent(0);
        let there = get(&service, &format!("/pods/secrets/{id}")).unwrap().status == 200;
        service.set_fail_percent(100);
        match (failed.as_str(), there) {
            ("200", there) => assert!(there, "a late answer is a right one"),
            (_, true) => applied += 1,
            (_, false) => lost += 1,
        }
        missing.retain(|outcome| *outcome != failed);
    }
    panic!("never seen: {missing:?}; {applied} writes applied, {lost} lost");
}

#[test]
fn half_a_body_is_cut_after_a_whole_head() {
    let service = Service::start(Options::default()).unwrap();
    service.answer_next("GET", "/pods/secrets", Scripted::HalfBody);
    let answer = get(&service, "/pods/secrets").unwrap();
    let announced: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert_eq!((answer.status, answer.body.len()), (200, announced / 2));
}

#[test]
fn a_proxy_s_page_is_html() {
    let service = failing(7, 100);
    let pages = (0..20).filter_map(|_| get(&service, "/pods/secrets")).filter(|answer| answer.status == 502);
    let page = pages.into_iter().next().unwrap();
    assert_eq!(page.header("content-type"), Some("text/html"));
    assert!(page.body.starts_with(b"<html>"));
}

fn ask_for(service: &Service, method: &str, path: &str, body: Option<&str>) -> u16 {
    let token = service.token();
    let headers = [("X-Tapis-Token", &*token), ("Content-Type", "application/json")];
    ask(service.addr(), method, path, &headers, body).unwrap().status
}

#[test]
fn value_and_row_are_not_committed_together() {
    let service = Service::start(Options { data: Data::Empty, ..Options::default() }).unwrap();
    let (secret, value) = ("/pods/secrets/s", "/pods/secrets/s/value");
    let body = r#"{"secret_id": "s", "secret_value": "first"}"#;

    service.answer_next("POST", "/pods/secrets", Scripted::HalfDone(None));
    assert_eq!(ask_for(&service, "POST", "/pods/secrets", Some(body)), 500);
    assert_eq!(ask_for(&service, "GET", secret, None), 404, "a value without a row is not to be seen");
    assert_eq!(ask_for(&service, "POST", "/pods/secrets", Some(body)), 200, "and in nobody's way");

    service.answer_next("PUT", secret, Scripted::HalfDone(None));
    assert_eq!(ask_for(&service, "PUT", secret, Some(r#"{"secret_value": "second"}"#)), 500);
    assert!(String::from_utf8(get(&service, value).unwrap().body).unwrap().contains("second"));

    service.answer_next("DELETE", secret, Scripted::HalfDone(Some(Scripted::DropConnection.into())));
    let token = service.token();
    assert!(ask(service.addr(), "DELETE", secret, &[("X-Tapis-Token", &*token)], None).is_none());
    assert_eq!(ask_for(&service, "GET", secret, None), 200, "the row is there");
    assert_eq!(ask_for(&service, "GET", value, None), 500, "its value is not");
    assert_eq!(ask_for(&service, "DELETE", secret, None), 200);
    assert_eq!(ask_for(&service, "GET", secret, None), 404);
}
