//! The faults of a request, field by field: `body, secret_value: Field required`, `description: Value error,
//! description must …` (contract §3). The parent decides which answers hold such faults.

use crate::api::wire::Words;
use crate::domain::failure::Rejection;
use crate::domain::{FailureKind, Field, Operation};
use crate::text::SafeText;

/// Lists the faults, one entry for each, in the service's order.
pub(super) fn rejections(words: &Words) -> Vec<Rejection> {
    match words {
        Words::None => Vec::new(),
        Words::One(text) => vec![rejection(text)],
        Words::List(texts) => texts.iter().map(|text| rejection(text)).collect(),
    }
}

fn rejection(text: &str) -> Rejection {
    let text = text.strip_prefix("body, ").unwrap_or(text);
    let named = text.split_once(": ").and_then(|(name, rest)| Some((Field::from_wire(name)?, rest)));
    let (field, rest) = match named {
        Some((field, rest)) => (Some(field), rest),
        None => (None, text),
    };
    Rejection { field, text: SafeText::from(rest.strip_prefix("Value error, ").unwrap_or(rest)) }
}

/// Tells whether the service could not even read the body: `body: Field required`, `body, 19: JSON decode error`, or
/// the framework's word for bytes that are not text.
pub(super) fn breaks_our_request(words: &Words) -> bool {
    match words {
        Words::None => false,
        Words::One(text) => text.starts_with("There was an error parsing the body"),
        Words::List(texts) => texts.iter().any(|text| {
            let place =
                text.strip_prefix("body").and_then(|rest| rest.split_once(": ")).map(|(place, _)| place);
            place.is_some_and(|place| {
                place.is_empty()
                    || place.strip_prefix(", ").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
            })
        }),
    }
}

/// Judges a 413: a proxy takes no body of this size. Only a value can be that large.
pub(super) fn too_large(operation: Operation, message: SafeText) -> FailureKind {
    let field = matches!(operation, Operation::Create | Operation::Update).then_some(Field::Value);
    let text = if message.is_empty() { "It is larger than the service accepts.".into() } else { message };
    FailureKind::Rejected(vec![Rejection { field, text }])
}
