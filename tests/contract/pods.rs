//! Every recorded exchange about pods, read by the real code: its outcome, and every pod in it key by key. What is not
//! asked by this program (PUT, start, stop) is read as a restart, which brings a pod as well.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use tapis_secrets::api::classify::Answered;
use tapis_secrets::api::list_stream::{ListLimits, ListReader};
use tapis_secrets::api::operations;
use tapis_secrets::domain::pod::{MapValue, Place, Start, Wrong};
use tapis_secrets::domain::{
    Answer, CallSubject, FailureKind, Level, Operation, Pod, PodId, PodPermissions, Reference, Secret,
    SecretId,
};

use crate::Exchange;
use crate::pods_table::Expect::*;
use crate::pods_table::{Expect, table};

/// The texts that stand in the recorded pods and must never come out of them. The empty prompt of a shell and what the
/// service says itself are left out: they are no secrets.
const PLAINTEXTS: [&str; 6] = ["tR&n8eCt", "a plain text", "pre-", "pw-db-", "key-0002", "postgres://"];

impl Exchange {
    fn pod_operation(&self) -> Operation {
        match (self.method.as_str(), self.pod_path().as_slice()) {
            ("POST", ["secrets"]) => Operation::Create,
            ("PUT", ["secrets", ..]) => Operation::Update,
            ("DELETE", ["secrets", _]) => Operation::Delete,
            (_, ["secrets"]) => Operation::List,
            (_, ["secrets", _, "value"]) => Operation::GetValue,
            (_, ["secrets", ..]) => Operation::Get,
            ("GET", []) => Operation::ListPods,
            ("GET", [_]) | (_, [_, "credentials"]) => Operation::GetPod,
            (_, [_, "derived"]) => Operation::GetDerivedPod,
            (_, [_, "permissions"]) => Operation::GetPodPermissions,
            (_, [_, "logs"]) => Operation::GetPodLogs,
            _ => Operation::RestartPod,
        }
    }

    fn pod_path(&self) -> Vec<&str> {
        let path = self.path.split('?').next().unwrap();
        path.split('/').filter(|segment| !matches!(*segment, "" | "pods")).collect()
    }

    fn pod_subject(&self) -> Option<CallSubject> {
        match self.pod_path().as_slice() {
            ["secrets", id, ..] => Some(SecretId::from(*id).into()),
            ["secrets"] | [] => None,
            [id, ..] => Some(PodId::from(*id).into()),
        }
    }

    /// Reads the answer as the client does. The pods of a list come along.
    fn read_pods(&self) -> (Result<Answer, FailureKind>, Vec<Pod>) {
        let mut pods = Vec::new();
        if self.status == 200 && self.pod_operation() == Operation::ListPods {
            let mut reader = ListReader::new(ListLimits::default());
            self.body().as_bytes().chunks(1_000).for_each(|piece| reader.feed(piece, &mut pods).unwrap());
            let list = reader.finish().unwrap();
            let (rows, unreadable, left_out) = (list.rows, list.unreadable, list.left_out);
            let (merged, bytes, parsed_in) = (list.merged, list.bytes, Default::default());
            return (Ok(Answer::PodsListed { rows, unreadable, left_out, merged, bytes, parsed_in }), pods);
        }
        if self.status == 200 && self.pod_operation() == Operation::List {
            let (mut reader, mut secrets) = (ListReader::new(ListLimits::default()), Vec::<Secret>::new());
            reader.feed(self.body().as_bytes(), &mut secrets).unwrap();
            let list = reader.finish().unwrap();
            let (rows, unreadable, bytes) = (list.rows, list.unreadable, list.bytes);
            return (Ok(Answer::Listed { rows, unreadable, bytes, parsed_in: Default::default() }), pods);
        }
        let answered = Answered {
            operation: self.pod_operation(),
            status: self.status,
            content_type: self.content_type.as_deref(),
            compressed: false,
            body: self.body().as_bytes(),
            is_cut: false,
            retry_after: None,
        };
        let answer = operations::read(&answered, self.pod_subject().as_ref(), 1 << 20).map_err(|v| v.kind);
        if let Ok(Answer::GotPod(pod) | Answer::Restarting(pod)) = &answer {
            pods.push(Pod::clone(pod));
        }
        (answer, pods)
    }
}

fn exchanges() -> Vec<Exchange> {
    let lines = include_str!("../fixtures/pods_exchanges.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn is_as_expected(expected: Expect, answer: &Result<Answer, FailureKind>) -> bool {
    match (expected, answer) {
        (Pods(n, is), Ok(Answer::PodsListed { rows, unreadable: 0, left_out: 0, merged, .. })) => {
            (*rows, *merged) == (n, is)
        }
        (Expect::Pod(id, status, requested), Ok(Answer::GotPod(pod) | Answer::Restarting(pod))) => {
            (pod.id.as_str(), pod.status.word(), pod.requested.word()) == (id, status, requested)
        }
        (Permissions(entries), Ok(Answer::GotPodPermissions(found))) => {
            let mut all = PodPermissions::default();
            entries.iter().for_each(|entry| all.add(entry));
            all == *found && found.level("alice") == Some(Level::Admin)
        }
        (Log(n), Ok(Answer::GotActionLog(log))) => {
            !log.is_cut && log.lines.len() == n && log.lines.iter().all(|line| line.at.is_some())
        }
        (Secrets(n), Ok(Answer::Listed { rows, unreadable: 0, .. })) => *rows == n,
        (Created(id), Ok(Answer::Created { secret, replaced: false })) => secret.id.as_str() == id,
        (Updated(id), Ok(Answer::Updated(secret))) => secret.id.as_str() == id,
        (Deleted(id), Ok(Answer::Deleted(deleted))) => deleted.as_str() == id,
        (Value, Ok(Answer::Value(_))) => true,
        (Fails(kind), Err(failed)) => FailureKind::from(kind) == *failed,
        (Rejected(text), Err(FailureKind::Rejected(faults))) => {
            matches!(&faults[..], [fault] if fault.text.original() == text)
        }
        _ => false,
    }
}

#[test]
fn every_exchange_about_pods_has_the_outcome_that_the_table_says() {
    let table: BTreeMap<u64, Expect> = table().into_iter().collect();
    let mut unused: BTreeSet<u64> = table.keys().copied().collect();
    for exchange in exchanges() {
        let seq = exchange.seq;
        unused.remove(&seq);
        let expected = *table.get(&seq).unwrap_or_else(|| panic!("seq {seq} is not in the table"));
        let (answer, pods) = exchange.read_pods();
        assert!(is_as_expected(expected, &answer), "seq {seq}: expected {expected:?}, got {answer:?}");
        let told = format!("{answer:?} {pods:?}");
        let asked = format!("{:?}", exchange.request_body);
        let leaked = PLAINTEXTS.iter().find(|text| told.contains(**text) && !asked.contains("secret_value"));
        assert_eq!(leaked, None, "seq {seq}: {told}");
    }
    assert!(unused.is_empty(), "no exchange for {unused:?}");
}

/// The kind of each value that the recorded maps have.
fn kind(text: &str) -> MapValue {
    let reference = |user: &str, secret: &str| Reference { user: Some(user.into()), secret: secret.into() };
    match text {
        "${secret:alice:db-pw}" => MapValue::Secret(reference("alice", "db-pw")),
        "${secret:alice:api-key}" => MapValue::Secret(reference("alice", "api-key")),
        "${secret:alice:gone}" => MapValue::Secret(reference("alice", "gone")),
        "${secret:alice:nosuch}" => MapValue::Secret(reference("alice", "nosuch")),
        "${secret:alice:pod-sec}" => MapValue::Secret(reference("alice", "pod-sec")),
        "${secret:bob:bobs}" => MapValue::Secret(reference("bob", "bobs")),
        "${secret:db-pw}" => MapValue::Secret(Reference { user: None, secret: "db-pw".into() }),
        "${secret:api-key}" => MapValue::Secret(Reference { user: None, secret: "api-key".into() }),
        "${pods:random:16}" => MapValue::Random,
        "${pods:default:redis:?host}" => MapValue::Default,
        "https://web1.pods.tacc.tapis.io/cb" => MapValue::Address,
        "pre-${secret:alice:db-pw}-post" => {
            MapValue::Mistaken([Wrong::Text(reference("alice", "db-pw"))].into())
        }
        "x-${pods:random:12}" => MapValue::Mistaken([Wrong::Placeholder].into()),
        "tR&n8eCt*0^c68Xy16*cvr*$wwQZsOla" | "a plain text" | "x" | "redis" => MapValue::Plaintext,
        other => panic!("{other:?} is a new value"),
    }
}

/// Every key of a pod as serde_json reads it.
fn assert_same(pod: &Pod, json: &Json, seq: u64) {
    assert_eq!(Some(pod.id.as_str()), json["pod_id"].as_str(), "{seq}");
    assert_eq!(Some(pod.status.word()), json["status"].as_str());
    assert_eq!(Some(pod.requested.word()), json["status_requested"].as_str());
    let time = |key: &str| json[key].as_str().map(|naive| format!("{naive}Z").parse().unwrap());
    assert_eq!(pod.started, time("start_instance_ts").map_or(Start::Null, Start::At));
    assert_eq!(
        (pod.stops, pod.created, pod.updated),
        (time("time_to_stop_ts"), time("creation_ts"), time("update_ts"))
    );
    assert_eq!(pod.stops_after, json["time_to_stop_instance"].as_i64());
    let template = json["template"].as_str().filter(|template| !template.is_empty());
    assert_eq!(pod.template.as_ref().map(|template| template.original()), template);
    let (container, told) = (&pod.container, &json["status_container"]);
    assert_eq!(container.phase.original(), told["phase"].as_str().unwrap_or_default());
    assert_eq!(container.message.for_screen().original(), told["message"].as_str().unwrap_or_default());
    assert_eq!(
        (container.ready, container.restart_count),
        (told["ready"].as_bool(), told["restart_count"].as_u64())
    );
    let mut map: BTreeMap<&str, &str> = BTreeMap::new();
    for part in [&json["secret_map"], &json["template_overrides"]["secret_map"]] {
        map.extend(
            part.as_object()
                .into_iter()
                .flatten()
                .map(|(key, value)| (key.as_str(), value.as_str().unwrap())),
        );
    }
    let found: BTreeMap<&str, &MapValue> =
        pod.keys.iter().map(|key| (key.name.original(), &key.value)).collect();
    assert_eq!(found.keys().collect::<Vec<_>>(), map.keys().collect::<Vec<_>>());
    for (key, text) in map {
        assert_eq!(*found[key], kind(text), "{seq} {key}");
    }
    let variables = json["environment_variables"].as_object().unwrap();
    for read in &pod.reads {
        let text = match &read.by {
            Place::Variable(name) => variables[name.original()].as_str().unwrap(),
            Place::File(path) => {
                assert!(json["volume_mounts"][path.original()]["config_content"].is_string());
                continue;
            }
            other => panic!("{other:?} reads no KEY"),
        };
        assert!(text.contains(&format!("${{pods:secrets:{}", read.key.original())), "{seq} {text}");
    }
    let reading = variables.values().filter(|value| value.as_str().unwrap().contains("${pods:secrets:"));
    let by_variables: BTreeSet<_> = pod
        .reads
        .iter()
        .filter(|read| matches!(read.by, Place::Variable(_)))
        .map(|read| format!("{:?}", read.by))
        .collect();
    let mistaken = pod.mistakes.iter().filter(|mistake| matches!(mistake.place, Place::Variable(_)));
    let malformed = mistaken.filter(|mistake| mistake.wrong == Wrong::Placeholder).count();
    assert!(by_variables.len() + malformed >= reading.count(), "{seq}");
}

#[test]
fn every_pod_in_an_answer_is_read_key_by_key() {
    let (mut read, mut with_files) = (0, 0);
    for exchange in exchanges() {
        let Ok(json) = serde_json::from_str::<Json>(exchange.body()) else { continue };
        let (_, pods) = exchange.read_pods();
        let result = &json["result"];
        let elements: Vec<&Json> = result.as_array().map_or(vec![result], |all| all.iter().collect());
        for (pod, json) in pods.iter().zip(elements) {
            assert_same(pod, json, exchange.seq);
            read += 1;
            with_files += pod.reads.iter().filter(|read| matches!(read.by, Place::File(_))).count();
        }
    }
    assert!(read > 120 && with_files > 50, "{read} {with_files}");
}
