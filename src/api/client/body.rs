//! Collects a body up to a limit, in memory that is wiped: it may hold a value. Others read what is in it.

use reqwest::Response;

use super::patience::Patience;
use crate::api::network::{Broken, within_body};
use crate::api::wiped::WipedBytes;
use crate::domain::FailureKind;
use crate::domain::failure::Limit;
use crate::text::SafeText;

/// The most that is reserved at once on the word of a `Content-Length`.
const TRUSTED: u64 = 1024 * 1024;

/// Reads the whole body.
///
/// # Errors
/// When it is larger than `limit` bytes, is cut off, or takes too long.
pub(super) async fn whole(
    response: &mut Response,
    limit: u64,
    patience: &Patience,
) -> Result<WipedBytes, Broken> {
    let too_large = || broken(FailureKind::TooLarge { limit: Limit::Bytes(limit) });
    let announced = response.content_length().unwrap_or(0);
    if announced > limit {
        return Err(too_large());
    }
    let mut body = WipedBytes::with_capacity(announced.min(TRUSTED));
    loop {
        match patience.wait(response.chunk()).await {
            Err(after) => return Err(broken(FailureKind::TimedOut { after })),
            Ok(Err(e)) => return Err(within_body(&e)),
            Ok(Ok(None)) => return Ok(body),
            Ok(Ok(Some(piece))) if (body.len() + piece.len()) as u64 > limit => return Err(too_large()),
            Ok(Ok(Some(piece))) => body.append(&piece),
        }
    }
}

/// Reads the first `limit` bytes, or as many as came: the rest of a failure's text is better than none.
pub(super) async fn beginning(response: &mut Response, limit: usize, patience: &Patience) -> WipedBytes {
    let mut body = WipedBytes::default();
    while body.len() < limit {
        let Ok(Ok(Some(piece))) = patience.wait(response.chunk()).await else { break };
        body.append(&piece[..piece.len().min(limit - body.len())]);
    }
    body
}

fn broken(kind: FailureKind) -> Broken {
    Broken { kind, message: SafeText::default(), nothing_sent: false }
}
