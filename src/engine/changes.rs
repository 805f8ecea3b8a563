//! The file of remembered changes, on a thread of its own.

use std::io;

use jiff::Timestamp;

use super::jobs::Jobs;
use crate::core::Event;
use crate::domain::uses::{Recall, Whose};
use crate::files::ChangesFile;

/// The thread.
pub(super) type Remembering = Jobs<(Whose, Recall)>;

/// Starts the thread.
///
/// # Errors
/// When the system has none left.
pub(super) fn start(deliver: impl Fn(Event) + Send + 'static) -> io::Result<Remembering> {
    Jobs::start("changes", move |(whose, job): (Whose, Recall)| {
        let result = ChangesFile::of_user()
            .and_then(|file| file.recall(&whose, job, Timestamp::now()))
            .map_err(|why| why.to_string());
        deliver(Event::Recalled(whose, result));
    })
}
