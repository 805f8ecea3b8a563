//! Every recorded exchange of the real service, read by the real code, against the exact outcome that is
//! expected of it (contract §3, §9). The table is complete: an exchange that it does not list fails, and
//! so does a line without an exchange.
#![allow(clippy::unwrap_used)] // in helpers too: what is missing here fails the test

#[path = "contract/pods.rs"]
mod pods;
#[path = "contract/pods_table.rs"]
mod pods_table;
#[path = "contract/table.rs"]
mod table;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tapis_secrets::api::classify::Answered;
use tapis_secrets::api::list_stream::{ListLimits, ListReader};
use tapis_secrets::api::operations;
use tapis_secrets::domain::failure::Rejection;
use tapis_secrets::domain::{Answer, CallSubject, FailureKind, Field, Operation, Scope, Secret, SecretId};

use table::Expect::{self, *};
use table::FailureKindOf::{self, *};
use table::table;

impl From<FailureKindOf> for FailureKind {
    fn from(kind: FailureKindOf) -> Self {
        match kind {
            SignedOut(why) => Self::SignedOut(why),
            NotPermitted => Self::NotPermitted,
            NotFound => Self::NotFound,
            AlreadyExists => Self::AlreadyExists,
            NotReadable => Self::NotReadable,
            NotWritable => Self::NotWritable,
            WrongAddress => Self::WrongAddress,
            ServiceFault => Self::ServiceFault,
            Unintelligible(why) => Self::Unintelligible(why),
            OurFault => Self::OurFault,
        }
    }
}

#[derive(serde::Deserialize)]
struct Exchange {
    seq: u64,
    method: String,
    path: String,
    request_body: Option<String>,
    status: u16,
    content_type: Option<String>,
    response_body: Option<String>,
}

impl Exchange {
    fn segments(&self) -> Vec<&str> {
        let path = self.path.split('?').next().unwrap();
        path.split('/').filter(|segment| !matches!(*segment, "" | "v3" | "pods")).collect()
    }

    /// The operation whose answer this would be.
    fn operation(&self) -> Operation {
        match (self.method.as_str(), self.segments().as_slice()) {
            ("POST", _) => Operation::Create,
            ("PUT", _) => Operation::Update,
            ("DELETE", _) => Operation::Delete,
            (_, [_, _, "value"]) => Operation::GetValue,
            (_, [_, _, ..]) => Operation::Get,
            _ => Operation::List,
        }
    }

    fn subject(&self) -> Option<CallSubject> {
        if self.operation() == Operation::Create {
            let body: Json = serde_json::from_str(self.request_body.as_deref()?).ok()?;
            return body["secret_id"].as_str().map(|id| SecretId::from(id).into());
        }
        self.segments().get(1).map(|id| SecretId::from(id.replace("%6d", "m").as_str()).into())
    }

    fn body(&self) -> &str {
        self.response_body.as_deref().unwrap_or_default()
    }

    /// Reads the answer as the client does. The rows of a list come along.
    fn read(&self) -> (Result<Answer, FailureKind>, Vec<Secret>) {
        let mut rows = Vec::new();
        if self.operation() == Operation::List && self.status == 200 {
            let mut reader = ListReader::new(ListLimits::default());
            let fed = reader.feed(self.body().as_bytes(), &mut rows);
            let end = fed.and_then(|()| reader.finish()).map_err(|why| why.kind);
            let answer = end.map(|s| Answer::Listed {
                rows: s.rows,
                unreadable: s.unreadable,
                bytes: s.bytes,
                parsed_in: Default::default(),
            });
            return (answer, rows);
        }
        let answered = Answered {
            operation: self.operation(),
            status: self.status,
            content_type: self.content_type.as_deref(),
            compressed: false,
            body: self.body().as_bytes(),
            is_cut: false,
            retry_after: None,
        };
        let answer = operations::read(&answered, self.subject().as_ref(), 1 << 20).map_err(|v| v.kind);
        (answer, rows)
    }
}

fn exchanges() -> Vec<Exchange> {
    let lines = include_str!("fixtures/exchanges.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every key of a row as serde_json reads it.
fn assert_same(secret: &Secret, json: &Json) {
    assert_eq!(Some(secret.id.as_str()), json["secret_id"].as_str());
    assert_eq!(Some(secret.description.original()), json["description"].as_str());
    assert_eq!(Some(secret.owner.original()), json["added_by"].as_str());
    assert_eq!(secret.access.readable, json["readable"].as_bool());
    assert_eq!(secret.access.writable, json["writable"].as_bool());
    assert_eq!(secret.stored_name().unwrap().original(), json["sk_secret_name"].as_str().unwrap());
    let pod = json["pod_id"].as_str().map(|pod| Scope::Pod(pod.into()));
    assert_eq!(secret.scope, pod.unwrap_or(Scope::User));
    let created = json["creation_ts"].as_str().map(|naive| format!("{naive}Z").parse().unwrap());
    assert_eq!(secret.created, created);
}

#[test]
fn every_exchange_has_the_outcome_that_the_table_says() {
    let table: BTreeMap<u64, Expect> = table().into_iter().collect();
    let mut unused = table.clone();
    for exchange in exchanges() {
        let seq = exchange.seq;
        unused.remove(&seq);
        let expected = *table.get(&seq).unwrap_or_else(|| panic!("seq {seq} is not in the table"));
        let (answer, rows) = exchange.read();
        match (expected, answer) {
            (Listed(n), Ok(Answer::Listed { rows, unreadable: 0, .. })) if rows == n => {}
            (Got(id), Ok(Answer::Got(secret))) | (Updated(id), Ok(Answer::Updated(secret)))
                if secret.id.as_str() == id => {}
            (Created(id), Ok(Answer::Created { secret, replaced: false })) if secret.id.as_str() == id => {}
            (Deleted(id), Ok(Answer::Deleted(deleted))) if deleted.as_str() == id => {}
            (Value(text), Ok(Answer::Value(value))) if value.expose() == text => {}
            (Fails(kind), Err(failed)) if FailureKind::from(kind) == failed => {}
            (Rejected(faults), Err(FailureKind::Rejected(found))) if faults == told(&found) => {}
            (expected, other) => {
                panic!("seq {seq}: expected {expected:?}, got {other:?} and {} rows", rows.len())
            }
        }
    }
    assert!(unused.is_empty(), "no exchange for {:?}", unused.keys());
}

fn told(found: &[Rejection]) -> Vec<(Option<Field>, &str)> {
    found.iter().map(|fault| (fault.field, fault.text.original())).collect()
}

#[test]
fn every_secret_in_an_answer_is_read_key_by_key() {
    let mut read = 0;
    for exchange in exchanges().iter().filter(|exchange| exchange.status == 200) {
        let Ok(json) = serde_json::from_str::<Json>(exchange.body()) else { continue };
        let (answer, rows) = exchange.read();
        match answer.unwrap() {
            Answer::Got(secret) | Answer::Updated(secret) | Answer::Created { secret, .. } => {
                assert_same(&secret, &json["result"]);
                read += 1;
            }
            Answer::Listed { .. } => {
                let elements = json["result"].as_array().unwrap();
                rows.iter().zip(elements).for_each(|(secret, json)| assert_same(secret, json));
                read += rows.len();
            }
            _ => {}
        }
    }
    assert!(read > 50, "{read}");
}
