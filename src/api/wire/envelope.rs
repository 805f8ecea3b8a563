//! The envelope around every answer but the list's (contract §2, §3), and the results in it. The list has its own
//! reader, which need not hold the whole; `classify` judges failures.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::intern::Interner;
use super::loose::Loose;
use super::metadata::Metadata;
use super::row::Row;
use super::surrogates::mended;
use super::words::{Words, words};
use crate::domain::{Secret, SecretId, SecretValue, Unclear};

/// `{"message", "metadata", "result", "status", "version"}` or `{"detail"}`; every key may be missing.
#[derive(Debug, Default)]
pub struct Envelope<T> {
    /// `"success"` or `"error"`.
    pub status: Value,
    /// A text or a list of texts.
    pub message: Value,
    /// The web framework's message, which it sends in place of `message`.
    pub detail: Value,
    /// The service's remarks, as far as they are read.
    pub metadata: Metadata,
    /// The data that was asked for.
    pub result: Option<T>,
}

impl<T> Envelope<T> {
    /// Tells whether the service says that it failed, whatever the HTTP status (contract §2).
    pub fn is_error(&self) -> bool {
        self.status.as_str().is_some_and(|status| status.eq_ignore_ascii_case("error"))
    }

    /// Returns the service's words: `message`, or `detail` where that is missing.
    pub fn words(&self) -> Words {
        match words(&self.message) {
            Words::None => words(&self.detail),
            said => said,
        }
    }
}

/// Reads an envelope without its result.
///
/// # Errors
/// The reason why the body is not an envelope.
pub fn head(body: &[u8]) -> Result<Envelope<IgnoredAny>, Unclear> {
    serde_json::from_slice(body).or_else(|e| match unclear(&e, body) {
        Unclear::NotJson => serde_json::from_slice(&mended(body)).map_err(|e| unclear(&e, body)),
        other => Err(other),
    })
}

/// Reads the result of get, create and update.
///
/// # Errors
/// The reason why the body holds no secret.
pub fn secret(body: &[u8]) -> Result<Secret, Unclear> {
    let read = |body: &[u8]| {
        let envelope: Envelope<Row<'_>> = serde_json::from_slice(body).map_err(|e| unclear(&e, body))?;
        let row = envelope.result.ok_or(Unclear::Shape)?;
        row.into_secret(&mut Interner::default()).ok_or(Unclear::Shape)
    };
    read(body).or_else(|e| if e == Unclear::NotJson { read(&mended(body)) } else { Err(e) })
}

/// Reads the result of get value. The text goes from the body straight into the [`SecretValue`].
///
/// # Errors
/// The reason why the body holds no value. A value with a lone surrogate has no text form and is refused
/// rather than changed.
pub fn value(body: &[u8]) -> Result<SecretValue, Unclear> {
    let envelope: Envelope<OnlyValue> = serde_json::from_slice(body).map_err(|e| unclear(&e, body))?;
    envelope.result.and_then(|result| result.0).ok_or(Unclear::Shape)
}

/// Reads the result of delete: the plain id.
///
/// # Errors
/// The reason why the body holds no id.
pub fn deleted(body: &[u8]) -> Result<SecretId, Unclear> {
    let read = |body: &[u8]| {
        let envelope: Envelope<Loose<'_>> = serde_json::from_slice(body).map_err(|e| unclear(&e, body))?;
        envelope.result.and_then(|id| id.text().map(SecretId::from)).ok_or(Unclear::Shape)
    };
    read(body).or_else(|e| if e == Unclear::NotJson { read(&mended(body)) } else { Err(e) })
}

/// Finds the fault of a body that the parser refused.
pub fn unclear(error: &serde_json::Error, body: &[u8]) -> Unclear {
    use serde_json::error::Category;
    if looks_like_html(body) {
        return Unclear::Html;
    }
    match error.classify() {
        Category::Data => Unclear::Shape,
        Category::Eof => Unclear::CutOff,
        Category::Syntax | Category::Io => no_json(body),
    }
}

/// Finds out, by its bytes, what a body is that is not JSON: compressed, in another encoding, or something else.
pub fn no_json(body: &[u8]) -> Unclear {
    match body {
        // gzip, zstd
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => Unclear::Compressed,
        // UTF-16, with its mark or without
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..] => Unclear::Charset,
        _ => match std::str::from_utf8(body) {
            // One that only ends in the middle of a character may have been cut by us.
            Err(error) if error.error_len().is_some() => Unclear::Charset,
            _ => Unclear::NotJson,
        },
    }
}

/// Tells whether a body begins with a tag.
pub fn looks_like_html(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    body.trim_ascii_start().starts_with(b"<")
}

/// `{"secret_value": …}`
struct OnlyValue(Option<SecretValue>);

impl<'de> Deserialize<'de> for OnlyValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = OnlyValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a secret_value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OnlyValue, A::Error> {
                let mut value = None;
                while let Some(key) = map.next_key::<Loose<'de>>()? {
                    if key.text() == Some("secret_value") {
                        value = Some(map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(OnlyValue(value))
            }
        }

        deserializer.deserialize_map(Keys)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Envelope<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys(PhantomData))
    }
}

struct Keys<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Keys<T> {
    type Value = Envelope<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope<T>, A::Error> {
        let mut envelope = Envelope {
            status: Value::Null,
            message: Value::Null,
            detail: Value::Null,
            metadata: Metadata::default(),
            result: None,
        };
        while let Some(key) = map.next_key::<Loose<'de>>()? {
            match key.text().unwrap_or_default() {
                "status" => envelope.status = map.next_value()?,
                "message" => envelope.message = map.next_value()?,
                "detail" => envelope.detail = map.next_value()?,
                "metadata" => envelope.metadata = map.next_value()?,
                "result" => envelope.result = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(envelope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn results_are_read() {
        let body = br#"{"result":{"secret_value":"a\u0000\"b"},"status":"success"}"#;
        assert_eq!(value(body).unwrap().expose(), "a\0\"b");
        assert_eq!(secret(br#"{"result":{"secret_id":"a"}}"#).unwrap(), Secret::named("a"));
        assert_eq!(deleted(br#"{"result":"a"}"#).unwrap().as_str(), "a");
        assert_eq!(deleted(br#"{"result":"a\ud800"}"#).unwrap().as_str(), "a\u{fffd}");
    }

    #[rstest]
    #[case::html(" <html>", Unclear::Html)]
    #[case::empty("", Unclear::CutOff)]
    #[case::cut(r#"{"result":{"secret_value":"hun"#, Unclear::CutOff)]
    #[case::no_json("ok", Unclear::NotJson)]
    #[case::two(r#"{"result":{"secret_value":"x"}} {}"#, Unclear::NotJson)]
    #[case::list(r#"[{"secret_value":"x"}]"#, Unclear::Shape)]
    #[case::list_inside(r#"{"result":["x"]}"#, Unclear::Shape)]
    #[case::text(r#""hunter2""#, Unclear::Shape)]
    #[case::null(r#"{"result":null}"#, Unclear::Shape)]
    #[case::number(r#"{"result":{"secret_value":7}}"#, Unclear::Shape)]
    #[case::nothing(r#"{"result":{}}"#, Unclear::Shape)]
    #[case::lone_surrogate(r#"{"result":{"secret_value":"\ud800"}}"#, Unclear::NotJson)]
    fn a_value_is_never_guessed(#[case] body: &str, #[case] why: Unclear) {
        assert_eq!(value(body.as_bytes()).unwrap_err(), why);
    }

    #[rstest]
    #[case::gzip(b"\x1f\x8b\x08\x00", Unclear::Compressed)]
    #[case::zstd(b"\x28\xb5\x2f\xfd\x04", Unclear::Compressed)]
    #[case::utf16_with_a_mark(b"\xff\xfe{\0", Unclear::Charset)]
    #[case::utf16_without(b"{\0}\0", Unclear::Charset)]
    #[case::utf16_the_other_way(b"\0{\0}", Unclear::Charset)]
    #[case::latin(b"{\"message\":\"gr\xfc\xdf\"}", Unclear::Charset)]
    #[case::text(b"ok", Unclear::NotJson)]
    #[case::cut_in_a_letter(b"gr\xc3", Unclear::NotJson)]
    fn what_is_no_json_is_told_by_its_bytes(#[case] body: &[u8], #[case] why: Unclear) {
        assert_eq!(head(body).unwrap_err(), why);
    }

    #[test]
    fn an_error_is_an_error_in_any_case() {
        assert!(head(br#"{"status":"Error"}"#).unwrap().is_error());
        assert!(!head(br#"{"status":"success"}"#).unwrap().is_error());
        assert!(!head(br#"{"status":7,"message":["\ud800"]}"#).unwrap().is_error());
    }
}
