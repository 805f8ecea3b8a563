//! Secrets for screens: the demo's own with ages that stand still, odd ones, and the failures of a call.

use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use tapis_secrets::domain::{
    Access, Exchange, Failure, FailureKind, NoAnswer, Operation, ProxyFault, Scope, Secret, SecretId,
    SignedOut, StoredAs, TlsFault, Unclear,
};

const DEMO: &str = include_str!("../../assets/demo/secrets.json");

#[derive(Deserialize)]
struct Entry {
    id: String,
    age: String,
    owner: String,
    mode: String,
    pod: Option<String>,
    #[serde(default)]
    description: String,
}

/// The demo's secrets as they are at `now`.
pub(crate) fn demo(now: Timestamp) -> Vec<Secret> {
    let entries: Vec<Entry> = serde_json::from_str(DEMO).unwrap();
    entries.into_iter().map(|entry| secret(entry, now)).collect()
}

fn secret(entry: Entry, now: Timestamp) -> Secret {
    let (count, unit) = entry.age.split_once(' ').unwrap();
    let unit = match unit {
        "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "mo" => 2_629_800,
        "y" => 31_557_600,
        other => panic!("no unit is called {other}"),
    };
    let age = count.parse::<i64>().unwrap() * unit + unit / 5;
    Secret {
        description: entry.description.as_str().into(),
        owner: entry.owner.as_str().into(),
        scope: entry.pod.map_or(Scope::User, |pod| Scope::Pod(pod.as_str().into())),
        access: Access {
            readable: Some(matches!(&*entry.mode, "full" | "read-only")),
            writable: Some(matches!(&*entry.mode, "full" | "write-only")),
        },
        created: Some(Timestamp::from_second(now.as_second() - age).unwrap()),
        stored_as: StoredAs::Usual("tacc".into()),
        ..Secret::named(entry.id.as_str())
    }
}

/// `count` secrets with ids that count up: `secret_00001`, …
pub(crate) fn numbered(from: usize, count: usize) -> Vec<Secret> {
    (from..from + count).map(|n| Secret::named(format!("secret_{n:05}").as_str())).collect()
}

/// Texts that try to command, hide, reorder, overflow or pass for something else.
pub(crate) const HOSTILE: [(&str, &str); 10] = [
    ("escape", "\u{1b}[31mred\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}1m"),
    ("lines", "one\ntwo\r\nthree\ttab\u{b}\u{c}\u{85}\u{2028}end"),
    ("bidi", "abc\u{202e}drowssap\u{2066}x\u{2069}\u{200f}"),
    ("zero_width", "a\u{200b}b\u{200d}c\u{feff}d\u{2060}e\u{ad}f"),
    ("tags", "tag\u{e0041}\u{e0042}\u{e007f}\u{fe0f}end"),
    ("marks", "z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}algo"),
    ("wide", "秘密の鍵秘密の鍵秘密の鍵秘密の鍵秘密の鍵秘密の鍵秘密の鍵秘密の鍵秘密の鍵秘密の鍵"),
    ("blanks", "\u{a0}\u{2003}\u{3000}\u{2800}\u{3164}"),
    ("flags", "\u{1f1e9}\u{1f1ea}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{1f44d}\u{1f3fd}"),
    ("nul", "\0\u{1}\u{7f}\u{80}"),
];

/// One secret for each hostile text, which stands in its id, description, owner, pod and stored name.
pub(crate) fn hostile(now: Timestamp) -> Vec<Secret> {
    let mut secrets: Vec<_> = HOSTILE
        .iter()
        .map(|(name, text)| Secret {
            description: (*text).into(),
            owner: (*text).into(),
            scope: Scope::Pod((*text).into()),
            created: Some(now),
            stored_as: StoredAs::Odd((*text).into()),
            ..Secret::named(format!("{name}_{text}").as_str())
        })
        .collect();
    let long = "very_long_".repeat(2_000);
    secrets.push(Secret { description: long.as_str().into(), ..Secret::named(long.as_str()) });
    secrets.push(Secret::named(""));
    secrets
}

/// A failed call for the list, with what an exchange of that kind leaves behind.
pub(crate) fn list_failure(kind: FailureKind, status: Option<u16>, message: &str) -> Failure {
    Failure {
        operation: Operation::List,
        subject: None,
        kind,
        exchange: Exchange {
            method: "GET",
            path: "/pods/secrets".into(),
            status,
            elapsed: Duration::from_millis(1_240),
            attempts: if matches!(status, None | Some(500..)) { 3 } else { 1 },
            message: message.into(),
            may_have_arrived: true,
            clock: None,
        },
    }
}

/// A failed call for the value of `id`.
pub(crate) fn value_failure(id: &str, kind: FailureKind, status: Option<u16>, message: &str) -> Failure {
    let list = list_failure(kind, status, message);
    let exchange = Exchange { path: format!("/pods/secrets/{id}/value").as_str().into(), ..list.exchange };
    Failure { operation: Operation::GetValue, subject: Some(SecretId::from(id).into()), exchange, ..list }
}

/// A failure that was met after so many attempts.
fn tried(attempts: u32, kind: FailureKind, status: Option<u16>, message: &str) -> Failure {
    let failure = list_failure(kind, status, message);
    Failure { exchange: Exchange { attempts, ..failure.exchange }, ..failure }
}

/// The kinds of failure that a list can meet, by name.
pub(crate) fn list_failures() -> Vec<(&'static str, Failure)> {
    use FailureKind as K;
    const NO_CA: &str = "the ca_file contains no certificate; it must be in PEM format: /etc/site.pem";
    let tls = |fault| K::Unreachable(NoAnswer::Tls(fault));
    let proxy = |fault| K::Proxy { proxy: "proxy.example.org:3128".into(), fault };
    let silent = K::TimedOut { after: Duration::from_secs(15) };
    let dead = "Invalid Tapis token.";
    let other = K::OtherTenant { token: "dev".into(), site: "tacc".into() };
    let claim = "The tenant_id claim in the token, dev does not match the URL tenant, tacc.";
    vec![
        ("timed out", list_failure(silent, None, "operation timed out")),
        ("refused", list_failure(K::Unreachable(NoAnswer::Refused), None, "connection refused")),
        ("unknown host", list_failure(K::Unreachable(NoAnswer::UnknownHost), None, "no such host")),
        ("untrusted", tried(1, tls(TlsFault::UnknownIssuer), None, "")),
        ("expired", tried(1, tls(TlsFault::Expired), None, "it ended at 2026-11-20 08:00 UTC")),
        ("another name", tried(1, tls(TlsFault::OtherName), None, "")),
        ("proxy login", tried(1, proxy(ProxyFault::Login), None, "proxy authorization required")),
        ("proxy refused", list_failure(proxy(ProxyFault::Refused), None, "tunnel error: unsuccessful")),
        ("not set up", tried(0, K::NotSetUp(NO_CA.into()), None, "")),
        ("service fault", list_failure(K::ServiceFault, Some(500), "Error listing secrets: SK is down")),
        ("html", list_failure(K::Unintelligible(Unclear::Html), Some(200), "")),
        ("signed out", list_failure(K::SignedOut(SignedOut::Invalid), Some(400), dead)),
        ("other tenant", list_failure(other, Some(400), claim)),
        ("wrong address", list_failure(K::WrongAddress, Some(404), "Not Found")),
        ("our fault", tried(0, K::OurFault, None, "key must be a string")),
        ("crashed", tried(0, K::Crashed, None, "the call ended in a panic of tapis-secrets")),
        ("slow down", list_failure(K::SlowedDown { wait: Some(Duration::from_secs(12)) }, Some(429), "")),
    ]
}
