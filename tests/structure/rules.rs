//! What may know what, and what breaks that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::graph::Graph;

/// The longest that a file may be, in lines.
pub(crate) const LONGEST: usize = 360;

/// What each folder or file below `src` may know besides itself. A feature is a folder of its own below
/// `features`; none may know another.
const MAY_KNOW: &[(&str, &[&str])] = &[
    // They know nobody.
    ("children", &[]),
    ("demo", &[]),
    ("keys", &[]),
    ("patient", &[]),
    ("protection", &[]),
    ("text", &[]),
    // What the program is about, and what its parts tell each other.
    ("domain", &["text"]),
    ("clock", &["domain"]),
    ("files", &["domain", "text"]),
    ("config", &["domain", "files", "text"]),
    ("core", &["domain", "keys", "text"]),
    ("index", &["domain", "text"]),
    ("layout", &["domain"]),
    ("logging", &["core", "domain", "files", "text"]),
    ("view", &["core", "domain", "keys", "layout", "text"]),
    ("words", &["core", "domain", "text"]),
    ("work", &["core", "domain", "index", "text", "words"]),
    // The outside world.
    ("api", &["domain", "files", "text"]),
    ("accounts", &["api", "children", "config", "core", "domain", "files", "text"]),
    ("clipboard", &["children", "clock", "core", "domain", "patient"]),
    ("external_editor", &["children", "core", "domain", "files", "text"]),
    ("terminal", &["children", "core", "keys", "logging", "patient", "text", "view"]),
    (
        "engine",
        &[
            "accounts",
            "api",
            "clipboard",
            "core",
            "domain",
            "external_editor",
            "files",
            "index",
            "logging",
            "text",
        ],
    ),
    // What a user does.
    ("features", &[]),
    ("features/*", &["core", "domain", "index", "keys", "layout", "text", "view", "words", "work"]),
    ("app", &["core", "domain", "features/*", "index", "keys", "layout", "text", "view", "words", "work"]),
    // Without a screen.
    ("place", &["config", "domain", "text"]),
    ("cli", &["clipboard", "config", "core", "domain", "patient", "text", "view"]),
    (
        "commands",
        &[
            "accounts",
            "api",
            "children",
            "cli",
            "clipboard",
            "clock",
            "config",
            "core",
            "domain",
            "engine",
            "files",
            "index",
            "logging",
            "patient",
            "place",
            "protection",
            "text",
            "view",
            "words",
            "work",
        ],
    ),
    // The loop, and the wiring.
    (
        "runtime",
        &[
            "app",
            "children",
            "clock",
            "core",
            "domain",
            "engine",
            "external_editor",
            "keys",
            "logging",
            "terminal",
            "view",
        ],
    ),
    ("lib", &[]),
    (
        "main",
        &[
            "accounts",
            "api",
            "app",
            "cli",
            "clipboard",
            "clock",
            "commands",
            "config",
            "core",
            "demo",
            "domain",
            "engine",
            "files",
            "logging",
            "patient",
            "place",
            "protection",
            "runtime",
            "terminal",
            "view",
        ],
    ),
];

/// What is told what happens and answers with what is to be done, without doing any of it.
const PURE: &[&str] =
    &["app", "core", "domain", "features/*", "keys", "layout", "text", "view", "words", "work"];

/// What the pure do not name of other crates: files, the network, other programs, threads, the environment.
const IMPURE: &[&str] = &[
    "arboard",
    "axum",
    "crossterm",
    "nix",
    "reqwest",
    "rustix",
    "std::env",
    "std::fs",
    "std::net::TcpListener",
    "std::net::TcpStream",
    "std::net::UdpSocket",
    "std::process",
    "std::sync::mpsc",
    "std::thread",
    "tokio",
];

/// Types whose `now` is a look at a clock.
const CLOCKS: &[&str] = &["Instant", "SystemTime", "Timestamp", "Zoned"];

/// Everything that breaks a rule, a line each.
pub(crate) fn faults(graph: &Graph, lines: &BTreeMap<PathBuf, usize>) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    for arrow in graph.arrows.iter().chain(&graph.through) {
        if !may_know(&place(&arrow.from), &place(&arrow.to)) {
            faults.insert(format!("{} -> {}", arrow.from.display(), arrow.to.display()));
        }
    }
    for (file, paths) in &graph.foreign {
        let is_pure = PURE.contains(&rule(&place(file)));
        for path in paths.iter().filter(|path| is_pure && is_impure(path)) {
            faults.insert(format!("{} -> {}", file.display(), path.join("::")));
        }
    }
    for (file, path) in &graph.lost {
        faults.insert(format!("{} names {}, which leads nowhere", file.display(), path.join("::")));
    }
    for circle in graph.circles() {
        faults.extend(circle.iter().map(|file| format!("{} in a circle", file.display())));
    }
    for (file, _) in lines.iter().filter(|(_, lines)| **lines > LONGEST) {
        faults.insert(format!("{} has more than {LONGEST} lines", file.display()));
    }
    faults
}

/// What the faults say beyond the exceptions, and which exceptions are needed no more.
pub(crate) fn complaints(faults: &BTreeSet<String>, exceptions: &[&str]) -> Vec<String> {
    let excepted: BTreeSet<String> = exceptions.iter().map(ToString::to_string).collect();
    let new = faults.difference(&excepted).map(|fault| format!("new:    {fault}"));
    let old = excepted.difference(faults).map(|fault| format!("mended: {fault}"));
    new.chain(old).collect()
}

fn is_impure(path: &[String]) -> bool {
    let begins = |prefix: &&str| {
        prefix.split("::").zip(path).filter(|(a, b)| a == b).count() == prefix.split("::").count()
    };
    let looks_at_clock = path.windows(2).any(|two| CLOCKS.contains(&two[0].as_str()) && two[1] == "now");
    IMPURE.iter().any(begins) || looks_at_clock
}

/// The folder or file below `src` that a file belongs to; of a feature its own.
fn place(file: &Path) -> String {
    let below = file.strip_prefix("src").unwrap_or(file).with_extension("");
    let names: Vec<String> = below.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    match names.as_slice() {
        [features, feature, ..] if features == "features" => format!("features/{feature}"),
        [first, ..] => first.clone(),
        [] => String::new(),
    }
}

/// The line of the table for a place.
fn rule(place: &str) -> &str {
    if place.starts_with("features/") { "features/*" } else { place }
}

fn may_know(from: &str, to: &str) -> bool {
    let known = MAY_KNOW.iter().find(|(place, _)| *place == rule(from));
    let (_, known) = known.unwrap_or_else(|| panic!("the table has no line for {from}"));
    from == to || known.contains(&rule(to))
}
