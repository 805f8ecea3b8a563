//! Replays the recorded exchanges about pods (pods contract) against the embedded service, in order. Bodies are
//! compared whole; what was generated, times and passwords, only has to be equal where it was equal in the recording
//! and different where it was different.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tapis_secrets::demo::{Data, Options, PodOutcome, Service};

use crate::client::{Answer, ask};

#[derive(Deserialize)]
struct Exchange {
    seq: u32,
    method: String,
    path: String,
    request_headers: BTreeMap<String, String>,
    request_body: Option<String>,
    status: u16,
    content_type: Option<String>,
    response_body: Option<String>,
}

/// One step of the clock. The shortest state of a pod lasts 20 ms, and was not seen in the recording either.
const TICK: Duration = Duration::from_millis(50);
/// The longest that a state lasts in which the recording waited.
const PATIENCE: u32 = 400;

/// Makes the clock of the service, which stands but for what the test advances it by.
fn options() -> Options {
    let now = || "2026-11-26T23:03:20.7Z".parse().unwrap();
    Options { data: Data::Empty, now, ..Options::default() }
}

fn exchanges() -> Vec<Exchange> {
    let text = include_str!("../fixtures/pods_exchanges.jsonl");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn send(service: &Service, user: &str, method: &str, path: &str, body: Option<&str>) -> Answer {
    let token = service.token_for(user);
    let headers = [("X-Tapis-Token", &*token), ("Content-Type", "application/json")];
    ask(service.addr(), method, path, &headers, body).unwrap()
}

/// Lets time pass until a pod is there.
fn wait_for(service: &Service, id: &str, status: &str, requested: &str, phase: Option<&str>) {
    for _ in 0..PATIENCE {
        let pod = send(service, "root", "GET", &format!("/pods/{id}"), None).json()["result"].take();
        let shown = pod["status_container"]["phase"].as_str();
        if pod["status"] == status && pod["status_requested"] == requested && shown == phase {
            return;
        }
        service.advance(TICK);
    }
    panic!("{id} is never ({status}, {requested}) with its container {phase:?}");
}

/// Does what happened before this exchange and is not in the file.
fn between(service: &Service, exchange: &Exchange) {
    let restart = |outcome| {
        service.set_pod_outcome("web1", outcome);
        send(service, "alice", "GET", "/pods/web1/restart", None);
    };
    match exchange.seq {
        // Recorded with the storage of values down.
        44 | 166 => service.set_storage_down(true),
        45 => service.set_storage_down(false),
        114 => wait_for(service, "web1", "DELETING", "RESTART", Some("Running")),
        150 => {
            send(service, "alice", "GET", "/pods/web1/stop", None);
            restart(PodOutcome::Up);
            wait_for(service, "web1", "DELETING", "RESTART", Some("Running"));
            wait_for(service, "web1", "AVAILABLE", "ON", Some("Running"));
        }
        200 => {
            service.set_storage_down(false);
            restart(PodOutcome::Up);
            wait_for(service, "web1", "AVAILABLE", "ON", Some("Running"));
            restart(PodOutcome::CrashLoop);
            wait_for(service, "web1", "ERROR", "ON", Some("Running"));
            restart(PodOutcome::NoImage);
            wait_for(service, "web1", "ERROR", "ON", Some("Pending"));
            restart(PodOutcome::Ends(None));
            wait_for(service, "web1", "COMPLETE", "ON", Some("Succeeded"));
            service.set_pod_outcome("web1", PodOutcome::Up);
        }
        219 => {
            let map = r#"{"secret_map": {"DB_PW": "${secret:db-pw}", "X": "x"}}"#;
            send(service, "userlvl", "PUT", "/pods/web1", Some(map));
        }
        241 => {
            let map = json!({"DB": "${:?database password}", "HOST": "${pods:default:redis:?host}"});
            let env = json!({"U": "x:${pods:secrets:DB}@${pods:secrets:HOST}"});
            let definition = json!({"image": "nginx", "environment_variables": env, "secret_map": map});
            service.add_template("tpl:latest", &json!({ "definition": definition }).to_string()).unwrap();
        }
        255 => {
            let overrides = json!({"secret_map": {"DB": "${secret:db-pw}", "EXTRA": "${secret:api-key}"}});
            let pod = json!({"pod_id": "tpl3", "template": "tpl:latest", "secret_map": {"DB": "x"}, "template_overrides": overrides});
            send(service, "alice", "POST", "/pods", Some(&pod.to_string()));
            wait_for(service, "tpl3", "SPAWNER SETUP", "ON", None);
        }
        286 => {
            send(service, "alice", "POST", "/pods", Some(r#"{"pod_id": "wild1", "image": "nginx"}"#));
        }
        _ => {}
    }
    // The recording asked again and again until the next state was there; so does this.
    let recorded: Value = serde_json::from_str(exchange.response_body.as_deref().unwrap()).unwrap();
    let pods = match &recorded["result"] {
        Value::Array(pods) => pods.as_slice(),
        pod => std::slice::from_ref(pod),
    };
    for pod in pods.iter().filter(|pod| exchange.method == "GET" && pod["status"].is_string()) {
        let text = |name: &str| pod[name].as_str().unwrap();
        let is_asked_for = ["start", "stop", "restart"].iter().any(|verb| exchange.path.ends_with(verb));
        if !is_asked_for {
            let phase = pod["status_container"]["phase"].as_str();
            wait_for(service, text("pod_id"), text("status"), text("status_requested"), phase);
        }
    }
}

/// Pairs of generated texts: one of the recording, and ours that stands for it.
#[derive(Default)]
struct Twins {
    ours: HashMap<String, String>,
    theirs: HashMap<String, String>,
}

impl Twins {
    /// Tells whether two texts have always stood for each other, or do from now on.
    fn are(&mut self, recorded: &str, sent: &str) -> bool {
        let ours = self.ours.entry(recorded.to_owned()).or_insert_with(|| sent.to_owned());
        let theirs = self.theirs.entry(sent.to_owned()).or_insert_with(|| recorded.to_owned());
        ours == sent && theirs == recorded
    }
}

/// The generated texts so far, by the name of their member.
#[derive(Default)]
struct Generated(BTreeMap<String, Twins>);

impl Generated {
    fn are_twins(&mut self, name: &str, recorded: &str, sent: &str) -> bool {
        match name {
            "creation_ts" | "update_ts" | "start_instance_ts" | "time_to_stop_ts" => {
                is_time(sent) && self.0.entry(name.to_owned()).or_default().are(recorded, sent)
            }
            // Whole seconds: two starts in one second may look the same.
            "start_time" => is_time(sent) && sent.ends_with(".000000"),
            "GEN" | "user_password" => {
                sent.len() == recorded.len() && self.0.entry(name.to_owned()).or_default().are(recorded, sent)
            }
            _ => sent == recorded,
        }
    }

    /// Replaces in a request what the recording had been given by what we were given.
    fn request(&self, body: &str) -> String {
        let twins = self.0.values().flat_map(|twins| &twins.ours);
        twins.fold(body.to_owned(), |body, (recorded, sent)| body.replace(recorded, sent))
    }

    /// Compares two bodies member by member. The rows of a list are compared by their ids: there is no order.
    fn compare(&mut self, place: &str, recorded: &Value, sent: &Value) {
        match (recorded, sent) {
            (Value::Object(recorded), Value::Object(sent)) => {
                let names = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
                assert_eq!(names(sent), names(recorded), "members at {place}");
                for (name, value) in recorded {
                    self.compare(&format!("{place}.{name}"), value, &sent[name]);
                }
            }
            (Value::Array(recorded), Value::Array(sent)) => {
                let sorted = |list: &[Value]| {
                    let mut list = list.to_vec();
                    list.sort_by_key(|row| [&row["pod_id"], &row["secret_id"]].map(ToString::to_string));
                    list
                };
                assert_eq!(sent.len(), recorded.len(), "length at {place}");
                let is_log = place.ends_with(".action_logs");
                for (at, (recorded, sent)) in sorted(recorded).iter().zip(&sorted(sent)).enumerate() {
                    match is_log {
                        true => assert_eq!(line(sent), line(recorded), "line {at} at {place}"),
                        false => self.compare(&format!("{place}[{at}]"), recorded, sent),
                    }
                }
            }
            (Value::String(recorded), Value::String(sent)) => {
                let name = place.rsplit('.').next().unwrap();
                assert!(self.are_twins(name, recorded, sent), "{place}: {sent} instead of {recorded}");
            }
            _ => assert_eq!(sent, recorded, "{place}"),
        }
    }
}

fn is_time(text: &str) -> bool {
    format!("{text}Z").parse::<jiff::Timestamp>().is_ok()
}

/// A line of the action log without its time, which has to look like `26/11/26 23:03: `.
fn line(line: &Value) -> String {
    let line = line.as_str().unwrap();
    let (time, text) = line.split_at(16);
    let form: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(form, "00/00/00 00:00: ", "{line}");
    text.to_owned()
}

#[test]
fn every_recorded_exchange_about_pods_is_answered_alike() {
    let service = Service::start(options()).unwrap();
    let exchanges = exchanges();
    assert_eq!(exchanges.len(), 203);
    let mut generated = Generated::default();
    for exchange in &exchanges {
        service.advance(TICK);
        between(&service, exchange);
        let seq = exchange.seq;
        let headers: Vec<(String, String)> = exchange
            .request_headers
            .iter()
            .map(|(name, value)| match value.strip_prefix('<').and_then(|user| user.strip_suffix('>')) {
                Some(user) => (name.clone(), service.token_for(user)),
                None => (name.clone(), value.clone()),
            })
            .collect();
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let body = exchange.request_body.as_ref().map(|body| generated.request(body));
        let answer =
            ask(service.addr(), &exchange.method, &exchange.path, &headers, body.as_deref()).unwrap();
        assert_eq!(answer.status, exchange.status, "status of {seq}: {}", answer.message());
        assert_eq!(answer.header("content-type"), exchange.content_type.as_deref(), "content type of {seq}");
        let recorded: Value = serde_json::from_str(exchange.response_body.as_deref().unwrap()).unwrap();
        generated.compare(&format!("{seq}"), &recorded, &answer.json());
    }
}
