//! `--log FILE`: a log of what the program did and how long it took. For users who measure it, or ask why a call
//! failed.
//!
//! A log of our own, because of what must never be in it: only a `Record` can be written, and a record has
//! no place for a value, a token, typed text or a body. The common loggers take whatever a library has to
//! say, and HTTP libraries say all that goes over the wire. Switched on once, by `main`; off it costs a look
//! at a flag.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

mod file;
mod line;
mod record;

pub use record::Record;

use line::Lines;

/// Time that the end of the program waits for the log's last line.
const LAST_LINE: Duration = Duration::from_millis(500);

static LOG: OnceLock<Sender<Entry>> = OnceLock::new();

enum Entry {
    Record(Timestamp, Instant, Record),
    /// The log ends here: says so when everything before it is written.
    Done(SyncSender<()>),
}

/// Logs to this file from now on, which is readable by its owner alone. Written on a thread of its own.
///
/// # Errors
/// When the file cannot be opened, or may belong to somebody else; the text says why and what to do.
pub fn to_file(path: &Path) -> io::Result<()> {
    let file = file::open(path)?;
    let (sender, entries) = channel();
    thread::Builder::new().name("log".into()).spawn(move || write(&entries, file))?;
    // Only the first caller's file counts; there is one.
    let _ = LOG.set(sender);
    Ok(())
}

/// Writes a line, if there is a log.
pub fn note(record: Record) {
    if let Some(log) = LOG.get() {
        let _ = log.send(Entry::Record(Timestamp::now(), Instant::now(), record));
    }
}

/// Ends the log, if there is one, and waits until it is written: what threads note from then on, while the
/// process ends, is not in it.
pub fn finish() {
    if let Some(log) = LOG.get() {
        let (done, is_done) = sync_channel(1);
        if log.send(Entry::Done(done)).is_ok() {
            let _ = is_done.recv_timeout(LAST_LINE);
        }
    }
}

fn write(entries: &Receiver<Entry>, mut file: File) {
    let mut lines = Lines::default();
    while let Ok(entry) = entries.recv() {
        match entry {
            Entry::Record(at, instant, record) => {
                if let Some(line) = lines.line(instant, record) {
                    // A full disk is no reason to stop, and there is nobody to tell.
                    let _ = file.write_all(format!("{at:.3} {line}\n").as_bytes());
                }
            }
            Entry::Done(done) => {
                let _ = done.send(());
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_behind_the_end() {
        let place = tempfile::NamedTempFile::new().unwrap();
        let (sender, entries) = channel();
        let note = || sender.send(Entry::Record(Timestamp::UNIX_EPOCH, Instant::now(), Record::Ended(0)));
        note().unwrap();
        let (done, is_done) = sync_channel(1);
        sender.send(Entry::Done(done)).unwrap();
        note().unwrap();
        write(&entries, place.reopen().unwrap());
        is_done.recv().unwrap();
        let log = std::fs::read_to_string(place.path()).unwrap();
        assert_eq!(log, "1970-01-01T00:00:00.000Z ended code=0\n");
    }
}
