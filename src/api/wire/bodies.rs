//! The bodies of create and update (contract §2), built in one buffer that is wiped when the request is done.
//! `domain::draft` checks whether a draft may be sent.

use bytes::Bytes;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::domain::{Change, NewScope, NewSecret};

/// The keys, punctuation and short words of any body; the texts come on top.
const FRAME: usize = 256;

#[derive(Serialize)]
struct Create<'a> {
    secret_id: &'a str,
    secret_value: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    scope: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pod_id: Option<&'a str>,
    readable: bool,
    writable: bool,
}

#[derive(Serialize)]
struct Update<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret_value: Option<&'a str>,
}

/// Writes the body of `POST /pods/secrets`. Leaves out an empty description and the pod of a user's secret.
///
/// # Errors
/// Never in practice: texts and flags always have a JSON form.
pub fn create(new: &NewSecret) -> Result<Bytes, serde_json::Error> {
    let (scope, pod_id) = match &new.scope {
        NewScope::User => ("user", None),
        NewScope::Pod(pod) => ("pod", Some(pod.as_str())),
    };
    let body = Create {
        secret_id: new.id.as_str(),
        secret_value: new.value.expose(),
        description: &new.description,
        scope,
        pod_id,
        readable: new.access.readable(),
        writable: new.access.writable(),
    };
    write(&body, &[body.secret_id, body.secret_value, body.description, pod_id.unwrap_or_default()])
}

/// Writes the body of `PUT /pods/secrets/{id}`: only the changes.
///
/// # Errors
/// As [`create`].
pub fn update(change: &Change) -> Result<Bytes, serde_json::Error> {
    let body = Update {
        description: change.description.as_deref(),
        secret_value: change.value.as_deref().map(|value| value.expose()),
    };
    write(&body, &[body.description.unwrap_or_default(), body.secret_value.unwrap_or_default()])
}

/// Writes into one buffer of the right size from the start: a buffer that grows leaves its content behind.
pub(super) fn write(body: &impl Serialize, texts: &[&str]) -> Result<Bytes, serde_json::Error> {
    let size = FRAME + texts.iter().map(|text| escaped_len(text)).sum::<usize>();
    let mut buffer = Zeroizing::new(Vec::with_capacity(size));
    serde_json::to_writer(&mut *buffer, body)?;
    debug_assert!(buffer.len() <= size, "the buffer must not grow");
    Ok(Bytes::from_owner(buffer))
}

/// Counts the bytes of a text in JSON, without the quotes.
fn escaped_len(text: &str) -> usize {
    text.bytes()
        .map(|byte| match byte {
            b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 2,
            0..=0x1f => 6,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccessMode, SecretValue};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn draft(scope: NewScope, value: &str, description: &str) -> NewSecret {
        NewSecret {
            id: "a".into(),
            value: Arc::new(SecretValue::new(value.into())),
            description: description.into(),
            scope,
            access: AccessMode::WriteOnly,
        }
    }

    #[test]
    fn a_new_secret_leaves_out_what_it_has_not() {
        let body = create(&draft(NewScope::User, "x\"\n", "")).unwrap();
        assert_eq!(
            body,
            r#"{"secret_id":"a","secret_value":"x\"\n","scope":"user","readable":false,"writable":true}"#
        );
        let body = create(&draft(NewScope::Pod("p".into()), "", "d")).unwrap();
        assert_eq!(
            body,
            r#"{"secret_id":"a","secret_value":"","description":"d","scope":"pod","pod_id":"p","readable":false,"writable":true}"#
        );
    }

    #[test]
    fn a_change_names_only_what_changes() {
        assert_eq!(update(&Change::default()).unwrap(), "{}");
        let cleared = Change { description: Some(String::new()), value: None };
        assert_eq!(update(&cleared).unwrap(), r#"{"description":""}"#);
        let value = Some(Arc::new(SecretValue::new("v".into())));
        assert_eq!(update(&Change { description: None, value }).unwrap(), r#"{"secret_value":"v"}"#);
    }

    proptest! {
        #[test]
        fn the_size_is_known_beforehand(text in any::<String>()) {
            prop_assert_eq!(escaped_len(&text) + 2, serde_json::to_string(&text).unwrap().len());
        }
    }
}
