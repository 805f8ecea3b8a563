//! One secret as the service sends it (contract §2 "Secret"). Only a missing id makes a row unreadable; any other
//! field that is missing or odd counts as unknown.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::intern::Interner;
use super::loose::Loose;
use super::surrogates::mended;
use super::time::timestamp;
use crate::domain::{Access, Scope, Secret, SecretId, StoredAs};
use crate::text::SafeText;

/// Reads the JSON of one secret; `None` when it is not an object or its `secret_id` is not a text.
pub fn read_secret(json: &[u8], interner: &mut Interner) -> Option<Secret> {
    match serde_json::from_slice::<Row<'_>>(json) {
        Ok(row) => row.into_secret(interner),
        Err(e) if e.is_eof() => None,
        Err(_) => serde_json::from_slice::<Row<'_>>(&mended(json)).ok()?.into_secret(interner),
    }
}

/// The nine keys, unread.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    secret_id: Loose<'a>,
    scope: Loose<'a>,
    pod_id: Loose<'a>,
    description: Loose<'a>,
    readable: Loose<'a>,
    writable: Loose<'a>,
    sk_secret_name: Loose<'a>,
    creation_ts: Loose<'a>,
    added_by: Loose<'a>,
}

impl Row<'_> {
    pub(super) fn into_secret(self, interner: &mut Interner) -> Option<Secret> {
        let id = SecretId::new(safe(self.secret_id.into_text()?));
        let owner = interner.text(self.added_by.text().unwrap_or_default());
        let scope = match self.scope.text() {
            None => Scope::Unknown,
            Some("user") => Scope::User,
            Some("pod") => Scope::Pod(interner.text(self.pod_id.text().unwrap_or_default())),
            Some(other) => Scope::Other(interner.text(other)),
        };
        let stored_as = match self.sk_secret_name.text() {
            None => StoredAs::Unknown,
            Some(name) => match usual_tenant(name, id.as_str(), owner.original(), &scope) {
                Some(tenant) => StoredAs::Usual(interner.tenant(tenant)),
                None => StoredAs::Odd(SafeText::from(name)),
            },
        };
        Some(Secret {
            id,
            description: self.description.into_text().map(safe).unwrap_or_default(),
            owner,
            scope,
            access: Access { readable: self.readable.flag(), writable: self.writable.flag() },
            created: self.creation_ts.text().and_then(timestamp),
            stored_as,
        })
    }
}

fn safe(text: Cow<'_, str>) -> SafeText {
    match text {
        Cow::Borrowed(text) => SafeText::from(text),
        Cow::Owned(text) => SafeText::from(text),
    }
}

/// Finds the tenant of `pods_{tenant}_user+{owner}+{id}` or `pods_{tenant}_pod+{pod}+{id}`.
fn usual_tenant<'a>(name: &'a str, id: &str, owner: &str, scope: &Scope) -> Option<&'a str> {
    let (kind, whose) = match scope {
        Scope::User => ("_user", owner),
        Scope::Pod(pod) => ("_pod", pod.original()),
        Scope::Other(_) | Scope::Unknown => return None,
    };
    let name = name.strip_prefix("pods_")?.strip_suffix(id)?.strip_suffix('+')?;
    name.strip_suffix(whose)?.strip_suffix('+')?.strip_suffix(kind)
}

impl<'de> Deserialize<'de> for Row<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Row<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret")
    }

    /// Reads a row by hand, because a derived reader refuses a key that comes twice; here the last one counts.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row<'de>, A::Error> {
        let mut row = Row::default();
        while let Some(key) = map.next_key::<Loose<'de>>()? {
            let request_key = match key.text().unwrap_or_default() {
                "secret_id" => &mut row.secret_id,
                "scope" => &mut row.scope,
                "pod_id" => &mut row.pod_id,
                "description" => &mut row.description,
                "readable" => &mut row.readable,
                "writable" => &mut row.writable,
                "sk_secret_name" => &mut row.sk_secret_name,
                "creation_ts" => &mut row.creation_ts,
                "added_by" => &mut row.added_by,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            *request_key = map.next_value()?;
        }
        Ok(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn read(json: &str) -> Option<Secret> {
        read_secret(json.as_bytes(), &mut Interner::default())
    }

    #[test]
    fn a_row_of_the_service_is_read_whole() {
        let secret = read(
            r#"{"secret_id":"podscoped","scope":"pod","pod_id":"mypod123","description":"two\nlines",
                "readable":true,"writable":false,"sk_secret_name":"pods_tacc_pod+mypod123+podscoped",
                "creation_ts":"2026-11-23T14:09:55.054039","added_by":"alice","new_key":{"a":[1]}}"#,
        )
        .unwrap();
        assert_eq!(secret.id.as_str(), "podscoped");
        assert_eq!(secret.scope, Scope::Pod("mypod123".into()));
        assert_eq!(secret.description.original(), "two\nlines");
        assert_eq!(secret.owner.shown(), "alice");
        assert_eq!(secret.access, Access { readable: Some(true), writable: Some(false) });
        assert_eq!(secret.created, "2026-11-23T14:09:55.054039Z".parse().ok());
        assert_eq!(secret.stored_as, StoredAs::Usual("tacc".into()));
    }

    #[rstest]
    #[case::alone(r#"{"secret_id":"a"}"#)]
    #[case::nulls(r#"{"secret_id":"a","scope":null,"description":null,"readable":null,"added_by":null}"#)]
    #[case::wrong_types(
        r#"{"secret_id":"a","scope":3,"description":[{}],"readable":"no","writable":1.5,"creation_ts":-7,
            "added_by":{"x":"y"},"sk_secret_name":false}"#
    )]
    fn what_is_missing_or_odd_counts_as_not_told(#[case] json: &str) {
        assert_eq!(read(json), Some(Secret::named("a")));
    }

    #[rstest]
    #[case::no_id(r#"{"scope":"user"}"#)]
    #[case::number(r#"{"secret_id":7}"#)]
    #[case::null(r#"{"secret_id":null}"#)]
    #[case::no_object("[1]")]
    #[case::text(r#""a""#)]
    #[case::cut(r#"{"secret_id":"a""#)]
    #[case::no_json(r#"{"secret_id":"a",}"#)]
    fn a_row_without_an_id_is_unreadable(#[case] json: &str) {
        assert_eq!(read(json), None);
    }

    #[test]
    fn odd_words_and_names_are_kept() {
        let secret = read(r#"{"secret_id":"","scope":"tenant","sk_secret_name":"elsewhere","x":1}"#).unwrap();
        assert!(!secret.id.is_addressable());
        assert_eq!(secret.scope, Scope::Other("tenant".into()));
        assert_eq!(secret.stored_as, StoredAs::Odd("elsewhere".into()));
    }

    #[test]
    fn a_lone_surrogate_costs_a_character_and_not_the_row() {
        let secret = read(r#"{"secret_id":"s\ud800","description":"\udc00 \ud83d\ude00"}"#).unwrap();
        assert_eq!(secret.id.as_str(), "s\u{fffd}");
        assert_eq!(secret.description.original(), "\u{fffd} \u{1f600}");
    }

    #[test]
    fn the_last_of_two_equal_keys_counts() {
        assert_eq!(read(r#"{"secret_id":"a","secret_id":"b"}"#), Some(Secret::named("b")));
    }

    #[test]
    fn unknown_keys_may_be_nested_as_deep_as_they_like() {
        let deep = format!(r#"{{"x":{}{},"secret_id":"a"}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(read(&deep), Some(Secret::named("a")));
    }
}
