//! The places in the list's envelope, and the keys that matter. The parent goes from one place to the next.

use crate::domain::Unclear;
use crate::domain::failure::Limit;

/// The place in a list answer that the next byte belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Start,
    KeyOrEnd,
    Key,
    InKey,
    Colon,
    Value,
    InValue,
    CommaOrEnd,
    ElementOrEnd,
    Element,
    InElement,
    ElementCommaOrEnd,
    End,
    /// No object; its beginning is kept to tell what it is.
    SomethingElse,
    Broken(Unclear),
    Full(Limit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Status,
    Message,
    Detail,
    Metadata,
    Result,
    Other,
}

impl Key {
    /// Reads a key with its quotes.
    pub(super) fn read(json: &[u8]) -> Self {
        match json {
            br#""status""# => Self::Status,
            br#""message""# => Self::Message,
            br#""detail""# => Self::Detail,
            br#""metadata""# => Self::Metadata,
            br#""result""# => Self::Result,
            _ if json.contains(&b'\\') => Self::read_escaped(json),
            _ => Self::Other,
        }
    }

    fn read_escaped(json: &[u8]) -> Self {
        match serde_json::from_slice::<String>(json).as_deref() {
            Ok("status") => Self::Status,
            Ok("message") => Self::Message,
            Ok("detail") => Self::Detail,
            Ok("metadata") => Self::Metadata,
            Ok("result") => Self::Result,
            _ => Self::Other,
        }
    }
}
