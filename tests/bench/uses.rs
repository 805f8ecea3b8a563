//! Where secrets are used: 10,000 pods with three references each, beside 100,000 secrets.

use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;
use tapis_secrets::api::list_stream::ListReader;
use tapis_secrets::domain::Pod;
use tapis_secrets::domain::uses::{KnownPods, Uses};

use crate::data;

const PODS: usize = 10_000;
const SECRETS: usize = 100_000;
/// What a connection delivers at once.
const PIECE: usize = 64 * 1024;

/// The body of a list of pods, about 1.5 KB each, as the service's are.
fn body() -> Vec<u8> {
    let secrets = data::rows(SECRETS);
    let id = |at: usize| secrets.get(u32::try_from(at % SECRETS).unwrap()).unwrap().id().to_owned();
    let pods: Vec<String> = (0..PODS)
        .map(|n| {
            let [a, b, c] = [3 * n, 3 * n + 1, 7 * n].map(id);
            format!(
                r#"{{"pod_id":"pod{n}","image":"nginx","template":"","command":["run","--verbose"],"arguments":null,
                "environment_variables":{{"DATABASE_URL":"postgres://u:${{pods:secrets:DB_PW}}@h/x",
                "API_KEY":"${{pods:secrets:KEY}}","LEVEL":"info"}},"secret_map":{{"DB_PW":"${{secret:alice:{a}}}",
                "KEY":"${{secret:alice:{b}}}","OTHER":"${{secret:bob:{c}}}"}},"status_requested":"ON","volume_mounts":{{}},
                "networking":{{"default":{{"protocol":"http","port":5000,"url":"pod{n}.pods.tacc.tapis.io","x":"{}"}}}},
                "template_overrides":null,"time_to_stop_ts":"2026-11-27T11:03:25.127844","status":"AVAILABLE",
                "status_container":{{"phase":"Running","start_time":"2026-11-26T23:03:21.000000","ready":true}},
                "creation_ts":"2026-11-26T23:03:20.954220","update_ts":"2026-11-26T23:03:20.968455",
                "start_instance_ts":"2026-11-26T23:03:25.127844"}}"#,
                "x".repeat(500)
            )
        })
        .collect();
    format!(r#"{{"metadata":{{"derived_mode":"lite"}},"result":[{}],"status":"success"}}"#, pods.join(","))
        .into_bytes()
}

fn parse(body: &[u8]) -> KnownPods {
    let mut reader = ListReader::new(Default::default());
    let mut known = KnownPods::default();
    for piece in body.chunks(PIECE) {
        let mut pods: Vec<Pod> = Vec::new();
        reader.feed(piece, &mut pods).unwrap();
        known.add(pods);
    }
    let list = reader.finish().unwrap();
    known.end(list.merged, list.unreadable);
    assert_eq!(known.all().len(), PODS);
    known
}

#[divan::bench]
fn uses_parse(bencher: Bencher) {
    let body = body();
    bencher.counter(BytesCount::of_slice(&body)).bench_local(|| parse(&body));
}

#[divan::bench]
fn uses_index(bencher: Bencher) {
    let (pods, secrets) = (Arc::new(parse(&body())), data::rows(SECRETS));
    bencher.bench_local(|| Uses::build(pods.clone(), &secrets, "alice", true));
}

/// The number beside each of fifty rows of the list.
#[divan::bench]
fn uses_counts(bencher: Bencher) {
    let secrets = data::rows(SECRETS);
    let uses = Uses::build(Arc::new(parse(&body())), &secrets, "alice", true);
    bencher.bench_local(|| {
        secrets
            .iter_from(50_000)
            .take(50)
            .map(|(_, row)| uses.count(row.sent_id(), row.owner()))
            .sum::<usize>()
    });
}

#[divan::bench]
fn uses_findings(bencher: Bencher) {
    let uses = Uses::build(Arc::new(parse(&body())), &data::rows(SECRETS), "alice", true);
    bencher.bench_local(|| uses.findings().len());
}
