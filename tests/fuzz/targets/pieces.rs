//! Feeds a list to the reader in one piece and in several, and compares what comes of it.

use serde_json::Value;
use tapis_secrets::api::list_stream::{ListLimits, ListReader, ListRow, NoList, Summary};

/// The rows and the end of a list that arrives in pieces of these lengths, over and over.
fn read<R: ListRow>(bytes: &[u8], lengths: &[u8]) -> (Vec<R>, Result<Summary, NoList>) {
    let mut reader = ListReader::new(ListLimits { bytes: 1 << 20, rows: 1000 });
    let mut rows = Vec::new();
    let mut lengths = lengths.iter().map(|length| usize::from(*length) + 1).cycle();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(lengths.next().unwrap_or(rest.len()).min(rest.len()));
        rest = after;
        if let Err(fault) = reader.feed(piece, &mut rows) {
            return (rows, Err(fault));
        }
    }
    (rows, reader.finish())
}

/// Checks that the pieces make no difference, and that a list that is whole has as many entries as its JSON.
pub fn check<R: ListRow + std::fmt::Debug>(lengths: &[u8], bytes: &[u8]) {
    let (rows, end) = read::<R>(bytes, &[]);
    let (again, end_again) = read::<R>(bytes, lengths);
    assert_eq!(end, end_again);
    assert_eq!(format!("{rows:?}"), format!("{again:?}"));
    if let Ok(summary) = end
        && let Ok(Value::Object(envelope)) = serde_json::from_slice(bytes)
        && let Some(Value::Array(entries)) = envelope.get("result")
    {
        assert_eq!(summary.rows, rows.len());
        assert_eq!(summary.rows + summary.unreadable, entries.len());
    }
}
