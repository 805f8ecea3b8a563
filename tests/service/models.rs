//! An independent check of the shapes: the generated SDK's models (a dev-dependency) read what the
//! service sends, except the naive timestamp, which they cannot read. That is their bug (contract §7).

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tapis_pods::models;
use tapis_secrets::demo::{Data, Options, Service};

use crate::client::ask;

const BODY: &str = r#"{"secret_id": "one", "secret_value": "v", "description": "d"}"#;

fn result_of(service: &Service, method: &str, path: &str, body: Option<&str>) -> Value {
    let token = service.token();
    let headers = [("X-Tapis-Token", &*token), ("Content-Type", "application/json")];
    let answer = ask(service.addr(), method, path, &headers, body).unwrap();
    assert_eq!(answer.status, 200);
    answer.json()
}

fn reads<T: DeserializeOwned>(body: Value) -> T {
    serde_json::from_value(body).unwrap()
}

fn empty() -> Service {
    Service::start(Options { data: Data::Empty, ..Options::default() }).unwrap()
}

#[test]
fn the_sdk_reads_every_answer_without_a_time() {
    let service = empty();
    result_of(&service, "POST", "/pods/secrets", Some(BODY));
    service.set_creation_ts("one", None);
    let list: models::SecretsResponse = reads(result_of(&service, "GET", "/pods/secrets", None));
    assert_eq!(json!(list)["result"][0]["secret_id"], "one");
    let one: models::SecretResponse = reads(result_of(&service, "GET", "/pods/secrets/one", None));
    assert_eq!(one.result.added_by.as_deref(), Some("alice"));
    let value: models::SecretValueResponse =
        reads(result_of(&service, "GET", "/pods/secrets/one/value", None));
    assert_eq!(json!(value)["result"]["secret_value"], "v");
    let changed = result_of(&service, "PUT", "/pods/secrets/one", Some(r#"{"description": ""}"#));
    let _: models::SecretResponse = reads(changed);
    let _: models::SecretDeleteResponse = reads(result_of(&service, "DELETE", "/pods/secrets/one", None));
}

#[test]
fn the_sdk_cannot_read_the_naive_time() {
    let service = empty();
    let created = result_of(&service, "POST", "/pods/secrets", Some(BODY));
    assert!(created["result"]["creation_ts"].is_string());
    assert!(serde_json::from_value::<models::SecretResponse>(created).is_err());
}
