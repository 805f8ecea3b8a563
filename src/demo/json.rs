//! Reads a request body as the real service's framework reads it, down to the place that it names in an error. `body`
//! reads the members.

use serde_json::{Map, Value};

use super::answer::Answer;

/// Reads the members of the body's object, or returns the service's refusal.
pub(super) fn object(content_type: Option<&str>, bytes: &[u8]) -> Result<Map<String, Value>, Answer> {
    if bytes.is_empty() {
        return Err(list("body: Field required"));
    }
    if !content_type.is_none_or(is_json) {
        return Err(list("body: Input should be a valid dictionary or object to extract fields from"));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(Answer::detail(400, "There was an error parsing the body"));
    };
    let parsed = serde_json::from_str(text).or_else(|error| {
        // Python's parser lets half a surrogate pair through, ours does not (exchange 128).
        replace_lone_surrogates(text).map_or(Err(error), |repaired| serde_json::from_str(&repaired))
    });
    match parsed {
        Ok(Value::Object(members)) => Ok(members),
        Ok(Value::Null) => Err(list("body: Field required")),
        Ok(_) => Err(list("body: Input should be a valid dictionary or object to extract fields from")),
        Err(error) => Err(list(&format!("body, {}: JSON decode error", position(text, &error)))),
    }
}

fn list(message: &str) -> Answer {
    Answer::error(400, vec![message])
}

/// Tells whether a body counts as JSON. Without a content type the framework takes it for JSON (exchange 50), with
/// another one for text.
fn is_json(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// Returns the place of an error, counted in characters from 0 as Python counts.
fn position(text: &str, error: &serde_json::Error) -> usize {
    if error.is_eof() {
        return text.chars().count();
    }
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let before: usize = lines.map(str::len).sum();
    let at = before + error.column().saturating_sub(1);
    text.char_indices().take_while(|(start, _)| *start < at).count()
}

/// Replaces `\udXXX` escapes without a partner by `\ufffd`; `None` when there are none.
fn replace_lone_surrogates(text: &str) -> Option<String> {
    let unit = |at: usize| {
        let escape = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let mut repaired = String::with_capacity(text.len());
    let mut found = false;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, lone) = match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, false),
            (Some(0xD800..=0xDFFF), _) => (6, true),
            // Any other escape is taken with its backslash, so that `\\ud800` stays what it is.
            _ if rest.starts_with('\\') => (1 + rest.chars().nth(1).map_or(0, char::len_utf8), false),
            _ => (rest.chars().next().map_or(1, char::len_utf8), false),
        };
        match lone {
            true => repaired.push_str("\\ufffd"),
            false => repaired.push_str(rest.get(..length).unwrap_or(rest)),
        }
        found |= lone;
        at += length;
    }
    found.then_some(repaired)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_surrogate_pair_becomes_the_replacement_character() {
        assert_eq!(replace_lone_surrogates(r#""\ud800x""#).as_deref(), Some(r#""\ufffdx""#));
        assert_eq!(replace_lone_surrogates(r#""\ud83d\ude00 \\ud800""#), None);
    }

    #[test]
    fn an_error_is_placed_in_characters() {
        let broken = "{\"é\": 1,\n x}";
        let error = serde_json::from_str::<Value>(broken).unwrap_err();
        assert_eq!(position(broken, &error), 10);
    }
}
