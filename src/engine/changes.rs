//! The files of remembered changes and of kept filters, on a thread of its own.

use std::io;

use jiff::Timestamp;

use super::jobs::Jobs;
use crate::core::Event;
use crate::domain::filter::KeptFilters;
use crate::domain::uses::{Recall, Whose};
use crate::files::{ChangesFile, FiltersFile, Unusable};

/// The thread.
pub(super) type Remembering = Jobs<(Whose, Remember)>;

/// Something to be done with one of the files.
pub(super) enum Remember {
    Change(Recall),
    Filter(KeptFilters),
}

/// Starts the thread.
///
/// # Errors
/// When the system has none left.
pub(super) fn start(deliver: impl Fn(Event) + Send + 'static) -> io::Result<Remembering> {
    Jobs::start("changes", move |(whose, job): (Whose, Remember)| {
        deliver(match job {
            Remember::Change(job) => {
                let file = ChangesFile::of_user();
                let result = file.and_then(|file| file.recall(&whose, job, Timestamp::now()));
                Event::Recalled(whose, result.map_err(|why| why.to_string()))
            }
            Remember::Filter(job) => {
                let result = filters(&whose, job).map_err(|why| why.to_string());
                Event::FiltersRecalled(whose, result)
            }
        });
    })
}

/// Does this with the file of filters. Returns those that were asked for.
fn filters(whose: &Whose, job: KeptFilters) -> Result<Vec<String>, Unusable> {
    let file = FiltersFile::of_user()?;
    match job {
        KeptFilters::Read => file.read(whose),
        KeptFilters::Keep(filter) => file.keep(whose, &filter).map(|()| Vec::new()),
    }
}
