//! Completions of a term that is being typed.

use crate::domain::AccessMode;

use super::condition::mode_word;

/// The beginnings of all conditions, in the order in which they are offered.
const KEYS: &[&str] = &[
    "mode:", "owner:", "mine", "scope:", "age<", "age>", "pod:", "used>", "used<", "unlisted", "stale",
    "broken", "marked",
];
const SCOPES: [&str; 2] = ["user", "pod"];
const AGES: [&str; 5] = ["1d", "7d", "30d", "6mo", "1y"];
const COUNTS: [&str; 4] = ["0", "1", "2", "5"];

/// The names that a term may be completed with; each is asked for only where it is needed.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The owners of secrets.
    pub owners: &'a dyn Fn() -> Vec<String>,
    /// The pods.
    pub pods: &'a dyn Fn() -> Vec<String>,
}

/// Returns what the term that was typed can become, each as a whole term; empty where nothing completes it.
pub fn completions(typed: &str, names: Names<'_>) -> Vec<String> {
    let (not, typed) = match typed.strip_prefix('!') {
        Some(rest) => ("!", rest),
        None => ("", typed),
    };
    let key = KEYS.iter().find(|key| key.ends_with([':', '<', '>']) && typed.starts_with(**key));
    let all: Vec<String> = match key {
        None => KEYS.iter().map(|key| (*key).to_owned()).collect(),
        Some(key) => values(key, names).iter().map(|value| format!("{key}{value}")).collect(),
    };
    let longer = all.into_iter().filter(|whole| whole.len() > typed.len() && whole.starts_with(typed));
    longer.map(|whole| format!("{not}{whole}")).collect()
}

fn values(key: &str, Names { owners, pods }: Names<'_>) -> Vec<String> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match key {
        "mode:" => owned(&AccessMode::ALL.map(mode_word)),
        "owner:" => sorted(owners()),
        "pod:" => sorted(pods()),
        "scope:" => owned(&SCOPES),
        "age<" | "age>" => owned(&AGES),
        _ => owned(&COUNTS),
    }
}

/// Sorts names, and leaves out those that are no word of a filter.
fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.retain(|name| !name.is_empty() && !name.contains(char::is_whitespace));
    names.sort_unstable();
    names.dedup();
    names
}
