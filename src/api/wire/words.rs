//! `message` and `detail`: a text, a list of texts, or a list of the web framework's fault objects (contract §3).
//! `classify` decides what the texts mean.

use serde_json::Value;

use crate::text::SafeText;

/// The service's words about a failure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Words {
    /// Nothing that is a text.
    #[default]
    None,
    /// One sentence.
    One(String),
    /// Faults, one by one.
    List(Vec<String>),
}

impl Words {
    /// Joins all of it in one line; empty when there is nothing.
    pub fn joined(&self) -> SafeText {
        match self {
            Self::None => SafeText::default(),
            Self::One(text) => SafeText::from(text.as_str()),
            Self::List(texts) => SafeText::from(texts.join("; ")),
        }
    }
}

/// Reads `message` or `detail`.
pub fn words(value: &Value) -> Words {
    match value {
        Value::String(text) if !text.is_empty() => Words::One(text.clone()),
        Value::Array(items) => Words::List(items.iter().filter_map(fault).collect()),
        _ => Words::None,
    }
}

/// Writes a text as it is, and `{"loc": ["body", "scope"], "msg": "…"}` as `body, scope: …`, the service's own form.
fn fault(item: &Value) -> Option<String> {
    if let Value::String(text) = item {
        return Some(text.clone());
    }
    let message = item.get("msg")?.as_str()?;
    let place: Vec<String> = item
        .get("loc")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
        .collect();
    Some(if place.is_empty() { message.to_owned() } else { format!("{}: {message}", place.join(", ")) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_form_is_read() {
        assert_eq!(words(&json!("x")), Words::One("x".into()));
        assert_eq!(words(&json!(["x", 5, "y"])), Words::List(vec!["x".into(), "y".into()]));
        let detail = json!([{"loc": ["body", "scope", 1], "msg": "Field required", "type": "missing"}]);
        assert_eq!(words(&detail), Words::List(vec!["body, scope, 1: Field required".into()]));
        assert_eq!(words(&json!({"x": 1})), Words::None);
        assert_eq!(words(&json!(["a", "b"])).joined().shown(), "a; b");
    }
}
