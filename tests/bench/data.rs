//! Lists of any length, always the same ones: names, owners and descriptions like those of a real site.

use fastrand::Rng;
use jiff::Timestamp;
use serde_json::json;
use tapis_secrets::domain::filter::Facts;
use tapis_secrets::domain::{Access, Chunk, Rows, Scope, Secret, StoredAs};

const SYSTEMS: [&str; 8] = ["airflow", "gitlab", "grafana", "kafka", "keycloak", "ldap", "postgres", "redis"];
const STAGES: [&str; 5] = ["prod", "stage", "test", "dev", "edge"];
const KINDS: [&str; 6] = ["password", "api_key", "token", "dsn", "signing_key", "cert"];
const OWNERS: [&str; 4] = ["alice", "bob", "ops-bot", "carol"];
const DESCRIPTIONS: [&str; 5] = [
    "",
    "Main cluster, primary writer",
    "Rotated every ninety days, see the runbook before you touch it",
    "Shared with the CI runners",
    "Read replica for reports",
];

/// Rows that arrive together.
const BATCH: usize = 1_024;

/// `count` secrets.
pub(crate) fn secrets(count: usize) -> Vec<Secret> {
    let mut rng = Rng::with_seed(8);
    (0..count).map(|number| secret(&mut rng, number)).collect()
}

fn secret(rng: &mut Rng, number: usize) -> Secret {
    let (system, stage, kind) = (pick(rng, &SYSTEMS), pick(rng, &STAGES), pick(rng, &KINDS));
    Secret {
        description: pick(rng, &DESCRIPTIONS).into(),
        owner: pick(rng, &OWNERS).into(),
        scope: Scope::User,
        access: Access { readable: Some(rng.u8(0..5) > 0), writable: Some(rng.bool()) },
        created: Timestamp::from_second(1_700_000_000 + rng.i64(0..90_000_000)).ok(),
        stored_as: StoredAs::Usual("tacc".into()),
        ..Secret::named(format!("{system}_{stage}_{kind}_{number:05}").as_str())
    }
}

fn pick<'a>(rng: &mut Rng, words: &[&'a str]) -> &'a str {
    words[rng.usize(0..words.len())]
}

/// The facts that conditions depend on.
pub(crate) fn facts() -> Facts {
    Facts { now: Timestamp::from_second(1_800_000_000).unwrap(), ..Facts::default() }
}

/// The same as batches of an answer.
pub(crate) fn chunks(count: usize) -> Vec<Chunk> {
    secrets(count).chunks(BATCH).map(|some| some.to_vec().into()).collect()
}

/// The same as a list.
pub(crate) fn rows(count: usize) -> Rows {
    let mut rows = Rows::new();
    chunks(count).into_iter().for_each(|chunk| rows.push(chunk));
    rows
}

/// The same as the service sends them.
pub(crate) fn body(count: usize) -> Vec<u8> {
    let row = |secret: &Secret| {
        json!({
            "secret_id": secret.id.as_str(), "scope": "user", "pod_id": null,
            "description": secret.description.original(), "readable": secret.access.readable,
            "writable": secret.access.writable, "added_by": secret.owner.original(),
            "sk_secret_name": format!("pods_tacc_user+{}+{}", secret.owner.original(), secret.id.as_str()),
            "creation_ts": secret.created.map(|at| at.to_string().trim_end_matches('Z').to_owned()),
        })
    };
    let rows: Vec<_> = secrets(count).iter().map(row).collect();
    json!({"message": "", "metadata": {}, "result": rows, "status": "success", "version": "1"})
        .to_string()
        .into_bytes()
}
