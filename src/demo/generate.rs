//! Any number of further secrets, put together from the words in `assets/demo/words.json`.
//! Equal seeds give equal secrets; only their ages depend on the time.

use fastrand::Rng;
use jiff::Timestamp;
use serde::Deserialize;

use super::secret::{Level, Metadata, Secret};
use super::store::Store;
use super::time::naive;

const WORDS: &str = include_str!("../../assets/demo/words.json");
/// Age of the oldest secret, in seconds: three years.
const OLDEST: i64 = 94_672_800;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    systems: Vec<String>,
    stages: Vec<String>,
    parts: Vec<String>,
    kinds: Vec<String>,
    descriptions: Vec<String>,
    pods: Vec<String>,
    values: Vec<String>,
}

/// Adds `count` secrets with ids such as `redis_prod_cache_password_00123`.
pub(super) fn fill(store: &mut Store, tenant: &str, count: usize, seed: u64, now: Timestamp) {
    // The file is part of the program and a test reads it: an error cannot happen outside of one.
    let Ok(words) = words() else { return };
    let mut rng = Rng::with_seed(seed);
    store.reserve(count);
    for number in 1..=count {
        store.insert(secret(&words, tenant, &mut rng, number, now));
    }
}

fn words() -> serde_json::Result<Words> {
    serde_json::from_str(WORDS)
}

fn secret(words: &Words, tenant: &str, rng: &mut Rng, number: usize, now: Timestamp) -> Secret {
    let (system, stage) = (pick(rng, &words.systems), pick(rng, &words.stages));
    let (part, kind) = (pick(rng, &words.parts), pick(rng, &words.kinds));
    let id = format!("{system}_{stage}_{part}_{kind}_{number:05}");
    let owner = *rng.choice(&["alice", "alice", "bob", "ops-bot"]).unwrap_or(&"alice");
    let (readable, writable) = match rng.u8(0..10) {
        0..6 => (true, true),
        6..8 => (true, false),
        8 => (false, true),
        _ => (false, false),
    };
    let pod = (rng.u8(0..5) == 0).then(|| pick(rng, &words.pods).to_owned());
    let description = if rng.u8(0..5) < 2 { "" } else { pick(rng, &words.descriptions) };
    let micros = now.as_microsecond() - rng.i64(0..OLDEST) * 1_000_000 - rng.i64(0..1_000_000);
    let value =
        format!("demo-{}-{}-{:04}", pick(rng, &words.values), pick(rng, &words.values), rng.u16(0..10_000));
    let level = match rng.u8(0..10) {
        0..6 => Level::User,
        6..9 => Level::Read,
        _ => Level::Admin,
    };
    let metadata = Metadata {
        sk_secret_name: Metadata::storage_name(tenant, owner, pod.as_deref(), &id),
        secret_id: id,
        scope: if pod.is_some() { "pod" } else { "user" },
        pod_id: pod,
        description: description.to_owned(),
        readable,
        writable,
        creation_ts: Timestamp::from_microsecond(micros).ok().map(naive),
        added_by: owner.to_owned(),
    };
    let mut secret = Secret::new(metadata, value);
    if owner != "alice" {
        secret.grant("alice", level);
    }
    secret
}

fn pick<'w>(rng: &mut Rng, words: &'w [String]) -> &'w str {
    rng.choice(words).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_give_equal_secrets() {
        let list = |seed| {
            let mut store = Store::default();
            fill(&mut store, "tacc", 50, seed, Timestamp::UNIX_EPOCH);
            store.list_json(Some("alice"))
        };
        assert_eq!(list(3), list(3));
        assert_ne!(list(3), list(4));
    }

    #[test]
    fn the_word_lists_are_understood_and_full() {
        let words = words().unwrap();
        let lists = [&words.systems, &words.stages, &words.parts, &words.kinds, &words.pods, &words.values];
        assert!(lists.iter().all(|list| !list.is_empty()));
    }
}
