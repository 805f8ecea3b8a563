//! The things that a list can be of. The parent cuts the list into them.

use crate::api::wire::{Interner, read_pod, read_secret};
use std::time::Duration;

use super::outcome::Summary;
use crate::domain::{Answer, Pod, Reply, Secret};

/// A row of a list.
pub trait ListRow: Send + Sized {
    /// Reads the JSON of one row; `None` when it is none.
    fn read(json: &[u8], interner: &mut Interner) -> Option<Self>;

    /// Returns the reply that passes rows on.
    fn batch(rows: Vec<Self>) -> Reply;

    /// Returns the answer for a list that came whole, and took as long from its last byte to its last batch.
    fn listed(list: Summary, parsed_in: Duration) -> Answer;
}

impl ListRow for Secret {
    fn read(json: &[u8], interner: &mut Interner) -> Option<Self> {
        read_secret(json, interner)
    }

    fn batch(rows: Vec<Self>) -> Reply {
        Reply::Batch(rows.into())
    }

    fn listed(list: Summary, parsed_in: Duration) -> Answer {
        let Summary { rows, unreadable, bytes, .. } = list;
        Answer::Listed { rows, unreadable, bytes, parsed_in }
    }
}

impl ListRow for Pod {
    fn read(json: &[u8], interner: &mut Interner) -> Option<Self> {
        read_pod(json, interner)
    }

    fn batch(rows: Vec<Self>) -> Reply {
        Reply::Pods(rows)
    }

    fn listed(list: Summary, parsed_in: Duration) -> Answer {
        let Summary { rows, unreadable, bytes, merged, left_out } = list;
        Answer::PodsListed { rows, unreadable, left_out, merged, bytes, parsed_in }
    }
}
