//! Sends the rows of a list on while it arrives. `list_stream` finds them in the bytes.

use std::pin::pin;
use std::time::Duration;

use reqwest::Response;
use tokio::time::{Instant, sleep_until};

use super::patience::Patience;
use crate::api::list_stream::{ListLimits, ListReader, ListRow, NoList};
use crate::api::network::{Broken, within_body};
use crate::api::store::Replies;
use crate::domain::{Answer, FailureKind, Reply};
use crate::text::SafeText;

/// Most rows of one batch.
const BATCH: usize = 1_024;
/// Time for which rows wait for others to be passed on with them: less than a frame. A short list comes in one piece,
/// and its first row is the first of all.
const GATHER: Duration = Duration::from_millis(10);
/// Number of bytes after which progress is reported,
const PROGRESS_BYTES: u64 = 64 * 1024;
/// and the time after which it is.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// Reads the body of a list to its end. Rows go out in batches, and soon when no more bytes come; when it
/// breaks off, those that came have gone out.
pub(super) async fn read<Row: ListRow, R: Replies>(
    response: &mut Response,
    limits: ListLimits,
    patience: &Patience,
    replies: &R,
) -> Result<Answer, Broken> {
    let mut reader = ListReader::new(limits);
    let mut rows: Vec<Row> = Vec::new();
    let mut progress = Progress { bytes: 0, told: 0, at: Instant::now() };
    let mut gathering_since = Instant::now();
    let broken = loop {
        let piece = {
            let mut next = pin!(patience.wait(response.chunk()));
            tokio::select! {
                biased;
                piece = &mut next => piece,
                () = sleep_until(gathering_since + GATHER), if !rows.is_empty() => {
                    send(&mut rows, replies);
                    next.await
                }
            }
        };
        match piece {
            Err(after) => break timed_out(after),
            Ok(Err(e)) => break within_body(&e),
            Ok(Ok(None)) => return end(reader, rows, replies),
            Ok(Ok(Some(piece))) => {
                if rows.is_empty() {
                    gathering_since = Instant::now();
                }
                if let Err(no_list) = reader.feed(&piece, &mut rows) {
                    break no_list.into();
                }
                progress.add(piece.len(), replies);
                if rows.len() >= BATCH {
                    send(&mut rows, replies);
                }
            }
        }
    };
    send(&mut rows, replies);
    Err(broken)
}

fn end<Row: ListRow, R: Replies>(
    reader: ListReader<Row>,
    mut rows: Vec<Row>,
    replies: &R,
) -> Result<Answer, Broken> {
    let ended = Instant::now();
    send(&mut rows, replies);
    let summary = reader.finish()?;
    Ok(Row::listed(summary, ended.elapsed()))
}

fn send<Row: ListRow, R: Replies>(rows: &mut Vec<Row>, replies: &R) {
    while !rows.is_empty() {
        replies.send(Row::batch(rows.drain(..rows.len().min(BATCH)).collect()));
    }
}

struct Progress {
    bytes: u64,
    told: u64,
    at: Instant,
}

impl Progress {
    fn add<R: Replies>(&mut self, bytes: usize, replies: &R) {
        self.bytes += bytes as u64;
        if self.bytes - self.told >= PROGRESS_BYTES || self.at.elapsed() >= PROGRESS_EVERY {
            self.told = self.bytes;
            self.at = Instant::now();
            replies.send(Reply::Progress { bytes: self.bytes });
        }
    }
}

fn timed_out(after: Duration) -> Broken {
    Broken { kind: FailureKind::TimedOut { after }, message: SafeText::default(), nothing_sent: false }
}

impl From<NoList> for Broken {
    fn from(no_list: NoList) -> Self {
        Self { kind: no_list.kind, message: no_list.message, nothing_sent: false }
    }
}
